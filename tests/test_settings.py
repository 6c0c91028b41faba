"""Settings: kept as they were chosen, and never in the way."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from csdesk import settings
from csdesk.settings import Settings


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
