"""The agreement: parties, term, purposes, duties, targets, amendments."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.as_of import AsOf
from cities.districts import goal_of
from cities.last_word import last_word, told_by
from cities.models import Fact, Source
from cities.pages import page_of
from cities.topics import AGREEMENT_TOPICS, labelled
from creativecity.public_page import public_page

from ..duty_lines import duty_lines
from ..models import Commitment, Programme
from ..overview import gather
from ..words import AGREEMENT_STATES, state_reason


@public_page
def latest(request):
    programme = Programme.objects.newest()
    if programme is None:
        raise Http404(_("No agreement is on record yet."))
    return redirect(programme)


@public_page
def detail(request, slug):
    programmes = Programme.objects.with_term().select_related("succeeds", "successor")
    programme = get_object_or_404(programmes, slug=slug)
    as_of = AsOf.read(request)
    commitments = programme.commitments.select_related("agency")
    commitments = commitments.as_worded(as_of.day)
    page = page_of(programme.cities(as_of.day), request.GET.get("page"))
    cities = list(page)
    overviews = gather(
        programme, cities, on=as_of.day, with_events=False, with_progress=False
    )
    goal = goal_of(cities, on=as_of.day)
    parties, facts = _parties(programme, as_of.day), _facts(programme, as_of.day)
    kinds = Commitment.Kind
    cited = [
        *commitments,
        *facts,
        *goal.cited(),
        *(row for party in parties for row in party["cited"]),
        *(promise.target for each in overviews for promise in each.promises),
    ]
    context = {
        "programme": programme,
        "as_of": as_of,
        "state": programme.state(as_of.day),
        "state_words": AGREEMENT_STATES[programme.state(as_of.day)],
        "state_reason": state_reason(programme, as_of.day),
        "end": programme.end(as_of.day),
        "parties": parties,
        "purposes": [c for c in commitments if c.kind == kinds.PURPOSE],
        "goals": [c for c in commitments if c.kind == kinds.GOAL],
        "goal": goal,
        "page": page,
        "duties": duty_lines(programme, as_of.day),
        "facts": labelled(facts, AGREEMENT_TOPICS),
        "overviews": overviews,
        "amendments": _amendments(programme, as_of.day),
        "sources": Source.objects.cited_by(cited),
        **told_by(last_word(programme.key())),
    }
    return render(request, "programmes/agreement_detail.html", context)


def _parties(programme, on):
    """Who signed, and what is known of each agency; the rows that tell it are cited."""
    signatories = list(programme.signatories.select_related("agency"))
    subjects = [signatory.agency.key() for signatory in signatories]
    facts = list(Fact.objects.published().filter(subject__in=subjects).latest(on=on))
    parties = []
    for signatory in signatories:
        own = [fact for fact in facts if fact.subject == signatory.agency.key()]
        told = labelled(own, AGREEMENT_TOPICS)
        cited = [signatory, *own]
        parties.append({"signatory": signatory, "facts": told, "cited": cited})
    return parties


def _facts(programme, on):
    published = Fact.objects.published()
    return list(published.filter(subject=programme.key()).latest(on=on))


def _amendments(programme, on):
    """Those that stand and were signed by the day, in the order of their numbers."""
    rows = programme.amendments.standing().filter(effective_on__lte=on)
    return rows.with_all().order_by("number")
