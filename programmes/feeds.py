"""Public changes as an Atom feed (RFC 4287), paged backwards (RFC 5005)."""

import re
from datetime import UTC, datetime
from html import escape

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .calendar_file.event import titled
from .change_list import ChangeList
from .permanent_ids import installation, urn

#: Characters that no XML document may hold.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
#: When a feed that tells nothing changed last.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class ChangesFeed(Atom1Feed):
    """Django's feed, with links to its neighbours and categories that have names."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for relation, address in self.feed["neighbours"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for term, label in item["named"]:
            handler.addQuickElement("category", "", {"term": term, "label": label})

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=NEVER)


def write_feed(
    changes: ChangeList, *, title: str, name: str, page: str, feed: str, absolute
) -> str:
    """The feed as XML text. `name` is what tells it from other feeds of the portal.

    `page` and `feed` are the paths of the page that says the same and of the feed
    itself; `absolute` makes a whole address of a path.
    """
    namespace, language = installation(), get_language()
    written = ChangesFeed(
        title=title,
        link=absolute(page),
        description=None,
        language=language,
        author_name=_("Creative Cities Portal"),
        author_link=absolute("/"),
        feed_url=absolute(_at(feed, changes.before)),
        feed_guid=urn(namespace, f"{name}/{language}"),
        neighbours=_neighbours(changes, feed, absolute),
    )
    for change in changes.changes:
        written.add_item(**_item(change, namespace, absolute))
    return written.writeString("utf-8")


def _at(feed, before):
    return f"{feed}?before={before}" if before else feed


def _neighbours(changes, feed, absolute):
    found = {"first": absolute(feed)}
    if changes.newer is not None:
        found["previous"] = absolute(_at(feed, changes.newer))
    if changes.older is not None:
        found["next"] = absolute(_at(feed, changes.older))
    return found


def _item(change, namespace, absolute):
    sample = _("sample data") if change.is_sample else ""
    text = f"{change.text} {taken_back(change)}".strip()
    return {
        "title": clean(titled(change.title, sample)),
        "link": absolute(change.path),
        "description": escape(clean(text), quote=False),
        "author_name": clean(change.office),
        "pubdate": change.at,
        "updateddate": change.updated_at(),
        "unique_id": urn(namespace, change.sequence),
        "named": list(_named(change)),
    }


def _named(change):
    yield change.kind.value, str(change.kind.label)
    if change.city:
        yield f"city-{change.city.slug}", clean(change.city.name)
    if change.is_withdrawal:
        yield "taken-back", _("taken back")


def taken_back(change) -> str:
    """What is to be added to a change that was withdrawn since, else an empty text."""
    return _("It was taken back since.") if change.taken_back_at else ""


def clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)
