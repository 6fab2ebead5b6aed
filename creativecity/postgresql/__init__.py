"""Django's way to PostgreSQL, but that a silent machine is not waited for by all."""
