from creativecity.accounts.second_factor.secret_box import close, open_box


def test_box_opens_with_the_key_that_closed_it():
    closed = close("a key")

    assert "a key" not in closed
    assert open_box(closed) == "a key"


def test_box_opens_with_a_key_that_was_replaced(settings):
    closed = close("a key")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one, of fifty or more random characters"

    assert open_box(closed) == "a key"


def test_box_stays_shut_without_its_key(settings):
    closed = close("a key")

    settings.SECRET_KEY = "another one, of fifty or more random characters"

    assert open_box(closed) is None
