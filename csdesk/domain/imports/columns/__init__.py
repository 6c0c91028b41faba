"""Where a column goes: by its header, by what its cells look like, or by an answer."""
