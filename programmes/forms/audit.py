"""Which entries of the ledger are listed; chosen in the URL. And why a text goes."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.city_choice import CityChoice, Pairs, every_city
from cities.forms.milestone import reason_field
from cities.models import City
from creativecity.form_fields import ThaiDateField
from creativecity.ledger.models import Head
from creativecity.long_select import LongSelect
from creativecity.thai_calendar import midnight

from ..audit.scope import entries_for, people_for, reads_everything
from ..audit.words import VERBS, kinds
from .partner_filters import pills


class AuditFilter(forms.Form):
    """What was not understood counts as not chosen."""

    who = forms.ChoiceField(label=_("Who"), required=False, widget=LongSelect)
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("Kind of thing"), required=False)
    city = CityChoice()
    since = ThaiDateField(label=_("From day"), required=False)
    until = ThaiDateField(label=_("To day"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        people = people_for(user).values_list("pk", "username")
        cities = [(City.key_of(slug), name) for slug, name in every_city()]
        verbs = [(key, str(words)) for key, words in VERBS.items()]
        verbs.sort(key=lambda pair: pair[1])
        self.fields["who"].choices = Pairs([("", _("everybody")), *people])
        self.fields["verb"].choices = [("", _("everything")), *verbs]
        self.fields["kind"].choices = [("", _("every kind")), *kinds()]
        self.fields["city"].offer(cities, none=_("every city, and all else"))

    def found(self):
        """The entries that were chosen, newest first."""
        self.is_valid()
        chosen, found = self.cleaned_data, entries_for(self.user)
        names = {"who": "by", "verb": "verb", "kind": "subject", "city": "about"}
        equal = {names[n]: chosen[n] for n in names if chosen.get(n)}
        if day := chosen.get("since"):
            found = found.filter(at__gte=midnight(day))
        if day := chosen.get("until"):
            found = found.filter(at__lt=midnight(day + timedelta(days=1)))
        return found.filter(**equal).order_by("-sequence")

    def count(self):
        """How many were found. Entries are numbered without a gap: to who reads
        everything, and chose nothing, the last number says it, for they are millions.
        """
        if reads_everything(self.user) and not self.chosen():
            return Head.objects.values_list("sequence", flat=True).first() or 0
        return self.found().count()

    def chosen(self):
        return pills(self)


class RedactionForm(forms.Form):
    reason = reason_field(_("Why the text is removed"))
