"""News and knowledge as staff keep them: the list, one article, its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.forms.overtaken import status_of, told_on
from cities.pages import ROWS_A_PAGE
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.template_filters import thai_date
from creativecity.thai_calendar import today

from ..article_page import shown
from ..forms.article import PublishForm, TakeDownForm
from ..forms.article_filter import StaffArticleFilter
from ..models import Article

#: What an article's page does at the press of a button, and what it then says.
STEPS = {
    "propose": gettext_lazy("Proposed. An agency or the secretary publishes it."),
    "put_back": gettext_lazy("It is what it was before it was taken down."),
}


@staff_page("programmes.view_article", safe=True)
def articles(request):
    visible = Article.objects.visible_to(request.user)
    chosen = StaffArticleFilter(request.GET, articles=visible, on=today())
    found = chosen.found().prefetch_related("cities")
    context = {
        "filter": chosen,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "is_empty": not visible.exists(),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/article_list.html", context)


@staff_page("programmes.view_article")
def article(request, slug):
    """An article in both languages, its pictures, and the steps that are open."""
    found = find(Article.objects.visible_to(request.user), slug)
    if request.method == "POST":
        _step(request, found, request.POST.get("step"))
        return redirect("staff:article", slug)
    languages = ["th", "en"] if found.has_english() else ["th"]
    images = list(found.images.all())
    standing = [image for image in images if image.is_shown()]
    context = {
        "article": found,
        "texts": [shown(found, each, images=standing) for each in languages],
        "images": images,
        "steps": found.steps_of(request.user),
        "keeps_pictures": _keeps_pictures(request.user, found),
        "history": list(found.history()),
        "is_sample": found.is_sample,
    }
    return render(request, "programmes/staff/article.html", context)


@staff_page("programmes.publish_article")
def publish_article(request, slug):
    found = find(Article.objects.all(), slug)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["from_day"]
        with told_on(form):
            found.publish(by=request.user, from_day=day)
            messages.success(request, _published_words(found))
            return redirect("staff:article", slug)
    context = {"article": found, "form": form, "act": "publish"}
    page = "programmes/staff/article_act.html"
    return render(request, page, context, status=status_of(form))


@staff_page("programmes.publish_article")
def take_down_article(request, slug):
    found = find(Article.objects.all(), slug)
    form = TakeDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            found.take_down(by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Taken down. It can be put back."))
            return redirect("staff:article", slug)
    context = {"article": found, "form": form, "act": "take_down"}
    page = "programmes/staff/article_act.html"
    return render(request, page, context, status=status_of(form))


def find(articles, slug):
    return get_object_or_404(articles.prefetch_related("cities"), slug=slug)


def _keeps_pictures(user, article):
    """Whether a consent can be taken back here, whatever else is open."""
    own = Article.objects.in_hand_of(user).filter(pk=article.pk)
    return user.has_perm("programmes.change_articleimage") and own.exists()


def _published_words(article):
    if article.published_on > today():
        words = _("The public reads it from %(day)s.")
        return words % {"day": thai_date(article.published_on)}
    return _("The public can read it now.")


def _step(request, article, step):
    """Take one step; a second press of the button says what is so."""
    if step not in STEPS:
        raise Http404(_("This page knows no such button."))
    if not _may(request.user, article, step):
        raise PermissionDenied(_("Your role does not take this step."))
    try:
        getattr(article, step)(by=request.user)
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    else:
        messages.success(request, STEPS[step])


def _may(user, article, step):
    if step == "put_back":
        return user.has_perm("programmes.publish_article")
    own = Article.objects.kept_by(user).filter(pk=article.pk)
    return user.has_perm("programmes.change_article") and own.exists()
