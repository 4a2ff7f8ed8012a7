"""Interviews without labels: by turns of question and answer, or by questions as headings and paragraphs of their own."""

from __future__ import annotations

from pipeline.extraction.quotes.authorwords import split_speech
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.records import Party
from pipeline.extraction.view import View

LEAST_QUESTIONS = 3
LONGEST_QUESTION = 45
YOU = frozenset(
    {"you", "your", "yours", "yourself", "вы", "вас", "вам", "вами", "ваш", "ваша", "ваше", "ваши", "ваших", "вашей", "вашу"}
)
I_AND_WE = frozenset({"i", "we", "my", "our", "me", "us", "я", "мы", "мне", "нас", "нам", "меня", "мой", "моя", "наш", "наша"})


def tokens_of(view: View, line: tuple[int, int]) -> tuple[int, int]:
    return view.paragraph_tokens[line[0]][0], view.paragraph_tokens[line[1]][1]


def interview_by_turns(view: View, run: list[tuple[int, int]], used: set[int]) -> list[Found]:
    """Four lines and more by turns without any author's words, most of the first ones questions: an interview.

    The person whom the text before names first answers; an answer takes the plain paragraphs behind it along, without
    those `used` elsewhere.
    """
    if len(run) < 4 or any(split_speech(view, tokens_of(view, line)[0] + 1, tokens_of(view, line)[1] - 1)[1] for line in run):
        return []
    questions = sum("?" in view.words[slice(*tokens_of(view, line))] for line in run[::2])
    answers = sum(
        "?" in view.words[view.paragraph_tokens[line[1]][1] - 2 : view.paragraph_tokens[line[1]][1]] for line in run[1::2]
    )
    first = next((m for m in view.by_start if m.type == "PER" and m.start < view.paragraphs[run[0][0]].start), None)
    if first is None or questions * 2 < len(run[::2]) or answers > questions:
        return []
    found = []
    for at, line in enumerate(run):
        last = line[1]
        while (
            at % 2
            and at + 1 < len(run)
            and last + 1 < run[at + 1][0]
            and last + 1 not in used
            and view.paragraphs[last + 1].kind in {"paragraph", "list_item"}
        ):
            last += 1
        low, high = tokens_of(view, (line[0], last))
        kind, place = ("answer", view.paragraphs[line[0]].start) if at % 2 else ("question", 0)
        party = Party(first.entity, place, place, "heading", 0.75) if at % 2 else None
        words = [(view.starts[low + 1], view.ends[high - 1])]
        found.append(Found(words, "direct", f"direct/interview-{kind}", 0.8, party=party, paragraphs=(line[0], last)))
    return found


# --- questions as headings or paragraphs of their own ---------------------------------------------------------------------


def interview_by_questions(view: View, used: set[int]) -> list[Found]:
    """Headings or short paragraphs that ask the reader's "you", each with paragraphs in the first person behind it.

    The person whom the text names first answers; questions in headings are no quotes. Three questions make an interview.
    """
    asked = [k for k in range(len(view.paragraphs)) if k not in used and _asks(view, k)]
    if len(asked) < LEAST_QUESTIONS:
        return []
    first = next((m for m in view.by_start if m.type == "PER" and m.start < view.paragraphs[asked[0]].end), None)
    answers = [_answer(view, k, asked[at + 1] if at + 1 < len(asked) else len(view.paragraphs)) for at, k in enumerate(asked)]
    own = sum(answer is not None and _first_person(view, *answer) for answer in answers)
    if first is None or own * 2 < len(asked) or any(answer is None for answer in answers[:-1]):
        return []
    found = []
    for k, answer in zip(asked, answers, strict=True):
        if view.paragraphs[k].kind != "heading":
            place = (view.paragraphs[k].start, view.paragraphs[k].end)
            found.append(Found([place], "direct", "direct/interview-question", 0.7, paragraphs=(k, k)))
        if answer is not None:
            words = (view.paragraphs[answer[0]].start, view.paragraphs[answer[1]].end)
            party = Party(first.entity, words[0], words[0], "heading", 0.7)
            found.append(Found([words], "direct", "direct/interview-answer", 0.75, party=party, paragraphs=answer))
    return found


def _asks(view: View, k: int) -> bool:
    paragraph = view.paragraphs[k]
    low, high = view.paragraph_tokens[k]
    if paragraph.kind not in {"heading", "paragraph"} or high - low > LONGEST_QUESTION or view.words[high - 1 : high] != ["?"]:
        return False
    if not view.words[low][:1].isalnum():  # lines with dashes or marks are read by their own rules
        return False
    return any(view.lows[i] in YOU for i in range(low, high)) or any("Person=2" in view.feats[i] for i in range(low, high))


def _answer(view: View, question: int, stop: int) -> tuple[int, int] | None:
    """First and last paragraph between a question and the next one; the last answer of a text is its first paragraph."""
    first = last = question + 1
    if first >= stop or view.paragraphs[first].kind not in {"paragraph", "list_item"}:
        return None
    while stop < len(view.paragraphs) and last + 1 < stop and view.paragraphs[last + 1].kind in {"paragraph", "list_item"}:
        last += 1
    return first, last


def _first_person(view: View, first: int, last: int) -> bool:
    low, high = tokens_of(view, (first, last))
    return any(view.lows[i] in I_AND_WE or "Person=1" in view.feats[i] for i in range(low, min(high, low + 200)))
