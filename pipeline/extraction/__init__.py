"""spaCy components that read only a `Doc` and small lexicons, the same for every language.

Order: names -> roles -> quotes -> numbers -> proposals. Each writes its records (`records.py`) into `doc._`; offsets of
records are characters of `doc.text`, the clean text.
"""
