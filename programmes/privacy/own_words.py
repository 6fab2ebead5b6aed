"""What a value of one's own data says: a day, a choice, a name for a number."""

from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from creativecity.thai_dates import format_date
from creativecity.thai_times import format_moment

#: What libraries keep, in our words; they name it in English alone.
KINDS = {
    "account.emailaddress": gettext_lazy("email address of the account"),
    "mfa.authenticator": gettext_lazy("second factor"),
    "usersessions.usersession": gettext_lazy("where you are signed in"),
    "django_tasks_database.dbtaskresult": gettext_lazy("job in the background"),
    "admin.logentry": gettext_lazy("entry of the administration's own log"),
    "contenttypes.contenttype": gettext_lazy("kind of thing"),
}
LABELS = {
    "id": gettext_lazy("number"),
    "user": gettext_lazy("account"),
    "ip": gettext_lazy("network address"),
    "user_agent": gettext_lazy("browser"),
    "created_at": gettext_lazy("since"),
    "last_seen_at": gettext_lazy("last used"),
    "verified": gettext_lazy("address confirmed"),
    "primary": gettext_lazy("written to"),
    "is_superuser": gettext_lazy("technical administrator"),
    "is_staff": gettext_lazy("may open the reference data"),
    "is_active": gettext_lazy("account open"),
}


def shown_words(row: Model, field: Field) -> str:
    """In the language of the moment; "" where the plain value says it itself.

    No other account is named: who else acted is not the asker's own data.
    """
    value = getattr(row, field.attname)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return moment_words(value)
    if isinstance(value, date):
        return format_date(value, get_language())
    if field.is_relation and field.related_model is not get_user_model():
        return str(getattr(row, field.name) or "")
    return str(dict(field.flatchoices).get(value, "")) if field.choices else ""


def kind_words(model: type[Model]) -> str:
    """Of a table that ties two others: whose it is, and what it ties to them."""
    if owner := model._meta.auto_created:
        fields = owner._meta.many_to_many
        [tie] = [each for each in fields if each.remote_field.through is model]
        return f"{kind_words(owner)}: {tie.verbose_name}"
    words = KINDS.get(model._meta.label_lower, model._meta.verbose_name)
    return capfirst(str(words))


def label_words(field: Field) -> str:
    words = LABELS.get(field.name, field.verbose_name)
    return capfirst(str(words))


def moment_words(moment: datetime) -> str:
    return format_moment(moment, get_language())
