"""Bodies that somebody proposes to found: "the proposal to establish a Business Council", «создать Водно-энергетический консорциум»."""

from __future__ import annotations

from pipeline.extraction.names.draft import Draft, Name

_FOUND = {
    "en": frozenset(["establish", "establishment", "establishing", "create", "creation", "creating", "set", "setting", "found", "founding", "form", "forming", "formation", "launch", "launching"]),
    "ru": frozenset(["создать", "создание", "создавать", "учредить", "учреждение", "учреждать", "сформировать", "формирование", "образовать", "образование", "запустить", "запуск"]),
}  # fmt: skip
_WISH = {
    "en": frozenset(["propose", "proposed", "proposes", "proposing", "proposal", "proposals", "suggest", "suggested", "suggests", "suggestion", "call", "calls", "called", "calling", "urge", "urged", "initiative", "initiatives", "consider", "advocate", "advocated", "support", "supports", "supported", "idea", "time", "offer", "offered", "need", "should", "could", "recommend", "recommended", "plan", "plans", "intend", "intends"]),
    "ru": frozenset(["предложить", "предлагать", "предложение", "призвать", "призывать", "инициатива", "выступить", "поддержать", "поддерживать", "необходимо", "необходимый", "нужно", "идея", "пора", "время", "целесообразно", "целесообразный", "рекомендовать", "планировать", "намерить", "намереваться", "следует", "предлагаться"]),
}  # fmt: skip


def proposed_bodies(draft: Draft) -> set[Name]:
    """Organisations that stand behind a verb of founding, in a sentence that proposes."""
    found = set()
    for name in draft.of_type("ORG"):
        sentence = draft.doc[name.start].sent
        before = range(max(sentence.start, name.start - 8), name.start)
        founding = any(draft.lemmas[i] in _FOUND[draft.lang] or draft.lower[i] in _FOUND[draft.lang] for i in before)
        wish = any(draft.lemmas[i] in _WISH[draft.lang] or draft.lower[i] in _WISH[draft.lang] for i in range(sentence.start, name.start))
        article = draft.lang == "ru" or draft.lower[name.start - 1] in ("a", "an") or (name.start - 2 >= 0 and draft.lower[name.start - 2] in ("a", "an"))
        if founding and wish and article and len(name) > 1:
            found.add(name)
    return found
