"""nginx understands the site as it is written, and shuts what is to be shut."""

import gzip
import re
import subprocess

import pytest

from benchmarks.server import free_port
from drills.proxy import NAME, as_nginx_reads, ask, proxy
from tests.test_headers import EVERYWHERE

from .installed import DEPLOY, program

#: What 1.25 and newer says of a way that 1.22 asks for.
OLDER_WAY = re.compile(r"\[warn\].*(listen .* http2|protocol options redefined)")
SITE = (DEPLOY / "nginx.conf").read_text()
HTTPS_ALONE = "Strict-Transport-Security"


def test_nginx_understands_the_site(tmp_path):
    nginx = program("nginx")
    file = as_nginx_reads(tmp_path, ports=(18080, 18443, 18099))

    done = subprocess.run(
        [nginx, "-t", "-q", "-p", tmp_path, "-c", file, "-g", "error_log stderr;"],
        capture_output=True,
        text=True,
        check=False,
    )

    said = [line for line in done.stderr.splitlines() if not OLDER_WAY.search(line)]
    assert (done.returncode, said) == (0, [])


def test_only_current_protocols_are_spoken_by_every_server():
    """Those of the default server count for all that listen there."""
    protocols = re.findall(r"ssl_protocols (.+);", SITE)

    assert protocols == ["TLSv1.2 TLSv1.3"] * 2


def test_files_that_are_handed_in_pass():
    assert int(re.search(r"client_max_body_size (\d+)m;", SITE)[1]) > 21


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Forwarded-Proto"])
def test_what_a_browser_claims_is_replaced(name):
    value = re.search(rf"proxy_set_header {name} (\S+);", SITE)[1]

    assert value in {"$remote_addr", "$scheme"}


def test_no_location_forgets_the_headers():
    """nginx inherits none of them into a block that sets one of its own."""
    assert len(re.findall("^    proxy_set_header", SITE, re.MULTILINE)) == 7 + 4
    assert re.findall("^ {8,}proxy_set_header", SITE, re.MULTILINE) == []


def test_no_path_is_logged():
    """Nor by the server that leads to HTTPS, nor beside an error."""
    form = re.search(r"log_format portal(.+?);", SITE, re.DOTALL)[1]
    answering = [block for block in SITE.split("\nserver {")[1:] if "444" not in block]

    assert (
        set(re.findall(r"\$\w+", form)) & {"$request", "$request_uri", "$uri"} == set()
    )
    for block in answering:
        assert re.search(r"access_log (\S+ portal|off);", block)
        assert re.search(r"error_log \S+ crit;", block)


def test_figures_and_state_are_for_this_machine_alone():
    site, watch = SITE.split("# For those who watch, on this machine alone")

    assert re.findall(r"location ~ \^/\(metrics\|readyz\)\$ \{\s+deny all;", site)
    assert "listen 127.0.0.1:8099;" in watch
    assert "deny all;" in watch


def test_prometheus_asks_where_nginx_answers_those_who_watch():
    text = (DEPLOY / "prometheus.yml").read_text()
    asked = re.findall(r'^ *- targets: \["127\.0\.0\.1:(\d+)"\]', text, re.MULTILINE)

    assert asked[0] == re.search(r"listen 127\.0\.0\.1:(\d+);", SITE)[1]
    assert 'job="portal"' in (DEPLOY / "alerts.yml").read_text()
    assert "job_name: portal" in text


def test_what_nginx_sends_by_itself_is_kept_apart_and_asks_for_https(tmp_path):
    """Packed or not by what each one takes; and the same word on HTTPS as of pages."""
    program("nginx")
    files, folder = tmp_path / "current/build/collected/css", tmp_path / "nginx"
    files.mkdir(parents=True)
    folder.mkdir()
    (tmp_path / "current/deploy").symlink_to(DEPLOY)
    for name in ("site.css", "site.0123456789ab.css"):
        (files / name).write_text("body {}")
        (files / f"{name}.gz").write_bytes(gzip.compress(b"body {}"))
    ports = [free_port() for _port in range(3)]

    with proxy(folder, ports=ports, current=tmp_path / "current"):
        told = [
            ask(folder, ports[1], path, headers={"Accept-Encoding": "gzip"})
            for path in ("/static/css/site.css", "/static/css/site.0123456789ab.css")
        ]
        told.append(ask(folder, ports[1], "/th/"))

    assert [status for status, _headers, _body in told] == [200, 200, 503]
    assert {headers[HTTPS_ALONE] for _status, headers, _body in told} == {
        EVERYWHERE[HTTPS_ALONE]
    }
    assert [headers["Vary"] for _status, headers, _body in told[:2]] == [
        "Accept-Encoding"
    ] * 2


@pytest.mark.parametrize("how", [{}, {"nodes": (8001, 8002)}, {"https": False}])
def test_what_drills_make_of_the_site_is_the_site(tmp_path, how):
    """But for addresses and paths: all that bounds and leads on stands there."""
    made = as_nginx_reads(tmp_path, ports=(18080, 18443, 18099), **how).read_text()

    leads = r"^ *((?:proxy|limit|keepalive|error_page|gzip|client)_\w+ .+;)$"
    theirs = re.findall(leads, SITE, re.MULTILINE)
    theirs = [line for line in theirs if "http" not in line and NAME not in line]
    assert [line for line in theirs if line not in made] == []
    assert len(re.findall("max_fails=3 fail_timeout=5s;", made)) == 2
    assert made.count("# server") == (0 if "nodes" in how else 1)
    assert bool(re.search(r"listen .* ssl", made)) == how.get("https", True)
