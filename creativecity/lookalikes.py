"""Words that look like others: letters of another script within a Latin word.

What is compared, found and trusted by its looks, such as a name, could be told twice.
The letters are those that Unicode's confusables (UTS #39) map to one Latin letter, of
the scripts that have such in usual fonts; units such as μm are none of them.
"""

import re

_CYRILLIC = "АВЕЅІЈКМНОРСТУХаеорсухѕіјԁһԛԝ"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν"
_OTHERS = "ՕօոսցԱℓ\u0131\u0251\u0261"
_FULL_WIDTH = "".join(map(chr, [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]))
_STRANGE = re.compile(f"[{_CYRILLIC}{_GREEK}{_OTHERS}{_FULL_WIDTH}]")
_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")


def disguised(text: str) -> str:
    """The first word in which Latin letters and such as only look Latin are mixed;
    empty where there is none. Words wholly of another script are what they are.
    """
    words = _WORD.findall(text) if _STRANGE.search(text) else ()
    return next((w for w in words if _STRANGE.search(w) and _LATIN.search(w)), "")
