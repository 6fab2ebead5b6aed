"""The open data in the words of schema.org, as search engines for data read them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ..linked_data import Absolute
from .catalogue import ABOUT, TITLE
from .files import MEDIA_TYPES


def catalogue(lines, absolute: Absolute) -> dict:
    """All tables, each by its page; `lines` as in the list of them."""
    tables = [line.table for line in lines]
    return {
        "@type": "DataCatalog",
        "name": str(TITLE),
        "description": str(ABOUT),
        "url": absolute(reverse("programmes:data")),
        "inLanguage": ["th", "en"],
        "isAccessibleForFree": True,
        "dataset": [_told(table, absolute) for table in tables],
    }


def table_dataset(table, files, licence, absolute: Absolute) -> dict:
    """One table with its files."""
    downloads = [
        {
            "@type": "DataDownload",
            "encodingFormat": MEDIA_TYPES[file.kind].partition(";")[0],
            "contentUrl": absolute(file.address),
        }
        for file in files
    ]
    return {
        **_told(table, absolute),
        "inLanguage": ["th", "en"],
        "isAccessibleForFree": True,
        "license": licence.url,
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": _("Open data"),
            "url": absolute(reverse("programmes:data")),
        },
        "distribution": downloads,
    }


def _told(table, absolute: Absolute) -> dict:
    page = reverse("programmes:data_table", kwargs={"table": table.name})
    return {
        "@type": "Dataset",
        "name": str(table.title),
        "description": str(table.about),
        "url": absolute(page),
    }
