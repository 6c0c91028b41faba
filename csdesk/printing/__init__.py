"""Printing: pages as PDF. Besides the window the only room that may use Qt, and only when it is called."""
