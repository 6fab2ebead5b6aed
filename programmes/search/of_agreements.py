"""Rows of an agreement: itself, its duties, its decisions, the reviews of its years."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import Fact
from cities.topics import AGREEMENT_TOPICS
from creativecity.thai_calendar import PartialDate, Precision, today

from ..decision_register import of_programme
from ..models import Commitment, Programme
from ..models.search import SearchRow
from ..review_standing import standings
from .rows import day_words, other_words, row, said_elsewhere, told

Kind = SearchRow.Kind


def rows(slugs=None):
    """Those of the agreements with these slugs, or of all."""
    found = Programme.objects.with_term()
    for programme in found if slugs is None else found.filter(slug__in=slugs):
        clauses = list(
            programme.commitments.select_related("agency").as_worded(today())
        )
        yield _agreement(programme, clauses)
        for clause in clauses:
            if clause.kind == Commitment.Kind.DUTY:
                yield _duty(programme, clause)
        for entry in of_programme(programme):
            yield _decision(programme, entry)
        for standing in standings(programme):
            yield _review(programme, standing)


def _exact(day):
    return day_words(PartialDate(day, Precision.DAY)) if day else ""


def _agreement(programme, clauses):
    facts = Fact.objects.published().filter(subject=programme.key()).latest(on=today())
    aims = [clause.text for clause in clauses if clause.kind != Commitment.Kind.DUTY]
    return row(
        Kind.PAGE,
        programme.key(),
        programme.get_absolute_url(),
        programme.name,
        text=[programme.frame, *told(facts, AGREEMENT_TOPICS), *aims],
        also=[other_words(programme, "name"), programme.slug, "MoU"],
    )


def _duty(programme, clause):
    agency = clause.agency.name if clause.agency else _("both agencies")
    return row(
        Kind.DUTY,
        programme.key(),
        f"{programme.get_absolute_url()}#{clause.code}",
        clause.text,
        text=[f"{clause.code}, {agency}"],
    )


def _decision(programme, entry):
    """Its number; its words once the public may read them."""
    decision = entry.decision
    how = decision.item and _review_words(decision.item.review.year)
    words = [decision.text] if entry.is_told else []
    return row(
        Kind.DECISION,
        programme.key(),
        decision.get_absolute_url(),
        _decision_words(decision),
        text=[
            *words,
            f"{_exact(decision.effective_on)}, {how or decision.get_kind_display()}",
        ],
        also=[said_elsewhere(_decision_words, decision)],
        shown_from=decision.effective_on,
        is_sample=decision.is_sample,
    )


def _decision_words(decision):
    return _("Decision %(number)s") % {"number": decision}


def _review_words(year):
    return _("Review of year %(year)s") % {"year": year}


def _review(programme, standing):
    window, review = standing.window, standing.review
    held = [_exact(review.held_on), review.place] if review and review.held_on else []
    return row(
        Kind.REVIEW,
        programme.key(),
        reverse("programmes:review", args=[programme.slug, window.year]),
        _review_words(window.year),
        text=[programme.name, *held],
        also=[_("Yearly review"), said_elsewhere(_review_words, window.year)],
        is_sample=bool(review and review.is_sample),
    )
