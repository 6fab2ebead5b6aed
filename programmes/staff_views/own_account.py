"""My account: what the portal knows of whoever is signed in, and how they sign in."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from creativecity.accounts.second_factor.rows import factors_of

from ..accounts.posts import posts_of


@never_cache
@require_safe
def account_overview(request):
    """Open to every account, whatever its role; to visitors as all pages are shut."""
    factors = factors_of(request.user)
    context = {
        "posts": posts_of(request.user),
        "factors": factors,
        "is_required": settings.SECOND_FACTOR_REQUIRED,
    }
    return render(request, "account/overview.html", context)
