"""The agreement: parties, term, purposes, duties."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.models import City, Fact, Source
from cities.topics import AGREEMENT_TOPICS, labelled
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.thai_calendar import today

from ..models import Commitment, Programme
from ..overview import gather
from ..words import AGREEMENT_STATES


@public_page
def latest(request):
    programme = Programme.objects.first()
    if programme is None:
        raise Http404(_("No agreement is on record yet."))
    return redirect(programme)


@public_page
def detail(request, slug):
    programme = get_object_or_404(Programme, slug=slug)
    commitments = list(programme.commitments.select_related("agency"))
    signatories = list(programme.signatories.select_related("agency"))
    facts = Fact.objects.published().filter(subject=programme.key()).latest()
    agencies = [signatory.agency for signatory in signatories]
    agency_facts = (
        Fact.objects.published()
        .filter(subject__in=[agency.key() for agency in agencies])
        .latest()
    )
    cities = City.objects.filter(targets__programme=programme).distinct()
    overviews = gather(programme, cities, on=today())
    cited = [*commitments, *signatories, *facts, *agency_facts]
    kinds = Commitment.Kind
    context = {
        "programme": programme,
        "state": AGREEMENT_STATES[programme.state()],
        "parties": [
            (
                signatory,
                labelled(
                    [f for f in agency_facts if f.subject == signatory.agency.key()],
                    AGREEMENT_TOPICS,
                ),
            )
            for signatory in signatories
        ],
        "purposes": [c for c in commitments if c.kind == kinds.PURPOSE],
        "goals": [c for c in commitments if c.kind == kinds.GOAL],
        "duties": [c for c in commitments if c.kind == kinds.DUTY],
        "facts": labelled(facts, AGREEMENT_TOPICS),
        "overviews": overviews,
        "sources": Source.objects.cited_by(
            [*cited, *(p.target for o in overviews for p in o.promises)]
        ),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/agreement_detail.html", context)
