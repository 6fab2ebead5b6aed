"""How numbers are made, and where facts come from."""

from django.shortcuts import render

from cities.models import Call, CreativeField, Fact, Rubric, Source
from cities.topics import NETWORK_TOPICS, labelled
from creativecity.public_page import public_page

from ..facts_file.network import NETWORK
from ..facts_file.research import RESEARCH


@public_page
def method(request):
    return render(request, "programmes/method.html", {"rubric": Rubric.in_force()})


@public_page
def network(request):
    """UNESCO's network: its calls, its rules, what it asks of members."""
    facts = Fact.objects.published().filter(subject=NETWORK).latest()
    calls = list(Call.objects.order_by("-year"))
    said = Fact.objects.published().filter(subject__in=[c.key() for c in calls])
    call_facts = list(said.latest())
    context = {
        "rules": labelled(facts, NETWORK_TOPICS),
        "calls": [
            (call, {_name(f): f for f in call_facts if f.subject == call.key()})
            for call in calls
        ],
        "fields": CreativeField.choices,
        "sources": Source.objects.cited_by([*facts, *call_facts]),
    }
    return render(request, "programmes/network.html", context)


def _name(fact):
    """A topic as templates can ask for it: new-cities is new_cities."""
    return fact.topic.replace("-", "_")


@public_page
def sources(request):
    research = Fact.objects.published().filter(subject=RESEARCH).latest()
    context = {
        "sources": Source.objects.published(),
        "unknowns": [f for f in research if f.topic.startswith("not-found")],
        "conflicts": [f for f in research if f.topic.startswith("conflict")],
    }
    return render(request, "programmes/sources.html", context)
