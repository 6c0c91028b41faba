"""What health is made of, read for the whole book at once: one statement per measure."""
