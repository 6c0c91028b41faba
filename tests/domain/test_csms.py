"""What a customer calls a CSM who stands in the book by an address."""

from collections import Counter

import pytest

from csdesk.domain.csms import addresses_in, called, same_people


@pytest.mark.parametrize(
    ("csm", "name"),
    [
        ("dana.reyes@wingtip.example", "Dana Reyes"),
        ("anna-lena_muller@wingtip.example", "Anna-Lena Muller"),
        ("Dana.McReyes@wingtip.example", "Dana McReyes"),
        ("Dana Reyes", "Dana Reyes"),
        ("", "Mary Harrison"),
        ("MARY@wingtip.example", "Mary Harrison"),
        ("dana@wingtip.example", "dana@wingtip.example"),
        ("d.reyes@wingtip.example", "d.reyes@wingtip.example"),
        ("dana.reyes2@wingtip.example", "dana.reyes2@wingtip.example"),
        ("customer.success@wingtip.example", "customer.success@wingtip.example"),
        ("sales_emea@wingtip.example", "sales_emea@wingtip.example"),
    ],
)
def test_a_csm_known_by_an_address_is_called_by_the_name_that_it_surely_tells(csm: str, name: str) -> None:
    assert called(csm, "Mary Harrison", addresses_in("mh@wingtip.example, mary@wingtip.example")) == name


@pytest.mark.parametrize(
    ("names", "one"),
    [
        ("Tom, tom@us.example", {"tom@us.example": "Tom"}),
        ("Tom, tom@us.example, Tom Berger", {"Tom": "Tom Berger", "tom@us.example": "Tom Berger"}),
        ("Tom, tom.berger@us.example", {"Tom": "Tom Berger", "tom.berger@us.example": "Tom Berger"}),
        (
            "T. Berger, tom.berger@us.example",
            {"T. Berger": "Tom Berger", "tom.berger@us.example": "Tom Berger"},
        ),
        ("Tom, tom.berger@us.example, tom.hughes@us.example", {}),
        ("Tom, tom@us.example, Tom Berger, Tom Hughes", {}),
        ("tom.berger@us.example, dana.reyes@us.example", {}),
        ("Support, support@us.example", {}),
    ],
)
def test_a_first_name_and_an_address_are_one_person_where_nobody_else_could_be_meant(
    names: str, one: dict[str, str]
) -> None:
    assert same_people(Counter(names.split(", "))) == one
