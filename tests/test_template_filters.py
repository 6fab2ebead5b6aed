"""What the filters write, in both languages, as a template writes it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from creativecity import template_filters
from creativecity.thai_calendar import FiscalYear, PartialDate

#: How Django itself writes one: the filter is to say the same, faster.
PLAIN = """{% for group_name, group_choices, group_index in widget.optgroups %}\
{% if group_name %}
  <optgroup label="{{ group_name }}">{% endif %}{% for widget in group_choices %}
  {% include widget.template_name %}{% endfor %}{% if group_name %}
  </optgroup>{% endif %}{% endfor %}"""

SIGNED = date(2020, 6, 25)


def render(source, value, language="th"):
    with translation.override(language):
        return Template(source).render(Context({"value": value}))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("th", '<time datetime="2020-06-25">25 มิถุนายน 2563</time>'),
        ("en", '<time datetime="2020-06-25">25 June 2020</time>'),
    ],
)
def test_thai_date_is_in_the_readers_calendar(language, expected):
    assert render("{{ value|thai_date }}", SIGNED, language) == expected


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("month", '<time datetime="2020-06">มิถุนายน 2563</time>'),
        ("year", '<time datetime="2020">พ.ศ. 2563</time>'),
        ("fiscal-year", "<span>ปีงบประมาณ 2563</span>"),
        (
            "on-or-before",
            '<time datetime="2020-06-25">ภายในวันที่ 25 มิถุนายน 2563</time>',
        ),
        ("unknown", "<span>ไม่ทราบวันที่</span>"),
    ],
)
def test_thai_date_is_as_precise_as_it_is_told(precision, expected):
    assert render(f'{{{{ value|thai_date:"{precision}" }}}}', SIGNED) == expected


def test_thai_date_of_a_moment_is_the_day_in_bangkok():
    moment = datetime(2020, 6, 24, 17, 0, tzinfo=UTC)

    result = render("{{ value|thai_date }}", moment)

    assert result == '<time datetime="2020-06-25">25 มิถุนายน 2563</time>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "{{ value|thai_date_short }}",
            '<time datetime="2020-06-25">25 มิ.ย. 2563</time>',
        ),
        (
            '{{ value|thai_date_short:"month" }}',
            '<time datetime="2020-06">มิ.ย. 2563</time>',
        ),
    ],
)
def test_thai_date_short_abbreviates_the_month(source, expected):
    assert render(source, SIGNED) == expected


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("2024-06", "month", '<time datetime="2024-06">June 2024</time>'),
        ("2021", "fiscal-year", "<span>fiscal year 2021 (B.E. 2564)</span>"),
    ],
)
def test_partial_date_is_as_precise_as_it_is_known(text, precision, expected):
    known = PartialDate.parse_iso(text, precision)

    assert render("{{ value|partial_date }}", known, "en") == expected


@pytest.mark.parametrize("year", [2564, FiscalYear(2564)])
@pytest.mark.parametrize(
    ("language", "expected"),
    [("th", "ปีงบประมาณ 2564"), ("en", "fiscal year 2021 (B.E. 2564)")],
)
def test_fiscal_year_is_spelt_out(year, language, expected):
    assert render("{{ value|fiscal_year }}", year, language) == expected


@pytest.mark.parametrize(("language", "expected"), [("th", "2566"), ("en", "2023")])
def test_buddhist_year_is_counted_as_the_reader_counts(language, expected):
    assert render("{{ value|buddhist_year }}", 2023, language) == expected


def test_thai_escapes_and_keeps_glossary_words_whole():
    result = render("{{ value|thai }}", "<i>คราฟต์")

    assert result == '&lt;i&gt;<span class="nb">คราฟต์</span>'


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("th", "ขาด<แผน>", "ขาด&lt;แผน&gt;"),
        ("en", "ขาด<แผน>", '<span lang="th">ขาด&lt;แผน&gt;</span>'),
        ("en", "No plan", "No plan"),
        ("th", "No plan", '<span lang="en">No plan</span>'),
    ],
)
def test_what_was_typed_in_the_other_language_is_marked(language, text, expected):
    assert render("{{ value|as_typed }}", text, language) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (999, "999"),
        (1234567, "1,234,567"),
        (-1234, "-1,234"),
        (1234.5, "1,234.5"),
        (Decimal("12345.60"), "12,345.60"),
    ],
)
@pytest.mark.parametrize("language", ["th", "en"])
def test_number_separates_thousands(value, expected, language):
    assert render("{{ value|number }}", value, language) == expected


@pytest.mark.parametrize(
    "name",
    [
        "thai_date",
        "thai_date_short",
        "partial_date",
        "fiscal_year",
        "buddhist_year",
        "thai",
        "as_typed",
        "number",
    ],
)
@pytest.mark.parametrize("value", [None, ""])
def test_nothing_stays_nothing(name, value):
    assert render(f"{{{{ value|{name} }}}}", value) == ""


def test_unindented_takes_the_indents_and_no_word():
    html = "<p>\n    one <b>two</b>\n\n  three</p>"

    assert template_filters.unindented(html) == "<p>\none <b>two</b>\nthree</p>"


def test_options_are_written_as_djangos_own_templates_write_them():
    choices = [
        ("", "---------"),
        (2569, "๒๕๖๙ <b>"),
        (3.5, mark_safe("<i>3.5</i>")),
        ('"เมือง" & อื่น', [("nan", "น่าน"), ("x'y", "'")]),
    ]
    select = forms.Select(choices=choices)
    context = select.get_context("city", "nan", {})
    context["widget"]["optgroups"][1][1][0]["attrs"] |= {"disabled": True, "lang": "th"}
    context["widget"]["optgroups"][0][1][0]["attrs"] |= {"hidden": False}

    with translation.override("th"):
        written = Template("{{ value.optgroups|options }}").render(
            Context({"value": context["widget"]})
        )
        plain = Template(PLAIN).render(Context(context))

    assert written.split() == plain.split()
