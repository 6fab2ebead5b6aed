"""T22: who records a day long past neither moves the clock nor the sealed report."""

from datetime import date

from django.utils import timezone

from cities.models import City, Reading
from creativecity.ledger import chain
from tests.factories import make_reading, make_sealed_report, make_verdict

REPORT = "/th/reviews/mou-2563/4/report.json"


def test_late_reading_leaves_the_sealed_report_byte_equal(cast, client):
    make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])
    sealed = client.get(REPORT).content

    late = make_reading(City.objects.get(slug="nan"), level=4, on=date(2024, 5, 1))
    make_verdict(late, by=cast["cea"], on=date(2024, 5, 2))

    assert client.get(REPORT).content == sealed


def test_when_it_was_recorded_is_nobodys_to_say(cast):
    before, moment = chain.latest(), timezone.now()
    wished = {"sequence": 1, "recorded_at": moment.replace(year=2020)}

    late = make_reading(City.objects.get(slug="nan"), on=date(2024, 5, 1), **wished)

    stored = Reading.objects.get(pk=late.pk)
    assert stored.recorded_at >= moment
    assert stored.sequence > before
