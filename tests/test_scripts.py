"""Our scripts put in words, not markup, and run nothing that was typed."""

import re

from .locked import ROOT

SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
#: What would read a text as markup or as a program.
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    r"|javascript:|set(?:Timeout|Interval)\(\s*[\"'`]"
)
#: A key of an object that is not written out; lists are read by number.
KEYED = re.compile(r"[\w)\]]\[[a-z]\w*\]\s*=(?![=>])")
HELD = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie")


def found(pattern):
    return [
        (path.name, match[0])
        for path in SCRIPTS
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]


def test_scripts_put_in_no_markup():
    assert SCRIPTS
    assert found(MARKUP) == []


def test_scripts_take_no_keys_from_elsewhere():
    assert found(KEYED) == []


def test_browsers_keep_nothing_but_the_choice_of_keys():
    assert {name for name, _what in found(HELD)} <= {"search_key.js"}


def test_what_would_be_wrong_is_found():
    assert KEYED.search("chosen[name] = value")
    assert MARKUP.search("line.innerHTML = words")
