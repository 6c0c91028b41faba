"""What a customer calls a CSM who stands in the book by an address."""

import pytest

from csdesk.domain.csms import addresses_in, called


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
