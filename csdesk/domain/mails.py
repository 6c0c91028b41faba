"""A mail is a template with facts of the book in its place: each with where it comes from, none made up."""

import re
from collections.abc import Iterator, Mapping

from csdesk.domain.errors import MailFieldMissing
from csdesk.domain.values import dataclass

_FIELD = re.compile(r"\{([a-z_]+)\}")
_ONLY_WITH = re.compile(r"\?([a-z_]+)\s+")


@dataclass(frozen=True, slots=True)
class MailTemplate:
    """One mail in one language. In `body` a paragraph `?field …` is left out where that fact is not known."""

    name: str
    language: str
    title: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class MailFact:
    """One fact that a mail may say: its field, as it is written, and where it comes from."""

    field: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class FilledMail:
    """A mail as it would be written, with the facts that stand in it."""

    subject: str
    body: str
    facts: tuple[MailFact, ...]


WHERE: Mapping[str, str] = {
    "owner": "Write your name in the settings.",
    "vendor": "Write your company in the settings.",
    "first_name": "Choose a person with a name.",
    "name": "Choose a person with a name.",
    "product": "Add a subscription with its product.",
    "renewal_on": "Add a subscription with its end.",
    "live_on": "Add the day on which it went live to the subscription.",
    "answer_on": "No poor answer of the last year is in the book.",
}
"""What to do about a fact that is not known."""
NAMES: Mapping[str, str] = {
    "owner": "your name",
    "vendor": "your company",
    "first_name": "the name of the person",
    "name": "the name of the person",
    "product": "the product",
    "renewal_on": "the day on which the term ends",
    "live_on": "the day on which it went live",
    "answer_on": "a poor answer",
}


def filled(template: MailTemplate, facts: Mapping[str, MailFact]) -> FilledMail:
    """The template with its facts; paragraphs of facts that are not known are left out.

    Raises: MailFieldMissing, naming the first field of the rest that is not known.
    """
    used: dict[str, MailFact] = {}
    subject = _with_facts(template.subject, facts, used)
    paragraphs = [_with_facts(p, facts, used) for p in _kept(template.body, facts)]
    return FilledMail(" ".join(subject.split()), "\n\n".join(paragraphs) + "\n", tuple(used.values()))


def _kept(body: str, facts: Mapping[str, MailFact]) -> Iterator[str]:
    """The paragraphs that have what they need."""
    for paragraph in re.split(r"\n\s*\n", body.strip()):
        only = _ONLY_WITH.match(paragraph)
        if only is None:
            yield paragraph
        elif only[1] in facts:
            yield " ".join(paragraph[only.end() :].split())


def _with_facts(text: str, facts: Mapping[str, MailFact], used: dict[str, MailFact]) -> str:
    def said(field: re.Match[str]) -> str:
        name = field[1]
        if name not in facts:
            called = NAMES.get(name, name.replace("_", " "))
            raise MailFieldMissing(field=called, how=WHERE.get(name, "Add it to the account."))
        used[name] = facts[name]
        return facts[name].text

    return _FIELD.sub(said, text)
