"""Calendar events written down as iCalendar; the library folds and escapes."""

from datetime import timedelta

from creativecity.on_demand import on_demand

icalendar = on_demand("icalendar")

#: How long a calendar may wait before it asks again.
REFRESH = timedelta(hours=12)


def draw(events, *, name, absolute):
    """The calendar `name` as bytes; `absolute` turns a path into a whole address."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//creativecity//calendar//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Bangkok")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in events:
        calendar.add_component(_component(event, absolute))
    return calendar.to_ical(sorted=False)


def _component(event, absolute):
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", event.stamp)
    component.add("last-modified", event.stamp)
    component.add("dtstart", event.day)
    if event.last_day:
        component.add(
            "dtend", event.last_day + timedelta(days=1)
        )  # the first day after
    component.add("summary", event.summary)
    if event.place:
        component.add("location", event.place)
    if event.description:
        component.add("description", event.description)
    component.add("categories", list(event.categories))
    component.add("sequence", event.sequence)
    component.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    component.add("transp", "TRANSPARENT")
    component.add("url", absolute(event.path))
    return component
