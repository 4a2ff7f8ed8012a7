"""Where the clause begins and ends that a cue carries."""

from __future__ import annotations

from pipeline.extraction.quotes.seconds import before_second_predicate
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

Range = tuple[int, int]
THAT_EN = frozenset({"that", "whether", "if"})
THAT_RU = frozenset(["что", "будто", "чтобы", "как", "ли", "почему", "зачем", "куда", "где", "когда", "сколько", "какой"])
SUBORDINATE = frozenset(["advcl", "relcl", "acl", "pcomp", "csubj", "ccomp"])


def clause_of_tree(view: View, verb: int) -> tuple[list[Range] | None, str]:
    """English: the clausal complement of a verb, on either side of it; the verb's own branch is cut out of it."""
    comps = [kid for kid in view.kids[verb] if view.deps[kid] == "ccomp" and not _infinitive(view, kid)]
    right = [kid for kid in comps if kid > verb]
    if right:
        low, high = view.subtree(right[0])
        if low > verb:
            low = _after_that(view, low, right[0])
            high = _with_second_that(view, _until_mark(view, verb, high))
            return _trimmed(view, [(low, before_second_predicate(view, verb, low, high))]), "that"
    left = [kid for kid in comps if kid < verb]
    if left:
        low, high = view.subtree(left[-1])
        return _without_cue(view, verb, low, high)
    if view.deps[verb] == "parataxis" and view.heads[verb] != verb:
        return _medial(view, verb)
    return None, ""


def _infinitive(view: View, verb: int) -> bool:
    """ "Expects the rate to fall" is no clause that somebody said."""
    return any(view.deps[kid] == "aux" and view.lows[kid] == "to" for kid in view.kids[verb])


def _after_that(view: View, low: int, root: int) -> int:
    while low < root and (
        (view.lows[low] in THAT_EN and view.lows[low] != "if")
        or (view.words[low] in {",", ":", "“", '"'} and view.words[low] in {",", ":"})
    ):
        low += 1
    return low


def _with_second_that(view: View, high: int) -> int:
    """ "Replied that it had, and that nobody objected": up to the end of the second clause."""
    end = view.sentences[view.sentence[high]][1]
    for i in range(high + 1, min(end - 2, high + 4)):
        if view.lows[i] in {"and", "but"} and view.lows[i + 1] == "that" and view.pos[i + 1] == "SCONJ":
            return view.subtree(view.heads[i + 1])[1] if view.heads[i + 1] > i else end - 1
        if view.words[i] != ",":
            break
    return high


def _until_mark(view: View, verb: int, high: int) -> int:
    """A complement never runs out of its sentence."""
    return min(high, view.sentences[view.sentence[verb]][1] - 1)


def _without_cue(view: View, verb: int, low: int, high: int) -> tuple[list[Range] | None, str]:
    """ "The deal is done, officials said": what stands before the verb's own branch; behind it goes on what it interrupts."""
    own_low, own_high = _cue_branch(view, verb, low)
    if high > own_high:
        return _trimmed(view, [(low, own_low - 1), (own_high + 1, high)]), "medial"
    return _trimmed(view, [(low, min(high, own_low - 1))]), "trailing"


def _cue_branch(view: View, verb: int, floor: int) -> Range:
    """The verb with its subject and adverbs, without what is said."""
    low = high = verb
    for kid in view.kids[verb]:
        if view.deps[kid] in {
            "nsubj",
            "aux",
            "advmod",
            "neg",
            "prep",
            "npadvmod",
            "dobj",
            "dative",
            "agent",
            "nsubjpass",
            "auxpass",
        }:
            a, b = view.subtree(kid)
            if a > floor:
                low, high = min(low, a), max(high, b)
    return low, high


def _medial(view: View, verb: int) -> tuple[list[Range] | None, str]:
    a, b = view.subtree(verb)
    low, high = view.subtree(view.heads[verb], frozenset({"conj", "cc"}))
    if b - a > 16 or not (low <= a and b <= high):
        return None, ""
    return _trimmed(view, [(low, a - 1), (b + 1, high)]), "medial"


def clause_after_that(view: View, word: int, noun: bool = False) -> list[Range] | None:
    """English, by position: "that" within a few words, then the rest of the sentence."""
    end = view.sentences[view.sentence[word]][1]
    for i in range(word + 1, min(end, word + (2 if noun else 8))):
        if view.lows[i] == "that" and view.pos[i] in {"SCONJ", "PRON", "DET"}:
            if view.pos[i] != "SCONJ" and (noun or i > word + 1):
                return None
            last = _coordinated_end(view, word, end - 1)
            return _trimmed(view, [(i + 1, before_second_predicate(view, word, i + 1, last))])
        if view.pos[i] in {"VERB", "AUX", "PUNCT"}:
            return None
    return None


def ru_clause_after_that(view: View, word: int) -> list[Range] | None:
    """Russian: a comma and «что» within some words after the cue, then up to where the cue's own clause goes on."""
    end = view.sentences[view.sentence[word]][1]
    words = speech_words("ru")
    for i in range(word + 1, min(end, word + 16)):
        if view.words[i] == "," and "ли" in view.lows[i + 2 : i + 5] and words.verbs.get(view.lemmas[word]) == "ask":
            return _trimmed(view, [(i + 1, end - 1)])
        if view.words[i] == "," and i + 1 < end and view.lows[i + 1] in THAT_RU:
            if view.lows[i + 1] == "как" and not view.finite(word):
                return None
            if view.lows[i + 1] not in {"что", "будто"} and not _asks_or_tells(view, word, i):
                return None
            first = i + 2 if view.lows[i + 1] in {"что", "будто"} else i + 1
            last = _coordinated_end(view, word, end - 1)
            return _trimmed(view, [(first, before_second_predicate(view, word, first, last))])
        if i > word + 1 and view.finite(i) and view.pos[i] == "VERB":
            return None
        if view.words[i] in {":", ";", "—"}:
            return None
    return None


def _asks_or_tells(view: View, word: int, comma: int) -> bool:
    """«Рассказал, как …», «спросил, где …»: right behind the verb only, a longer way is a clause on something else."""
    return comma - word <= 3 and speech_words("ru").verbs.get(view.lemmas[word]) in {"ask", "say", "inform"}


def clause_after_colon(view: View, verb: int) -> list[Range] | None:
    """«Спикер отметил: без воды не будет хлеба»: the rest of the sentence, if neither marks nor a dash nor a list follow."""
    high = view.sentences[view.sentence[verb]][1]
    high = view.paragraph_tokens[view.paragraph[verb]][1] if view.words[high - 1] == ":" else high
    for i in range(verb + 1, min(high - 3, verb + 14)):
        if view.words[i] == ":":
            after = view.words[i + 1]
            if not after[:1].isalpha() or ";" in view.words[i:high]:
                return None
            end = view.sentences[view.sentence[i + 1]][1]
            return _trimmed(view, [(i + 1, max(end, i + 2) - 1)]) if any(_predicate(view, k) for k in range(i + 1, end)) else None
        if view.finite(i) or view.words[i] in {",", ";", "—", "–"}:
            return None
    return None


def _coordinated_end(view: View, word: int, last: int) -> int:
    """Up to a second verb of the same speaker ("said that A, and promised B"), else to the end of the sentence."""
    for kid in view.kids[word]:
        if view.deps[kid] == "conj" and kid > word and view.pos[kid] == "VERB":
            begin = next((k for k in view.kids[kid] if view.deps[k] == "cc"), kid)
            if view.lang == "en":
                begin = next((k for k in view.kids[word] if view.deps[k] == "cc" and k < kid), kid)
            return max(word + 2, min(last, begin - 1))
    return _next_speaker(view, word, last) if view.lang == "ru" else last


def _next_speaker(view: View, word: int, last: int) -> int:
    """«Кан заявил, что …, а министр отметил, что …»: up to the comma before somebody else speaks."""
    verbs, every = speech_words("ru").clause_verbs, speech_words("ru").verbs
    for i in range(word + 4, last):
        told = view.words[i - 1] in {",", "—", "–"} and view.lemmas[i] in every and view.finite(i) and last - i < 9
        if told and not any(view.words[k] == "," for k in range(i, last)) and _subject_follows(view, i, last + 1):
            return i - 2 if view.words[i - 2] != "," else i - 3  # «…, передаёт ТАСС»
        if i + 2 > last:
            break
        if view.lemmas[i] in verbs and view.finite(i) and view.words[i + 1] == "," and view.lows[i + 2] == "что":
            for k in range(i - 1, max(word + 3, i - 14), -1):
                if view.words[k] == "," and view.lows[k + 1] in {"а", "но", "однако", "и"}:
                    return k - 1
    return last


def trailing_clause(view: View, verb: int) -> list[Range] | None:
    """Russian without marks: «Работа начата, сообщил министр.», «Работа, сказал он, начата»."""
    low, high = view.sentences[view.sentence[verb]]
    before = view.words[verb - 1] if verb > low else ""
    if before not in {",", "—", "–"} or not view.finite(verb) or verb - low < 2:
        return None
    stop = verb + 1
    while stop < high and view.words[stop] not in {",", ".", "!", "?", ";", ":", "—", "–"}:
        stop += 1
    if stop - verb > 14:
        return None
    if stop < high and view.words[stop] in {":", ";"}:
        return None
    low = _after_about_that(view, low)
    begin = verb - 1
    while begin > low and view.words[begin - 1] in {",", "—", "–"}:
        begin -= 1
    if any(view.deps[kid] == "nsubj" and kid < begin for kid in view.kids[verb]) and not _subject_follows(view, verb, stop):
        return None  # the subject stands before the comma: the verb is the sentence's own
    if not any(_predicate(view, i) for i in (*range(low, begin), *range(stop + 1, high))):
        return None
    if stop < high and view.words[stop] == "," and stop + 1 < high and view.words[stop + 1] not in {"—", "–"}:
        if view.lows[stop + 1] in THAT_RU or view.lows[stop + 1].startswith("котор"):
            return None
        if _closes_apposition(view, verb, stop, high):
            return _trimmed(view, [(low, begin - 1)])
        return _trimmed(view, [(low, begin - 1), (stop + 1, high - 1)])
    return _trimmed(view, [(low, begin - 1)])


def _after_about_that(view: View, low: int) -> int:
    """«О том, что мост закрыт, заявил министр»: the words begin behind «что»."""
    lead = view.lows[low : low + 4]
    return low + 4 if lead[:1] in (["о"], ["об"], ["на"]) and lead[1:2] in (["том"], ["то"]) and lead[2:] == [",", "что"] else low


def _subject_follows(view: View, verb: int, stop: int) -> bool:
    """Whether a person or a body stands right behind the verb, whatever the tree says."""
    words = speech_words("ru")
    for i in range(verb + 1, min(stop, verb + 4)):
        mention = view.mention_at(i)
        if (
            (mention is not None and mention.type in ("PER", "ORG"))
            or view.lemmas[i] in words.persons
            or view.lemmas[i] in words.bodies
        ):
            return "Case=Nom" in view.feats[i] or mention is not None
    return False


def _predicate(view: View, token: int) -> bool:
    return view.finite(token) or view.words[token] in {"—", "–"} or "Variant=Short" in view.feats[token]


def _closes_apposition(view: View, verb: int, comma: int, high: int) -> bool:
    """Whether all that follows the comma says more about the speaker («сообщил Иванов, директор института»)."""
    return not any(view.finite(i) for i in range(comma + 1, high))


def _trimmed(view: View, parts: list[Range]) -> list[Range] | None:
    kept = []
    for low, high in parts:
        while low <= high and view.words[low] in {",", ".", ":", ";", "—", "–", "-", "”", "»", "…", ")"}:
            low += 1
        while low <= high and view.words[high] in {",", ".", ":", ";", "—", "–", "-", "!", "?", "…", "“", "«", "("}:
            high -= 1
        if low <= high:
            kept.append((low, high))
    return kept or None
