"""What comes new is told by what a person knows it by."""

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from tests.domain.imports.sheet import plan

HEAD = ["Account", "Contact", "Email"]


def there() -> Known:
    """A book with two accounts."""
    names = ("Corvid", "Halden")
    return Known({Account: tuple(Account(id=AccountId(name), account=name) for name in names)})


def what(*rows: list[str]) -> list[str]:
    return [row.what for sheet in plan(*rows, known=there()).sheets for row in sheet.rows]


def test_a_new_contact_has_its_name() -> None:
    assert what(HEAD, ["Corvid", "Kit Moss", "kit@corvid.example"]) == ["new contact Kit Moss"]


def test_a_new_contract_has_its_product() -> None:
    rows = (["Account", "Product", "ARR", "End"], ["Corvid", "Analytics", "1000", "2027-03-31"])
    assert "new subscription Analytics" in what(*rows)[0]


def test_a_new_task_and_a_new_ticket_have_their_titles() -> None:
    assert what(["Account", "Task", "Due"], ["Corvid", "Send the summary", "2027-01-31"]) == [
        "new task Send the summary"
    ]


def test_a_long_text_is_cut() -> None:
    told = what(["Account", "Task", "Due"], ["Corvid", "word " * 40, "2027-01-31"])[0]
    assert told.endswith("…")
    assert len(told) == len("new task ") + 60
