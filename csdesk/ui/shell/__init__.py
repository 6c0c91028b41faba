"""The shell around the pages: sidebar, top bar, status line, first start."""
