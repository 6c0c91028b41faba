"""What a CSM can do: one function per verb, shared by the window and the command line."""
