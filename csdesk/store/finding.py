"""Queries of what the palette finds: every account and every contact as a light row, in order of names."""

from typing import Any

from csdesk.store.book import Book

Row = tuple[Any, ...]


def findable_accounts(book: Book) -> list[Row]:
    """Every account in order of names: its id, name, search key, name key, domain, external id, status."""
    sql = """
        SELECT uid, account, search_key, name_key, domain, external_id, status
        FROM accounts ORDER BY name_key, uid"""
    return book.rows(sql)


def findable_contacts(book: Book) -> list[Row]:
    """Every contact in order of names: its id, name, search key, name key, e-mail, external id, its account's id
    and name, its roles as a JSON list, its title, its status.
    """
    sql = """
        SELECT c.uid, c.name, c.search_key, c.name_key, c.email, c.external_id, a.uid, a.account, c.roles,
               c.title, c.status
        FROM contacts c JOIN accounts a ON a.pk = c.account ORDER BY c.name_key, c.uid"""
    return book.rows(sql)
