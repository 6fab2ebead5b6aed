"""One of UNESCO's calls: what is known of it, what it asked for, who stood in it."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from cities.bids import bids_by_city
from cities.models import Call, City, CreativeField, Fact, Source
from creativecity.public_page import public_page
from creativecity.template_filters import buddhist_year
from creativecity.thai_calendar import today

from ..call_facts import said_of


@public_page
def detail(request, year):
    calls = list(Call.objects.order_by("-year"))
    call = _find(calls, year)
    facts = Fact.objects.published().filter(subject=call.key()).latest()
    said = said_of(call, facts)
    documents = call.documents.select_related("copied_from")
    bids = _bids(call, today())
    cited = [*said.values(), *documents, *(s for _, b in bids for s in b.reached())]
    context = {
        "call": call,
        "calls": calls,
        "said": said,
        "fields": [f for f in CreativeField if f in call.field_codes],
        "documents": documents,
        "steps": call.steps.all(),
        "is_over": bool(call.deadline_on and call.deadline_on < today()),
        "bids": bids,
        "sources": Source.objects.cited_by(cited),
    }
    return render(request, "programmes/call_detail.html", context)


def _find(calls, year):
    """The call of a year (C.E.); a 404 that names the years if there is none."""
    found = next((call for call in calls if call.year == year), None)
    if found is None:
        years = ", ".join(buddhist_year(call.year) for call in calls)
        raise Http404(
            _("No call of this year is on record. Calls on record: %(years)s.")
            % {"years": years or "–"}
        )
    return found


def _bids(call, on):
    """(city, its bid in this call) of those on record by a day, in dictionary order."""
    cities = list(City.objects.filter(candidacies__call=call).in_order())
    bids = bids_by_city(cities, on, candidacies=call.candidacies.all())
    found = [(city, bids[city.pk][0]) for city in cities]
    return [(city, bid) for city, bid in found if bid.is_on_record()]
