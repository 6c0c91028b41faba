"""A round trip: a workbook goes out, is edited by somebody, and comes back beside a book that went on."""
