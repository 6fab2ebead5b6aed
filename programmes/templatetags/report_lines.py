"""Where the lines of a report are drawn, in units of its picture (1200 wide)."""

from django import template

register = template.Library()

NAMES, WIDTH = 200, 980  # the column of names, and the axis beside it
TOP, HEIGHT = 60, 56  # of the first line, and from one to the next
LANE = 14


@register.filter
def across(at):
    """A place in per mille of the axis."""
    return round(NAMES + at * WIDTH / 1000, 1)


@register.filter
def across_length(pair):
    start, end = pair
    return round((end - start) * WIDTH / 1000, 1)


@register.filter
def line_top(number):
    return TOP + number * HEIGHT


@register.filter
def lines_height(count):
    return TOP + count * HEIGHT


@register.filter
def lane_top(lane):
    """Lane 0 lies above the line, 1 on it, 2 below."""
    return (lane - 1) * LANE
