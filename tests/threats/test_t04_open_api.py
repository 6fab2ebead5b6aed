"""T4: what is added to the API is shut until it says that it is open.

Each address of it against each role and method: tests/test_api_access.py.
"""

import pytest
from django.urls import path, reverse
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet

from creativecity import urls
from tests.access_matrix import API_TABLES

VERBS = ["get", "post", "put", "patch", "delete"]


class Forgotten(APIView):
    def get(self, request):
        return Response("what staff wrote")

    post = put = patch = delete = get


class ForgottenRows(ViewSet):
    def list(self, request):
        return Response("what staff wrote")


router = SimpleRouter()
router.register("rows", ForgottenRows, basename="rows")
urlpatterns = [
    path("api/v1/forgotten/", Forgotten.as_view()),
    *(path(f"api/v1/forgotten/{each.pattern}", each.callback) for each in router.urls),
    *urls.urlpatterns,
]
handler500 = urls.handler500


@pytest.mark.parametrize("verb", VERBS)
def test_t04_a_view_that_forgets_is_shut(verb, settings, client, db):
    settings.ROOT_URLCONF = __name__

    response = getattr(client, verb)("/api/v1/forgotten/")

    assert response.status_code in {401, 403}
    assert b"what staff wrote" not in response.content


def test_t04_nor_does_a_sign_in_open_it(settings, sign_in):
    settings.ROOT_URLCONF = __name__

    assert sign_in("secretary").get("/api/v1/forgotten/").status_code == 403


def test_t04_an_address_of_a_router_is_shut_too(settings, client, db):
    settings.ROOT_URLCONF = __name__

    assert client.get("/api/v1/forgotten/^rows/$").status_code in {401, 403}


def test_t04_each_list_is_read_by_visitors_and_changed_by_none(client, facts):
    paths = [reverse(f"api:{table}") for table in sorted(API_TABLES)]

    assert {client.get(path).status_code for path in paths} == {200}
    assert {client.post(path, {"x": "y"}).status_code for path in paths} == {405}
