"""A city's frame as a page of another site shows it."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from .test_page_types import faults

pytestmark = pytest.mark.browser


@pytest.fixture
def site(portal):
    """`site(language, width)` is the address of a page elsewhere that shows Nan."""
    server = HTTPServer(("127.0.0.1", 0), _page_of(portal.url))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield (
        lambda language, width: (
            f"http://127.0.0.1:{server.server_port}/{language}/{width}"
        )
    )
    server.shutdown()
    thread.join()
    server.server_close()


def _page_of(portal):
    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self):
            _, language, width = f"{self.path}//".split("/")[:3]
            html = (
                f"<!doctype html><link rel=icon href=data:,><title>City</title><iframe "
                f"width={width} height=480 title=Nan "
                f'src="{portal}/embed/cities/nan/?language={language}"></iframe>'
                f'<img alt=Nan src="{portal}/badge/cities/nan.svg">'
            )
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *args):
            """Say nothing."""

    return Elsewhere


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("th", "light", 320), ("en", "dark", 320), ("en", "light", 1000)],
)
def test_another_site_shows_the_frame_and_the_badge(
    language, scheme, width, site, reader
):
    page, elsewhere = reader(color_scheme=scheme), site(language, width)

    page.goto(elsewhere, wait_until="networkidle")

    frame = page.frames[1]

    assert frame.locator("h1").inner_text() == {"th": "น่าน", "en": "Nan"}[language]
    assert frame.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('img').naturalWidth") == 240
    assert [said for said in page.complaints if elsewhere not in said] == []


def test_frame_is_accessible_and_light(portal, reader):
    page, sizes = reader(), []
    page.on("requestfinished", lambda r: sizes.append(r.sizes()["responseBodySize"]))

    page.goto("/embed/cities/nan/", wait_until="networkidle")

    assert page.complaints == []
    assert sum(sizes) < 60_000  # as tests serve it: the sheets in parts, not squeezed
    assert faults(page) == []
