"""Names of the topics that facts speak of, in the order in which pages show them."""

from django.utils.translation import gettext_lazy as _

CITY_TOPICS = {
    "name": _("Name"),
    "province": _("Province"),
    "field": _("Creative field"),
    "population": _("Population"),
    "population-2022": _("Population in 2022"),
    "population-unesco-page": _("Population as UNESCO's page states it"),
    "population-city-music-site": _("Population as the city's music site states it"),
    "population-sukhothai-thani-town-municipality": _(
        "Population of Sukhothai Thani Town Municipality"
    ),
    "population-mueang-kao-subdistrict-municipality": _(
        "Population of Mueang Kao Subdistrict Municipality"
    ),
    "craft-economy": _("Crafts in the economy"),
    "food-economy": _("Food in the economy"),
    "recognitions": _("Other recognition"),
    "dasta-office": _("DASTA office"),
    "designated-area": _("Designated area"),
    "designated-area-at-signing": _("Designated area when the agreement was signed"),
    "district": _("Creative district"),
    "plans": _("Plans"),
    "plans-other-period": _("Period of the plan in other sources"),
    "website": _("City's own website"),
    "location": _("Location"),
    "geonames": _("GeoNames number"),
}
AGREEMENT_TOPICS = {
    "title-th": _("Title in Thai"),
    "title-en": _("Official title in English"),
    "name-th": _("Name in Thai"),
    "name-en": _("Name in English"),
    "abbr-th": _("Short name"),
    "supervising": _("Under"),
    "website": _("Website"),
    "signed-on": _("Signed on"),
    "signed-at": _("Signed at"),
    "signed-room": _("Room"),
    "fiscal-year-of-signing": _("Fiscal year of signing"),
    "witnesses": _("Witnesses"),
    "term-years": _("Term"),
    "ends-on": _("End of the term"),
    "renewal": _("Renewal or successor"),
    "review-rule": _("Yearly review"),
    "review-meetings-held": _("Review meetings held"),
    "review-window-1": _("First year of the term"),
    "review-window-2": _("Second year of the term"),
    "review-window-3": _("Third year of the term"),
    "review-window-4": _("Fourth year of the term"),
    "frame": _("Frame"),
    "action-plan-title": _("Action plan"),
    "action-plan-owner": _("Owner of the action plan"),
    "action-plan-cabinet": _("Cabinet on the action plan"),
    "action-plan-cabinet-reported-on": _("Cabinet resolution published on"),
    "action-plan-contents": _("Contents of the action plan"),
    "text-seen": _("Was the signed text seen?"),
}
NETWORK_TOPICS = {
    "cycle": _("Cycle of calls"),
    "max-per-country": _("Cities a country may submit"),
    "who": _("Who may apply"),
    "languages": _("Languages"),
    "one-field": _("Fields in an application"),
    "submission": _("How an application is sent"),
    "moratorium": _("After two refusals"),
    "fee": _("Fee"),
    "duty-mmr": _("Monitoring report"),
    "duty-plan": _("Action plan"),
    "duty-conference": _("Annual conference"),
    "duty-leave": _("Leaving the network"),
    "duty-logo": _("Name and logo"),
}
CALL_TOPICS = {
    "opened": _("Opened"),
    "deadline": _("Deadline"),
    "announced": _("Announced"),
    "new-cities": _("New members"),
    "total-after": _("Members after the call"),
    "fields": _("Fields"),
    "max-cities": _("Cities a country may submit"),
    "max-megabytes": _("Size of a submission"),
    "thai-results": _("Thai cities designated"),
    "exists": _("Is it planned?"),
}


def labelled(facts, topics):
    """(label, fact) in the order of the topics; topics not named here come last."""
    places = {topic: place for place, topic in enumerate(topics)}
    last = len(places)
    ordered = sorted(facts, key=lambda fact: places.get(fact.topic, last))
    return [(topics.get(fact.topic, fact.topic), fact) for fact in ordered]
