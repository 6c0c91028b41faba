"""The tabs of the Account page: the whole stream, the year of health, the people, the money, the history."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, CustomKind
from csdesk.domain.timeline import EntryKind
from csdesk.services.book.custom import custom_of
from csdesk.services.book.editing import remove_row, set_fields
from csdesk.store.book import Book
from csdesk.ui import theme
from csdesk.ui.account.edit_sheet import EditSheet
from csdesk.ui.account.editors import LineEditor
from csdesk.ui.account.entry_paint import EntryDelegate, span_text
from csdesk.ui.account.history_sheet import HistorySheet
from csdesk.ui.account.own_sheet import OwnSheet
from csdesk.ui.account.stream import StreamTab
from csdesk.ui.formats import money
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.account.rooms import BARE, edit_sheet, opened, sheet, tabs
from tests.ui.hands import click, press, type_in
from tests.ui.test_by_keyboard import tabbed
from tests.ui.windows import all_done, answer_of, settled


def stream(window: Window, name: str = "Financiality") -> StreamTab:
    return tabs(opened(window, name), "Timeline").stream


def segment(tab: StreamTab, word: str) -> None:
    """Click a view of the timeline."""
    tab.views.set_value(word)
    tab._narrow(word)


def test_the_stream_is_narrowed_by_kind_and_says_how_many(window: Window) -> None:
    tab = stream(window)
    everything = len(tab.list.entries())
    segment(tab, "tickets")
    tickets = tab.list.entries()
    assert {e.kind for e in tickets} == {EntryKind.TICKET}
    assert tab.count.text() == str(len(tickets))
    assert 0 < len(tickets) < everything
    segment(tab, "plan")
    agreed = {EntryKind.MILESTONE, EntryKind.TASK, EntryKind.READING, EntryKind.PROMISE, EntryKind.GAP}
    assert {e.kind for e in tab.list.entries()} == agreed
    segment(tab, "surveys")
    assert {e.kind for e in tab.list.entries()} == {EntryKind.SURVEY, EntryKind.FEEDBACK}
    segment(tab, "use")
    assert [e.on for e in tab.list.entries()] == [date(2025, 11, 24), date(2025, 10, 27), date(2025, 9, 29)]


def test_words_are_searched_in_titles_and_details_in_any_order_without_accents(window: Window) -> None:
    tab = stream(window)
    tab.take_focus()
    tab.words.edit.setText("JOÉ call")
    found = tab.list.entries()
    assert found
    assert all("joe" in f"{e.title} {e.detail}".lower() for e in found)
    tab.words.edit.clear()
    type_in(tab.words.edit, "no such words")
    assert tab.list.entries() == []
    assert tab.count.text() == ""
    tab.words.edit.clear()
    assert len(tab.list.entries()) > len(found)


def test_down_leads_from_the_search_into_the_stream_and_enter_opens_the_row(window: Window) -> None:
    tab = stream(window)
    tab.take_focus()
    type_in(tab.words.edit, "branch report is a month")
    press(tab.words.edit, Qt.Key.Key_Down)
    assert tab.list.hasFocus()
    press(tab.list, Qt.Key.Key_Return)
    assert edit_sheet(window).facts.noun.word == "ticket"


def test_the_slash_searches_in_the_timeline_from_anywhere_on_the_page(window: Window) -> None:
    page = opened(window)
    press(page.timeline, Qt.Key.Key_Slash)
    assert page.tabs is not None
    assert page.tabs.stream.words.edit.hasFocus()


def test_what_lasts_says_its_first_and_last_day(window: Window) -> None:
    tab = stream(window)
    spans = {e.title: span_text(e, TODAY) for e in tab.list.entries() if e.until or e.still}
    assert spans["Branch report is a month old"] == "17 to 21 Nov"
    assert spans["Risk opened: ticket surge, −6 points"] == "since 18 Nov"
    delegate = tab.list.itemDelegate()
    assert isinstance(delegate, EntryDelegate)
    years = f"17 Dec to 16 Dec {TODAY.year + 2}"
    assert QFontMetrics(theme.font("small", tabular=True)).horizontalAdvance(years) <= delegate._days
    assert spans["Joe Smith was away"] == "1 to 14 Jul" or spans["Joe Smith was away"].endswith("14 Jul")


def test_a_click_on_a_lane_stands_on_the_entry_in_the_stream(window: Window) -> None:
    tab = stream(window)
    number = next(n for n, (name, _) in enumerate(tab.lanes._lanes) if name == "Milestones")
    reached = next(e for e in tab.lanes._lanes[number][1] if e.title == "Go-live")
    segment(tab, "tickets")
    place: QPointF = tab.lanes._box(number, reached).center()
    click(tab.lanes, place.toPoint())
    assert tab.list.model_.items[tab.list.currentIndex().row()] == reached
    assert tab.views.value == "all"


def test_an_edit_stands_under_changes_with_its_values_and_goes_with_undo(window: Window) -> None:
    tab = stream(window)
    segment(tab, "changes")
    assert tab.list.entries() == []
    assert window.desk is not None
    account = opened(window).portrait.account.id  # type: ignore[union-attr]
    tabs(opened(window), "Timeline")
    segment(tab, "changes")
    window.desk.do(set_fields, "account", account, {"stage": "loyalty"})
    settled(lambda: bool(tab.list.entries()))
    assert tab.list.entries()[0].title == "Stage: Value realization → Loyalty"
    window.undo()
    settled(lambda: not tab.list.entries())


def test_a_removed_row_is_still_told_and_cannot_be_opened(window: Window) -> None:
    tab = stream(window)
    segment(tab, "tickets")
    gone = tab.list.entries()[0]
    assert window.desk is not None
    window.desk.do(remove_row, "ticket", gone.id)
    segment(tab, "changes")
    settled(lambda: [e.title for e in tab.list.entries()] == [f"Ticket “{gone.title}” removed"])
    press(tab.list, Qt.Key.Key_Return)
    all_done(window.desk)
    assert not window.findChildren(EditSheet)


def test_another_account_begins_with_nothing_narrowed(window: Window) -> None:
    tab = stream(window)
    type_in(tab.words.edit, "joe")
    segment(tab, "tickets")
    opened(window, "Halden Freight")
    assert (tab.views.value, tab.words.text()) == ("all", "")


def test_the_year_of_health_is_drawn_and_its_parts_add_up(window: Window) -> None:
    tab = tabs(opened(window), "Health").health
    settled(lambda: tab.story is not None)
    assert tab.figure.pixmap().width() > 400
    story = tab.story
    assert story is not None
    change = story.change
    assert change.then is not None
    assert change.now is not None
    assert change.then + sum(p.change for p in change.parts) == change.now
    assert tab.figure.accessibleName().startswith("Health ")
    assert change.since == TODAY - timedelta(weeks=12)


def test_an_account_without_a_score_says_why_there_is_no_figure(window: Window) -> None:
    tab = tabs(opened(window, "Bare"), "Health").health
    settled(lambda: tab.story is not None)
    assert tab._none.text().startswith("Not scored today")
    assert tab._remark.text().startswith("Not scored")
    assert not any(part.isVisible() for part in (tab.change, tab.receipt, tab.since))


def test_the_map_shows_who_decides_and_how_they_feel(window: Window) -> None:
    people = tabs(opened(window), "People").map
    assert [c.text() for c in people.cards][:2] == ["Joe Smith", "Carol Bennett"]
    assert "talked 20 Nov" in people.cards[0].accessibleName()
    click(people.cards[0])
    assert edit_sheet(window).facts.called.startswith("Joe Smith")


def test_tab_goes_through_the_map_before_the_table_below_it(window: Window) -> None:
    found = tabs(opened(window), "People")
    cards = [card.accessibleName() for card in found.map.cards]
    reached = tabbed(found.map.cards[0])
    assert reached[: len(cards)] == cards
    assert reached[len(cards) : len(cards) + 2] == ["Contact", "People"]


def test_fields_of_ones_own_stand_at_the_end_of_the_form_of_a_row_and_are_typed_there(window: Window) -> None:
    assert window.desk is not None
    fields = [
        CustomField(id=f"f-{kind}", of_noun="contact", name=f"My {kind}", kind=kind)
        for kind in (CustomKind.TEXT, CustomKind.DAY, CustomKind.YES_NO)
    ]
    window.desk.do(add_fields, fields)
    all_done(window.desk)
    people = tabs(opened(window), "People").map
    click(people.cards[0])
    form = edit_sheet(window)
    assert list(form.editors)[-3:] == ["my_day", "my_text", "my_yes_or_no"]
    type_in(line(form, "my_day"), "soon")
    click(form.save)
    settled(lambda: "is not a day" in form.editors["my_day"].refusal())
    line(form, "my_day").clear()
    type_in(line(form, "my_day"), "24 Nov 2025")
    type_in(line(form, "my_text"), "Chess")
    click(form.save)
    settled(lambda: not window.findChildren(EditSheet))
    joe = next(c for c in answer_of(window.desk, lambda book: book.all(Contact)) if c.name == "Joe Smith")
    said = answer_of(window.desk, lambda book: [c.value for c in custom_of(book, joe.id)])
    assert said == ["2025-11-24", "Chess"]
    click(people.cards[0])
    again = edit_sheet(window)
    assert (again.editors["my_day"].text(), again.texts()) == ("24 Nov 2025", {})


def line(form: EditSheet, key: str) -> QLineEdit:
    """Where a text is typed."""
    made = form.editors[key]
    assert isinstance(made, LineEditor)
    return made.field.edit


def test_who_is_away_says_until_when(window: Window) -> None:
    page = opened(window)
    people = tabs(page, "People").map
    assert window.desk is not None
    joe = next(c for c in answer_of(window.desk, lambda book: book.all(Contact)) if c.name == "Joe Smith")
    days = {"away_from": "2025-11-20", "away_until": "2025-12-03"}
    window.desk.do(set_fields, "contact", joe.id, days)
    settled(lambda: people.cards[0].away == "away to 3 Dec")


def test_there_is_no_map_where_nobody_is_judged(window: Window) -> None:
    people = tabs(opened(window, "Bare"), "People")
    assert not people.map.isVisible()
    assert people.people.isVisible()


def test_the_lines_of_the_arr_add_up_to_the_figure_of_the_head(window: Window) -> None:
    page = opened(window)
    made = tabs(page, "Money").made_of
    words = made.ledger.accessibleDescription()
    amount = money(2_900_000, "USD", cents=True)
    assert words == f"Platform: 120 for {amount} a year {amount}; ARR on 24 Nov 2025 {amount}"
    assert page.top.cells["ARR"].value.text() == money(2_900_000, "USD")


def test_an_older_contract_that_was_renewed_is_over_and_not_past_its_end(window: Window) -> None:
    sold = tabs(opened(window, "Halden Freight"), "Money").sold
    states = [sold.model.columns[2].text(row) for row in sold.model.rows if row.first]
    assert states == ["Live", "Over", "Over"]


def test_every_field_has_its_history(window: Window) -> None:
    page = opened(window)
    assert page.portrait is not None
    account: Account = page.portrait.account
    assert window.desk is not None
    window.desk.do(set_fields, "account", account.id, {"region": "Southwest"})
    settled(lambda: page.portrait is not None and page.portrait.account.region == "Southwest")
    press(page.timeline, Qt.Key.Key_E)
    form = edit_sheet(window)
    click(form.past)
    found = sheet(window, HistorySheet)
    assert isinstance(found, HistorySheet)
    first = found.model.rows[0]
    assert (first.header, first.before, first.after) == ("Region", "Northeast", "Southwest")
    assert first.verb is Verb.SET
    assert any(change.added for change in found.model.rows)


def test_a_bare_account_has_every_tab(window: Window) -> None:
    page = opened(window, "Bare")
    assert page.portrait is not None
    assert page.portrait.account.id == BARE
    for name in ("Timeline", "Health", "Plan", "People", "Money", "Notes"):
        tabs(page, name)
    assert page.tabs is not None
    assert not page.tabs.made_of.isVisible()


def test_a_field_of_the_persons_own_is_shown_typed_refused_and_undone(window: Window) -> None:
    assert window.desk is not None
    window.desk.do(add_field, "Seats sold")
    page = opened(window)
    own = tabs(page, "Notes").notes.own
    settled(lambda: [r.field.name for r in own.model.rows] == ["Seats sold"])
    own.table.choose("f")
    press(own.table, Qt.Key.Key_Return)
    form = sheet(window, OwnSheet)
    assert isinstance(form, OwnSheet)
    type_in(form.field.edit, "many")
    click(form.save)
    settled(lambda: bool(form.field.refusal()))
    form.field.edit.clear()
    type_in(form.field.edit, "1200")
    click(form.save)
    settled(lambda: [r.text for r in own.model.rows] == ["1,200"])
    window.undo()
    settled(lambda: [r.text for r in own.model.rows] == [""])


def add_field(book: Book, name: str, *, today: date) -> ChangeSet:
    """Keep a field of the person's own, as an import does."""
    field = CustomField(id="f", of_noun="account", name=name, kind=CustomKind.NUMBER)
    return add_fields(book, [field], today=today)


def add_fields(book: Book, fields: list[CustomField], *, today: date) -> ChangeSet:
    """Keep several of them."""
    with book.change(Verb.ADD, label="fields", today=today) as change:
        book.put_all(fields)
    return change.done


def test_from_another_day_every_tab_counts_from_it_and_nothing_can_be_added(window: Window) -> None:
    page = opened(window)
    tab = tabs(page, "Timeline").stream
    window.as_of._turn_to(date(2025, 10, 8))
    settled(lambda: page.portrait is not None and page.portrait.as_of == date(2025, 10, 8))
    assert page.tabs is not None
    assert page.tabs.stream is not tab
    assert page.stack.currentWidget() is page.tabs.stream
    assert all(e.planned or (e.on and e.on <= date(2025, 10, 8)) for e in page.tabs.stream.list.entries())
    people = tabs(page, "People").people
    assert people.add is not None
    assert not people.add.isEnabled()
    assert not page.touch.isEnabled()
    window.as_of.back()
    settled(lambda: page.portrait is not None and page.portrait.as_of == TODAY)
    again = tabs(page, "People").people
    assert again.add is not None
    assert again.add.isEnabled()
    assert page.touch.isEnabled()


def test_on_half_a_screen_a_contract_is_seen_with_its_amount(window: Window) -> None:
    page = opened(window)
    tab = tabs(page, "Money")
    window.resize(860, 800)
    settled(lambda: window.width() == 860 and tab.sold.table.horizontalScrollBar().maximum() == 0)
    assert tab.sold.table.width() > 700


def test_every_fact_below_the_notes_is_read_and_stands_under_their_title(window: Window) -> None:
    tab = tabs(opened(window), "Notes").notes
    settled(lambda: tab.others.text().count("\n") == 2)
    settled(lambda: tab.others.height() == tab.others.heightForWidth(tab.others.width()))
    left = tab.feedback.table.mapTo(
        tab, tab.feedback.table.inside(tab.feedback.table.rect(), 0).topLeft()
    ).x()
    assert tab.others.x() + tab.others.contentsMargins().left() == left
