"""Markdown of articles: what is shown, and that nothing hostile ever is."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.markdown import (
    ATTRIBUTES,
    MAX_LINES,
    MAX_OPEN,
    TAGS,
    Picture,
    figure,
    is_too_tangled,
    placed,
    rendered,
    unplaceable,
)
from programmes.markdown.outline import FRAME

WEAVER = Picture("/w/48.webp", "/w/48.webp 48w", 48, 32, "ช่างทอ > ผ้า", "ภาพ: เมือง")
PICTURES = {1: WEAVER, 3: Picture("/k.webp", "/k.webp 9w", 9, 6, "เตา", "")}

HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<img src=x onerror="alert(1)">',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='data:text/html,x'></object><embed src=x>",
    "<form action=//evil.example><input name=password><button>OK</button></form>",
    "<style>body{display:none}</style><link rel=stylesheet href=//evil.example>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<div hx-get='/staff/' hx-trigger=load>x</div>",
    "<a href='#' hx-post='/x' data-hx-post='/x'>x</a>",
    "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=//e'>",
    "<!--<script>alert(1)</script>--><![CDATA[<script>]]>",
    "<template><script>alert(1)</script></template><noscript><p title='</noscript>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert%281%29)",
    "[x](java&#115;cript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](//evil.example/)",
    r"[x](/\evil.example/)",
    "[x](https:/\\evil.example)",
    "<javascript:alert(1)> <data:text/html,x>",
    "[x][1]\n\n[1]: javascript:alert(1) 'onclick=alert(1)'",
    "![x](https://evil.example/a.png)",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x][1]\n\n[1]: https://evil.example/a.png",
    '![" onerror="alert(1)](picture:1)',
    "![<b onclick=alert(1)>](picture:1)",
    '[x](/a "title\' onmouseover=alert(1)")',
    "# <img src=x onerror=alert(1)>",
    "> <script>alert(1)</script>\n> - <b onclick=x>\n>   1. <svg/onload=x>",
    "| <script>x</script> | [x](javascript:x) |\n|---|---|\n| <img src=x> | x |",
    "`</code><script>alert(1)</script>`",
    "    </code></pre><script>alert(1)</script>",
    "\x02klzzwxh:0000\x03 \x02amp\x03lt;script\x02amp\x03gt;",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img onerror=x&#62;",
]

LEADS = re.compile(r"https?://[^/\\]|mailto:|/(?![/\\])|#", re.I)
OUT = 'rel="external noreferrer"'


class Tags(HTMLParser):
    """Every tag of a piece of HTML with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def faults(html):
    """What is in it that must not be: a tag, an attribute, an address, one each."""
    for tag, attributes in Tags(html).found:
        if (tag, attributes) == ("span", {"class": "nb"}):
            continue  # a word that is kept whole
        if tag not in TAGS:
            yield tag
        for name, value in attributes.items():
            if name not in ATTRIBUTES.get(tag, ()):
                yield f"{tag} {name}"
            if name == "href" and not LEADS.match(value):
                yield value
            if name in {"src", "srcset"} and not value.startswith(("/w/", "/k.webp")):
                yield value


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(text):
    assert list(faults(rendered(text, PICTURES))) == []
    assert list(faults(rendered(f"- > {text}\n\n1. {text}", PICTURES, "en"))) == []


MARKS = "[]()<>!*_`#>-|:\\/&;\"'=\n \t1aกำ"
PIECES = st.sampled_from(
    [*HOSTILE, "![x](picture:1)", "# a", "\n\n", "    ", "> ", "- "]
)


@given(st.text(st.sampled_from(MARKS) | st.characters(), max_size=200))
def test_any_text_is_rendered_and_stays_within_the_allowlist(text):
    assert list(faults(rendered(text, PICTURES))) == []


@given(st.lists(PIECES | st.text(MARKS, max_size=9), max_size=9))
def test_hostile_pieces_in_any_order_stay_within_the_allowlist(pieces):
    assert list(faults(rendered("".join(pieces), PICTURES))) == []


def test_headings_begin_below_the_page_and_skip_no_level():
    html = rendered("# a\n\n#### b\n\n## c\n\n###### d\n\n# e")

    assert re.findall(r"<h(\d)", html) == ["2", "3", "3", "4", "2"]


def test_headings_nested_as_deep_as_they_go_end_at_the_sixth():
    text = "\n\n".join(f"{'#' * level} a" for level in range(1, 7))

    assert re.findall(r"<h(\d)", rendered(text)) == ["2", "3", "4", "5", "6", "6"]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "[x](https://a.th/?b&c)",
            f'<a href="https://a.th/?b&amp;c" {OUT}>x</a>',
        ),
        ("<https://a.th>", f'<a href="https://a.th" {OUT}>https://a.th</a>'),
        ("[x](/th/cities/nan/)", '<a href="/th/cities/nan/">x</a>'),
        ("[x](/)", '<a href="/">x</a>'),
        ("[x](#sources)", '<a href="#sources">x</a>'),
        ("[x](mailto:office@example.org)", '<a href="mailto:office@example.org">x</a>'),
        ("[x](nan/)", "<span>x</span>"),
        ("[x](ftp://a.example)", "<span>x</span>"),
    ],
)
def test_link_leads_to_the_web_by_mail_or_within_the_portal(text, link):
    assert rendered(text) == f"<p>{link}</p>"


def test_picture_is_a_figure_with_its_words_and_the_later_ones_wait():
    html = rendered("ก่อน\n![ช่าง](picture:1)\nหลัง\n\n![](picture:3)", PICTURES)

    images = [found for tag, found in Tags(html).found if tag == "img"]
    assert [image["alt"] for image in images] == [WEAVER.alt, "เตา"]
    assert [image.get("loading") for image in images] == [None, "lazy"]
    assert (images[0]["width"], images[0]["height"]) == ("48", "32")
    assert "<figcaption>ช่าง<small>ภาพ: เมือง</small></figcaption>" in html
    assert html.count("<figcaption>") == 1


def test_picture_that_may_not_be_shown_leaves_nothing():
    assert rendered("a\n\n![x](picture:2)\n\nb", PICTURES) == "<p>a</p>\n<p>b</p>"


def test_picture_out_of_the_text_is_shown_as_in_it():
    assert figure(3, PICTURES, "th") == rendered("![](picture:3)", PICTURES)


@pytest.mark.parametrize(
    ("text", "numbers", "is_unplaceable"),
    [
        ("", [], False),
        ("a\n![x](picture:2)\n ![](picture:1)", [2, 1], False),
        ("a ![x](picture:2)", [], True),
        ("![x](https://a.example/b.png)", [], True),
        ("![x][1]", [], True),
    ],
)
def test_pictures_of_a_text(text, numbers, is_unplaceable):
    assert placed(text) == numbers
    assert unplaceable(text) is is_unplaceable


def test_table_scrolls_by_itself_and_names_its_columns():
    html = rendered("| ก | ข |\n|---|--:|\n| 1 | 2 |", language="en")

    assert Tags(html).found[0] == ("div", {**FRAME, "aria-label": "Table"})
    assert html.count('<th scope="col">') == 2
    assert "style" not in html


def test_words_of_the_glossary_do_not_break_in_thai():
    assert rendered("ยูเนสโก") == '<p><span class="nb">ยูเนสโก</span></p>'
    assert rendered("ยูเนสโก", language="en") == "<p>ยูเนสโก</p>"


@pytest.mark.parametrize(
    ("text", "is_tangled"),
    [
        ("[" * MAX_OPEN, False),
        ("[" * (MAX_OPEN + 1), True),
        ("[a](b) " * 500, False),
        (")" * 500 + "(" * MAX_OPEN, False),
        ("\n" * MAX_LINES, False),
        ("\n" * (MAX_LINES + 1), True),
    ],
)
def test_tangled_text(text, is_tangled):
    assert is_too_tangled(text) is is_tangled


def test_tangled_text_is_shown_as_it_is_typed():
    html = rendered("[" * 30 + "<b>")

    assert html == "<p>" + "[" * 30 + "&lt;b&gt;</p>"


def test_text_nested_deeper_than_the_machine_goes_is_shown_as_it_is_typed():
    text = "\n".join("    " * depth + "- a" for depth in range(400))

    assert list(faults(rendered(text))) == []
