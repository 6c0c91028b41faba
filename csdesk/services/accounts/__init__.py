"""Accounts: their list, one of them, who is alike, what was said with them, and what to know before a call."""
