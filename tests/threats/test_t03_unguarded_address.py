"""T3: a page that somebody adds and forgets to guard opens to nobody unseen."""

from django.http import HttpResponse
from django.urls import path, reverse

from creativecity import urls
from creativecity.staff_page import staff_page
from tests.access_matrix import ROLES
from tests.addresses import walk


def forgotten(request):
    return HttpResponse("what staff wrote")


def of_a_right(request):
    return HttpResponse("what staff wrote")


urlpatterns = [
    path("forgotten/", forgotten, name="forgotten"),
    path("right/", staff_page("cities.no_such_right")(of_a_right), name="right"),
    *urls.urlpatterns,
]
handler500 = urls.handler500


def test_t03_a_visitor_is_sent_to_sign_in(settings, client, db):
    settings.ROOT_URLCONF = __name__

    response = client.get("/forgotten/")

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_t03_the_sweep_of_all_addresses_meets_it():
    before = set(walk(urls.urlpatterns))

    assert set(walk(urlpatterns)) - before == {"forgotten", "right"}


def test_t03_a_right_that_nobody_was_given_opens_to_nobody(settings, sign_in):
    settings.ROOT_URLCONF = __name__

    answers = {role: sign_in(role).get("/right/").status_code for role in ROLES}

    assert set(answers.values()) == {403}
