"""Writing an article: drafts kept while one types, a preview, then saved."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import status_of, told_on
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from .. import article_drafts
from ..article_page import shown
from ..forms.article import ArticleEditForm, ArticleForm
from ..models import Article
from .articles import find


@staff_page("programmes.add_article")
def add_article(request):
    form = _form(request, Article())
    if done := _at_button(request, form):
        return done
    if _is_saving(request) and form.is_valid():
        added = form.instance.add(by=request.user, cities=form.ticked())
        article_drafts.discard(request.user, Article())
        messages.success(
            request, _("Saved as a draft. Add pictures, then propose or publish it.")
        )
        return redirect("staff:article", added.slug)
    return _show(request, form)


@staff_page("programmes.change_article")
def edit_article(request, slug):
    found = find(Article.objects.editable_by(request.user), slug)
    form = _form(request, found)
    if done := _at_button(request, form):
        return done
    if _is_saving(request) and form.is_valid():
        with told_on(form):
            _save(form, by=request.user)
            article_drafts.discard(request.user, found)
            messages.success(request, _("Saved."))
            return redirect("staff:article", slug)
    return _show(request, form)


@staff_page("programmes.add_article")
def keep_new_article(request):
    """What is being typed, sent by the page itself; answers with the state to show."""
    return _keep(request, Article())


@staff_page("programmes.change_article")
def keep_article(request, slug):
    return _keep(request, find(Article.objects.editable_by(request.user), slug))


def _keep(request, article):
    if request.method == "POST":
        form = _empty_form(article, request.user)
        article_drafts.keep(request.user, article, form, request.POST)
    context = {"draft": article_drafts.draft_of(request.user, article)}
    return render(request, "programmes/staff/_article_draft.html", context)


def _save(form, *, by):
    data = form.cleaned_data
    form.instance.edit(
        by=by,
        fields=form.changed(),
        base=data["base"],
        cities=form.ticked() if "cities" in form.changed_data else None,
        is_english_right=data.get("is_english_right", False),
    )


def _form_class(article):
    return ArticleEditForm if article.pk else ArticleForm


def _empty_form(article, user):
    return _form_class(article)(instance=article, user=user)


def _form(request, article):
    """What was posted; else what one typed and did not save; else what stands."""
    if request.method == "POST":
        return _form_class(article)(request.POST, instance=article, user=request.user)
    form = _empty_form(article, request.user)
    form.draft = article_drafts.draft_of(request.user, article)
    if form.draft:
        form.initial |= _typed(form, form.draft.values)
    return form


def _typed(form, values):
    """A draft as the form's own fields show it, not judged yet."""
    data = QueryDict(mutable=True)
    for name, typed in values.items():
        data.setlist(name, typed)
    return {
        name: form.fields[name].widget.value_from_datadict(data, {}, name)
        for name in form.fields
        if name in values or name == "cities"
    }


def _is_saving(request):
    return request.method == "POST" and request.POST.get("step") != "preview"


def _at_button(request, form):
    """Discard the draft, or keep it; None for the other buttons."""
    step = request.POST.get("step")
    if step == "discard":
        article_drafts.discard(request.user, form.instance)
        messages.success(request, _("Your draft is discarded."))
        return redirect(request.path)
    if step == "keep":
        article_drafts.keep(request.user, form.instance, form, request.POST)
        messages.success(request, _("Your draft is kept. Nobody but you sees it."))
        return redirect(request.path)
    return None


def _show(request, form):
    article = form.instance
    context = {
        "form": form,
        "article": article if article.pk else None,
        "draft": getattr(form, "draft", None),
        "images": article.images.shown() if article.pk else (),
        "preview": _preview(request, form),
        "is_sample": holds_sample_data(),
    }
    page = "programmes/staff/article_form.html"
    return render(request, page, context, status=status_of(form))


def _preview(request, form):
    """The texts as they would be shown, whatever else is wrong; none unless asked."""
    if request.POST.get("step") != "preview":
        return []
    form.full_clean()
    article = form.instance
    images = list(article.images.shown()) if article.pk else []
    languages = ["th", "en"] if article.body_en else ["th"]
    return [shown(article, each, images=images) for each in languages]
