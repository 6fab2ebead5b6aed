"""Forms of the agreement: one module a noun."""
