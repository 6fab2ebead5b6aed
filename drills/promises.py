"""What docs/deployment.md promises of the portal behind its proxy, asked of one."""

import re

from .installation import TOKEN, WORKERS
from .proxy import NAME, ask

OUTSIDE = "127.0.0.2"
HOME = re.compile(
    r'answers_total\{method="GET",page="programmes:home",status="2xx"\} (\S+)'
)
#: So many that each process is bound to take some of them.
LOOKS = 40


def plain_leads_to_tls(place):
    status, headers, _body = ask(
        place.folder / "proxy", place.plain, "/th/?a=1", tls=False
    )
    assert (status, headers["Location"]) == (301, f"https://{NAME}/th/?a=1")


def page_is_shown(place):
    status, headers, body = place.ask("/th/cities/nan/")
    assert status == 200, status
    assert "เมืองน่าน".encode() in body or "น่าน".encode() in body
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert re.fullmatch("[0-9a-f]{32}", headers["X-Request-ID"])  # nginx's


def static_is_kept_for_ever(place):
    _status, _headers, page = place.ask("/th/")
    sheet = re.search(rb'href="(/static/[^"]+\.css)"', page)[1].decode()
    status, headers, _body = place.ask(sheet, headers={"Accept-Encoding": "gzip"})
    assert status == 200, f"{sheet}: {status}"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (headers["Content-Encoding"], headers["Vary"]) == (
        "gzip",
        "Accept-Encoding",
    )


def readiness_is_for_those_within(place):
    status, _headers, body = place.ask_as_watcher("/readyz")
    assert status == 200, body
    assert place.ask_as_watcher("/readyz", source=OUTSIDE)[0] == 403
    assert place.ask("/readyz")[0] == 403


def figures_are_for_the_watcher_within(place):
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert place.ask("/metrics", headers=bearer)[0] == 403
    assert place.ask_as_watcher("/metrics", headers=bearer, source=OUTSIDE)[0] == 403
    assert place.ask_as_watcher("/metrics")[0] == 404
    before = HOME.search(_figures(place, bearer))
    for _ in range(LOOKS):
        place.ask("/th/")
    text = _figures(place, bearer)
    assert "creativecity_database_up 1.0" in text
    counted = float(HOME.search(text)[1]) - (float(before[1]) if before else 0)
    assert counted == LOOKS, f"{counted} of {LOOKS} looks by all processes together"
    assert len(re.findall(r'resident_bytes\{process="\d+"\}', text)) == WORKERS


def _figures(place, bearer):
    status, _headers, body = place.ask_as_watcher("/metrics", headers=bearer)
    assert status == 200, status
    return body.decode()


def a_claimed_address_is_not_believed(place):
    """The log names the address that nginx saw."""
    claimed = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
    assert place.ask("/th/", headers=claimed, source=OUTSIDE)[0] == 200
    place.ask("/th/staff/no-such-page/", headers=claimed, source=OUTSIDE)
    text = (place.folder / "proxy/portal.log").read_text()
    assert f'"address":"{OUTSIDE}"' in text
    assert '"tls":"TLSv1.3"' in text
    assert "203.0.113.9" not in text + (place.folder / "web.log").read_text()


def files_of_21_megabytes_pass(place):
    """To the program, which judges them (here 403: no form's token comes with it)."""
    sizes = {megabytes: bytes(megabytes * 1_000_000) for megabytes in (21, 24)}
    said = {size: place.ask("/th/", body=body)[0] for size, body in sizes.items()}
    assert said == {21: 403, 24: 413}, said


SERVED = (
    *(plain_leads_to_tls, page_is_shown, static_is_kept_for_ever),
    *(readiness_is_for_those_within, figures_are_for_the_watcher_within),
    *(a_claimed_address_is_not_believed, files_of_21_megabytes_pass),
)
