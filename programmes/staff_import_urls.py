"""Files of rows that the secretary takes in, under `/<lang>/staff/`."""

from django.urls import path

from .staff_views import import_history, imports

urlpatterns = [
    path("imports/", import_history.imports, name="imports"),
    path("imports/<int:number>/", import_history.imported, name="import"),
    path(
        "imports/<int:number>/withdraw/",
        import_history.withdraw_import,
        name="withdraw_import",
    ),
    path("imports/<slug:kind>/", imports.import_kind, name="import_kind"),
    path(
        "imports/<slug:kind>/<slug:what>.<slug:file_format>",
        imports.import_file,
        name="import_file",
    ),
]
