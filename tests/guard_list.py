"""The guards of access, found in the code, each with how it is taken away.

Taking one away changes a running process: an address gets another view, or a function
the code of the same function without the guard.
"""

import ast
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, get_resolver
from django.views.decorators.cache import never_cache

from creativecity import again as acts
from creativecity.open_data.answers import Nobody
from creativecity.staff_page import staff_page

from .guard_code import (
    code_without,
    four_eyes,
    function_of,
    own_scopes,
    refusals,
    scopes,
)
from .guards_known import KNOWN

VIEWS = ("cities.staff_views", "programmes.staff_views", "programmes.views")
APPS = ("cities.", "programmes.")
OF_VIEWS = (scopes, refusals, four_eyes)
OF_RULES = (own_scopes, four_eyes)
#: Middleware, and the file of tests that knows it.
MIDDLEWARE = {
    "django.contrib.auth.middleware.LoginRequiredMiddleware": (
        "test_t03_unguarded_address.py"
    ),
    "django.middleware.csrf.CsrfViewMiddleware": "test_t10_cross_site_requests.py",
    "creativecity.web_methods.only_web_methods": "test_methods.py",
    "creativecity.accounts.second_factor.required.SecondFactorMiddleware": (
        "test_second_factor_required.py"
    ),
    "creativecity.accounts.sessions.bound_sessions": "test_t16_stolen_sessions.py",
}


@dataclass(frozen=True)
class Guard:
    """`passed` is the code that whoever is let in by the guard runs through: tests that
    never do are not asked. Where it is None, those of `file` are.
    """

    label: str
    make: Callable[[], None]
    passed: object = None
    file: str = ""


def verdict(survivors, listed):
    """How many guards no test missed that are not known, and known ones that were."""
    for guard in survivors:
        said = "known" if guard.label in KNOWN else "SURVIVES"
        print(f"{said}: {guard.label}")
    noticed = {guard.label for guard in listed} - {guard.label for guard in survivors}
    stale = sorted(set(KNOWN) & noticed)
    for label in stale:
        print(f"NOT SURVIVING, so not to be listed as known: {label}")
    unknown = [guard for guard in survivors if guard.label not in KNOWN]
    print(f"{len(noticed)} of {len(listed)} guards are missed")
    return len(unknown) + len(stale)


def changes():
    return [*_of_all_pages(), *_of_pages(), *_in_functions()]


def _of_all_pages():
    for name, file in MIDDLEWARE.items():
        yield Guard(name.rsplit(".", 1)[1], _leave_out(name), file=file)
    yield Guard("the API denies by default", _open_the_api, file="test_t04_open_api.py")


def _leave_out(middleware):
    def remove():
        settings.MIDDLEWARE = [x for x in settings.MIDDLEWARE if x != middleware]

    return remove


def _open_the_api():
    Nobody.has_permission = lambda *_asked: True


def _of_pages():
    """The permission of each staff page, and that an act asks who acts."""
    for pattern in _patterns(get_resolver().url_patterns):
        view = inspect.unwrap(pattern.callback)
        permission, again = asked_of(view)
        if not permission:
            continue
        bare = never_cache(acts.again(view) if again else view)
        label = f"{pattern.name}: {permission}"
        yield Guard(label, _put(pattern, bare), view.__code__)
        if again:
            at_once = _put(pattern, staff_page(permission)(view))
            yield Guard(f"{pattern.name}: asks again", at_once, file="test_again.py")


def _put(pattern, view):
    def remove():
        pattern.callback = view

    return remove


def _patterns(found):
    for pattern in found:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _patterns(pattern.url_patterns)


def asked_of(view):
    """(permission, whether it asks again) of a staff page, as written."""
    view = inspect.unwrap(view)
    module = sys.modules.get(getattr(view, "__module__", None))
    if module is None or not module.__name__.startswith(VIEWS):
        return "", False
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef) and node.name == view.__name__:
            return _said(node, module)
    return "", False


def _said(node, module):
    for call in node.decorator_list:
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "staff_page":
            [first] = call.args
            named = {each.arg for each in call.keywords}
            known = isinstance(first, ast.Constant)
            permission = first.value if known else getattr(module, first.id)
            return permission, "again" in named
    return "", "again" in {ast.unparse(call) for call in node.decorator_list}


def _in_functions():
    """Scopes and refusals of pages, and four eyes wherever they are asked for."""
    for name, module in sorted(sys.modules.items()):
        if not name.startswith(APPS) or ".migrations" in name:
            continue
        tree = ast.parse(inspect.getsource(module))
        is_view = name.startswith(VIEWS)
        for find in OF_VIEWS if is_view else OF_RULES:
            for function, node, words in find(tree):
                label = f"{name}.{function}: {words}"
                yield _inside(label, module, function, node)


def _inside(label, module, name, node):
    function = function_of(module, name)
    passed = function.__code__

    def remove():
        function.__code__ = code_without(module, name, node)

    return Guard(label, remove, passed)
