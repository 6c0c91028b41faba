"""The book as a whole: opening and keeping it, its history, its fields of one's own, and how any row is edited."""
