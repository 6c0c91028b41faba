"""Health: what scores say, why, how well they told what came, and what would change them."""
