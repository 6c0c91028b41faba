"""The kit: widgets without nouns, from which every page is made."""
