"""Two people with one form open: as the ledger's own admin pages judge it, too."""

from creativecity.ledger.overtaken_form import (
    HTTP_CONFLICT,
    BaseField,
    remember_base,
    status_of,
    told_on,
)

__all__ = ["HTTP_CONFLICT", "BaseField", "remember_base", "status_of", "told_on"]
