"""Taking a row back that is only ever added: nothing but the reason is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.forms.milestone import reason_field


class WithdrawalForm(forms.Form):
    reason = reason_field(_("Why it is withdrawn"))
