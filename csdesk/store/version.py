"""The version is what the file's header says of a book: that it is ours, and which schema it has."""

APPLICATION_ID = 0x43534431
"""'CSD1' in the file's header: this is a csdesk book."""

VERSION = 8
"""The schema that this program writes (user_version)."""
