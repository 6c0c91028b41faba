"""Every deck, customer's workbook and mail of a sample book is made, and whatever the leak guard finds in one is told.

`python -m tests.services.every_deck [ACCOUNTS]`; nothing should be found: the sample holds no leak.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from csdesk.domain.accounts import Account
from csdesk.domain.errors import CsdeskError, LeaksFound
from csdesk.services.correspondence.mails import draft_mail, templates, write_mail
from csdesk.services.reviews.reviews import write_qbr
from csdesk.services.sample import write_sample
from csdesk.services.spreadsheets.exports_for import export_for
from csdesk.store.book import Book

DAY = date(2025, 11, 24)


def main(accounts: int) -> int:
    """Make them all; how many findings there were."""
    counts: Counter[str] = Counter()
    with Book.in_memory() as book, tempfile.TemporaryDirectory() as folder:
        write_sample(book, accounts=accounts)
        for account in book.all(Account):
            counts += made(book, account, Path(folder))
    for what, number in sorted(counts.items()):
        print(f"{number:>6,} {what}")
    return counts["findings"]


def made(book: Book, account: Account, folder: Path) -> Counter[str]:
    """What was made of one account, with the findings printed."""
    counts: Counter[str] = Counter()

    def mail(name: str) -> None:
        write_mail(book, draft_mail(book, account.id, name, today=DAY), folder / "a.eml", today=DAY)

    works: dict[str, Callable[[], object]] = {
        "decks": lambda: write_qbr(book, account.id, folder / "a.pptx", as_of=DAY),
        "workbooks": lambda: export_for(
            book, folder / "a.xlsx", profile="customer", account=account.id, today=DAY
        ),
        **{f"mails, {t.name}": partial(mail, t.name) for t in templates()},
    }
    for what, work in works.items():
        try:
            work()
            counts[what] += 1
        except LeaksFound as held:
            counts["findings"] += len(held.findings)
            for found in held.findings[:5]:
                print(f"{account.account}, {what}: {found.found} ({found.place}), {found.why}")
        except CsdeskError as refused:
            counts[f"{what}: {refused.code()}"] += 1
    return counts


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 50) else 0)
