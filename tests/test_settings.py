"""Settings: kept as they were chosen, and never in the way."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from csdesk import settings
from csdesk.settings import Settings, Visit


def test_settings_come_back_as_they_were_saved() -> None:
    wanted = Settings(scheme="dark", last_book='/home/ö/"my" book\\x.csdesk')
    settings.save(wanted)
    assert settings.load() == wanted


@given(st.text(st.characters(exclude_categories=["Cs"])))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_path_comes_back_as_it_was(last_book: str) -> None:
    settings.save(Settings("dark", last_book))
    assert settings.load() == Settings("dark", last_book)


def test_a_path_that_is_no_text_is_not_kept_and_no_reason_to_stop() -> None:
    settings.save(Settings(last_book="no text \udcff"))
    assert settings.load() == Settings()


@pytest.mark.parametrize(
    "content", ["scheme = ", "\x00\x01", "scheme = 3", 'scheme = "neon"', "[scheme]\na = 1"]
)
def test_a_broken_file_gives_the_defaults(content: str) -> None:
    settings.save(Settings())
    settings.settings_file().write_text(content, encoding="utf-8")
    assert settings.load() == Settings()


def test_a_file_that_cannot_be_read_is_set_aside() -> None:
    settings.save(Settings())
    settings.settings_file().write_text("scheme = ", encoding="utf-8")
    settings.load()
    assert settings.settings_file().with_suffix(".broken").exists()


def test_the_last_visit_of_each_book_is_kept_apart() -> None:
    first, second = Visit(date(2025, 11, 20), 57), Visit(date(2025, 11, 24), 1)
    settings.keep_visit("b-1", first)
    settings.keep_visit("b-2", second)
    assert (settings.last_visit("b-1"), settings.last_visit("b-2")) == (first, second)
    assert settings.last_visit("b-3") is None
    settings.keep_visit("b-1", second)
    assert settings.last_visit("b-1") == second


def test_the_books_that_were_not_visited_for_longest_are_forgotten() -> None:
    for n in range(60):
        settings.keep_visit(f"b-{n}", Visit(date(2025, 11, 24), n))
    assert settings.last_visit("b-9") is None
    assert settings.last_visit("b-10") == Visit(date(2025, 11, 24), 10)


@pytest.mark.parametrize(
    "content", ['b = "never"', 'b = "2025-11-24 many"', "b = 3", "b = [", "a = " + "[" * 9000]
)
def test_a_broken_list_of_visits_is_as_good_as_none(content: str) -> None:
    settings.save(Settings())
    settings.visits_file().write_text(content)
    assert settings.last_visit("b") is None
    settings.keep_visit("b", Visit(date(2025, 11, 24), 3))
    assert settings.last_visit("b") == Visit(date(2025, 11, 24), 3)


def test_an_endless_file_is_not_read_to_its_end() -> None:
    settings.save(Settings())
    with settings.settings_file().open("w") as file:
        file.write('scheme = "dark"\n' + "# \n" * 1_000_000)
    assert settings.load() == Settings(scheme="dark")


def test_a_newer_program_may_have_kept_more() -> None:
    settings.save(Settings())
    settings.settings_file().write_text('scheme = "dark"\nfont = "Inter"\n[window]\nx = 1\n')
    assert settings.load() == Settings(scheme="dark")


def test_what_a_newer_program_kept_stays_where_an_older_one_saves() -> None:
    settings.save(Settings())
    settings.settings_file().write_text('scheme = "dark"\nfont = "Inter"\ndense = true\n')
    settings.save(Settings(scheme="light"))
    text = settings.settings_file().read_text()
    assert '"scheme" = "light"' in text
    assert '"font" = "Inter"\n"dense" = true' in text


@given(st.binary(max_size=400))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_file_the_program_begins(content: bytes) -> None:
    settings.save(Settings())
    settings.settings_file().write_bytes(content)
    assert settings.load().scheme in settings.SCHEMES


def test_whose_week_was_chosen_is_kept_for_each_book() -> None:
    settings.keep_csm("one", "José “Pepe” Díaz")
    settings.keep_csm("two", "Ann")
    assert [settings.chosen_csm(book) for book in ("one", "two", "three")] == ["José “Pepe” Díaz", "Ann", ""]
    settings.keep_csm("two", "")
    assert settings.chosen_csm("two") == ""
