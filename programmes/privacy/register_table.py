"""The register of fields as a table for machines, in both languages."""

COLUMNS = (
    "model",
    "field",
    "protection",
    "treatment",
    "treatment_th",
    "treatment_en",
    "basis_th",
    "basis_en",
    "kept_th",
    "kept_en",
    "reader_th",
    "reader_en",
    "days",
    "purge",
)


def register_rows(models):
    """The rows under COLUMNS, one a field."""
    for each in models:
        for row in each.rows:
            yield (row.label, row.name, *_treated(row.treatment))


def _treated(treatment):
    return (
        treatment.protection,
        treatment.code,
        treatment.name_th,
        treatment.name_en,
        treatment.basis_th,
        treatment.basis_en,
        treatment.kept("th"),
        treatment.kept("en"),
        treatment.reader_th,
        treatment.reader_en,
        treatment.days,
        treatment.purge,
    )
