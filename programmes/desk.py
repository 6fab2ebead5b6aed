"""What each role owes, and what it waits for.

Every count is that of the list which its address shows.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Exists, Min, OuterRef
from django.urls import reverse

from cities.evidence_shelf import Shelf
from cities.models import City, Draft, Evidence, Reading, Rubric
from cities.waiting import waiting_for
from creativecity.ledger.models import Withdrawal
from creativecity.thai_calendar import bangkok_day

from .accounts.posts import Post, Role
from .desk_decisions import owed_decisions
from .desk_duties import awaited_duties, owed_duties
from .desk_participation import owed_participation
from .desk_privacy import owed_privacy
from .desk_reviews import awaited_reviews, owed_reviews
from .desk_steps import awaited_steps, owed_steps
from .models import Article
from .owed import Owed, bounded, in_one


def owed(
    user: AbstractBaseUser, cities: list, progress: dict, steps: dict, on: date
) -> list[Owed]:
    """What this user is to do; `progress` and `steps` (their milestones) by city pk.

    What was returned comes first, then what is overdue, then the longest wait.
    """
    own = set(City.objects.editable_by(user).values_list("pk", flat=True))
    own_cities = [city for city in cities if city.pk in own]
    rows = [
        *(row for c in own_cities for row in _of_officer(user, c, progress, on)),
        *_of_verifier(user, cities, on),
        *_of_publisher(user, cities, on),
        *_of_articles(user, on),
        *_of_expert(user, on),
        *_of_secretary(user),
        *owed_steps(user, cities, steps, on),
        *owed_duties(user, on),
        *owed_decisions(user, on),
        *owed_participation(user, on),
        *owed_privacy(user, on),
        *owed_reviews(user, on),
    ]
    return sorted(
        bounded([row for row in rows if row.count]),
        key=lambda row: (row.kind != "returned", -row.overdue, -(row.days or 0)),
    )


def awaited(
    user: AbstractBaseUser, cities: list, progress: dict, steps: dict, on: date
) -> list[Owed]:
    """What this user's work waits for: others have the ball."""
    own = set(City.objects.editable_by(user).values_list("pk", flat=True))
    rows = [
        *awaited_steps(user, cities, steps, on),
        *awaited_duties(user, on),
        *awaited_reviews(user, on),
    ]
    for city in cities:
        if city.pk in own:
            rows.append(_of_cells("reported", city, progress.get(city.pk)))
    if user.has_perm("cities.add_verification"):
        rows += _returned_there([city for city in cities if city.pk not in own], on)
    return sorted(
        bounded([row for row in rows if row.count]), key=lambda row: -(row.days or 0)
    )


def _returned_there(cities, on) -> Iterator[Owed]:
    """What was returned to these cities, none one's own, as their grids list it."""
    rubric = Rubric.in_force(on)
    asked = rubric.indicators() if rubric else []
    returned = Reading.objects.returned(on).filter(indicator__in=asked)
    # A verdict that was withdrawn, before this one was given, says nothing.
    gone = Withdrawal.objects.filter(withdrawn=OuterRef("verifications__sequence"))
    since = Min("verifications__recorded_at", filter=~Exists(gone))
    for city, count, said_at in _by_city(cities, returned, since):
        grid = reverse("staff:cities:readiness", args=[city.slug])
        days = (on - bangkok_day(said_at)).days
        yield Owed("returned-there", count, f"{grid}?state=returned", city, days)


def _of_officer(user, city, progress, on) -> Iterator[Owed]:
    known = progress.get(city.pk)
    for kind in ("returned", "stale", "carried", "unread"):
        yield _of_cells(kind, city, known)
    grid = reverse("staff:cities:readiness", args=[city.slug])
    drafts = Draft.objects.in_grid(user, known).values() if known else ()
    days = [(on - bangkok_day(draft.saved_at)).days for draft in drafts]
    yield Owed("draft", len(days), f"{grid}?state=draft", city, max(days, default=0))
    library = reverse("staff:cities:library", args=[city.slug])
    counts = dict(Shelf(city, on).counts())
    for state in ("expired", "ageing"):
        url = f"{library}?state={state}#library"
        yield Owed(f"evidence-{state}", counts[state], url, city)


def _of_cells(kind, city, progress) -> Owed:
    """The cells of the grid in one state, as the grid lists them."""
    cells = progress.cells if progress else ()
    found = [cell for cell in cells if cell.is_in(kind)]
    grid = reverse("staff:cities:readiness", args=[city.slug])
    return Owed(
        kind=kind,
        count=len(found),
        url=f"{grid}?state={kind}",
        city=city,
        days=max((cell.days_waiting() for cell in found), default=0),
        # The year counts for the city alone: what an agency has is not overdue here.
        overdue=max((cell.days_overdue() for cell in found), default=0)
        if kind == "stale"
        else 0,
    )


def _of_verifier(user, cities, on) -> Iterator[Owed]:
    if not user.has_perm("cities.add_verification"):
        return
    found, queue = defaultdict(list), reverse("staff:cities:queue")
    for row in waiting_for(user, on):
        found[row.city].append(row.recorded_at)
    for city in (city for city in cities if city.pk in found):
        url, days = (
            f"{queue}?city={city.slug}",
            (on - bangkok_day(min(found[city.pk]))).days,
        )
        yield Owed("verification", len(found[city.pk]), url, city, days)


def _of_publisher(user, cities, on) -> Iterator[Owed]:
    if not user.has_perm("cities.publish_evidence"):
        return
    yield from in_one(list(_proposed(cities, on)))


def _proposed(cities, on):
    proposed = Evidence.objects.waiting_for_publication()
    for city, count, since in _by_city(cities, proposed, Min("proposed_on")):
        library = reverse("staff:cities:library", args=[city.slug])
        days = (on - since).days
        yield Owed(
            "publication", count, f"{library}?state=proposed#library", city, days
        )


def _of_articles(user, on) -> Iterator[Owed]:
    """Drafts of news and knowledge that wait to be published."""
    if not user.has_perm("programmes.publish_article"):
        return
    waiting = Article.objects.waiting()
    since = waiting.aggregate(since=Min("proposed_on"))["since"]
    days = (on - since).days if since else 0
    url = f"{reverse('staff:articles')}?state=proposed"
    yield Owed("article", waiting.count(), url, days=days)


def _by_city(cities, rows, since) -> Iterator[tuple]:
    """(city, how many of its rows, since when the oldest) for those of these cities
    that have any.
    """
    groups = rows.order_by().values("city")
    # Once each, though `since` may look at several rows beside it.
    groups = groups.annotate(count=Count("pk", distinct=True), since=since)
    found = {row["city"]: row for row in groups}
    for city in (city for city in cities if city.pk in found):
        yield city, found[city.pk]["count"], found[city.pk]["since"]


def _of_expert(user, on) -> Iterator[Owed]:
    if user.has_perm("cities.add_opinion"):
        waiting = Reading.objects.awaiting_opinion(user, on)
        oldest = waiting.aggregate(since=Min("recorded_at"))["since"]
        days = (on - bangkok_day(oldest)).days if oldest else 0
        url = reverse("staff:cities:opinions")
        yield Owed("opinion", waiting.count(), url, days=days)


def _of_secretary(user) -> Iterator[Owed]:
    if user.has_perm("programmes.add_accountinvitation"):
        for city in City.objects.filter(officers=None).in_order():
            post = Post(Role.OFFICER, city)
            url = f"{reverse('staff:invite_account')}?post={post.key()}"
            yield Owed("no-officer", 1, url, city)
