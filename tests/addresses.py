"""Every address of the program, found by walking its resolvers."""

from datetime import date

from django.urls import URLPattern, get_resolver, reverse

from cities.models import City, Outcome

from .factories import (
    make_feedback,
    make_gap,
    make_milestone,
    make_move,
    make_outcome,
    make_request,
)


def walk(patterns=None, namespaces=()):
    """Names of all addresses with their namespaces, e.g. `staff:cities:readiness`."""
    patterns = get_resolver().url_patterns if patterns is None else patterns
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name or str(pattern.pattern)])
        else:
            inner = [pattern.namespace] if pattern.namespace else []
            yield from walk(pattern.url_patterns, (*namespaces, *inner))


# What stands in the brackets of an address; `rows_of` fills in {sequence} and {pk}.
ARGUMENTS = {
    "programmes:agreement": {"slug": "mou-2563"},
    "programmes:review": {"slug": "mou-2563", "year": 4},
    "programmes:report_json": {"slug": "mou-2563", "year": 4},
    "programmes:call": {"year": 2017},
    "staff:cities:edit_call": {"year": 2017},
    "staff:cities:add_document": {"year": 2017},
    "staff:cities:edit_document": {"year": 2017, "code": "photos"},
    "staff:cities:add_step": {"year": 2017},
    "staff:cities:edit_step": {"year": 2017, "code": "submission"},
    "cities:detail": {"slug": "nan"},
    "cities:readiness": {"slug": "nan"},
    "cities:readiness_csv": {"slug": "nan"},
    "cities:slip_csv": {"slug": "nan"},
    "cities:outcomes": {"slug": "nan"},
    "cities:outcomes_csv": {"slug": "nan"},
    "staff:cities:outcomes": {"slug": "nan"},
    "staff:cities:record_outcome": {"slug": "nan", "code": "community-income"},
    "staff:cities:withdraw_outcome": {"slug": "nan", "outcome": 0},
    "staff:cities:edit_measure": {"code": "community-income"},
    "staff:monitoring": {"slug": "nan", "year": 2029},
    "staff:monitoring_docx": {"slug": "nan", "year": 2029},
    "staff:cities:readiness": {"slug": "nan"},
    "staff:cities:indicator": {"slug": "nan", "code": "R1.1"},
    "staff:cities:presence": {"slug": "nan"},
    "staff:cities:import_readings": {"slug": "nan"},
    "staff:cities:export_readings": {"slug": "nan", "kind": "xlsx"},
    "staff:cities:keep_draft": {"slug": "nan", "code": "R1.1"},
    "cities:evidence_file": {"slug": "nan", "pk": 0},
    "staff:cities:library": {"slug": "nan"},
    "staff:cities:add_evidence": {"slug": "nan"},
    "staff:cities:evidence": {"slug": "nan", "pk": 0},
    "staff:cities:edit_evidence": {"slug": "nan", "pk": 0},
    "staff:cities:retire_evidence": {"slug": "nan", "pk": 0},
    "staff:cities:pack": {"slug": "nan", "year": 2021},
    "staff:cities:download_pack": {"slug": "nan", "year": 2021},
    "staff:cities:edit_pack_item": {
        "slug": "nan",
        "year": 2021,
        "code": "form",
        "number": 1,
    },
    "cities:candidacy": {"slug": "nan", "year": 2025},
    "cities:compare_candidacies": {"slug": "nan"},
    "staff:cities:candidacies": {"slug": "nan"},
    "staff:cities:add_candidacy": {"slug": "nan"},
    "staff:cities:candidacy": {"slug": "nan", "year": 2025},
    "staff:cities:edit_candidacy": {"slug": "nan", "year": 2025},
    "staff:cities:reach_stage": {"slug": "nan", "year": 2025},
    "staff:cities:withdraw_stage": {"slug": "nan", "year": 2025, "stage": 0},
    "staff:cities:add_feedback": {"slug": "nan", "year": 2025},
    "staff:cities:withdraw_feedback": {"slug": "nan", "year": 2025, "feedback": 0},
    "staff:cities:add_gap": {"slug": "nan", "year": 2025},
    "staff:cities:carry_gaps": {"slug": "nan", "year": 2025},
    "staff:cities:edit_gap": {"slug": "nan", "year": 2025, "gap": 0},
    "staff:cities:close_gap": {"slug": "nan", "year": 2025, "gap": 0},
    "staff:cities:plan": {"slug": "nan", "year": 2025},
    "staff:cities:add_milestone": {"slug": "nan", "year": 2025},
    "staff:cities:set_baseline": {"slug": "nan", "year": 2025},
    "staff:cities:milestones": {"slug": "nan"},
    "staff:cities:milestone": {"slug": "nan", "milestone": 0},
    "staff:cities:edit_milestone": {"slug": "nan", "milestone": 0},
    "staff:cities:reforecast": {"slug": "nan", "milestone": 0},
    "staff:cities:complete": {"slug": "nan", "milestone": 0},
    "staff:cities:retire": {"slug": "nan", "milestone": 0},
    "staff:cities:state_view": {"slug": "nan", "milestone": 0},
    "staff:cities:take_back": {"slug": "nan", "milestone": 0, "said": 0},
    "staff:decide": {"asked": 0},
    "staff:cities:verify_reading": {"sequence": 0},
    "staff:cities:withdraw_reading": {"sequence": 0},
    "staff:cities:give_opinion": {"sequence": 0},
    "staff:cities:withdraw_opinion": {"sequence": 0},
}


def address(name, **changes):
    return reverse(name, kwargs={**ARGUMENTS.get(name, {}), **changes})


def _figure_of(slug):
    """A yearly figure of the city; one is made where there is none."""
    found = Outcome.objects.filter(city__slug=slug).latest().first()
    return found or make_outcome(City.objects.get(slug=slug))


def _milestone_of(slug, asked):
    """What is done with a milestone, and what its officer asked for, is done anew."""
    city = City.objects.get(slug=slug)
    officer, code = city.officers.first(), f"step-{city.milestones.count()}"
    milestone = make_milestone(city, code=code, due=date(2030, 6, 30), is_key=True)
    if "asked" in asked:
        request = make_request(milestone, date(2030, 9, 30), by=officer)
        return {"asked": request.sequence}
    if "said" not in asked:
        return {"milestone": milestone.pk}
    move = make_move(milestone, date(2030, 3, 31), by=officer)
    return {"milestone": milestone.pk, "said": move.sequence}


def _plan_of(slug, year):
    city = City.objects.get(slug=slug)
    bid = city.candidacies.get(call__year=year)
    code = f"step-{city.milestones.count()}"
    return make_milestone(city, bid, code=code, agreed=None, due=date(2030, 6, 30))


def _said_of_bid(slug, year, **asked):
    """The stage, feedback or gap of a bid that an address asks for, made if need be."""
    bid = City.objects.get(slug=slug).candidacies.get(call__year=year)
    if "stage" in asked:
        return {"stage": bid.stages.standing().last().sequence}
    if "feedback" in asked:
        return {"feedback": make_feedback(bid).sequence}
    return {"gap": make_gap(bid).pk}


def rows_of(name, reading):
    """The rows that an address asks for: this reading, and the evidence behind it."""
    asked = ARGUMENTS.get(name, {})
    if name == "staff:cities:set_baseline":
        _plan_of(**asked)
    if name == "staff:cities:edit_milestone":
        return {"milestone": _plan_of("nan", 2025).pk}
    if {"milestone", "asked"} & set(asked):
        return _milestone_of("nan", asked)
    if {"stage", "feedback", "gap"} & set(asked):
        return _said_of_bid(**asked)
    if "outcome" in asked:
        return {"outcome": _figure_of(asked["slug"]).sequence}
    if "pk" in asked:
        return {"pk": reading.evidence_links.get().evidence_id}
    return {"sequence": reading.sequence} if "sequence" in asked else {}
