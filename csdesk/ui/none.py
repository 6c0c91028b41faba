"""Keeping `None`, `True` and `False` alive in the window: on Python 3.11, PySide6 takes references it does not own."""

from csdesk.printing.none import PLENTY, hold_none

__all__ = ["PLENTY", "hold_none"]
