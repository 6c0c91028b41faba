"""The Accounts page."""
