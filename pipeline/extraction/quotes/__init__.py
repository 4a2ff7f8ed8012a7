"""Who said what: quotation marks, dashes, interviews and indirect speech, and the speaker of each quote."""

from pipeline.extraction.quotes.component import Quotes, explain

__all__ = ["Quotes", "explain"]
