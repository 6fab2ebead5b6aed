"""Notices for the next page, kept as Django does, in a cookie under a name of ours."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NoticeCookie(CookieStorage):
    cookie_name = settings.MESSAGE_COOKIE_NAME


class Notices(FallbackStorage):
    storage_classes = (NoticeCookie, SessionStorage)
