"""A plain table of what was done in a fiscal period, from what was typed already."""
