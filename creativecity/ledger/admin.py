"""Admin pages whose every write goes through the ledger's verbs; nothing is deleted."""

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from creativecity.again import again
from creativecity.form_fields import ThaiDateField, ThaiTextField

from . import verbs
from .about import about_of
from .admin_form import changed_by, on_a_base
from .models import AppendOnly
from .overtaken_form import status_of


class ReferenceSite(admin.AdminSite):
    """Holds what is registered here and nothing else; its door is the staff's."""

    site_header = _("Reference data")
    site_title = _("Reference data")
    index_title = _("What the pages and rules refer to")

    def admin_view(self, view, cacheable=False):
        """What is referred to everywhere is changed by who just said who they are."""
        return super().admin_view(again(view), cacheable)

    def password_change(self, request, extra_context=None):
        """One place to change a password: the one that tells the ledger."""
        return redirect("account_change_password")


site = ReferenceSite()
site.login = secure_admin_login(site.login)

# What other rows name a thing by: fixed once it is there.
IDENTITY = ("slug", "code", "programme")


class LedgerAdmin(admin.ModelAdmin):
    #: Fields of which the ledger says only that they changed.
    personal = ()
    #: Whether what is kept here can change a public page.
    is_public = True

    # Admin's own calendar knows no Buddhist era: 2563 would be stored as C.E. 2563.
    formfield_overrides = {
        models.DateField: {"form_class": ThaiDateField, "widget": forms.TextInput}
    }

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        """What was retired can only be looked at."""
        is_retired = getattr(obj, "retired_on", None) is not None
        return not is_retired and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        if obj is None:
            return fixed
        names = {field.name for field in self.opts.fields}
        return [*fixed, *(name for name in IDENTITY if name in names)]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """A page of what is there knows on which entry it was opened."""
        if obj is not None and self.has_change_permission(request, obj):
            kwargs["form"] = on_a_base(self.form)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """Fields named one by one name not the base, which every such page sends."""
        parts = super().get_fieldsets(request, obj)
        is_changed = obj is not None and self.has_change_permission(request, obj)
        if not is_changed or "base" in flatten_fieldsets(parts):
            return parts
        return [*parts, (None, {"fields": ["base"]})]

    def render_change_form(self, request, context, *args, **kwargs):
        response = super().render_change_form(request, context, *args, **kwargs)
        response.status_code = status_of(context["adminform"].form)
        return response

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Plain text is stored in its one spelling (creativecity/thai_text.py)."""
        is_text = type(db_field) in {models.CharField, models.TextField}
        if is_text and not db_field.choices:
            kwargs["form_class"] = ThaiTextField
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        told = {
            "by": request.user,
            "about": about_of(obj),
            "is_public": self.is_public,
            "personal": self.personal,
        }
        if change:
            base = form.cleaned_data["base"]
            verbs.edit(obj, fields=changed_by(form), base=base, **told)
        else:
            verbs.create(obj, **told)

    def save_related(self, request, form, formsets, change):
        relations = {field.name for field in form.instance._meta.many_to_many}
        for name in relations & set(form.cleaned_data):
            others = form.cleaned_data[name]
            told = {"by": request.user, "is_public": self.is_public}
            verbs.relate(form.instance, name, others, **told)

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


def register_read_only(*models):
    for model in models:
        if not issubclass(model, AppendOnly):
            raise TypeError(f"{model} can change: register it with a LedgerAdmin")
        site.register(model, ReadOnlyAdmin)
