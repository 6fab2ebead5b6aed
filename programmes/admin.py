"""Reference data of agreements, the accounts that staff are given, and the ledger."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import User

from creativecity import logs
from creativecity.accounts import PERSONAL
from creativecity.accounts.sessions import end_sessions
from creativecity.ledger import verbs
from creativecity.ledger.admin import LedgerAdmin, ReadOnlyAdmin, site
from creativecity.ledger.admin_form import changed_by
from creativecity.ledger.chain import latest
from creativecity.ledger.models import LogEntry

from .audit.words import VERBS, kinds
from .models import Commitment, Programme, Signatory, Target

#: What of an account says what it may open.
RIGHTS = {"groups", "user_permissions", "is_active", "is_staff", "is_superuser"}


class PasswordForm(AdminPasswordChangeForm):
    def save(self, commit=True):
        """Sets the password only; the page saves the account by its verb."""
        return super().save(commit=False)


@admin.register(User, site=site)
class AccountAdmin(LedgerAdmin, UserAdmin):
    change_password_form = PasswordForm
    # The page's boxes would cut both to the second, and call that a change.
    readonly_fields = ["last_login", "date_joined"]

    def save_model(self, request, obj, form, change):
        told = {"by": request.user, "is_public": False, "personal": PERSONAL}
        if not change:
            verbs.create(obj, **told)
        elif form is None:
            verbs.edit(obj, **told)
        else:
            base = form.cleaned_data["base"]
            verbs.edit(obj, fields=changed_by(form), base=base, **told)
        if change and (form is None or not obj.is_active):
            end_sessions(obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if changed := sorted(RIGHTS & set(form.changed_data)):
            logs.tell("role changed", request, of=form.instance, changed=changed)

    def log_change(self, request, obj, message):
        """Reached from the password page too, which saves nothing itself."""
        self.save_model(request, obj, None, change=True)


@admin.register(Programme, site=site)
class ProgrammeAdmin(LedgerAdmin):
    list_display = ["slug", "name_th", "signed_on", "ends_on"]

    def get_readonly_fields(self, request, obj=None):
        """Reviews are of the years that follow from these; a longer term is agreed."""
        fixed = super().get_readonly_fields(request, obj)
        has_reviews = obj is not None and obj.reviews.exists()
        return [*fixed, "signed_on", "term_years"] if has_reviews else fixed


@admin.register(Commitment, site=site)
class CommitmentAdmin(LedgerAdmin):
    list_display = ["code", "kind", "agency", "text_th"]


@admin.register(Signatory, site=site)
class SignatoryAdmin(LedgerAdmin):
    list_display = ["name_th", "agency", "position_th"]

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "agency"] if obj else fixed


@admin.register(Target, site=site)
class TargetAdmin(LedgerAdmin):
    list_display = ["code", "city", "goal", "due_on", "precision"]

    def get_readonly_fields(self, request, obj=None):
        """What a decision changed is changed by decisions alone."""
        fixed = super().get_readonly_fields(request, obj)
        is_decided = obj is not None and obj.changes.exists()
        return [*fixed, "due_on", "precision"] if is_decided else fixed


class KnownFilter(admin.AllValuesFieldListFilter):
    """Of what there can be: to ask what there is reads the whole ledger."""

    def __init__(self, field, *args, **kwargs):
        super().__init__(field, *args, **kwargs)
        known = {"verb": VERBS, "subject": dict(kinds())}
        self.lookup_choices = sorted(known[field.name])


@admin.register(LogEntry, site=site)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ["sequence", "at", "verb", "subject", "subject_id", "by"]
    list_filter = [
        ("verb", KnownFilter),
        ("subject", KnownFilter),
        "is_public",
        "is_sample",
    ]
    ordering = ["-sequence"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_paginator(self, request, queryset, *args, **kwargs):
        """Entries are numbered without a gap: of all the last number is the count."""
        pages = super().get_paginator(request, queryset, *args, **kwargs)
        if not queryset.query.has_filters():
            pages.count = latest()
        return pages
