"""Money, result and next step of an activity: typed by staff, read by staff alone."""

import io
import zipfile

import pytest
from django.utils import translation

from cities.models import City, Event
from cities.models.took_part import count_groups
from programmes.models import Commitment
from tests.access_matrix import API, OFFICER, PUBLIC
from tests.addresses import OPENED_LAST, address
from tests.factories import DAY, make_commitment_report, make_event
from tests.test_writes import EVENT
from tests.visible import visible_text

pytestmark = pytest.mark.look

LIST, ADD, EDIT = (
    f"staff:cities:{name}" for name in ("events", "add_event", "edit_event")
)
TYPED = {
    **EVENT,
    "spent_baht": "๑,๒๕๐,๐๐๐",
    "result": "สรุปผลแล้ว",
    "next_step": "เสนอที่ประชุม",
}
CANARIES = ("987654321", "987,654,321", "CANARY-RESULT", "CANARY-NEXT")


def english(name, **changes):
    with translation.override("en"):
        return address(name, **changes)


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def canary(nan, cast):
    """An activity whose three fields nobody but staff may read."""
    event = make_event(
        nan, spent_baht=987654321, result=CANARIES[2], next_step=CANARIES[3]
    )
    count_groups(event, {"makers": 12}, by=cast[OFFICER], on=DAY)
    duty = Commitment.objects.get(code="D1")
    make_commitment_report(duty, agency=duty.agency, event_codes=[event.code])
    event.edit(by=cast[OFFICER], fields=["result"])
    return event


def test_staff_type_and_read_what_the_report_of_the_period_needs(sign_in, nan):
    client = sign_in(OFFICER)

    client.post(english(ADD), TYPED)

    event = Event.objects.get(code="EV1")
    assert (event.spent_baht, event.result) == (1_250_000, "สรุปผลแล้ว")
    told = visible_text(client.get(english(LIST)))
    assert "Money spent: 1,250,000 baht" in told
    assert "What came of it: สรุปผลแล้ว" in told
    assert "What is to be done next: เสนอที่ประชุม" in told


def test_what_was_left_empty_is_not_told(sign_in, nan):
    make_event(nan)

    told = visible_text(sign_in(OFFICER).get(english(LIST)))

    assert "Money spent" not in told


def test_nought_is_a_figure(sign_in, nan):
    client = sign_in(OFFICER)

    client.post(english(ADD), TYPED | {"spent_baht": "0"})

    assert Event.objects.get(code="EV1").spent_baht == 0
    assert "Money spent: 0 baht" in visible_text(client.get(english(LIST)))


@pytest.mark.parametrize("typed", ["-5", "12.50", "1,23", "ห้าพัน", "1000000000001"])
def test_what_is_no_whole_figure_is_refused(sign_in, nan, typed):
    response = sign_in(OFFICER).post(english(ADD), TYPED | {"spent_baht": typed})

    assert list(response.context["form"].errors) == ["spent_baht"]
    assert not Event.objects.filter(code="EV1").exists()


def test_figure_that_stays_is_no_change(sign_in, nan):
    event = make_event(nan, spent_baht=1_250_000)

    client = sign_in(OFFICER)
    form = client.get(english(EDIT)).context["form"]
    data = TYPED | OPENED_LAST | {"result": "", "next_step": ""}
    changed = type(form)(data, instance=event).changed_data

    assert form["spent_baht"].value() == 1_250_000
    assert "spent_baht" not in changed


def test_form_says_that_the_public_does_not_read_it(sign_in, nan):
    page = visible_text(sign_in(OFFICER).get(english(ADD)))

    heading = page.index("For the report of the fiscal period")
    assert page.index("Note on the proof") < heading < page.index("Money spent (baht)")
    assert "For staff alone, and never shown to the public" in page


#: One row of the API is a row of its list.
LISTS = {name for name in API if not name.endswith("_row")}


#: Needs the signed address of somebody's letter, which tells of no activity.
OF_LETTERS = {"programmes:accept_invitation", "programmes:stop_letters"}


def test_public_reads_none_of_it(client, canary):
    told = {}
    for name in (PUBLIC | LISTS) - OF_LETTERS:
        response = client.get(address(name), follow=True)
        content = response.getvalue() if response.streaming else response.content
        answer = unpacked(content)
        told[name] = [word for word in CANARIES if word.encode() in answer]

    assert {name: words for name, words in told.items() if words} == {}


def unpacked(content):
    """The bytes of an answer, and of all that is packed in it."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"\n".join(unpacked(packed.read(name)) for name in packed.namelist())
