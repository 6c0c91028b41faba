"""Where the tables of a sheet stand: their headers, rows, titles and totals, and what is asked about them."""
