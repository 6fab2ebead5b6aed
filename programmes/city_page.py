"""What a city's page says, gathered once: each question is asked of the ledger once.

The number of queries does not depend on the number of rows (tests/programmes/
test_city_page.py names it).
"""

from dataclasses import dataclass
from datetime import date

from cities import events, suggestion_stories
from cities.cited import cited
from cities.districts import standings
from cities.history import Point
from cities.last_word import last_word, told_by
from cities.models import Asset, City, Fact
from cities.outcome_series import series_of
from cities.profile import draw as draw_profile
from cities.slip_summary import summarise
from cities.topics import CITY_TOPICS, labelled
from creativecity.ledger.remembered import by_version

from .experts import experts_sent
from .knowledge import newest
from .models import Programme
from .monitoring import monitoring
from .overview import gather
from .slip import ledger, milestone_groups
from .timeline import draw

MOST_NEWS = 3
FACTS_SHOWN = 6  # before the list is folded
PIECES_SHOWN = EVENTS_SHOWN = 5
EVENTS_AHEAD = EVENTS_FOLDED = 20  # the others stand in the list of all
BIDS_SHOWN = 1  # the newest, which made it a member or is under way
SUGGESTIONS_SHOWN = 5


@dataclass(frozen=True)
class Folded:
    """A long list: what is read at once, and what is unfolded; `left` are so many that
    they have pages of their own.
    """

    shown: list
    folded: list
    left: int = 0

    @classmethod
    def of(cls, rows, most, unfolded=None):
        rows = list(rows)
        end = len(rows) if unfolded is None else most + unfolded
        return cls(rows[:most], rows[most:end], len(rows[end:]))

    def rows(self) -> list:
        return [*self.shown, *self.folded]


def tell(city: City, on: date) -> dict:
    """Everything about the city as of a day, as its template names it."""
    programme = newest_agreement(on)
    [overview] = gather(programme, [city], on=on, with_events=False)
    groups = milestone_groups([city], on=on).get(city.pk, [])
    slip = ledger(city, overview.promises, overview.bids, groups)
    told = {
        "city": city,
        "programme": programme,
        "overview": overview,
        "bids": Folded.of(overview.bids_on_record()[::-1], BIDS_SHOWN),
        "monitoring": monitoring(overview.designation, slip.lines(), on=on),
        "timeline": draw(programme, [overview], on=on),
        "slip": slip.drawn(on),
        "summary": summarise(slip.lines(), overview.bids),
        **told_by(last_word(city.key())),
        **_readiness(city, overview),
        **_doings(city, overview, on),
        **_place(city, on),
    }
    return told | {"sources": cited(_cited(told, slip))}


def _readiness(city, overview):
    progress = overview.progress
    if progress is None:
        return {"profile": None, "earlier_scores": [], "points": []}
    return {
        "profile": draw_profile(progress),
        "earlier_scores": city.earlier_scores(progress),
        "points": history_of(city, progress),
    }


def history_of(city: City, progress) -> tuple[Point, ...]:
    """The quarters of its history, newest first; none before the first reading."""
    if not progress.readiness.read:
        return ()
    return city.past(progress.on, progress.known_at).history(progress.on)[::-1]


def _doings(city, overview, on):
    came = events.told([city], on)[city.pk]
    return {
        "all_series": series_of(city, on=on),
        "upcoming": Folded.of(came.upcoming, EVENTS_AHEAD, 0),
        "past": Folded.of(came.past, EVENTS_SHOWN, EVENTS_FOLDED),
        "stories": suggestion_stories.told([city], on, SUGGESTIONS_SHOWN)[city.pk],
        "experts": experts_sent(city, overview.progress, on),
        "news": newest(on, MOST_NEWS, city=city),
        "pieces": Folded.of(city.evidence.shown(on), PIECES_SHOWN),
    }


def _place(city, on):
    facts = _facts(city.key(), on)
    return {
        "facts": Folded.of(labelled(facts, CITY_TOPICS), FACTS_SHOWN),
        "districts": standings([city], on=on)[city.pk],
        "assets": _assets(city.pk),
    }


@by_version
def newest_agreement(on):
    return Programme.objects.newest(on)


@by_version
def _facts(subject, on):
    return list(Fact.objects.published().filter(subject=subject).latest(on=on))


@by_version
def _assets(city):
    return list(Asset.objects.filter(city=city))


def _cited(told, slip):
    """The rows whose sources the page names."""
    facts, upcoming, past = told["facts"], told["upcoming"], told["past"]
    return [
        *(fact for _label, fact in facts.rows()),
        *(standing.district for standing in told["districts"]),
        *told["assets"],
        *(row.event for row in (*upcoming.rows(), *past.rows())),
        *slip.lines(),
        *(stage for bid in told["overview"].bids for stage in bid.reached()),
    ]
