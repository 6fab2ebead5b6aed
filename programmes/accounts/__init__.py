"""Accounts of staff: who gives them, to whom, for which work, and how they end."""
