"""The API told to people, in plain words."""

from django.shortcuts import render
from django.urls import reverse

from creativecity.ledger.chain import holds_sample_data
from creativecity.open_data import Asked
from creativecity.public_page import public_page
from creativecity.thai_calendar import today

from ..api_page import errors, everywhere, limits, told
from ..downloads.licences import licence
from ..downloads.subjects import by_subject
from ..open_data import TABLES
from .data import find_table

#: The table that the page asks its first questions of.
SHOWN = "milestones"


@public_page
def api(request):
    asked = Asked(on=today(), absolute=request.build_absolute_uri)
    context = {
        "base": request.build_absolute_uri(reverse("api:index")),
        "examples": told(find_table(SHOWN), asked).examples,
        "subjects": by_subject(TABLES, lambda table: table.name),
        "parameters": everywhere(),
        "errors": errors(),
        "limits": limits(),
        "licence": licence(),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/api.html", context)
