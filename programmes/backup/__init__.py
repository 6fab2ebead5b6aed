"""Everything in one archive, and back into an empty installation.

An archive is a ZIP that depends on no kind of database: a line of JSON for each row, in
a file for each table, the files that were handed in, and a manifest with the size and
SHA-256 of each of them. What SQLite wrote PostgreSQL reads, and the other way round.
"""
