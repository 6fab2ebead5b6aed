"""Before a deployment: is the bucket there in which files are to lie?"""

from django.conf import settings
from django.core.checks import Error
from django.core.files.storage import default_storage


def bucket_is_there(app_configs, **kwargs):
    if not settings.MEDIA_BUCKET:
        return []
    try:
        default_storage.ask()
    except OSError as error:
        return [
            Error(
                f"The bucket of MEDIA_BUCKET cannot be asked: {error}",
                hint="Is it there, and may the keys list, read, write and delete?",
                id="creativecity.E001",
            )
        ]
    return []
