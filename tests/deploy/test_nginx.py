"""nginx understands the site as it is written, and shuts what is to be shut."""

import re
import subprocess

import pytest

from drills.proxy import as_nginx_reads

from .installed import DEPLOY, program

SITE = (DEPLOY / "nginx.conf").read_text()


def test_nginx_understands_the_site(tmp_path):
    nginx, file = program("nginx"), as_nginx_reads(tmp_path, ports=(18080, 18443))

    done = subprocess.run(
        [nginx, "-t", "-q", "-p", tmp_path, "-c", file, "-g", "error_log stderr;"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


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
    assert len(re.findall("^    proxy_set_header", SITE, re.MULTILINE)) == 7
    assert re.findall("^ {8,}proxy_set_header", SITE, re.MULTILINE) == []


def test_no_path_is_logged():
    form = re.search(r"log_format portal(.+?);", SITE, re.DOTALL)[1]

    assert (
        set(re.findall(r"\$\w+", form)) & {"$request", "$request_uri", "$uri"} == set()
    )
