"""Letters that a program encoded twice are read as what they were; names that only look so stay."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.sheets.encoded_twice import decoded
from tests.domain.imports.sheet import of, plan

UNKNOWN = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


def twice(text: str) -> str:
    """The text as a program shows it that takes its UTF-8 for Western Windows."""
    return "".join(chr(b) if b in UNKNOWN else bytes([b]).decode("cp1252") for b in text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Müller GmbH", "Ärger Öl Übel", "São Paulo", "à la carte", "Łódź", "GROẞ", "“Quoted” – £5 €6", "Ромашка",
        "株式会社サクラ", "İzmir A.Ş.", "O’Neill",
    ],
)  # fmt: skip
def test_what_was_encoded_twice_is_found_again(text: str) -> None:
    assert decoded(twice(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Müller",
        "SÃO PAULO",
        "NESTLÉ®",
        "SKÅ®",
        "«SKÅ»",
        "Âge d’or",
        "È un’idea",
        "Ça “va”",
        "100 °C",
        "Ελλάδα",
    ],
)
def test_what_people_type_is_left_as_it_is(text: str) -> None:
    assert decoded(text) is None


def test_names_and_headers_are_mended_and_it_is_told_and_true_names_beside_them_stay() -> None:
    made = plan(
        ["Customer", "Contact", twice("Kündigungsfrist"), "Renewal"],
        [twice("Müller GmbH"), twice("Jörg Groß"), "30 days", "2026-12-31"],
        ["Café Noir", "Zoë", "30 days", "2026-12-31"],
    )
    assert [a.account for a in of(made, Account)] == ["Müller GmbH", "Café Noir"]
    assert [c.name for c in of(made, Contact)] == ["Jörg Groß", "Zoë"]
    assert (
        next(c.target for c in made.sheets[0].columns if c.header == "Kündigungsfrist")
        == "subscription.notice_days"
    )
    mended = "such as row 2: MÃ¼ller GmbH is read as Müller GmbH."
    assert f"“Customer”: 1 cell holds letters that were encoded twice, {mended}" in made.sheets[0].notes
