"""What the book would look like: what it knows, the rows laid on it, and the plan that comes of them."""
