"""What there is of each review: the rows that its state follows from.

The number of queries does not depend on the number of reviews.
"""

from collections import defaultdict
from dataclasses import dataclass

from cities.models import Agency

from .minutes import agreed_to, minutes_hash, minutes_of
from .models import (
    AnnualReview,
    FrozenReport,
    Invitation,
    MinutesAgreement,
    Programme,
    SealedReport,
    Signatory,
    Signature,
)
from .review_state import NEXT_STEPS, ReviewState, review_state
from .term import Window


@dataclass(frozen=True)
class ReviewStanding:
    """One year of a term; `review` is None where nothing is on record.

    `sha256` is the hash of the minutes as they stand, "" where nobody agreed to any.
    """

    programme: Programme
    window: Window
    parties: tuple[Agency, ...]
    review: AnnualReview | None = None
    invitations: tuple[Invitation, ...] = ()
    agreements: tuple[MinutesAgreement, ...] = ()
    sha256: str = ""
    frozen: FrozenReport | None = None
    signatures: tuple[Signature, ...] = ()
    sealed: SealedReport | None = None

    def agreed(self):
        """The agreements of the parties to the minutes as they stand, one of each.

        Of a sealed year those that stood then: a later release may word a heading
        otherwise, and so take another hash of the same minutes.
        """
        is_over = self.sealed and self.agreements
        wording = self.agreements[-1].sha256 if is_over else self.sha256
        return agreed_to(self.agreements, wording, self.parties)

    def lapsed(self):
        """Agreements to an earlier wording, of those whose word is missing now."""
        standing = {row.agency_id for row in self.agreed()}
        return [row for row in self.agreements if row.agency_id not in standing]

    def missing(self):
        """The parties that have not agreed to the minutes as they stand."""
        agreed = {row.agency_id for row in self.agreed()}
        return [agency for agency in self.parties if agency.pk not in agreed]

    def invitation(self):
        """The newest that stands, or None."""
        return self.invitations[-1] if self.invitations else None

    def agreed_on(self):
        """The day of the last agreement, once every party has agreed."""
        if self.missing() or not self.parties:
            return None
        return max(row.effective_on for row in self.agreed())

    def is_outdated(self):
        """Whether the minutes were agreed anew since the report was frozen."""
        frozen = self.frozen
        return bool(frozen) and any(r.sequence > frozen.sequence for r in self.agreed())

    def state(self):
        """See review_state.py."""
        review = self.review
        return review_state(
            is_opened=review is not None,
            is_invited=bool(self.invitations),
            is_held=bool(review and review.held_on),
            agreed=len(self.agreed()),
            parties=len(self.parties),
            is_frozen=self.frozen is not None and not self.is_outdated(),
            signed=len(self.signatures),
            is_sealed=self.sealed is not None,
        )

    def next_step(self):
        """Its code, "" once the year is sealed."""
        return NEXT_STEPS[self.state()]

    def are_minutes_agreed(self):
        """Whether what the meeting decided may be told beyond those who were there."""
        return self.state() in {
            ReviewState.AGREED,
            ReviewState.FROZEN,
            ReviewState.SIGNED_BY_ONE,
            ReviewState.SEALED,
        }


def standings(programme):
    """A ReviewStanding for each year of the term, in order."""
    return standings_of([programme])


def standings_of(programmes):
    """The same for each year of each of the agreements, one after the other."""
    reviews = AnnualReview.objects.filter(programme__in=programmes)
    reviews = list(reviews.select_related("programme"))
    known = {(r.programme.pk, r.review.year): r for r in gather(reviews)}
    parties = parties_of(programmes)
    return [
        known.get((programme.pk, window.year))
        or ReviewStanding(programme, window, parties[programme.pk])
        for programme in programmes
        for window in programme.windows()
    ]


def standing_in(programme, window):
    """That of one year of the term, whether reviewed or not."""
    review = programme.reviews.filter(year=window.year).first()
    if review:
        return standing_of(review)
    return ReviewStanding(programme, window, parties_of([programme])[programme.pk])


def standing_of(review):
    [standing] = gather([review])
    return standing


def gather(reviews):
    """A ReviewStanding of each of these reviews."""
    agreements = _by_review(MinutesAgreement.objects.standing(), reviews, "agency")
    invitations = _by_review(_slim(Invitation), reviews)
    frozen = _by_review(_slim(FrozenReport).order_by("number"), reviews)
    newest = {pk: rows[-1] for pk, rows in frozen.items()}
    signatures = defaultdict(list)
    for row in Signature.objects.standing().filter(report__in=newest.values()):
        signatures[row.report_id].append(row)
    sealed = {r.review_id: r for r in SealedReport.objects.filter(review__in=reviews)}
    hashes = _hashes([review for review in reviews if agreements.get(review.pk)])
    programmes = Programme.objects.with_term().in_bulk(
        {review.programme_id for review in reviews}
    )
    parties = parties_of(programmes.values())
    return [
        ReviewStanding(
            programme=programmes[review.programme_id],
            window=programmes[review.programme_id].window(review.year),
            parties=parties[review.programme_id],
            review=review,
            invitations=tuple(invitations[review.pk]),
            agreements=tuple(agreements[review.pk]),
            sha256=hashes.get(review.pk, ""),
            frozen=newest.get(review.pk),
            signatures=tuple(signatures[newest[review.pk].pk])
            if review.pk in newest
            else (),
            sealed=sealed.get(review.pk),
        )
        for review in reviews
    ]


def parties_of(programmes):
    """Programme pk to the agencies that signed it."""
    programmes = list(programmes)
    rows = Signatory.objects.filter(programme__in=programmes).select_related("agency")
    found = {programme.pk: () for programme in programmes}
    for row in rows.order_by("pk"):
        found[row.programme_id] += (row.agency,)
    return found


def _slim(model):
    """Standing rows without their frozen values, which can be large."""
    return model.objects.standing().defer("values")


def _by_review(rows, reviews, *related):
    found = defaultdict(list)
    rows = rows.filter(review__in=reviews)
    for row in rows.select_related(*related) if related else rows:
        found[row.review_id].append(row)
    return found


def _hashes(reviews):
    values = minutes_of(reviews) if reviews else {}
    return {pk: minutes_hash(value) for pk, value in values.items()}
