"""Accounts of staff: given by invitation, opened with a second factor."""

#: Fields of an account of which the ledger says only that they changed.
PERSONAL = ("username", "password", "email", "first_name", "last_name")
