"""Which entries of the ledger are listed; chosen in the URL. And why a text goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import reason_field
from cities.models import City
from creativecity.form_fields import ThaiDateField

from ..audit.scope import entries_for, people_for
from ..audit.words import VERBS, kinds
from .partner_filters import pills


class AuditFilter(forms.Form):
    """What was not understood counts as not chosen."""

    who = forms.ChoiceField(label=_("Who"), required=False)
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("Kind of thing"), required=False)
    city = forms.ChoiceField(label=_("City"), required=False)
    since = ThaiDateField(label=_("From day"), required=False)
    until = ThaiDateField(label=_("To day"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        people = people_for(user).values_list("pk", "username")
        cities = [(City.key_of(slug), name) for slug, name in City.objects.choices()]
        verbs = [(key, str(words)) for key, words in VERBS.items()]
        verbs.sort(key=lambda pair: pair[1])
        self.fields["who"].choices = [("", _("everybody")), *people]
        self.fields["verb"].choices = [("", _("everything")), *verbs]
        self.fields["kind"].choices = [("", _("every kind")), *kinds()]
        self.fields["city"].choices = [("", _("every city, and all else")), *cities]

    def found(self):
        """The entries that were chosen, newest first."""
        self.is_valid()
        chosen, found = self.cleaned_data, entries_for(self.user)
        names = {"who": "by", "verb": "verb", "kind": "subject", "city": "about"}
        equal = {names[n]: chosen[n] for n in names if chosen.get(n)}
        if day := chosen.get("since"):
            found = found.filter(at__date__gte=day)
        if day := chosen.get("until"):
            found = found.filter(at__date__lte=day)
        return found.filter(**equal).order_by("-sequence")

    def chosen(self):
        return pills(self)


class RedactionForm(forms.Form):
    reason = reason_field(_("Why the text is removed"))
