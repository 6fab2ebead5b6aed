"""An entry of the ledger in words: what was done, to what, about what."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cities.models import City

#: What stands in the log as a verb; past tense, for it is done.
VERBS = {
    "accept": pgettext_lazy("audit", "accepted"),
    "add": pgettext_lazy("audit", "added"),
    "add_passkey": pgettext_lazy("audit", "added a passkey"),
    "adopted": pgettext_lazy("audit", "adopted"),
    "agree": pgettext_lazy("audit", "agreed to"),
    "amend": pgettext_lazy("audit", "amended"),
    "answer": pgettext_lazy("audit", "answered"),
    "approved": pgettext_lazy("audit", "approved"),
    "cancelled": pgettext_lazy("audit", "cancelled"),
    "carried": pgettext_lazy("audit", "carried over"),
    "carry": pgettext_lazy("audit", "carried over"),
    "change_target": pgettext_lazy("audit", "changed a target"),
    "close": pgettext_lazy("audit", "closed"),
    "close_account": pgettext_lazy("audit", "closed an account"),
    "complete": pgettext_lazy("audit", "completed"),
    "confirm": pgettext_lazy("audit", "confirmed"),
    "confirmed": pgettext_lazy("audit", "confirmed"),
    "considered": pgettext_lazy("audit", "took into consideration"),
    "correct": pgettext_lazy("audit", "corrected"),
    "count": pgettext_lazy("audit", "counted"),
    "create": pgettext_lazy("audit", "added"),
    "decide": pgettext_lazy("audit", "decided"),
    "declined": pgettext_lazy("audit", "declined"),
    "demo": pgettext_lazy("audit", "made for trying out"),
    "disputed": pgettext_lazy("audit", "disputed"),
    "done": pgettext_lazy("audit", "reported as done"),
    "drop": pgettext_lazy("audit", "dropped"),
    "edit": pgettext_lazy("audit", "changed"),
    "empty": pgettext_lazy("audit", "emptied"),
    "end_sessions": pgettext_lazy("audit", "ended sessions"),
    "erase": pgettext_lazy("audit", "erased personal data"),
    "export_people": pgettext_lazy("audit", "took along who is affected"),
    "forget": pgettext_lazy("audit", "forgot"),
    "freeze": pgettext_lazy("audit", "froze"),
    "give": pgettext_lazy("audit", "gave"),
    "give_opinion": pgettext_lazy("audit", "gave an opinion"),
    "give_role": pgettext_lazy("audit", "gave a role"),
    "hand_over": pgettext_lazy("audit", "handed out own data"),
    "hold": pgettext_lazy("audit", "recorded as held"),
    "invite": pgettext_lazy("audit", "invited"),
    "invite_anew": pgettext_lazy("audit", "invited anew"),
    "load": pgettext_lazy("audit", "loaded"),
    "make_recovery_codes": pgettext_lazy("audit", "made recovery codes"),
    "move": pgettext_lazy("audit", "moved"),
    "moved": pgettext_lazy("audit", "moved to another day"),
    "open": pgettext_lazy("audit", "opened"),
    "progress": pgettext_lazy("audit", "told of progress"),
    "propose": pgettext_lazy("audit", "proposed"),
    "publish": pgettext_lazy("audit", "published"),
    "put_back": pgettext_lazy("audit", "put back"),
    "reach": pgettext_lazy("audit", "reached"),
    "receive": pgettext_lazy("audit", "received"),
    "record": pgettext_lazy("audit", "recorded"),
    "redact": pgettext_lazy("audit", "removed a text"),
    "reforecast": pgettext_lazy("audit", "gave a new date"),
    "refused": pgettext_lazy("audit", "refused"),
    "remove_factor": pgettext_lazy("audit", "removed a second factor"),
    "rename_passkey": pgettext_lazy("audit", "renamed a passkey"),
    "reopen": pgettext_lazy("audit", "reopened"),
    "reopen_account": pgettext_lazy("audit", "reopened an account"),
    "report": pgettext_lazy("audit", "reported"),
    "request_reforecast": pgettext_lazy("audit", "asked for a later date"),
    "reset_factor": pgettext_lazy("audit", "reset a second factor"),
    "retire": pgettext_lazy("audit", "retired"),
    "returned": pgettext_lazy("audit", "returned"),
    "say": pgettext_lazy("audit", "said"),
    "say_why": pgettext_lazy("audit", "said why"),
    "seal": pgettext_lazy("audit", "sealed"),
    "set_app": pgettext_lazy("audit", "set up an app for codes"),
    "set_baseline": pgettext_lazy("audit", "set the first date"),
    "shown": pgettext_lazy("audit", "showed"),
    "sign": pgettext_lazy("audit", "signed"),
    "sign_out": pgettext_lazy("audit", "signed out"),
    "state_view": pgettext_lazy("audit", "said how it looks"),
    "take_down": pgettext_lazy("audit", "took down"),
    "take_off": pgettext_lazy("audit", "took off"),
    "tie_account": pgettext_lazy("audit", "tied an account"),
    "unhold": pgettext_lazy("audit", "took back as held"),
    "unpublish": pgettext_lazy("audit", "took back from the public"),
    "untie_account": pgettext_lazy("audit", "untied an account"),
    "use_recovery_code": pgettext_lazy("audit", "used a recovery code"),
    "verified": pgettext_lazy("audit", "verified"),
    "withdraw": pgettext_lazy("audit", "withdrew"),
    "withdraw_consent": pgettext_lazy("audit", "withdrew a consent"),
    "withdraw_invitation": pgettext_lazy("audit", "withdrew an invitation"),
    "withheld": pgettext_lazy("audit", "withheld"),
}


def verb_words(verb):
    return str(VERBS.get(verb) or verb.replace("_", " "))


def model_of(label):
    """The model that an entry speaks of; None of one that is no more, or never was."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def kind_words(label):
    model = model_of(label)
    return str(model._meta.verbose_name) if model else label


def kinds():
    """(label, in words) of every model that the ledger tells of, in words' order."""
    labels = [
        model._meta.label_lower
        for model in apps.get_models()
        if model._meta.app_label in {"cities", "ledger", "programmes"}
    ]
    pairs = [(label, kind_words(label)) for label in (*labels, "auth.user")]
    return sorted(pairs, key=lambda pair: pair[1])


class Abouts:
    """What these entries are about, in words: cities by their names, all else by its
    key. One query, of the cities that are named.
    """

    def __init__(self, entries):
        slugs = {entry.about.partition("/")[2] for entry in entries}
        found = City.objects.filter(slug__in=slugs)
        self._cities = {city.key(): city.name for city in found}

    def words(self, entry):
        """What it is about; the kind of it is not said twice."""
        label, _, name = entry.about.partition("/")
        if entry.about in self._cities:
            return self._cities[entry.about]
        if not name or label == entry.subject:
            return name or entry.about
        return f"{kind_words(label)} {name}"


#: Who did it, where no account did.
NOBODY = _("a command, or the public")
