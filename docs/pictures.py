"""Makes the pictures of the guide: the sample book's windows, and the slides of one review.

    python docs/pictures.py [FOLDER]

The book and all settings stand in a temporary folder, and the window is drawn without a screen, so that the
pictures show the same on every computer. The slides need LibreOffice and pdftoppm; without them they stay as
they are.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csdesk.store.book import Book
    from csdesk.ui.account.health_tab import HealthTab
    from csdesk.ui.account.page import AccountPage
    from csdesk.ui.health.page import HealthPage
    from csdesk.ui.numbers.page import NumbersPage
    from csdesk.ui.window import Window

T = TypeVar("T")
HERE = Path(__file__).parent
DAY = date(2025, 11, 24)
NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)
WIDTH, HEIGHT = 1280, 800
SLIDES = (3, 4)
"""Which slides of the review are shown, counted from 1."""
SLIDE_WIDTH = 960


def main(folder: Path) -> None:
    """Make every picture, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        _keep_apart(Path(room))
        sample = _sample(Path(room))
        _windows(sample, folder)
        _slides(sample, Path(room), folder)


def _keep_apart(room: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(room / name.lower())


def _sample(room: Path) -> Path:
    from csdesk.services.sample import sample_file

    return sample_file(room / "wingtip.csdesk")


def _windows(sample: Path, folder: Path) -> None:
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from csdesk.ui import theme

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    theme.apply(app, "light", still=True)
    _picture(folder / "first.png", None)
    _picture(folder / "week.png", sample)
    _picture(folder / "accounts.png", sample, _accounts)
    _picture(folder / "account.png", sample, _account)
    _picture(folder / "account-timeline.png", sample, _account_timeline)
    _picture(folder / "account-health.png", sample, _account_health)
    _picture(folder / "account-waterfall.png", sample, _account_waterfall)
    _picture(folder / "looking-back.png", sample, _looking_back)
    _picture(folder / "renewals.png", sample, _renewals)
    _picture(folder / "health.png", sample, _health)
    _picture(folder / "own-measure.png", sample, _own_measure)
    _picture(folder / "scorecards.png", sample, _scorecards)
    _picture(folder / "back-test.png", sample, _backtest)
    _picture(folder / "numbers.png", sample, _numbers)
    _picture(folder / "loss.png", sample, _loss)
    _picture(folder / "alike.png", sample, _alike)
    _picture(folder / "contract.png", sample, _contract)
    _picture(folder / "numbers-trend.png", sample, _numbers_trend)
    _picture(folder / "numbers-more.png", sample, _numbers_more)
    _picture(folder / "import.png", _empty_book(sample.parent), _import)
    _picture(folder / "merge.png", _went_out(sample), _merge)
    _picture(folder / "touch.png", sample, _touch)
    theme.apply(app, "dark", still=True)
    _picture(folder / "week-dark.png", sample)


def _empty_book(room: Path) -> Path:
    from csdesk.domain.changes import Verb
    from csdesk.domain.preferences import CLOCK, Preference
    from csdesk.store.book import Book

    path = room / "northgate.csdesk"
    with Book.create(path) as book, book.change(Verb.NEW_BOOK, label=path.stem, today=DAY):
        book.put(Preference(id=CLOCK, value=DAY.isoformat()))
    return path


def _picture(file: Path, book: Path | None, act: "Callable[[Window], QWidget] | None" = None) -> None:
    """Open the window, wait until it is still, and save it, or what `act` opens, as a PNG."""
    from csdesk.ui.desk import Desk
    from csdesk.ui.window import Window

    window = Window(DAY)
    if book is not None:
        window.show_book(Desk(book, DAY))
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.activateWindow()
    window.learn()
    _settled(window)
    shown = act(window) if act else window
    _settled(window)
    shown.grab().save(str(file), "PNG")
    window.close()
    window.deleteLater()
    _wait(50)
    _shrink(file)
    _say(file)


def _shrink(file: Path) -> None:
    """Keep 256 colours, the frequent ones exactly: nothing changes to the eye, and it takes a third of the room."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    picture = QImage(str(file))
    small = picture.convertToFormat(
        QImage.Format.Format_Indexed8, _colours(file), Qt.ImageConversionFlag.ThresholdDither
    )
    small.save(str(file), quality=0)


def _colours(file: Path) -> list[int]:
    """The colours that fill a picture, and those that stand for the rest of it."""
    from PIL import Image

    with Image.open(file) as picture:
        plain = picture.convert("RGB")
    counted = cast("list[tuple[int, tuple[int, int, int]]]", plain.getcolors(WIDTH * HEIGHT * 4))
    often = [colour for _, colour in sorted(counted, reverse=True)[:128]]
    rest = plain.quantize(128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).getpalette() or []
    seldom = list(zip(rest[0::3], rest[1::3], rest[2::3], strict=True))
    return [0xFF << 24 | r << 16 | g << 8 | b for r, g, b in dict.fromkeys([*often, *seldom])]


def _accounts(window: "Window") -> "QWidget":
    window.go("accounts")
    _settled(window)
    page = window.page("accounts")
    assert page is not None
    page.show_account("Financiality")
    return window


def _of_book(window: "Window", question: "Callable[[Book], T]") -> T:
    from tests.ui.windows import answer_of

    assert window.desk is not None
    return answer_of(window.desk, question)


def _account(window: "Window") -> "QWidget":
    from csdesk.services.book.which_account import find_account

    window.open_account(_of_book(window, lambda book: find_account(book, "Financiality").id))
    return window


def _account_health(window: "Window") -> "QWidget":
    _health_tab(window)
    return window


def _account_waterfall(window: "Window") -> "QWidget":
    bar = _health_tab(window).area.verticalScrollBar()
    bar.setValue(bar.maximum())
    return window


def _health_tab(window: "Window") -> "HealthTab":
    page = _account_part(window, "Health")
    assert page.tabs is not None
    return page.tabs.health


def _account_timeline(window: "Window") -> "QWidget":
    _account_part(window, "Timeline")
    return window


def _account_part(window: "Window", name: str) -> "AccountPage":
    from csdesk.ui.account.page import AccountPage

    _account(window)
    _settled(window)
    page = window.page("account")
    assert isinstance(page, AccountPage)
    page.show_part(name)
    _wait(1500)
    return page


def _looking_back(window: "Window") -> "QWidget":
    assert window.desk is not None
    _account(window)
    _settled(window)
    window.desk.glance_at(date(2025, 10, 8))
    return window


def _renewals(window: "Window") -> "QWidget":
    window.go("renewals")
    return window


def _health(window: "Window") -> "QWidget":
    page = _health_page(window)
    page.tabs.setCurrentIndex(4)
    _wait(1500)
    trial = page.trial
    trial.weights.rows["key_feature"].field.setValue(6)
    trial.weights.rows["confirmed_value"].field.setValue(13)
    trial.weights.choose("confirmed_value")
    trial.panel.view.setFocus()
    trial.panel.view.choose(2)
    trial.panel.view.move_to(140, 30)
    return window


def _own_measure(window: "Window") -> "QWidget":
    from csdesk.domain.health.terms import Group, Nature, Play, ReadingKind

    page = _health_page(window)
    page.tabs.setCurrentIndex(4)
    _wait(1500)
    sheet = page.editing.add()
    _wait(800)
    sheet.source.kind.set_value(ReadingKind.SHARE)
    sheet.source.table.set_value(("tickets", ""))
    sheet.source.kind.chosen.emit(ReadingKind.SHARE)
    sheet.name.set_text("Escalated of severe cases")
    sheet.source.that.set_text("escalated = yes")
    sheet.source.where.set_text("severity <= 2")
    sheet.source.window_.set_text("180")
    sheet.better.set_value(False)
    sheet.group.set_value(Group.SUPPORT)
    sheet.nature.set_value(Nature.PREDICTIVE)
    sheet.play.set_value(Play.SEVERE)
    sheet.scope.first.set_text("90")
    sheet.source.changed.emit()
    _wait(1500)
    return sheet


def _scorecards(window: "Window") -> "QWidget":
    from csdesk.domain.accounts import TouchModel

    page = _health_page(window)
    page.tabs.setCurrentIndex(4)
    _wait(1500)
    sheet = page.editing.order()
    assert sheet is not None
    for card in ("milestones overdue", "DEAR"):
        sheet.add.click()
        sheet.card.set_value(card)
        sheet.card.chosen.emit(card)
    sheet.scope.models[TouchModel.HIGH].setChecked(True)
    sheet.where.set_text("employees > 500")
    sheet.where.changed.emit("")
    sheet.rows.choose(1)
    sheet.scope.last.set_text("90")
    sheet.scope.changed.emit()
    _wait(1500)
    return sheet


def _backtest(window: "Window") -> "QWidget":
    page = _health_page(window)
    page.tabs.setCurrentIndex(5)
    page.trust.run.click()
    _wait(6000)
    return window


def _health_page(window: "Window") -> "HealthPage":
    from csdesk.ui.health.page import HealthPage

    window.go("health")
    _wait(1500)
    page = window.page("health")
    assert isinstance(page, HealthPage)
    return page


def _numbers(window: "Window") -> "QWidget":
    window.go("numbers")
    _wait(2500)
    return window


def _loss(window: "Window") -> "QWidget":
    from csdesk.services.renewals.losses import losses
    from csdesk.ui.shell.sheets.loss_sheet import LossSheet

    found = _of_book(window, lambda book: losses(book, as_of=DAY))
    sheet = LossSheet(
        window, window.desk, next(t for t in found if t.loss.notified(DAY) and not t.loss.answered)
    )
    sheet.open()
    return sheet


def _alike(window: "Window") -> "QWidget":
    from csdesk.services.book.which_account import find_account
    from csdesk.ui.shell.sheets.alike_sheet import AlikeSheet

    account = _of_book(window, lambda book: find_account(book, "Financiality").id)
    sheet = AlikeSheet(window, window.desk, account)
    sheet.open()
    _wait(2500)
    return sheet


def _contract(window: "Window") -> "QWidget":
    from csdesk.services.book.which_account import find_account
    from csdesk.ui.account.contract_form import ContractForm

    account = _of_book(window, lambda book: find_account(book, "Corvid"))
    form = ContractForm(window, window.desk, account.id, account.account, ["Analytics", "Platform"])
    form.open()
    form.product.set_text("Archive")
    form.figure.set_text("2,000,000")
    form.months.set_text("24")
    form.reckon()
    _wait(1500)
    return form


def _numbers_trend(window: "Window") -> "QWidget":
    _figures_of(window, "trend")
    return window


def _numbers_more(window: "Window") -> "QWidget":
    _figures_of(window, "more").further.figures.choose("nps")
    _wait(300)
    return window


def _figures_of(window: "Window", view: str) -> "NumbersPage":
    from csdesk.ui.numbers.page import NumbersPage

    window.go("numbers")
    _wait(2500)
    page = window.page("numbers")
    assert isinstance(page, NumbersPage)
    page.views.set_value(view)
    page.views.chosen.emit(view)
    _wait(2500)
    return page


def _import(window: "Window") -> "QWidget":
    window.import_files([HERE / "guide" / "customers.csv"])
    _wait(3000)
    return window


def _went_out(sample: Path) -> Path:
    """A book whose workbook was edited by a colleague, while the book went on; the workbook lies beside it."""
    import openpyxl

    from csdesk.services.book.editing import set_fields
    from csdesk.services.book.which_account import find_account
    from csdesk.services.spreadsheets.exports import export_book
    from csdesk.store.book import Book

    os.environ["LOGNAME"] = "Mary"
    book = sample.parent / "with Tom.csdesk"
    shutil.copy(sample, book)
    sheet = book.with_suffix(".xlsx")
    here = {"Halden Freight": "Mid-market", "Financiality": "Enterprise"}
    with Book.open(book, clock=lambda: NOON) as there:
        export_book(there, sheet, today=DAY)
        for name, segment in here.items():
            set_fields(there, "account", find_account(there, name).id, {"segment": segment}, today=DAY)
    workbook = openpyxl.load_workbook(sheet)
    page = workbook["Accounts"]
    heads = {cell.value: cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        name = page.cell(row, heads["Account"]).value
        if name in here:
            page.cell(row, heads["Segment"]).value = "Strategic"
        elif row % 7 == 0:
            page.cell(row, heads["Tags"]).value = "reference"
    workbook.save(sheet)
    return book


def _merge(window: "Window") -> "QWidget":
    assert window.desk is not None
    window.import_files([window.desk.path.with_suffix(".xlsx")])
    _wait(6000)
    return window


def _touch(window: "Window") -> "QWidget":
    from csdesk.ui.shell.sheets.touch_form import TouchForm

    _accounts(window)
    _settled(window)
    window.new_touch()
    _settled(window)
    form = window.findChildren(TouchForm)[0]
    form.text.setPlainText(
        "Carol will confirm first value on Wednesday, with the figures of all six branches."
    )
    form.people.set_text("Carol Bennett")
    form.next_step.set_text("Send her the reading of 20 November")
    return form


def _settled(window: "Window") -> None:
    """Let the window read what it asked for. An event loop, never a busy wait: the reads need the interpreter."""
    from tests.ui.windows import all_done

    for _ in range(6):
        if window.desk is not None:
            all_done(window.desk)
        _wait(120)


def _wait(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _slides(sample: Path, room: Path, folder: Path) -> None:
    office, pages = shutil.which("soffice"), shutil.which("pdftoppm")
    if not office or not pages:
        _say("slides left as they are: LibreOffice or pdftoppm is not here")
        return
    deck = _deck(sample, room)
    # both are found on PATH, and are given only files of our own making
    home = f"-env:UserInstallation={(room / 'office').as_uri()}"
    given = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(room), str(deck)]
    subprocess.run(given, check=True, capture_output=True, timeout=180)
    for number in SLIDES:
        file = folder / f"slide-{number}.png"
        size = ["-scale-to-x", str(SLIDE_WIDTH), "-scale-to-y", "-1"]
        only = ["-f", str(number), "-l", str(number), "-singlefile", "-png"]
        page = [pages, *only, *size, str(deck.with_suffix(".pdf")), str(file.with_suffix(""))]
        subprocess.run(page, check=True, timeout=60)
        _shrink(file)
        _say(file)


def _deck(sample: Path, room: Path) -> Path:
    from csdesk.services.book.which_account import find_account
    from csdesk.services.reviews.reviews import write_qbr
    from csdesk.store.book import Book

    file = room / "financiality.pptx"
    with Book.view(sample) as book:
        write_qbr(book, find_account(book, "Financiality").id, file, as_of=DAY)
    return file


def _say(what: Path | str) -> None:
    said = f"{what} ({what.stat().st_size // 1024} KB)" if isinstance(what, Path) else what
    sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "guide" / "pictures")
