"""Actions as data: menus, shortcuts and key hints all read this one catalogue."""
