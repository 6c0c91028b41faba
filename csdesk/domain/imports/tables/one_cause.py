"""What many sheets ask for one cause is asked as one question, and answered for all of them, or for each by itself."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from csdesk.domain.imports.tables.questions import Question, spreads
from csdesk.domain.phrases import first_of, upper
from csdesk.domain.values import dataclass

EVERY = "*"
"""Stands for the sheet in the key of what many of them ask."""
MANY = 3
"""From so many sheets on, what they ask alike is one question."""
_NAMED = 2
_EXAMPLE = ", such as "
_COUNT = re.compile(r"\d[\d,]*(?= (?:first )?(?:account|amount|cell|customer|reading|row|word)s?\b)")
_QUOTED = re.compile(r"(“[^”]*”)")
_FORMS = {
    "are": "is", "have": "has", "differ": "differs", "stand": "stands", "hold": "holds", "name": "names",
    "tell": "tells", "end": "ends", "them": "it",
}  # fmt: skip

Cause = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as a person sees it: `question` says it, `each` are those that it stands for, sheet by sheet."""

    question: Question
    each: tuple[Question, ...]
    cause: Cause

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that ask it."""
        return tuple(q.sheet for q in self.each)

    @property
    def where(self) -> str:
        """Which sheets ask it, some of them by name; empty where one does."""
        if len(self.each) == 1:
            return ""
        return _on(self.sheets)

    def answers(self, choice: str) -> dict[str, str]:
        """This choice for every sheet, by the keys of their questions."""
        return {q.key: choice for q in self.each}


def asked_once(questions: Iterable[Question], apart: Collection[Cause] = ()) -> list[Asked]:
    """The questions, those of many sheets that have one cause as one; `apart` are causes that a person answers sheet
    by sheet. Those that were answered otherwise stand by themselves."""
    together: dict[Cause, list[Question]] = {}
    given = list(questions)
    for question in given:
        together.setdefault((cause_of(question), question.answer), []).append(question)
    found, done = [], set[Cause]()
    for question in given:
        cause = cause_of(question)
        alike = together[cause, question.answer]
        if len(alike) < MANY or cause in apart or not spreads(question):
            found.append(Asked(question, (question,), cause))
        elif (cause, question.answer) not in done:
            done.add((cause, question.answer))
            found.append(Asked(_of_all(alike), tuple(alike), cause))
    return found


def typed_once(asked: Iterable[Question], every: Iterable[Question]) -> list[Question]:
    """Questions as they are asked where answers are typed: what many sheets ask for one cause under one key.

    `every` are all questions: where some of them are not meant, each sheet is asked by its own key.
    """
    given = list(asked)
    there = Counter(map(of_every, every))
    apart = {one.cause for one in asked_once(given) if len(one.each) != there[of_every(one.question)]}
    return [_typed(one) for one in asked_once(given, apart)]


def _typed(asked: Asked) -> Question:
    question, where = asked.question, asked.where
    if not where:
        return question
    evidence = f"{upper(where)}. {question.evidence}".strip()
    return replace(question, key=of_every(question), sheet=EVERY, evidence=evidence)


def of_every(question: Question) -> str:
    """The key under which such a question is answered for every sheet that asks it: `dates:*:Renewal`."""
    return f"{question.kind}:{EVERY}:{question.about}"


def is_of_every(key: str) -> bool:
    """Whether a key is that of a question for every sheet."""
    return key.partition(":")[2].startswith(f"{EVERY}:")


def cause_of(question: Question) -> Cause:
    """What a question has in common with those of other sheets that have its cause."""
    choices = tuple(c.value for c in question.choices)
    return question.kind, question.about, choices, question.default, question.offered, _plain(question.text)


def _plain(text: str) -> str:
    """What is asked, however many rows it is asked of."""
    return _unquoted(text, lambda part: _one_form(_COUNT.sub("#", part)))


def _unquoted(text: str, change: Callable[[str], str]) -> str:
    """The text, changed but for what it quotes."""
    return "".join(part if at % 2 else change(part) for at, part in enumerate(_QUOTED.split(text)))


def _one_form(part: str) -> str:
    return re.sub(r"\w+", lambda found: _FORMS.get(found[0], found[0]).removesuffix("s"), part)


def told_once(told: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Sentences of sheets: first what many sheets tell alike, once and under their names, then each sheet's own."""
    given, alike = list(told), dict[str, dict[str, str]]()
    for sheet, text in given:
        alike.setdefault(_cause_of_told(text), {})[sheet] = text
    many = {cause: said for cause, said in alike.items() if len(said) >= MANY}
    return [
        *((upper(_on([*said])), _all_told(said)) for said in many.values()),
        *(one for one in given if _cause_of_told(one[1]) not in many),
    ]


def _cause_of_told(text: str) -> str:
    return _plain(text.partition(_EXAMPLE)[0])


def _all_told(said: Mapping[str, str]) -> str:
    """What sheets tell alike, with the rows of all counted; an example is that of the first."""
    sheet, text = next(iter(said.items()))
    _, such_as, example = text.partition(_EXAMPLE)
    told = _summed([text.partition(_EXAMPLE)[0] for text in said.values()])
    return f"{told}{such_as}“{sheet}”, {example}" if such_as else told


def _on(sheets: Sequence[str]) -> str:
    """Which sheets, some of them by name."""
    count = len(sheets)
    first = count if count <= MANY else _NAMED
    return f"on {count:,} sheets: {first_of([f'“{name}”' for name in sheets[:first]], count)}"


def _summed(texts: Sequence[str]) -> str:
    """What all of them say, with the rows of all counted where any has several."""
    counts = [[int(n.replace(",", "")) for n in _COUNT.findall(_QUOTED.sub("“”", text))] for text in texts]
    plural = max(zip(counts, texts, strict=True), key=lambda told: told[0])[1]
    sums = iter([sum(numbers) if max(numbers) > 1 else 1 for numbers in zip(*counts, strict=True)])
    return _unquoted(plural, partial(_COUNT.sub, lambda _: f"{next(sums):,}"))


def _of_all(alike: Sequence[Question]) -> Question:
    """The first of them, with the rows of all counted where any has several, and with what was seen on its sheet."""
    first, text = alike[0], _summed([q.text for q in alike])
    of_all = len({q.evidence for q in alike}) == 1 and not re.search(r"\d", first.evidence)
    evidence = first.evidence if of_all or not first.evidence else f"“{first.sheet}”: {first.evidence}"
    return replace(first, text=text, evidence=evidence, cells=())
