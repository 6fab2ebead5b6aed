"""How numbers are made, and where facts come from."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from cities.models import Agency, Call, CreativeField, Fact, Rubric, Source
from cities.topics import AGREEMENT_TOPICS, NETWORK_TOPICS, labelled
from creativecity.public_page import public_page

from ..accessibility import review
from ..call_facts import said_of
from ..cookies import cookies
from ..facts_file.network import NETWORK
from ..facts_file.research import RESEARCH
from ..privacy.consents import current
from ..privacy.register import treatments

#: What facts tell of an agency that helps to find it.
REACHED_BY = ("website", "supervising")


@public_page
def method(request):
    return render(request, "programmes/method.html", {"rubric": Rubric.in_force()})


@public_page
def network(request):
    """UNESCO's network: its calls, its rules, what it asks of members."""
    facts = Fact.objects.published().filter(subject=NETWORK).latest()
    calls = list(Call.objects.order_by("-year"))
    about = Fact.objects.published().filter(subject__in=[c.key() for c in calls])
    call_facts = list(about.latest())
    said = {call: said_of(call, call_facts) for call in calls}
    context = {
        "rules": labelled(facts, NETWORK_TOPICS),
        "calls": said.items(),
        "fields": CreativeField.choices,
        "sources": Source.objects.cited_by(
            [*facts, *(fact for known in said.values() for fact in known.values())]
        ),
    }
    return render(request, "programmes/network.html", context)


@public_page
def sources(request):
    research = Fact.objects.published().filter(subject=RESEARCH).latest()
    context = {
        "sources": Source.objects.published(),
        "unknowns": [f for f in research if f.topic.startswith("not-found")],
        "conflicts": [f for f in research if f.topic.startswith("conflict")],
    }
    return render(request, "programmes/sources.html", context)


@public_page
def contact(request):
    """Whom to write to, and what is known of the agencies; nothing without a source."""
    agencies = list(Agency.objects.all())
    subjects = [agency.key() for agency in agencies]
    facts = Fact.objects.published().filter(subject__in=subjects, topic__in=REACHED_BY)
    known = list(facts.latest())
    context = _whom_to_write_to() | {
        "agencies": agencies,
        "known": [(agency, _of(agency, known)) for agency in agencies],
        "sources": Source.objects.cited_by(known),
    }
    return render(request, "programmes/contact.html", context)


def _of(agency, facts):
    own = [fact for fact in facts if fact.subject == agency.key()]
    return labelled(own, AGREEMENT_TOPICS)


@public_page
def accessibility(request):
    context = {"review": review(), **_whom_to_write_to()}
    return render(request, "programmes/accessibility.html", context)


@public_page
def privacy(request):
    context = {
        "cookies": cookies(),
        "treatments": [each for each in treatments().values() if each.is_of_people()],
        "wording": current(),
        **_whom_to_write_to(),
    }
    return render(request, "programmes/privacy.html", context)


@public_page
def security(request):
    context = {
        "scans": settings.VIRUS_SCAN,
        "security_txt": reverse("security_txt"),
        **_whom_to_write_to(),
    }
    return render(request, "programmes/security.html", context)


def _whom_to_write_to():
    """The operator's address; where none was given, the agencies are named instead."""
    return {"contact": settings.CONTACT_EMAIL, "agencies": Agency.objects.all()}
