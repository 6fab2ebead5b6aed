"""The door of accounts, where its letters are ours: asked for here, sent by a task.

What a letter opens is made when it goes out: no queue holds a secret.
"""

from django.utils.translation import get_language

from creativecity.accounts.door import ClosedDoor

from ..models import LetterChoice
from ..tasks import send_sign_in_letter
from .sign_in_letters import CHANGES, NEW_PASSWORD


class WritingDoor(ClosedDoor):
    def send_password_reset_mail(self, user, email, context):
        """In the language of the page; to the address on record, as it stands there."""
        send_sign_in_letter.enqueue(user.pk, NEW_PASSWORD, get_language())

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """In the language that the account chose for its letters."""
        if template_prefix in CHANGES:
            language = LetterChoice.objects.of(user).language
            send_sign_in_letter.enqueue(user.pk, template_prefix, language)
