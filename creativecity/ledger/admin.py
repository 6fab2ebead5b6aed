"""Admin pages whose every write goes through the ledger's verbs; nothing is deleted."""

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.form_fields import ThaiDateField

from . import verbs
from .models import AppendOnly, LogEntry


class ReferenceSite(admin.AdminSite):
    """Holds what is registered here and nothing else; its door is the staff's."""

    site_header = _("Reference data")
    site_title = _("Reference data")
    index_title = _("What the pages and rules refer to")


site = ReferenceSite()
site.login = secure_admin_login(site.login)


class LedgerAdmin(admin.ModelAdmin):
    # Admin's own calendar knows no Buddhist era: 2563 would be stored as C.E. 2563.
    formfield_overrides = {
        models.DateField: {"form_class": ThaiDateField, "widget": forms.TextInput}
    }

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        write = verbs.edit if change else verbs.create
        about = obj.key() if hasattr(obj, "key") else ""
        write(obj, by=request.user, about=about)

    def save_related(self, request, form, formsets, change):
        relations = {field.name for field in form.instance._meta.many_to_many}
        for name in relations & set(form.cleaned_data):
            others = form.cleaned_data[name]
            verbs.relate(form.instance, name, others, by=request.user)

    def log_addition(self, request, obj, message):
        """The ledger is the one history; admin's own log stays empty."""

    def log_change(self, request, obj, message):
        """As log_addition."""


class ReadOnlyAdmin(admin.ModelAdmin):
    """Append-only rows can be looked at, and written by their verbs alone."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(LogEntry, site=site)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ["sequence", "at", "verb", "subject", "subject_id", "by"]
    list_filter = ["verb", "subject", "is_public", "is_sample"]
    ordering = ["-sequence"]


def register_read_only(*models):
    for model in models:
        if not issubclass(model, AppendOnly):
            raise TypeError(f"{model} can change: register it with a LedgerAdmin")
        site.register(model, ReadOnlyAdmin)
