"""The draft that is kept: the same as asked anew, until anything is recorded."""

from cities.models import City
from programmes.models import Programme
from programmes.reports.annual import annual_report
from programmes.reports.kept import draft_report
from tests.factories import make_event


def test_draft_is_the_report_as_known_now_and_is_gathered_once(
    facts, django_assert_max_num_queries
):
    programme = Programme.objects.newest()
    first = draft_report(programme, 4)

    with django_assert_max_num_queries(1):
        second = draft_report(programme, 4)

    assert first == second == annual_report(programme, 4)


def test_draft_is_gathered_anew_once_something_is_recorded(facts):
    programme = Programme.objects.newest()
    before = draft_report(programme, 1)

    make_event(City.objects.get(slug="nan"), on=programme.signed_on)

    after = draft_report(programme, 1)
    assert after == annual_report(programme, 1)
    assert after.known_at > before.known_at


def test_years_are_kept_apart(facts):
    programme = Programme.objects.newest()

    assert [draft_report(programme, year).year for year in (1, 2, 1)] == [1, 2, 1]
