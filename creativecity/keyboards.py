"""What was meant by somebody whose keyboard was set to the other language.

The layout is Kedmanee (TIS 820-2538) on the keys of a US keyboard, which is what Thai
computers come with.
"""

#: Keys, row by row, without and with Shift: what they type in English, and in Thai.
_ROWS = (
    ("1234567890-=", "ๅ/-ภถุึคตจขช"),
    ("qwertyuiop[]\\", "ๆไำพะัีรนยบลฃ"),
    ("asdfghjkl;'", "ฟหกดเ้่าสวง"),
    ("zxcvbnm,./", "ผปแอิืทมใฝ"),
    ("!@#$%^&*()_+", "+๑๒๓๔ู฿๕๖๗๘๙"),
    ("QWERTYUIOP{}|", '๐"ฎฑธํ๊ณฯญฐ,ฅ'),
    ('ASDFGHJKL:"', "ฤฆฏโฌ็๋ษศซ."),
    ("ZXCVBNM<>?", "()ฉฮฺ์?ฒฬฦ"),
)
_LATIN = "".join(latin for latin, _thai in _ROWS)
_THAI = "".join(thai for _latin, thai in _ROWS)
_TO_THAI = str.maketrans(_LATIN, _THAI)
_TO_LATIN = {ord(t): latin for t, latin in zip(_THAI, _LATIN, strict=True)}


def other_layout(text: str) -> str:
    """The same keys pressed with the other layout set: "g=up'" is เชียง, and back.

    Text with any Thai in it was typed with Thai set.
    """
    is_thai = any("\u0e00" <= letter <= "\u0e7f" for letter in text)
    return text.translate(_TO_LATIN if is_thai else _TO_THAI)
