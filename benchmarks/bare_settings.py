"""The portal's settings, with one address more."""

from creativecity.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare_urls"
