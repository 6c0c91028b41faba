"""The desk: the window, out of the same services as the command line."""
