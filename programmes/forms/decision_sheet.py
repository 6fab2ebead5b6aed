"""The page on which a decision is entered: its words, its paper, and all that it does.

Acts are added and taken out by buttons that send the page and show it again with all
that was typed, so that it works without a script. The decision is entered as a whole.
"""

from functools import partial

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from cities.forms.overtaken import HTTP_CONFLICT

from ..actions import ActRefusedError, apply_decision
from .act_choice import FORMS, OF_ROWS, find_row, offered, split
from .decision import DecisionForm, on_the_number
from .paper import PaperChoice


class DecisionSheet:
    """`item` is the matter of a meeting's agenda; None for a decision by circulation.

    A GET may name acts to begin with: `?act=request-12&act=action-1`.
    """

    def __init__(self, request, programme, item=None):
        self.programme, self.item, self.user = programme, item, request.user
        self.data = request.POST if request.method == "POST" else request.GET
        self.files = request.FILES
        self.is_posted = request.method == "POST"
        self.is_sent = self.is_posted and request.POST.get("step") == "enter"
        day = item and item.review.meets_on
        self.form = self._made(partial(DecisionForm, programme=programme, day=day))
        self.paper = self._made(
            partial(PaperChoice, programme=programme, user=self.user), self.files
        )
        self.acts = [form for token in self._tokens() if (form := self._act(token))]

    def offered(self):
        """What may be added still, in groups."""
        return offered(self.programme, self.user, self._tokens())

    def enter(self):
        """The decision, entered with all that it does; None where it is refused, and
        the forms say why.
        """
        if not self._are_valid():
            return None
        acts = [form.act() for form in self.acts]
        try:
            paper = self.paper.keep(by=self.user)
            decision = self.form.decision(item=self.item, paper=paper)
            return apply_decision(decision, acts=acts, by=self.user)
        except ActRefusedError as error:
            self._say(error, self.acts[acts.index(error.act)])
        except ValidationError as error:
            self._say(on_the_number(error), self.form)
        return None

    def has_errors(self):
        return self.is_sent and any(form.errors for form in self._all())

    def status(self):
        """409 where somebody was faster, or may not do it; else 200."""
        is_late = self.is_sent and any(
            form.has_error(NON_FIELD_ERRORS) for form in (self.form, *self.acts)
        )
        return HTTP_CONFLICT if is_late else 200

    def _all(self):
        return (self.form, *self.acts, self.paper)

    def _are_valid(self):
        """Judge every form, so that all that is wrong is said at once."""
        are_valid = [form.is_valid() for form in self._all()]
        if not all(are_valid[:-1]) and are_valid[-1]:
            self.paper.ask_again()
        return all(are_valid)

    def _tokens(self):
        """The acts that the page shows, in the order in which they were added."""
        tokens = list(dict.fromkeys(filter(split, self.data.getlist("act"))))
        if self.is_sent or not self.is_posted:
            return tokens
        kept = [token for token in tokens if token != self.data.get("take_out")]
        added = self._token(self.data.get("add", ""), tokens)
        return kept if added in {None, *kept} else [*kept, added]

    def _token(self, chosen, tokens):
        """The token of what was chosen to be added; of some kinds the next number."""
        if self.data.get("step") != "add":
            return None
        if chosen not in FORMS or chosen in OF_ROWS:
            return chosen if split(chosen) else None
        numbers = [split(token)[1] for token in tokens if split(token)[0] == chosen]
        return f"{chosen}-{max(numbers, default=0) + 1}"

    def _act(self, token):
        kind, number = split(token)
        row = find_row(self.programme, kind, number) if kind in OF_ROWS else None
        if kind in OF_ROWS and row is None:
            return None
        make = partial(FORMS[kind], row=row, programme=self.programme, prefix=token)
        is_new = token not in self.data.getlist("act")
        return make() if is_new else self._made(make)

    def _made(self, make, *files):
        """The form as it is judged, or as it was typed up to now, or empty."""
        if self.is_sent:
            return make(self.data, *files)
        form = make()
        if self.is_posted:
            form.initial = {**form.initial, **_typed(form, self.data)}
        return form

    def _say(self, error, form):
        """Say each reason at its field: of the act, else of the decision."""
        if not hasattr(error, "error_dict"):
            form.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            place = form if name in form.fields else self.form
            place.add_error(name if name in place.fields else None, errors)


def _typed(form, data):
    """What stands in the fields of a form that nobody has judged yet."""
    return {
        name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
    }
