"""Tests of the Account page."""
