"""The week: whom to call and why, in the hours that there are."""
