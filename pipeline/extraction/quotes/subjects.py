"""Whose verb it is: the subject of a cue by syntax, and by position where the tree is wrong."""

from __future__ import annotations

from pipeline.extraction.phrases import PRONOUNS
from pipeline.extraction.quotes.seconds import owner_of_second
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

PASSIVE_SAYING = frozenset({"quote", "cite", "paraphrase", "report", "hear", "record"})
PASSIVE = frozenset({"auxpass", "aux:pass", "nsubjpass", "nsubj:pass"})
QUOTING = frozenset({"цитировать", "процитировать", "приводить", "привести", "передавать", "передать"})
ADDRESSING = frozenset(
    {"tell", "inform", "assure", "remind", "warn", "advise", "urge", "ask", "thank", "notify", "brief", "quote", "cite"}
)
NEAR = 14


def subject_of(view: View, verb: int, depth: int = 0) -> int | None:
    """The token that heads the subject of `verb`, also through a conjunct or a participle; None where it has none."""
    owner = _owner_of_words(view, verb)
    if owner is not None:
        return owner
    subjects = [kid for kid in view.kids[verb] if view.deps[kid] == "nsubj" and view.words[kid][:1].isalnum()]
    if subjects and not _passive(view, verb):
        return min(subjects, key=lambda kid: abs(kid - verb))  # of two, one belongs to the words quoted
    if view.lemmas[verb] in {"quote", "cite"} and _passive(view, verb):
        return _quoted(view, verb, depth)
    agent = _agent(view, verb)
    if agent is not None:
        return agent
    relation, head = view.deps[verb], view.heads[verb]
    if head == verb or depth > 3:
        return None
    second = owner_of_second(view, verb) if relation == "conj" else None
    if second is not None:
        return subject_of(view, second, depth + 1)
    if relation == "conj" and not _passive(view, verb):
        return subject_of(view, head, depth + 1)
    if relation in {"advcl", "xcomp"} and not view.finite(verb) and not asked(view, verb):
        return subject_of(view, head, depth + 1)
    if relation == "pcomp":  # "was quoted as saying", "by saying"
        return _quoted(view, view.heads[head], depth)
    if relation in {"acl", "relcl", "acl:relcl"} and view.pos[head] in {"PROPN", "NOUN"} and not _own_clause(view, verb):
        return head if view.lemmas[head] in speech_words(view.lang).persons or view.mention_at(head) is not None else None
    return None


def asked(view: View, verb: int) -> bool:
    """ "Asked about it, he said": a past participle is what others did to the subject."""
    return (
        view.lang == "en"
        and "VerbForm=Part" in view.feats[verb]
        and "Aspect=Perf" in view.feats[verb]
        and view.deps[verb] in {"advcl", "acl"}
    )


def _owner_of_words(view: View, verb: int) -> int | None:
    """«Цитирует министра агентство», «передаёт слова министра ТАСС»: the one quoted, not the one who quotes."""
    if view.lang != "ru" or view.lemmas[verb] not in QUOTING:
        return None
    for i in range(verb + 1, min(len(view.words), verb + 6)):
        if view.words[i] in {",", ".", ":"}:
            return None
        if view.lemmas[i] in {"слово", "мнение", "заявление", "высказывание"} and i + 1 < len(view.words):
            return next((k for k in range(i + 1, min(len(view.words), i + 4)) if view.pos[k] in {"NOUN", "PROPN"}), None)
        if view.lemmas[verb].endswith("цитировать") and view.pos[i] in {"NOUN", "PROPN"}:
            return i if "Case=Acc" in view.feats[i] or "Case=Gen" in view.feats[i] else None
    return None


def _own_clause(view: View, verb: int) -> bool:
    return any(view.deps[kid] in {"nsubj", "nsubjpass", "nsubj:pass"} for kid in view.kids[verb])


def _quoted(view: View, verb: int, depth: int) -> int | None:
    if view.lemmas[verb] in PASSIVE_SAYING and not _passive(view, verb):  # "the agency quoted Keller as saying"
        return next((kid for kid in view.kids[verb] if view.deps[kid] == "dobj"), None)
    if view.lemmas[verb] in PASSIVE_SAYING:
        return next((kid for kid in view.kids[verb] if view.deps[kid] in {"nsubjpass", "nsubj"}), None)
    return subject_of(view, verb, depth + 1)


def _passive(view: View, verb: int) -> bool:
    return "Voice=Pass" in view.feats[verb] or any(view.deps[kid] in PASSIVE for kid in view.kids[verb])


def _agent(view: View, verb: int) -> int | None:
    for kid in view.kids[verb]:
        if view.deps[kid] == "agent":
            return next((k for k in view.kids[kid] if view.deps[k] == "pobj"), None)
        if view.lang == "ru" and view.deps[kid] in {"obl:agent", "obl"} and "Case=Ins" in view.feats[kid] and _passive(view, verb):
            return kid if view.mention_at(kid) is not None or view.lemmas[kid] in speech_words("ru").persons else None
    return None


def subject_near(view: View, verb: int, low: int, high: int) -> int | None:
    """The subject by position, in `low:high`: right after the verb ("said Keller") or right before it ("Keller said")."""
    return _after(view, verb, high) if view.lang == "ru" else (_before(view, verb, low) or _after(view, verb, high))


def speaker_of(view: View, verb: int, low: int, high: int) -> int | None:
    """Subject by syntax if it lies in reach, else by position (also before the verb for Russian)."""
    beside = view.mention_at(verb + 1) if verb + 1 < high and view.lemmas[verb] not in ADDRESSING else None
    if beside is not None and beside.type == "PER" and "Case=Gen" not in view.feats[verb + 1]:
        return verb + 1  # "said Keller of the union", whatever the tree makes of it
    found = subject_of(view, verb)
    if found is not None and plausible(view, found):
        return found
    near = subject_near(view, verb, low, high)
    if near is None and view.lang == "ru":
        near = _before(view, verb, low)
    return near


def plausible(view: View, token: int) -> bool:
    """Whether a phrase can speak at all."""
    words = speech_words(view.lang)
    if view.lemmas[token] in words.not_speakers and view.lemmas[token] not in words.collectives:
        return view.lows[token] == "who" or view.lemmas[token] == "который"
    return view.pos[token] in {"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "VERB", "X"}


INDEFINITE = frozenset({"another", "one", "others", "someone", "somebody", "everyone", "many", "some", "both", "all"})


def _nominal(view: View, token: int) -> bool:
    if view.lang == "en" and view.lows[token] in INDEFINITE and view.pos[token] in {"PRON", "DET", "NOUN", "NUM"}:
        return True
    if view.pos[token] == "PRON":
        return view.lows[token].replace("ё", "е") in PRONOUNS[view.lang] and _subject_form(view, token)
    if view.pos[token] == "X":
        return view.mention_at(token) is not None
    return view.pos[token] in {"NOUN", "PROPN"} and _subject_form(view, token)


def _subject_form(view: View, token: int) -> bool:
    if view.lang == "ru":
        mention = view.mention_at(token)
        person = mention is not None and mention.type == "PER"
        return "Case=Nom" in view.feats[token] or (person and "Case=Gen" not in view.feats[token])
    return view.lows[token] not in {"him", "her", "them", "me", "us", "his", "their", "its"}


def _after(view: View, verb: int, high: int) -> int | None:
    for i in range(verb + 1, min(high, verb + 1 + NEAR)):
        if view.words[i] in {",", ".", ":", ";", "—", "–", "?", "!"} or view.finite(i):
            return None
        mention = view.mention_at(i)
        if i <= verb + 2 and mention is not None and mention.type == "PER" and view.lemmas[verb] not in ADDRESSING:
            return i  # "joked A. Keller", whatever the tree makes of it
        if _nominal(view, i) and view.deps[i] not in {"pobj", "dobj", "compound", "poss"}:
            return i
        if view.pos[i] == "ADP" and view.lang == "en":
            return None
    return None


def _before(view: View, verb: int, low: int) -> int | None:
    for i in range(verb - 1, max(low - 1, verb - 1 - NEAR), -1):
        if view.words[i] in {".", ":", ";", "?", "!"} or (view.finite(i) and view.pos[i] == "VERB"):
            return None
        if _nominal(view, i) and view.deps[i] not in {"pobj", "dobj", "poss", "compound"}:
            return i
    return None


def paper_near(view: View, verb: int) -> int | None:
    """«Говорится в заявлении министерства»: whose paper it is, or the paper itself; for verbs without a subject."""
    words = speech_words(view.lang)
    low, high = view.sentences[view.sentence[verb]]
    near: list[int] = [*range(verb + 1, min(high, verb + 6)), *range(verb - 1, max(low, verb - 9) - 1, -1)]
    for i in near:
        if view.lemmas[i] not in words.papers or not {"в", "во", "in"} & set(view.lows[max(low, i - 3) : i]):
            continue
        for owner in range(i + 1, min(high, i + 4)):
            mention = view.mention_at(owner)
            if (mention is not None and mention.type in ("PER", "ORG")) or view.lemmas[owner] in words.bodies | words.persons:
                return owner
            if view.pos[owner] in {"PUNCT", "VERB", "ADP"}:
                break
        return i
    return None
