"""The public tables for machines: said once, served as API, download and dictionary."""

from .table import Asked, Column, Table

__all__ = ["Asked", "Column", "Table"]
