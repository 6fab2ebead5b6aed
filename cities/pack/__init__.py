"""The documents that a call asks for, checked and put together in one ZIP.

`rule` says what is missing from plain values; `counting` counts words; `checklist`
brings both to a candidacy; `parts`, `contents` and `archive` make the ZIP of it.
"""
