"""Tests that knock at the door begin uncounted."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _uncounted(_settings_for_tests):
    cache.clear()
