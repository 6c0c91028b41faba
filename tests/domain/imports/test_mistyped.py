"""Keys of answers that name nothing in the files: refused, with the nearest that there is."""

import pytest

from csdesk.domain.errors import NoSuchQuestion
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.rows.mistyped import refuse_mistyped
from tests.domain.imports.sheet import plan

ROWS: list[list[Value]] = [
    ["Customer", "ARR", "Renewal date", "Motto"],
    ["Acme", 1200, "2026-03-31", "Ever on"],
    ["Borel", "ask Bob", "2026-05-31", None],
    ["— churned —"],
    ["Corvid", 600, "2025-09-30", None],
]


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("cell:List:AAR:3", "cell:List:ARR:3"),
        ("cell:List:ARR:30", "cell:List:ARR:5"),
        ("cell:Lost:ARR:3", "cell:List:ARR:3"),
        ("column:List:Moto", "column:List:Motto"),
        ("unread:List:Arr", "unread:List:ARR"),
        ("columns:List:unknwon", "columns:List:unknown"),
        ("heading:List:churnd", "heading:List:churned"),
        ("edge:List:Renewal", "edge:List:Renewal date"),
    ],
)
def test_a_key_that_names_nothing_is_refused_with_the_nearest(key: str, nearest: str) -> None:
    with pytest.raises(NoSuchQuestion) as refused:
        refuse_mistyped([key], plan(*ROWS))
    assert refused.value.facts == {"key": key, "nearest": nearest}


def test_a_row_that_is_not_there_is_refused_also_where_nothing_is_asked_of_rows() -> None:
    with pytest.raises(NoSuchQuestion):
        refuse_mistyped(["same:List:99"], plan(*ROWS))


def test_a_key_that_another_answer_or_the_book_has_settled_is_no_mistake() -> None:
    made = plan(*ROWS, answers={"heading:List:churned": "leave out"})
    settled = (
        "heading:List:churned",
        "cell:List:ARR:3",
        "column:List:Motto",
        "dates:List:Renewal date",
        "complete:List:accounts",
        "similar:List:2",
        "reworded:List:all rows",
        "back:List:all rows",
        "archived:List:accounts",
        "price:List:amount",
        "value:List:Motto: on",
        "currency:List:ARR $",
    )
    refuse_mistyped(settled, made)
