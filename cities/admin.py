"""Reference data in the admin; readings and verdicts are written on staff pages."""

from django.contrib import admin

from creativecity.ledger.admin import LedgerAdmin, register_read_only, site

from .models import (
    Agency,
    Area,
    Asset,
    Assignment,
    Candidacy,
    City,
    District,
    Event,
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
    filter_horizontal = ["staff"]


@admin.register(Expert, site=site)
class ExpertAdmin(LedgerAdmin):
    """Staff pages alone name experts so far, whatever they consented to."""

    list_display = ["name_th", "speciality_th", "agency", "user"]
    personal = Expert.personal
    is_public = False


@admin.register(Assignment, site=site)
class AssignmentAdmin(LedgerAdmin):
    list_display = ["expert", "city", "starts_on", "ends_on"]
    list_filter = ["city"]
    list_select_related = ["expert", "city"]
    is_public = False


@admin.register(City, site=site)
class CityAdmin(LedgerAdmin):
    list_display = ["slug", "name_th", "name_en", "area"]
    filter_horizontal = ["officers"]


@admin.register(Area, Asset, District, Event, site=site)
class PlaceAdmin(LedgerAdmin):
    list_display = ["name_th", "name_en"]


@admin.register(Candidacy, site=site)
class CandidacyAdmin(LedgerAdmin):
    list_display = ["city", "call", "field"]
