"""What a password must not be, beside Django's own rules; any signs may be in it.

Rules after OWASP ASVS 5.0, V6.2 (long rather than motley; no words of this place).
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: Signs; a longer text would keep the hash busy and protects nobody better.
LONGEST = 128
#: Letters and numerals that must be left once the words of this place are taken out.
LEFT = 8
#: What everybody who attacks this portal would try first.
WORDS = (
    *("อพท", "สศส", "dasta", "cea", "unesco", "ยูเนสโก", "uccn"),
    *("sukhothai", "สุโขทัย", "suphanburi", "suphan", "สุพรรณบุรี", "สุพรรณ"),
    *("phetchaburi", "เพชรบุรี", "chiangrai", "เชียงราย", "nan", "น่าน"),
    *("creativecity", "creativecities", "creative", "cities", "city", "portal"),
    *("เมืองสร้างสรรค์", "สร้างสรรค์", "password", "รหัสผ่าน", "thailand", "thai"),
)
_WORDS = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))


def plain(password: str) -> str:
    """Its letters and numerals, small; Thai vowels and tones, too, are letters here."""
    return re.sub(r"[^\w\u0e00-\u0e7f]|_", "", password).casefold()


class NotTooLong:
    def validate(self, password, user=None):
        if len(password) > LONGEST:
            words = _("This password is too long: at most %(longest)d signs.")
            raise ValidationError(words % {"longest": LONGEST}, code="too_long")

    def get_help_text(self):
        words = _("At most %(longest)d signs; a sentence of several words is good.")
        return words % {"longest": LONGEST}


class NoWordsOfThisPlace:
    def validate(self, password, user=None):
        signs = plain(password)
        left = _WORDS.sub("", signs)
        if left != signs and len(left) < LEFT:
            words = _(
                "Names of cities and agencies with a few signs are guessed first."
            )
            raise ValidationError(words, code="words_of_this_place")

    def get_help_text(self):
        return _("Not the name of a city or agency with a few signs added.")
