"""The Import page: what a file holds, what it would change, what only the person can say."""
