"""Partners and the log of coordination as tables for machines."""

PARTNERS = (
    "partner",
    "kind",
    "name_th",
    "name_en",
    "part_th",
    "part_en",
    "website",
    "cities",
    "areas",
    "since",
    "left_on",
    "basis",
    "sources",
    "is_sample",
)
ENGAGEMENTS = (
    "day",
    "how",
    "partner",
    "name_th",
    "name_en",
    "agencies",
    "city",
    "text_th",
    "text_en",
    "paper",
    "is_sample",
)
#: Where no agency is named both took part.
BOTH = "both"


def partner_rows(partners):
    """The rows under PARTNERS: what the public reads of each, and nothing else."""
    for partner in partners:
        yield (
            partner.slug,
            partner.kind,
            partner.name_th,
            partner.name_en,
            partner.role_th,
            partner.role_en,
            partner.website,
            "; ".join(city.slug for city in partner.cities.all()),
            "; ".join(area.code for area in partner.areas.all()),
            partner.joined_on,
            partner.left_on,
            partner.basis,
            "; ".join(partner.source_codes),
            partner.is_sample,
        )


def engagement_rows(steps):
    """The rows under ENGAGEMENTS, for staff."""
    for step in steps:
        yield (
            step.effective_on,
            step.kind,
            step.partner.slug,
            step.partner.name_th,
            step.partner.name_en,
            step.agency.code if step.agency else BOTH,
            step.city.slug if step.city else None,
            step.text_th,
            step.text_en,
            step.paper.title_th if step.paper else None,
            step.is_sample,
        )
