"""The accounts: a table as quick as a spreadsheet, and a look at the chosen one beside it."""
