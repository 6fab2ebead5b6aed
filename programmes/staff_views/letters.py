"""Letters by e-mail: the own ones, what one follows, and whom they reach."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.models import City
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.letters import LetterChoiceForm
from ..letters.accounts import staff_accounts, tell
from ..letters.followed import followed_by
from ..letters.page import outlook
from ..models import AnnualReview, Letter, LetterChoice, Subscription

STAFF = "programmes.use_staff_pages"
PAGE, ACCOUNTS = 10, 10


@staff_page(STAFF)
def letters(request):
    user = request.user
    choice = LetterChoice.objects.of(user)
    form = LetterChoiceForm(request.POST or None, choice=choice)
    if request.method == "POST" and form.is_valid():
        LetterChoice.objects.choose(user, **form.chosen())
        messages.success(request, _("Your choice of letters is kept."))
        return redirect("staff:letters")
    sent = user.letters.sent().defer("text", "html")
    context = {
        "form": form,
        "choice": choice,
        "outlook": outlook(user, today()),
        "followed": followed_by(user),
        "page": Paginator(sent, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "programmes/staff/letters.html", context)


@staff_page(STAFF, safe=True)
def letter(request, letter):
    """One that was sent, as its reader got it in plain text."""
    found = get_object_or_404(request.user.letters.sent(), pk=letter)
    return render(request, "programmes/staff/letter.html", {"letter": found})


@staff_page("programmes.view_letter", safe=True)
def all_letters(request):
    page = Paginator(staff_accounts(), ACCOUNTS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "accounts": tell(page.object_list, today()),
        "failed": Letter.objects.unsent().failed().count(),
        "on": today(),
    }
    return render(request, "programmes/staff/all_letters.html", context)


@staff_page(STAFF)
def follow_city(request, slug):
    return _follow(request, "city", get_object_or_404(City, slug=slug))


@staff_page(STAFF)
def follow_review(request, slug, year):
    rows = AnnualReview.objects.select_related("programme")
    review = get_object_or_404(rows, programme__slug=slug, year=year)
    return _follow(request, "review", review)


def _follow(request, kind, thing):
    """Follow it or no more; back to where the button stood."""
    user = request.user
    if request.method == "POST":
        if request.POST.get("step") == "unfollow":
            Subscription.objects.unfollow(user, **{kind: thing})
            messages.success(request, _("You no longer follow it."))
        else:
            Subscription.objects.follow(user, **{kind: thing})
            messages.success(request, _("You follow it now."))
        is_own_page = request.POST.get("back") == "letters"
        return redirect("staff:letters" if is_own_page else thing)
    context = {kind: thing, "followed": followed_by(user)}
    return render(request, "programmes/staff/follow.html", context)
