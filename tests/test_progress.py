"""A line that renews itself on a terminal, and nothing in a log."""

from contextlib import suppress
from io import StringIO

import pytest
from django.core.management.base import OutputWrapper
from django.core.management.color import color_style

from creativecity.progress import Line, in_words, progress


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("done", "total", "seconds", "words"),
    [
        (0, 10, 0, "Rows: 0 of 10 (0 %)"),
        (5, 10, 1.9, "Rows: 5 of 10 (50 %)"),
        (5, 10, 30, "Rows: 5 of 10 (50 %), 30 s left"),
        (0, 10, 30, "Rows: 0 of 10 (0 %)"),
        (10, 10, 30, "Rows: 10 of 10 (100 %)"),
        (999_999, 1_000_000, 5, "Rows: 999,999 of 1,000,000 (99 %), 0 s left"),
        (1, 100, 10, "Rows: 1 of 100 (1 %), 16 min left"),
        (1, 1001, 36, "Rows: 1 of 1,001 (0 %), 10 h left"),
        (12_345, None, 30, "Rows: 12,345"),
        (0, 0, 0, "Rows: 0"),
    ],
)
def test_words_tell_what_is_known(done, total, seconds, words):
    assert in_words("Rows", done, total, seconds) == words


def test_line_renews_itself_and_is_gone_at_the_end():
    screen = Terminal()

    with Line("Rows", 2, screen) as line:
        line.tell(1)
        line.tell(2)

    words = ["Rows: 1 of 2 (50 %)", "Rows: 2 of 2 (100 %)"]
    assert screen.getvalue().split("\r") == ["", *words, " " * len(words[1]), ""]


def test_line_is_not_renewed_more_often_than_somebody_reads():
    screen = Terminal()

    assert sum(progress(range(1000), 1000, "Rows", screen)) == 499_500

    assert screen.getvalue().count("\r") < 50


def test_line_without_a_known_total_counts():
    screen = Terminal()

    with Line("Rows", stream=screen) as line:
        line.tell(7)
        line.tell(8, 8)

    assert screen.getvalue().split("\r")[1:3] == ["Rows: 7", "Rows: 8 of 8 (100 %)"]


def test_line_is_never_wider_than_the_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "12")
    screen = Terminal()

    list(progress("a", 1, "Many words", screen))

    assert screen.getvalue().split("\r")[1] == "Many words:"


def test_errors_of_a_command_are_red_and_its_progress_is_plain():
    screen = Terminal()
    stderr = OutputWrapper(screen)
    stderr.style_func = color_style(force_color=True).ERROR

    list(progress("a", 1, "Rows", stderr))

    assert "\x1b" not in screen.getvalue()


def test_log_is_left_in_peace(capsys):
    log = StringIO()

    assert list(progress("abc", 3, "Rows", log)) == ["a", "b", "c"]
    assert list(progress("abc", 3, "Rows")) == ["a", "b", "c"]

    assert (log.getvalue(), capsys.readouterr()) == ("", ("", ""))


def test_line_is_gone_where_the_work_broke_off():
    screen = Terminal()

    with suppress(RuntimeError), Line("Rows", 9, screen) as line:
        line.tell(3)
        raise RuntimeError

    assert screen.getvalue().endswith(" \r")
