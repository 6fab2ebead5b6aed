"""The pictures of an article: added, told in words, retired, consent taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.forms.overtaken import status_of, told_on
from creativecity.staff_page import staff_page

from ..forms.article_image import ImageForm, ImageWordsForm
from ..models import Article, ArticleImage
from ..privacy.consents import current
from .articles import find

#: What the page of a picture does at the press of a button, and what it then says.
STEPS = {
    "retire": gettext_lazy("The picture is shown no more."),
    "withdraw_consent": gettext_lazy(
        "The consent is withdrawn: the picture is shown no more, its files are erased."
    ),
}


@staff_page("programmes.add_articleimage")
def add_picture(request, slug):
    article = find(Article.objects.editable_by(request.user), slug)
    picture = ArticleImage(article=article, is_sample=article.is_sample)
    form = ImageForm(request.POST or None, request.FILES or None, instance=picture)
    if request.method == "POST" and form.is_valid() and (kept := _add(request, form)):
        words = _("Picture %(number)s is kept. Place it in the text by its number.")
        messages.success(request, words % {"number": kept.position})
        return redirect("staff:article", slug)
    context = {"article": article, "form": form, "is_open": True}
    context["wording"] = current()
    return render(request, "programmes/staff/article_image_form.html", context)


@staff_page("programmes.change_articleimage")
def edit_picture(request, slug, number):
    """Of one that is shown no more the consent can be taken back, and nothing else."""
    article = find(Article.objects.in_hand_of(request.user), slug)
    picture = get_object_or_404(article.images, position=number)
    if step := request.POST.get("step"):
        return _step(request, picture, step)
    is_open = picture.is_shown() and article.taken_down_on is None
    form = ImageWordsForm(request.POST or None, instance=picture)
    if request.method == "POST" and is_open and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            picture.edit(by=request.user, fields=form.changed_data, base=base)
            messages.success(request, _("Saved."))
            return redirect("staff:article", slug)
    context = {"article": article, "form": form, "picture": picture}
    context |= {"is_open": is_open, "wording": current()}
    page = "programmes/staff/article_image_form.html"
    return render(request, page, context, status=status_of(form))


def _add(request, form):
    """The picture, or None where it could not be kept."""
    try:
        return form.instance.add(by=request.user)
    except OSError:
        words = _("The file could not be kept. Try again; if it fails again, tell us.")
        form.add_error("file", ValidationError(words, code="failed"))
        return None


def _step(request, picture, step):
    if step not in STEPS:
        raise Http404(_("This page knows no such button."))
    try:
        getattr(picture, step)(by=request.user)
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    else:
        messages.success(request, STEPS[step])
    return redirect("staff:article", picture.article.slug)
