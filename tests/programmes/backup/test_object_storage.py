"""Files in a bucket are backed up and brought back as those of a folder are."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage as storage

from programmes.backup.media import names
from programmes.backup.refusal import RefusalError
from programmes.backup.restoring import restore
from programmes.backup.saving import back_up
from tests.factories import make_city, make_file, make_user
from tests.object_store import BUCKET, bucket, object_store, options_of, storages_of

from .archives import table_changed
from .emptying import empty, unseen

PICTURE = "pictures/1/ผ้าทอ.png"


@pytest.fixture
def path(emptied_after, settings, tmp_path):
    """The archive of a portal with files in a bucket; portal and bucket are empty."""
    with object_store() as endpoint:
        settings.MEDIA_BUCKET = BUCKET
        settings.STORAGES = storages_of(options_of(endpoint), settings.STORAGES)
        with bucket(endpoint) as found:
            make_file(make_city(), by=make_user())
            storage.save(PICTURE, ContentFile(b"\x89PNG" * 1000))
            back_up(tmp_path / "a.zip", unseen)
            empty()
            found.objects.delete()
            yield tmp_path / "a.zip"


@pytest.mark.slow
def test_files_of_a_bucket_come_back(path):
    manifest = restore(path, unseen)

    assert sorted(names()) == sorted(manifest.files)
    with storage.open(PICTURE) as content:
        assert content.read() == b"\x89PNG" * 1000


@pytest.mark.slow
def test_bucket_is_emptied_again_where_the_rows_fail(path):
    table_changed(path, "auth_user", lambda rows: b"")

    with pytest.raises(RefusalError, match="does not take it"):
        restore(path, unseen)

    assert list(names()) == []
