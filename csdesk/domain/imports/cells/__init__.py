"""What one cell says by itself: an amount, a day, a span, nothing at all."""
