"""What a row says is sold: contracts, their terms, prices and ends, laid on those that the book has."""
