"""What the finders ask of a parsed document: is this an infinitive, which noun does this phrase have, who is its subject.

Answers come from words and tags first and from the tree second, because trees of long sentences are often wrong.
"""

from __future__ import annotations

from pipeline.extraction.proposals.actions import action_of
from pipeline.extraction.proposals.lexical import Lexicon, words_of
from pipeline.extraction.proposals.repairs import joined_sentences, repair_nouns, repair_verbs
from pipeline.extraction.quotes.seconds import owner_of_second
from pipeline.extraction.view import View

ARTICLES = frozenset(["the", "a", "an"])
MODIFIERS = frozenset([
    "det", "amod", "nummod", "compound", "poss", "nmod", "quantmod", "advmod", "npadvmod", "predet", "case", "punct", "nummod:gov",
    "nummod:entity", "obl", "acl", "neg", "conj", "cc",
])  # fmt: skip
NOMINAL_START = frozenset(["DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "ADV", "VERB", "SYM", "X"])
NOUNS = frozenset(["NOUN", "PROPN"])
VERBS = frozenset(["VERB", "AUX"])
CONJUNCTIONS = frozenset(["and", "or", "и", "или"])
SUBJECTS = frozenset(["nsubj", "nsubjpass", "nsubj:pass", "csubj"])
CARRIED = frozenset(["xcomp", "conj", "advcl", "acl", "relcl", "acl:relcl", "ccomp", "parataxis", "pcomp", "prep"])
LONGEST_NOUN_PHRASE_HEAD = 9
NO_GERUNDS = frozenset([
    "including", "concerning", "regarding", "following", "according", "during", "notwithstanding", "excluding", "pending",
])  # fmt: skip
NEGATIONS = frozenset(["not", "n't", "never", "no", "nor", "hardly", "without", "не", "ни", "нет", "без", "вряд"])
PASSIVE_ENDINGS = ("ется", "ются", "лось", "лась", "ено", "ано", "ены", "аны")
BEFORE_NOUN = frozenset(["DET", "ADJ", "NUM", "ADV", "CCONJ", "PRON", "PART", "SYM", "X"])


class Grammar:
    """A document's tokens with the lexicon of its language. Token numbers are those of the Doc."""

    def __init__(self, view: View, verbs: frozenset[str]) -> None:
        self.view, self.verbs = view, verbs
        self.words: Lexicon = words_of(view.lang)
        self.english = view.lang == "en"
        self.lows = [low.replace("ё", "е") for low in view.lows]
        self.n = len(self.lows)
        self.sentences, self.sentence = joined_sentences(view, self.lows)
        self.pos, self.lemmas = list(view.pos), list(view.lemmas)
        self.cases: dict[int, str] = {}
        if self.english:
            repair_verbs(self.lows, self.pos, self.lemmas, self.sentences, self.words)
        else:
            self.cases = repair_nouns(self.lows, self.pos, self.lemmas)

    # --- single tokens ---

    def feat(self, i: int, wanted: str) -> bool:
        """Whether a token has a feature such as `Case=Gen`."""
        return wanted in self.view.feats[i].split("|")

    def case(self, i: int) -> str | None:
        """The grammatical case of a token, where the language marks it."""
        if i in self.cases:
            return self.cases[i]
        return next((f[5:] for f in self.view.feats[i].split("|") if f.startswith("Case=")), None)

    def finite(self, i: int) -> bool:
        """A finite verb, an auxiliary or a modal; in Russian also a short participle or adjective that is the predicate."""
        if self.pos[i] not in VERBS:
            return False
        return self.feat(i, "VerbForm=Fin") or (not self.english and self.feat(i, "Variant=Short"))

    def infinitive(self, i: int, limit: int) -> int | None:
        """The verb of an infinitive that begins at `i` ("to jointly build"), or None."""
        if i >= limit:
            return None
        if not self.english:
            return i if self.feat(i, "VerbForm=Inf") else None
        if self.lows[i] != "to":
            return None
        j = i + 1
        while j < limit - 1 and (self.pos[j] == "ADV" or self.lows[j] in self.words.sets["skips"]) and j - i < 4:
            j += 1
        if j >= limit or self.pos[j] in {"DET", "PRON", "PUNCT", "ADP"}:
            return None
        bare = self.feat(j, "VerbForm=Inf") or (self.lows[j] in self.verbs and self.view.deps[i] in {"aux", "mark"})
        return j if bare or (self.lows[j] in self.verbs and self.pos[i] == "PART") else None

    def gerund(self, i: int, limit: int) -> bool:
        """An English verb in -ing at `i` that takes something."""
        if not self.english or i >= limit or not self.lows[i].endswith("ing"):
            return False
        if len(self.lows[i]) < 5 or self.lows[i] in NO_GERUNDS:
            return False
        if self.pos[i] in VERBS:
            return True
        return self.pos[i] == "NOUN" and self.lemmas[i] in self.verbs and not self._of_follows(i)

    def _of_follows(self, i: int) -> bool:
        return i + 1 < self.n and self.lows[i + 1] == "of"

    def action(self, i: int) -> str | None:
        """The verb of an action noun at `i`."""
        if self.pos[i] not in NOUNS and not (self.english and self.lows[i].endswith("ing")):
            return None
        if self.pos[i] == "PROPN" and self.view.words[i][:1].isupper() and self.view.mention_at(i) is not None:
            return None
        lemma = self.lows[i] if self.english and self.lows[i].endswith("ing") else self.lemmas[i]
        return action_of(lemma, self.view.lang, self.verbs)

    def negated(self, i: int) -> bool:
        """Whether the verb, noun or adjective at `i` is denied: "does not plan", «не намерен», "no need"."""
        if any(self.view.deps[k] == "neg" for k in self.view.kids[i]):
            return True
        j = i - 1
        while j >= max(0, i - 3):
            if self.lows[j] in NEGATIONS:
                return True
            if self.pos[j] not in {"AUX", "ADV", "PART", "ADJ", "DET"}:
                return False
            j -= 1
        return False

    # --- noun phrases ---

    def noun_from(self, i: int, limit: int) -> int | None:
        """The head of the noun phrase that begins at `i`."""
        if i >= limit or self.pos[i] not in NOMINAL_START or self.finite(i):
            return None
        j, steps = i, 0
        while self.view.deps[j] in MODIFIERS and j < self.view.heads[j] < limit and steps < LONGEST_NOUN_PHRASE_HEAD:
            j, steps = self.view.heads[j], steps + 1
        if self.pos[j] in NOUNS and not self._crossed(i, j):
            return self._last_of_compound(j, limit)
        return self._next_noun(i, limit)

    def _crossed(self, i: int, j: int) -> bool:
        """Whether a finite verb lies between: then the tree has led out of the phrase."""
        return any(self.finite(k) for k in range(i, j))

    def _last_of_compound(self, j: int, limit: int) -> int:
        while self.english and self.view.deps[j] == "compound" and j < self.view.heads[j] < limit:
            j = self.view.heads[j]
        return j

    def _next_noun(self, i: int, limit: int) -> int | None:
        for j in range(i, min(limit, i + LONGEST_NOUN_PHRASE_HEAD)):
            if self.pos[j] in NOUNS:
                while self.english and j + 1 < limit and self.pos[j + 1] in NOUNS and self.view.heads[j] == j + 1:
                    j += 1
                return j
            participle = self.pos[j] == "VERB" and not self.finite(j) and not self.feat(j, "VerbForm=Inf")
            if self.pos[j] not in BEFORE_NOUN and not participle and self.lows[j] not in {",", "-"}:
                return None
        return None

    def after_article(self, i: int) -> int:
        """The first word of a phrase without its article."""
        return i + 1 if self.english and i + 1 < self.n and self.lows[i] in ARTICLES else i

    def left_edge(self, noun: int, floor: int) -> int:
        """Where the noun phrase headed by `noun` begins, not before `floor`."""
        j = noun
        while j - 1 >= floor and self._modifies(j - 1, noun):
            j -= 1
        return j

    def _modifies(self, i: int, noun: int) -> bool:
        """Whether the word at `i` stands before its noun in one phrase."""
        if self.pos[i] in {"DET", "ADJ", "NUM"} or self.lows[i] in {"'s", "-"}:
            return True
        participle = self.pos[i] == "VERB" and not self.finite(i) and not self.feat(i, "VerbForm=Inf")
        if participle and self.view.deps[i] in {"amod", "acl", "compound"}:
            return True
        head = i
        for _ in range(4):
            head = self.view.heads[head]
            if head == noun:
                return i < noun and self.view.deps[i] in MODIFIERS and self.pos[i] not in {"ADP", "PUNCT"}
        return False

    def doer(self, last: int, first: int) -> bool:
        """Whether one of the tokens `first..last` names somebody who can be asked to act."""
        for i in range(first, last + 1):
            mention = self.view.mention_at(i)
            if mention is not None and mention.type in {"PER", "ORG", "LOC"} and (i == last or self.view.heads[i] <= last):
                return True
            if any(self.words.has(table, word) for table in ("agents", "first_person") for word in (self.lows[i], self.lemmas[i])):
                return True
        return False

    # --- clauses ---

    def region(self, i: int) -> tuple[int, int]:
        """The tokens within which a phrase around `i` must stay: its sentence."""
        return self.sentences[self.sentence[i]]

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, also where it is that of the verb it hangs on; None where there is none."""
        second = owner_of_second(self.view, verb) if self.view.deps[verb] == "conj" else None
        at, seen = verb if second is None else second, 0
        while seen < 5:
            own = [k for k in self.view.kids[at] if self.view.deps[k] in SUBJECTS and self._nominal(k)]
            if own:
                return min(own, key=lambda k: abs(k - at))
            head, dep = self.view.heads[at], self.view.deps[at]
            if dep in {"relcl", "acl", "acl:relcl"} and self.pos[head] in NOUNS | {"PRON"}:
                return head
            if head == at or dep not in CARRIED or (dep in {"ccomp", "parataxis"} and at == verb and self.finite(at)):
                return None
            at, seen = head, seen + 1
        return None

    def _nominal(self, i: int) -> bool:
        """Whether a token can be a subject: no clause, no adverb, in Russian no case but the nominative."""
        if self.view.deps[i] == "csubj" or self.pos[i] in {"ADV", "VERB", "ADP", "PUNCT"}:
            return False
        counted = any(self.view.deps[k].startswith("nummod") for k in self.view.kids[i])
        named = self.pos[i] == "PROPN"  # acronyms and foreign names have no case to see
        return self.english or counted or named or self.case(i) not in {"Gen", "Dat", "Ins", "Loc"}

    def passive(self, verb: int) -> bool:
        """Whether a verb stands in the passive: "was proposed", «предложено», «предлагается»."""
        kids = {self.view.deps[k] for k in self.view.kids[verb]}
        if kids & {"nsubjpass", "auxpass", "nsubj:pass", "aux:pass"}:
            return True
        if self.english:
            return False
        if self.lemmas[verb].endswith("ся") and self.lemmas[verb] in self.words.verbs:
            return self.words.has("passives", self.lemmas[verb])  # «предлагается», but «добивается» acts
        return self.feat(verb, "Voice=Pass") or self.lows[verb].endswith(PASSIVE_ENDINGS)

    def agent(self, verb: int) -> int | None:
        """The noun of "by" in a passive, in Russian one in the instrumental."""
        for k in self.view.kids[verb]:
            if self.view.deps[k] == "agent":
                return next((n for n in self.view.kids[k] if self.view.deps[n] == "pobj"), None)
            instrumental = not self.english and self.pos[k] in NOUNS and self.case(k) == "Ins"
            if instrumental and self.view.deps[k] in {"obl", "obl:agent", "iobj", "nmod"}:
                return k
        return None

    def doubted(self, i: int) -> bool:
        """Whether the clause of a token hangs on a verb that is denied, or on a hope: "does not think that", «надеется, что»."""
        low, _ = self.region(i)
        for k in range(low, i):
            doubt = self.words.has("doubts", self.lemmas[k]) or self.words.has("doubts", self.lows[k].removesuffix("s"))
            if doubt and (self.lows[k + 1] == "that" or self.lows[k + 1 : k + 3] == [",", "что"]):
                return True
        at = i
        for _ in range(8):
            head, dep = self.view.heads[at], self.view.deps[at]
            if head == at:
                return False
            clause = dep in {"ccomp", "acl", "xcomp", "csubj", "nmod"}
            if clause and self.words.has("doubts", self.lemmas[head]):
                return True
            if dep == "ccomp" and self.negated(head):
                return True
            at = head
        return False

    def conditional(self, i: int) -> bool:
        """Whether the clause of the verb at `i` is an "if" or a mere possibility ("could propose")."""
        marks = {"if", "whether", "unless"} if self.english else {"если", "ли", "бы", "чтобы", "якобы"}
        hedges = {"could", "might", "may", "would"} if self.english else {"мог", "могла", "могли", "может", "могут", "мочь"}
        kids = self.view.kids[i]
        if self.english and any(self.lows[k] in {"i", "we"} for k in kids) and any(self.lows[k] == "would" for k in kids):
            return False  # "I would ask the bank to ..."
        if any(self.words.has("wants", self.lemmas[k]) for k in range(max(0, i - 2), i)):
            return False  # "would like to propose", «хотелось бы предложить»
        if any(self.lows[k] in marks or (self.lows[k] in hedges and self.view.deps[k] != "nsubj") for k in kids):
            return True
        return any(self.lows[k] in hedges | marks for k in range(max(0, i - 2), i))
