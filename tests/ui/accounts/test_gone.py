"""An account that was taken back while it was looked at is not asked for as if somebody had named it."""

from csdesk.services.book.editing import add_row
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.accounts.questions import GlanceAt
from csdesk.ui.window import Window
from tests.ui.accounts.conftest import Said
from tests.ui.windows import settled


def _named(page: AccountsPage, name: str) -> bool:
    return any(row.account == name for row in page.model.all_rows)


def test_only_the_undo_is_said_of_an_account_that_it_took_away(page: AccountsPage, window: Window) -> None:
    page.desk.do(add_row, "account", {"account": "Brief Visit"})
    settled(lambda: _named(page, "Brief Visit"))
    page.show_account("Brief Visit")
    row = next(r for r in page.model.all_rows if r.account == "Brief Visit")
    said = Said(window)
    page.desk.undo()
    settled(lambda: bool(said.texts) and not _named(page, "Brief Visit"))
    page.desk.read(GlanceAt(page.desk, row), page.inspector.show_glance)
    page.desk.read(lambda book: "asked after it", said.hear)
    settled(lambda: "asked after it" in said.texts)
    assert said.texts == [said.texts[0], "asked after it"]
    assert said.texts[0].startswith("Undone: ")


def test_the_inspector_follows_where_the_filter_took_the_chosen_row_away(page: AccountsPage) -> None:
    first, other = page.model.rows[0], page.model.rows[5]
    page.table.choose(first.id)
    page.inspector.show()
    page.inspector.show_row(first)
    page.words.set_text(other.account)
    page.narrow_rows()
    settled(lambda: page.account() == page.model.rows[0].id != first.id)
    assert page.inspector._row is not None
    assert page.inspector._row.id == page.account()
