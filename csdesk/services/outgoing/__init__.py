"""What leaves the house: who may read which fields, what must not go out, and what was written."""
