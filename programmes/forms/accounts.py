"""Accounts as they are given: whom to invite, for which work, why one is closed."""

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import reason_field
from cities.pages import ROWS_A_PAGE
from creativecity.form_fields import ThaiTextField

from ..accounts.posts import Role, find_post, post_choices
from ..accounts.register import STATES, everybody, named, register
from ..models import AccountInvitation
from .partner_filters import pills

WITHOUT = "without"


class PostField(forms.ChoiceField):
    """Its value is a Post; `offer` says who gives it, and to which account."""

    def offer(self, giver, account=None):
        self.account = account
        self.choices = [("", _("Choose the work")), *post_choices(giver, account)]

    def clean(self, value):
        return find_post(super().clean(value), self.account)


def post_field():
    return PostField(
        label=_("For which work"),
        help_text=_("One account is for one work: what it may open follows from that."),
        error_messages={"required": _("Choose for which work it is.")},
    )


class InviteForm(forms.ModelForm):
    post = post_field()

    class Meta:
        model = AccountInvitation
        fields = ["name", "email", "language"]
        field_classes = {"name": ThaiTextField}
        labels = {
            "name": _("Name, as colleagues read it"),
            "email": _("Email address of the office"),
            "language": _("Language of the letter"),
        }
        help_texts = {
            "email": _(
                "One that this person alone reads: who reads it gets the account."
            ),
        }
        error_messages = {
            "name": {"required": _("Write the name.")},
            "email": {"required": _("Write the email address.")},
        }

    def __init__(self, *args, giver, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["post"].offer(giver)
        self.order_fields(["post", "name", "email", "language"])

    def clean(self):
        data = super().clean()
        if post := data.get("post"):
            for name, value in {"role": post.role, **post.scope()}.items():
                setattr(self.instance, name, value)
        return data


class PostForm(forms.Form):
    post = post_field()

    def __init__(self, *args, giver, account, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["post"].offer(giver, account)


class AccountReasonForm(forms.Form):
    reason = reason_field(_("Why"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        words = _(
            "It is kept for those who look after accounts. Nothing private, please."
        )
        self.fields["reason"].help_text = words


class ResetFactorForm(forms.Form):
    identified = ThaiTextField(
        label=_("How you made sure who asks"),
        max_length=300,
        help_text=_(
            "Such as: called back on the office's number, seen in person with the "
            "official's card. A letter or a call that came in is not enough."
        ),
        error_messages={"required": _("Say how you made sure who asks.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_sure = forms.BooleanField(
        label=_("I am sure that this person asks, and nobody in their name"),
        error_messages={"required": _("Without this nothing is taken away.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)


#: What is asked of an account as a whole, not of its row.
WORKED_OUT = ("role", "state", "factor")


class AccountFilter(forms.Form):
    """Which accounts a list shows; what is not understood is not chosen."""

    q = ThaiTextField(label=_("Name"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("every role")), *Role.choices, (WITHOUT, _("no role"))],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("every state")), *STATES.items()],
    )
    factor = forms.ChoiceField(
        label=_("Second factor"),
        required=False,
        choices=[
            ("", _("with or without")),
            ("with", _("set up")),
            (WITHOUT, _("none")),
        ],
    )

    def page(self, number, *, by, on=None):
        """A page of the chosen accounts, for the user who looks.

        How an account stands is worked out from all that it is tied to: of everybody
        where that is asked for, else of those on the page alone.
        """
        self.is_valid()
        words = self.cleaned_data.get("q")
        users = named(everybody(), words) if words else everybody()
        if any(self.cleaned_data.get(name) for name in WORKED_OUT):
            rows = register(users, by=by, on=on)
            chosen = [row for row in rows if self._is_in(row)]
            return Paginator(chosen, ROWS_A_PAGE).get_page(number)
        page = Paginator(users, ROWS_A_PAGE).get_page(number)
        page.object_list = register(page.object_list, by=by, on=on)
        return page

    def chosen(self):
        return pills(self)

    def _is_in(self, row):
        role, state, factor = map(self.cleaned_data.get, WORKED_OUT)
        roles = {post.role for post in row.posts} or {WITHOUT}
        if role and role not in roles:
            return False
        if state and state != row.state():
            return False
        return not factor or (factor == "with") == row.user.has_factor
