"""Charts: values become matplotlib figures; the same figure serves the screen, a page and a slide."""
