"""What several words say together."""

from csdesk.domain.phrases import count, first_of, lower, together, upper


def test_a_number_has_its_noun_in_the_right_form() -> None:
    assert [count(n, "day") for n in (0, 1, 2, 1234)] == ["0 days", "1 day", "2 days", "1,234 days"]
    assert [count(n, "loss", "losses") for n in (1, 2)] == ["1 loss", "2 losses"]


def test_names_stand_in_a_row_with_one_and() -> None:
    assert [together(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_of_many_names_the_first_are_told_and_how_many_there_are_besides() -> None:
    assert first_of(["a", "b"], 2) == "a, b"
    assert first_of(["a", "b"], 1236) == "a, b and 1,234 more"
    assert first_of([], 0) == ""


def test_only_the_first_letter_becomes_another() -> None:
    assert (upper("nRR of Acme"), lower("NRR of Acme"), upper("")) == ("NRR of Acme", "nRR of Acme", "")
