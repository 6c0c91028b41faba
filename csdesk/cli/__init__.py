"""The command line: the verbs, headless, out of the same services as the window."""
