"""Correspondence: mails in and out, meetings, and calendars."""
