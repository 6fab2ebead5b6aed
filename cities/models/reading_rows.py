"""Which readings count on a day, wait for a word, or make up a city's progress."""

from django.db.models import Exists, OuterRef, Q

from creativecity.ledger.models import AppendOnlyQuerySet, Withdrawal
from creativecity.thai_calendar import today

from ..history import Past, Word
from .city import City
from .confirmation import Confirmation
from .latest import LatestReadings, undisplaced
from .opinion import Opinion
from .origin import Lineage, Origin
from .progress import Progress
from .rubric import Rubric, Wording
from .stage import Stage
from .verification import Verification


class ReadingQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user, on=None):
        """The readings of the cities that the user sees on the day."""
        if user.has_perm("cities.view_reading"):
            return self
        return self.filter(city__in=City.objects.visible_to(user, on))

    def with_verdict(self, known_at=None):
        """Mark each reading with what an agency said of it."""
        verdicts = Verification.objects.given(known_at).filter(reading=OuterRef("pk"))
        return self.annotate(
            is_verified=Exists(verdicts.filter(verdict=Verification.Verdict.VERIFIED)),
            is_returned=Exists(verdicts.filter(verdict=Verification.Verdict.RETURNED)),
        )

    def history(self, city, indicator):
        """All that was ever said of one indicator, newest first, withdrawn or not."""
        withdrawals = Withdrawal.objects.filter(withdrawn=OuterRef("sequence"))
        said = self.filter(city=city, indicator=indicator).with_verdict()
        return (
            said.annotate(is_withdrawn=Exists(withdrawals))
            .select_related("recorded_by")
            .order_by("-effective_on", "-sequence")
        )

    def spoken_by(self, on, known_at=None):
        """Standing readings about a day up to `on`, newest first."""
        return (
            self.standing(known_at)
            .filter(effective_on__lte=on)
            .order_by("-effective_on", "-sequence")
        )

    def newest_sequences(self, city, indicators, on=None):
        """Indicator pk to the sequence of its newest reading, where there is one."""
        latest = LatestReadings(self.model, [city.pk], list(indicators), on or today())
        return {key[1]: said.sequence for key, said in latest.fetch_spoken().items()}

    def recorded_already(self, claims, *, by):
        """For each claim the reading in which `by` made it since, or None."""
        own = self.standing().filter(
            recorded_by=by,
            indicator__in={claim.reading.indicator_id for claim in claims},
            sequence__gt=min((claim.base or 0 for claim in claims), default=0),
        )
        own = list(own.prefetch_related("evidence_links"))
        return [
            next((row for row in own if claim.is_recorded_as(row, by=by)), None)
            for claim in claims
        ]

    def progress_by_city(
        self, cities, on=None, known_at=None, rubric=None, *, members=None
    ):
        """City pk to its Progress as of a day, as known at a point of the ledger.

        By the rubric in force that day unless another version is handed in. `members`
        are the pks of the members that day, where they were found already. At most
        four queries and the rubric's, whatever the number of cities.
        """
        on = on or today()
        rubric = rubric or Rubric.in_force(on, known_at)
        if rubric is None:
            return {}
        lineage = Lineage.of(rubric, known_at)
        pks, indicators = [city.pk for city in cities], lineage.indicators()
        latest = LatestReadings(self.model, pks, indicators, on, known_at)
        spoken, verified = latest.fetch()
        waiting = [word for key, word in spoken.items() if word != verified.get(key)]
        returned = Verification.objects.by_reading(
            waiting, Verification.Verdict.RETURNED, known_at
        )
        if members is None:
            members = Stage.objects.memberships(on, known_at, cities=pks)
        confirmed = Confirmation.objects.newest_by_reading(
            spoken.values(), on, known_at
        )
        carried = lineage.carried(verified)
        worded = {stage: rubric.worded(stage) for stage in Wording.Stage}
        stages = {pk: Wording.Stage.of(is_member=pk in members) for pk in pks}
        return {
            city.pk: Progress.of(
                city,
                rubric,
                stages[city.pk],
                worded[stages[city.pk]],
                verified,
                spoken,
                returned,
                confirmed,
                carried,
                on=on,
                known_at=known_at,
            )
            for city in cities
        }

    def verified_words(self, city, on, known_at=None):
        """What agencies verified of a city up to a day, as `history.Word`s."""
        verified = self.spoken_by(on, known_at).with_verdict(known_at)
        columns = ("indicator_id", "level", "effective_on", "sequence")
        rows = verified.filter(city=city, is_verified=True).values_list(*columns)
        return tuple(Word(*row) for row in rows)

    def past(self, city, on, known_at=None):
        """All that the history of a city rests on: at most three queries."""
        versions = tuple(Rubric.objects.asked(known_at))
        is_only = len(versions) < 2
        return Past(
            words=self.verified_words(city, on, known_at),
            versions=versions,
            origins={} if is_only else Origin.objects.by_indicator(known_at),
        )

    def awaiting_verdict(self, on=None, known_at=None, *, city=None):
        """Readings without a verdict that no later word took the place of; of all
        cities, or of one.

        A later word is one recorded after it about the same day or a later one; a late
        entry about an earlier day waits beside what was said before.
        """
        on = on or today()
        found = undisplaced(self.model, on, known_at, city and city.pk)
        readings = self.spoken_by(on, known_at).filter(pk__in=found)
        newer = self.model.objects.spoken_by(on, known_at).filter(
            effective_on__gte=OuterRef("effective_on"),
            sequence__gt=OuterRef("sequence"),
            city=OuterRef("city"),
            indicator=OuterRef("indicator"),
        )
        verdicts = Verification.objects.given(known_at).filter(reading=OuterRef("pk"))
        return readings.filter(~Exists(verdicts), ~Exists(newer))

    def returned(self, on=None):
        """The newest words of cities on their indicators, where those were returned."""
        on = on or today()
        newer = self.model.objects.spoken_by(on).filter(
            Q(effective_on__gt=OuterRef("effective_on"))
            | Q(
                effective_on=OuterRef("effective_on"), sequence__gt=OuterRef("sequence")
            ),
            city=OuterRef("city"),
            indicator=OuterRef("indicator"),
        )
        returned = Verification.objects.given().filter(
            verdict=Verification.Verdict.RETURNED
        )
        said = self.spoken_by(on).filter(pk__in=returned.order_by().values("reading"))
        return said.filter(~Exists(newer))

    def awaiting_verdict_of(self, user, on=None):
        """Those that `user` may judge: not their own, nor those of a city of theirs."""
        waiting = self.awaiting_verdict(on).exclude(recorded_by=user)
        return waiting.exclude(city__in=City.objects.editable_by(user))

    def awaiting_opinion(self, user, on=None):
        """Readings awaiting a verdict of which an assigned expert said nothing yet.

        None of those on which they may not: see Reading.why_no_opinion_by.
        """
        given = Opinion.objects.given().filter(
            reading=OuterRef("pk"), expert__user=user
        )
        cities = City.objects.assigned_to(user, on).exclude(officers=user)
        waiting = self.awaiting_verdict(on).filter(~Exists(given), city__in=cities)
        return waiting.exclude(recorded_by=user)
