"""Sheets over the window: small windows that never block, and go with Esc."""
