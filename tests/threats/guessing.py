"""A process of its own that guesses a password; prints how it was answered.

python -m tests.threats.guessing NAME GUESSES NETWORK
"""

import json
import logging
import os
import sys
from collections import Counter

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "creativecity.settings"
django.setup()

from django.test import Client  # noqa: E402 (Django is set up first)
from django.urls import reverse  # noqa: E402


class Heard(logging.Handler):
    def __init__(self):
        super().__init__()
        self.events = Counter()

    def emit(self, record):
        self.events[record.getMessage()] += 1


def guess(name, guesses, network):
    """Each guess from another address, so that only the account's count is in play."""
    heard = Heard()
    security = logging.getLogger("creativecity.security")
    security.handlers, security.propagate = [heard], False
    security.setLevel("INFO")
    client, path = Client(headers={"host": "localhost"}), reverse("account_login")
    for number in range(guesses):
        typed = {"login": name, "password": f"guess number {number}"}
        address = f"{network}.{number // 250}.{number % 250}"
        client.post(path, typed, REMOTE_ADDR=address)
    return heard.events


if __name__ == "__main__":
    name, guesses, network = sys.argv[1:]
    print(json.dumps(guess(name, int(guesses), network)))
