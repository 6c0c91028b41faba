"""A row whose words were changed in a list that comes again is the one that the book has, or it is asked about."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.imports.rows.gone_over import alike
from csdesk.domain.milestones import Milestone
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.editing import set_fields
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

TODAY, DAY, DUE = date(2025, 11, 24), date(2025, 11, 3), date(2026, 1, 15)
CUSTOMERS = (("Customer", "MRR"), ("Pinder Glass", 100), ("Dune Travel", 200))
HEADS: Mapping[str, tuple[str, ...]] = {
    "Touches": ("Customer", "Date", "Type", "Contact", "Summary"),
    "Milestones": ("Customer", "Target date", "Milestone"),
    "Tasks": ("Customer", "Due date", "Task"),
    "Tickets": ("Customer", "Opened at", "Subject"),
}
NOUNS: Mapping[str, tuple[type[Any], str]] = {
    "Touches": (Touch, "summary"),
    "Milestones": (Milestone, "milestone"),
    "Tasks": (Task, "title"),
    "Tickets": (Ticket, "subject"),
}
Row = tuple[Value, ...]


def call(words: str | None, *, on: date = DAY, kind: str = "Call", who: str | None = None) -> Row:
    return ("Pinder Glass", on, kind, who, words)


def planned(
    book: Book,
    *rows: Row,
    sheet: str = "Touches",
    answers: Mapping[str, str] | None = None,
    decide: str = "ask",
) -> Plan:
    from csdesk.domain.imports.sheets.around import Options

    grids = (Grid("Customers", CUSTOMERS), Grid(sheet, (HEADS[sheet], *rows)))
    source = Source("crm.xlsx", repr(rows), TODAY, grids)
    return plan_import(book, [source], answers or {}, today=TODAY, options=Options(decide=decide))


def brought(book: Book, *rows: Row, sheet: str = "Touches", answers: Mapping[str, str] | None = None) -> None:
    assert apply_import(book, planned(book, *rows, sheet=sheet, answers=answers), today=TODAY)


def words(book: Book, sheet: str = "Touches") -> list[str]:
    noun, title = NOUNS[sheet]
    return sorted(str(getattr(v, title)) for v in book.all(noun))


def changes(plan: Plan) -> list[tuple[str, str | None, str | None]]:
    return [(c.field, c.old, c.new) for s in plan.sheets for r in s.rows for c in r.changes]


def asked(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    return [(q.key, q.seen) for q in plan.open]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Spoke of the pirces for 2026", "Spoke of the prices for 2026"),
        ("Spoke of prices.", "Spoke of prices. They want a discount of 10 %."),
        ("Spoke of prices. Bad mood.", "Spoke of prices."),
        ("spoke of prices", "Spoke of Prices"),
        (None, "Spoke of prices"),
    ],
)
def test_a_touch_that_was_gone_over_in_its_list_is_changed_and_shown(
    book: Book, was: str | None, now: str
) -> None:
    brought(book, call(was))
    again = planned(book, call(now))
    assert changes(again) == [("summary", was or "", now)]
    assert (again.count(Result.NEW), again.open) == (0, ())
    apply_import(book, again, today=TODAY)
    assert words(book) == [now]
    assert planned(book, call(now)).values == ()
    undo(book, today=TODAY)
    assert words(book) == [was or ""]


def test_who_is_named_beside_it_now_was_there_then(book: Book) -> None:
    brought(book, call("Spoke of prices"))
    assert changes(planned(book, call("Spoke of prices", who="Ann Ash"))) == [("contacts", None, "Ann Ash")]


def test_the_kind_of_a_touch_may_be_mended_where_its_words_are_the_same(book: Book) -> None:
    brought(book, call("Spoke of prices"))
    assert changes(planned(book, call("Spoke of prices", kind="Meeting"))) == [("kind", "call", "meeting")]
    assert planned(book, call("Spoke of prices.", kind="Meeting")).count(Result.NEW) == 1


@pytest.mark.parametrize(
    "other",
    [
        (call("Spoke of prices"), call("Spoke of prices again, with Tom")),
        (call("Spoke of prices.", on=date(2025, 11, 4), who="Ann Ash"),),
        (call("Spoke of prices now", who="Tom Elm"),),
    ],
)
def test_another_touch_stays_another_one(book: Book, other: tuple[Row, ...]) -> None:
    brought(book, call("Spoke of prices", who="Ann Ash"))
    again = planned(book, *other)
    assert (again.count(Result.NEW), again.open) == (1, ())


def test_two_that_were_gone_over_find_each_its_own(book: Book) -> None:
    brought(book, call("Spoke of pirces"), call("Roadmap wokshop agreed"))
    brought(book, call("Roadmap workshop agreed"), call("Spoke of prices"))
    assert words(book) == ["Roadmap workshop agreed", "Spoke of prices"]


@pytest.mark.parametrize("now", ["Roadmap workshop agreed", "Weekly call 13"])
def test_quite_other_words_of_one_day_are_asked_about_with_both(book: Book, now: str) -> None:
    brought(book, call("Weekly call 12"))
    again = planned(book, call(now))
    assert asked(again) == [("reworded:Touches:2", (now, "Weekly call 12"))]
    assert again.count(Result.WAITING) == 1
    assert words(book) == ["Weekly call 12"]


def test_the_answer_is_one_touch_or_two_and_is_not_asked_again(book: Book) -> None:
    brought(book, call("Spoke of prices"))
    brought(book, call("Roadmap agreed"), answers={"reworded:Touches:2": "one"})
    assert words(book) == ["Roadmap agreed"]
    brought(book, call("A workshop is planned"), answers={"reworded:Touches:2": "new"})
    assert words(book) == ["A workshop is planned", "Roadmap agreed"]
    again = planned(book, call("A workshop is planned"))
    assert (again.values, again.open) == ((), ())


def test_one_that_is_like_two_is_asked_about(book: Book) -> None:
    brought(book, call("Spoke of prices with Ann"), call("Spoke of prices with Anna"))
    (question,) = planned(book, call("Spoke of prices with Annas")).open
    assert [c.text for c in question.choices] == [
        "It is “Spoke of prices with Ann”, with other words",
        "It is “Spoke of prices with Anna”, with other words",
        "It is another touch: both stay",
    ]


def test_two_rows_never_become_one_touch(book: Book) -> None:
    brought(book, call("Spoke of prices"))
    rows = (call("Roadmap agreed"), call("A workshop is planned"))
    plan = planned(book, *rows, answers={f"reworded:Touches:{row}": "one" for row in (2, 3)})
    apply_import(book, plan, today=TODAY)
    assert words(book) == ["A workshop is planned", "Roadmap agreed"]


def test_many_are_one_question_and_decide_answers_it(book: Book) -> None:
    days = [date(2025, 10, 1 + n) for n in range(10)]
    brought(book, *(call("Spoke of prices", on=day) for day in days))
    rows = [call("Roadmap agreed", on=day) for day in days]
    assert [key for key, _ in asked(planned(book, *rows))] == ["reworded:Touches:all rows"]
    one = planned(book, *rows, answers={"reworded:Touches:all rows": "one"})
    assert (one.open, one.count(Result.CHANGED)) == ((), 10)
    assert planned(book, *rows, decide="new").count(Result.NEW) == 10
    each = planned(book, *rows, answers={"reworded:Touches:all rows": "each"})
    assert len(each.open) == 10


def test_a_touch_that_was_logged_here_is_no_row_of_the_list(book: Book) -> None:
    brought(book, call("Roadmap agreed", on=date(2025, 11, 4)))
    account = next(t.account for t in book.all(Touch))
    log_touch(book, TouchDraft(account, "Spoke of prices", DAY), today=TODAY)
    again = planned(book, call("Spoke of prices."))
    assert (again.count(Result.NEW), again.open) == (1, ())


def test_words_changed_here_and_in_the_list_are_a_conflict_and_yours_stay(book: Book) -> None:
    brought(book, call("Spoke of prices"))
    (touch,) = book.all(Touch)
    set_fields(book, "touch", touch.id, {"summary": "They pay less"}, today=TODAY)
    again = planned(book, call("Spoke of prices. They want less."))
    assert (again.count(Result.CONFLICT), again.count(Result.NEW)) == (1, 0)
    assert changes(again) == [("summary", "They pay less", "Spoke of prices. They want less.")]
    apply_import(book, again, today=TODAY)
    assert words(book) == ["They pay less"]


def test_a_row_that_is_refused_is_still_in_the_list(book: Book) -> None:
    brought(book, call("Spoke of prices"))
    unread = ("Pinder Glass", "the day before", "Call", None, "Spoke of prices")
    again = planned(book, unread, call("Spoke of prices, too"), answers={"unread:Touches:Date": "refuse"})
    assert (again.count(Result.NEW), again.count(Result.CHANGED)) == (1, 0)


STEPS = [
    ("Milestones", "Go live", "Go live EMEA", "Training held"),
    ("Tasks", "Send porposal", "Send proposal", "Prepare the review"),
    ("Tickets", "Exprot fails", "Export fails", "Login is slow"),
]


@pytest.mark.parametrize(("sheet", "was", "now", "other"), STEPS)
def test_steps_and_tickets_that_are_called_otherwise_now_are_the_same_ones(
    book: Book, sheet: str, was: str, now: str, other: str
) -> None:
    due = DAY if sheet == "Tickets" else DUE
    brought(book, ("Pinder Glass", due, was), ("Dune Travel", due, was), sheet=sheet)
    brought(book, ("Pinder Glass", due, now), ("Dune Travel", due, was), sheet=sheet)
    assert words(book, sheet) == sorted([now, was])
    (key, _) = asked(planned(book, ("Pinder Glass", due, other), ("Dune Travel", due, was), sheet=sheet))[0]
    assert key == f"reworded:{sheet}:2"


@pytest.mark.parametrize(("sheet", "was", "now"), [(s, w, n) for s, w, n, _ in STEPS])
def test_what_was_renamed_here_comes_no_second_time_when_its_list_comes_again(
    book: Book, sheet: str, was: str, now: str
) -> None:
    row = ("Pinder Glass", DAY if sheet == "Tickets" else DUE, was)
    brought(book, row, sheet=sheet)
    noun, title = NOUNS[sheet]
    (value,) = book.all(noun)
    set_fields(book, sheet.lower()[:-1], value.id, {title: now}, today=TODAY)
    again = planned(book, row, sheet=sheet)
    assert (again.count(Result.NEW), again.open) == (0, ())
    apply_import(book, again, today=TODAY)
    assert words(book, sheet) == [now]


def test_without_a_day_only_like_words_are_the_same_task(book: Book) -> None:
    brought(book, ("Pinder Glass", None, "Send porposal"), sheet="Tasks")
    assert planned(book, ("Pinder Glass", None, "Send proposal"), sheet="Tasks").count(Result.CHANGED) == 1
    other = planned(book, ("Pinder Glass", None, "Prepare the review"), sheet="Tasks")
    assert (other.count(Result.NEW), other.open) == (1, ())


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("Spoke of prices", "Spoke of prices", True),
        ("Spoke of pirces", "Spoke of prices", True),
        ("Spoke of prices", "Spoke, at length, of prices with Ann", True),
        ("", "Spoke of prices", True),
        ("Spoke of prices", "Spoke of the plan", False),
        ("Call with Ann", "Call with Tom", False),
        ("Weekly call 12", "Weekly call 13", False),
        ("They pay 1.200", "They pay 12.00", False),
        (
            "We went through the whole plan for the next year today",
            "We walked through the whole plan for the next year today",
            True,
        ),
    ],
)
def test_texts_are_alike_where_one_was_gone_over(one: str, other: str, like: bool) -> None:
    assert (alike(one, other), alike(other, one)) == (like, like)


def test_a_list_that_never_came_is_asked_about_like_words_and_about_no_others(book: Book) -> None:
    brought(book, call("Kick-off, Ann was happy"))
    head = ("Customer", "Date", "Type", "Minutes", "Summary")
    for text, keys in (("Kick-off", ["reworded:Calls of Ben:2"]), ("Invoices", [])):
        rows = (head, ("Pinder Glass", DAY, "Call", 30, text))
        grids = (Grid("Customers", CUSTOMERS), Grid("Calls of Ben", rows))
        plan = plan_import(book, [Source("ben.xlsx", text, TODAY, grids)], {}, today=TODAY)
        assert [q.key for q in plan.open] == keys
        assert plan.count(Result.CHANGED) == 0


def test_words_that_many_days_share_hide_no_row_that_was_gone_over(book: Book) -> None:
    other = call("Weekly call", on=date(2025, 11, 10))
    brought(book, call("Weekly call"), other)
    again = planned(book, call("Weekly call: prices"), other)
    assert changes(again) == [("summary", "Weekly call", "Weekly call: prices")]


LATER = date(2026, 2, 12)


@pytest.mark.parametrize("sheet", ["Tasks", "Milestones"])
def test_a_step_with_other_words_and_another_day_is_offered_as_the_only_one_that_is_gone(
    book: Book, sheet: str
) -> None:
    brought(book, ("Pinder Glass", DUE, "Roll-out in Leeds"), ("Dune Travel", DUE, "Kick-off"), sheet=sheet)
    rows: list[Row] = [
        ("Pinder Glass", LATER, "Second roll-out, all sites"),
        ("Dune Travel", DUE, "Kick-off"),
    ]
    made = planned(book, *rows, sheet=sheet)
    (question,) = [q for q in made.questions if q.kind == "reworded"]
    assert (question.key, question.default, question.offered) == (f"reworded:{sheet}:2", "new", True)
    assert made.open == ()
    assert question.text.endswith("“Roll-out in Leeds” with other words and another day?")
    brought(book, *rows, sheet=sheet, answers={question.key: "one"})
    assert words(book, sheet) == ["Kick-off", "Second roll-out, all sites"]
    noun, _ = NOUNS[sheet]
    day = "due_on" if sheet == "Tasks" else "target_on"
    assert sorted(getattr(v, day) for v in book.all(noun)) == [DUE, LATER]


def test_nothing_is_offered_where_others_could_be_meant_or_no_word_is_the_same(book: Book) -> None:
    brought(
        book,
        ("Pinder Glass", DUE, "Roll-out in Leeds"),
        ("Pinder Glass", DUE, "Roll-out in York"),
        sheet="Tasks",
    )
    two = planned(book, ("Pinder Glass", LATER, "Second roll-out"), sheet="Tasks")
    other = planned(
        book,
        ("Pinder Glass", DUE, "Roll-out in York"),
        ("Pinder Glass", LATER, "Send the invoice"),
        sheet="Tasks",
    )
    done = planned(
        book, ("Pinder Glass", DUE, "Roll-out in Leeds"), ("Pinder Glass", LATER, "Roll-out, again"),
        ("Pinder Glass", LATER, "Roll-out, third"), sheet="Tasks",
    )  # fmt: skip
    assert [q.key for made in (two, other, done) for q in made.questions if q.kind == "reworded"] == []
