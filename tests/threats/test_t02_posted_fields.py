"""T2: nobody says by a form who did something, for which city, or when.

Each form with every field of what it writes: tests/test_mass_assignment.py.
"""

from cities.models import City, Reading
from tests.access_matrix import OFFICER
from tests.addresses import address

READING = {"R2.1-base": "", "R2.1-choice": "2", "R2.1-note": "เปรียบเทียบแล้ว"}
FORGED = {
    "city": "sukhothai",
    "effective_on": "1/1/2540",
    "recorded_at": "1997-01-01 00:00",
    "version": "2500-1",
    "level": "4",
    "verdict": "verified",
    "verified_on": "1/1/2540",
    "sequence": "1",
    "is_sample": "on",
}


def test_t02_a_reading_is_of_who_sent_it_and_of_their_city(sign_in, cast):
    forged = {**FORGED, "recorded_by": cast["cea"].pk, "by": cast["cea"].pk}
    prefixed = {f"R2.1-{name}": value for name, value in forged.items()}

    path = address("staff:cities:readiness")
    sign_in(OFFICER).post(path, {**forged, **prefixed, **READING})

    reading = Reading.objects.get()
    assert (reading.recorded_by, reading.city.slug) == (cast[OFFICER], "nan")
    assert reading.recorded_at.year > 2000
    assert (reading.level, reading.is_sample) == (2, False)
    assert reading.verdict() is None


def test_t02_a_piece_of_evidence_is_not_published_by_who_adds_it(sign_in, cast):
    sent = {
        "link": "https://example.org/plan",
        "title_th": "แผน",
        "published_on": "1/1/2569",
        "published_by": cast["cea"].pk,
        "city": City.objects.get(slug="sukhothai").pk,
        "uploaded_by": cast["cea"].pk,
    }

    sign_in(OFFICER).post(address("staff:cities:add_evidence"), sent)

    nan = City.objects.get(slug="nan")
    assert [piece.is_public() for piece in nan.evidence.all()] == [False]
    assert not City.objects.get(slug="sukhothai").evidence.exists()
