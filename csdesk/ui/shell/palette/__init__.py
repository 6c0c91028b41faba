"""The palette: what a person types finds accounts, people, screens and things to do."""
