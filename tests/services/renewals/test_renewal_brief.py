"""The renewal brief: one page about one term end."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.errors import NoSuchRenewal
from csdesk.domain.renewals import Category
from csdesk.services.accounts.brief_pages import on_one_sheet, save_brief
from csdesk.services.accounts.briefs import Point, brief_html, brief_lines, call_brief
from csdesk.services.renewals.deciding import RenewalKey, set_category
from csdesk.services.renewals.renewal_brief import renewal_brief
from csdesk.services.renewals.renewals import DueRenewal, renewals_due
from csdesk.services.sample import write_sample
from csdesk.store.book import Book

TODAY = date(2025, 11, 24)


@pytest.fixture(scope="module")
def book() -> Iterator[Book]:
    with Book.in_memory() as made:
        write_sample(made, accounts=12)
        yield made


def due(book: Book, name: str) -> DueRenewal:
    return next(r for r in renewals_due(book, TODAY, date(2026, 3, 1), as_of=TODAY) if r.account == name)


def test_it_says_what_is_due_the_terms_and_what_was_before(book: Book) -> None:
    row = due(book, "Halden Freight")
    brief = renewal_brief(book, row.subscription_id, row.due_on, as_of=TODAY)
    facts = {p.left: p.says for p in brief.facts}
    assert brief.title == "Halden Freight, renewal brief of 24 Nov 2025"
    assert facts["Due"] == "$61,200 a year on 31 Jan 2026"
    assert facts["Category"] == "Renewal at risk"
    assert "Halden Freight" in facts["Like them"]
    parts = dict(brief.parts)
    assert parts["Terms"][1].says.startswith("1 Feb 2026 to 31 Jan 2027")
    assert {"Terms", "Renewals before", "Last touches", "People"} <= set(parts)


def test_what_does_not_renew_itself_has_no_deadline_in_either_brief(book: Book) -> None:
    row = due(book, "Halden Freight")
    assert row.auto_renew is False
    brief = renewal_brief(book, row.subscription_id, row.due_on, as_of=TODAY)
    facts = {p.left: p.says for p in brief.facts}
    assert (facts["Leaving"], facts.get("Deadline")) == ("Ends on 31 Jan 2026 unless signed", None)
    dates = dict(call_brief(book, row.account_id, as_of=TODAY).parts)["Next dates"]
    assert [p.says for p in dates if p.left == "31 Jan 2026"] == ["Term ends, unless signed"]
    assert not [p for p in dates if "Notice" in p.says]


def test_what_renews_itself_has_its_deadline_with_the_arithmetic(book: Book) -> None:
    row = due(book, "Dunmore Foods")
    brief = renewal_brief(book, row.subscription_id, row.due_on, as_of=TODAY)
    facts = {p.left: p.says for p in brief.facts}
    assert "less 30 calendar days" in facts["Deadline"]
    dates = dict(call_brief(book, row.account_id, as_of=TODAY).parts)["Next dates"]
    assert Point("1 Dec 2025", "Notice deadline") in dates
    assert Point("31 Dec 2025", "Term ends") in dates


def test_an_unknown_category_inside_90_days_is_what_is_wrong(book: Book) -> None:
    row = due(book, "Halden Freight")
    key = RenewalKey(row.subscription_id, row.due_on)
    set_category(book, key, Category.UNKNOWN, today=TODAY)
    brief = renewal_brief(book, row.subscription_id, row.due_on, as_of=TODAY)
    category = next(p for p in brief.facts if p.left == "Category")
    assert (category.late, category.says) == (True, "Unknown, to be said inside 90 days")
    early = renewal_brief(book, row.subscription_id, row.due_on, as_of=date(2025, 11, 2))
    assert next(p for p in early.facts if p.left == "Category").late is True
    before = renewal_brief(book, row.subscription_id, row.due_on, as_of=date(2025, 11, 1))
    assert next(p for p in before.facts if p.left == "Category").late is False


@pytest.mark.usefixtures("qapp")
def test_it_is_one_sheet_and_nothing_in_it_becomes_markup(book: Book, tmp_path: Path) -> None:
    row = due(book, "Dunmore Foods")
    brief = renewal_brief(book, row.subscription_id, row.due_on, as_of=TODAY)
    assert on_one_sheet(brief).account == "Dunmore Foods"
    assert "<script" not in brief_html(brief)
    assert save_brief(brief, tmp_path / "b.pdf") == "Renewal brief written: b.pdf"
    assert (tmp_path / "b.pdf").read_bytes()[:5] == b"%PDF-"
    assert brief_lines(brief)[0] == brief.title


def test_a_day_on_which_nothing_ends_has_no_brief(book: Book) -> None:
    row = due(book, "Dunmore Foods")
    with pytest.raises(NoSuchRenewal):
        renewal_brief(book, row.subscription_id, date(2026, 1, 17), as_of=TODAY)
