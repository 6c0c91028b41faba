"""The Account page: everything of one account, and where the day is spent."""
