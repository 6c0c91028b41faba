"""Spreadsheets in and out: imports, exports, and workbooks that come back."""
