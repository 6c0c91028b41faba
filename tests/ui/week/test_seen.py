"""A week as it is seen: what the page says of the whole of it comes with the plan."""

from datetime import date
from fractions import Fraction

from csdesk.services.sample import write_sample
from csdesk.services.week.week import plan_week
from csdesk.store.book import Book
from csdesk.ui.week.seen import Question


def test_the_figures_of_the_page_come_with_the_plan() -> None:
    with Book.in_memory() as book:
        write_sample(book, accounts=20)
        seen = Question(date(2025, 11, 24))(book)
        stakes = {i.item.candidate.account: i.item.factors.at_stake for d in seen.plan.days for i in d.items}
        assert seen.arr_worked_on == {"USD": sum((s for s in stakes.values() if s), Fraction(0))}
        assert seen.old_tasks == ()
        assert not seen.as_before
        assert Question(date(2025, 11, 24), seen.plan)(book).as_before
        assert not Question(date(2025, 11, 24), plan_week(book, start=date(2025, 12, 1)))(book).as_before
