"""Recurring revenue: which lines are live on a day, what they amount to, and how that moves."""
