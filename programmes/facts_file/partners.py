"""Partner bodies that a source shows at work for a city's bid, and where."""

from cities.models import City

from ..models import Partner
from .rows import provenance, rows


def partners(loader, data):
    cities = {city.slug: city for city in City.objects.all()}
    for row in rows(loader, "partner", data, "slug"):
        values = {
            **row.take("kind", "name_th", "name_en", "role_th", "role_en"),
            "website": row.get("website"),
            **provenance(row),
        }
        partner = loader.keep(row, Partner, {"slug": row.need("slug")}, values)
        if partner.pk:
            loader.keep_related(partner, "cities", row.choices("cities", cities))
