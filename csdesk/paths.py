"""Where things are: the program's own resources, and the person's folders."""

from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a file that ships with the program, in a checkout as in an installed package."""
    inside = Path(__file__).parent / "resources"
    home = inside if inside.is_dir() else Path(__file__).parents[1] / "resources"
    return home.joinpath(*parts)


def data_folder() -> Path:
    """The person's data folder; it holds the default book and the backups. It may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_data_dir("csdesk", appauthor=False))


def config_folder() -> Path:
    """Where the settings stand. It may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_config_dir("csdesk", appauthor=False))


def default_book() -> Path:
    """The book that opens when none is named."""
    return data_folder() / "book.csdesk"
