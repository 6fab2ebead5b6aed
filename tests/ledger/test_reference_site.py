"""The admin site has no side door past the ledger."""

from django.urls import reverse


def test_passwords_are_changed_in_one_place(sign_in):
    response = sign_in("secretary").get(reverse("admin:password_change"))

    assert response["Location"] == reverse("account_change_password")


def test_what_other_rows_name_a_thing_by_is_fixed(sign_in, cast):
    city = cast["officer.nan"].cities.get()
    path = reverse("admin:cities_city_change", args=[city.pk])

    form = sign_in("secretary").get(path).context["adminform"].form

    assert "slug" not in form.fields
