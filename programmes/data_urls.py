"""The open data: its pages, and every file of it."""

from django.urls import path

from .views import data, data_files

KINDS = ("csv", "xlsx", "json")

urlpatterns = [
    path("data/", data.index, name="data"),
    path("data/dictionary/", data.dictionary, name="data_dictionary"),
    *(
        path(
            f"data/dictionary.{kind}",
            data_files.dictionary_file,
            {"kind": kind},
            name=f"dictionary_{kind}",
        )
        for kind in KINDS
    ),
    path("data/creativecity.zip", data_files.dump, name="dump"),
    path("data/catalogue.jsonld", data_files.catalogue, name="data_catalogue"),
    path("data/catalogue.json", data_files.ckan, name="data_packages"),
    *(
        path(
            f"data/<slug:table>.{kind}",
            data_files.table_file,
            {"kind": kind},
            name=f"table_{kind}",
        )
        for kind in KINDS
    ),
    path("data/<slug:table>/", data.detail, name="data_table"),
]
