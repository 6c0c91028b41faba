"""How the cells of a column are read: which way round its days stand, in what its amounts stand, what is left open."""
