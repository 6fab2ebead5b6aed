"""First steps: what each post of whoever is signed in begins with, on one sheet."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..first_steps.guides import guides_of


@never_cache
@require_safe
def first_steps(request):
    """Open to every account: who has no post yet reads whom to ask."""
    context = {"guides": guides_of(request.user), "contact": settings.CONTACT_EMAIL}
    return render(request, "programmes/staff/first_steps.html", context)
