"""Numbers: retention and revenue, by whom and since when, and the board's pack of them."""
