"""Reference data in the admin; what has rules of its own is written on staff pages,
districts, events and bids too: there their verbs judge them.
"""

from django.contrib import admin

from creativecity.ledger.admin import LedgerAdmin, register_read_only, site

from .models import (
    Agency,
    Area,
    Asset,
    Assignment,
    City,
    Expert,
    Fact,
    Source,
    Stage,
)

register_read_only(Fact, Stage)


@admin.register(Source, site=site)
class SourceAdmin(LedgerAdmin):
    list_display = ["code", "title", "publisher", "strength"]
    search_fields = ["code", "title", "publisher"]


@admin.register(Agency, site=site)
class AgencyAdmin(LedgerAdmin):
    """Its staff is tied to it where accounts are given, which gives the role, too."""

    readonly_fields = ["staff"]


@admin.register(Expert, site=site)
class ExpertAdmin(LedgerAdmin):
    """As the staff page of experts keeps them, and here alone with their account.

    One is retired on that page, and can only be looked at here from then on.
    """

    list_display = ["name_th", "speciality_th", "agency", "user", "retired_on"]
    readonly_fields = ["retired_on", "retired_reason"]
    personal = Expert.personal


@admin.register(Assignment, site=site)
class AssignmentAdmin(LedgerAdmin):
    """The indicators are ticked on the staff page, beside the city's levels.

    One is retired there too, and can only be looked at here from then on.
    """

    list_display = ["expert", "city", "starts_on", "ends_on", "retired_on"]
    readonly_fields = ["retired_on", "retired_reason"]
    list_filter = ["city"]
    list_select_related = ["expert", "city"]
    exclude = ["indicator_codes"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "expert":
            kwargs["queryset"] = Expert.objects.standing()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(City, site=site)
class CityAdmin(LedgerAdmin):
    """Its officers are tied to it where accounts are given, as an agency's staff."""

    list_display = ["slug", "name_th", "name_en", "area"]
    readonly_fields = ["officers"]


@admin.register(Area, site=site)
class AreaAdmin(LedgerAdmin):
    list_display = ["name_th", "name_en"]


@admin.register(Asset, site=site)
class AssetAdmin(LedgerAdmin):
    list_display = ["name_th", "name_en"]

    def get_readonly_fields(self, request, obj=None):
        """The facts file knows an asset by its city."""
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "city"] if obj else fixed
