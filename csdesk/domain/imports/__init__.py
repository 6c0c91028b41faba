"""What a workbook would add, change, leave and refuse, as one value."""
