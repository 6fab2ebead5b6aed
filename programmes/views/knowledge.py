"""News and knowledge for everybody: the list, one article, its pictures."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext as _

from cities.models import Source
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.thai_calendar import today

from ..article_page import shown
from ..forms.article_filter import ArticleFilter
from ..knowledge import beside, related
from ..models import Article, ArticleImage

PAGE = 12


@public_page
def knowledge(request):
    published = Article.objects.published(today())
    chosen = ArticleFilter(request.GET, articles=published)
    pictures = Prefetch("images", ArticleImage.objects.shown(), "shown_images")
    found = chosen.found().prefetch_related("cities", pictures)
    context = {
        "filter": chosen,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "is_empty": not published.exists(),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/knowledge.html", context)


@public_page
def article(request, slug):
    on = today()
    published = Article.objects.published(on).prefetch_related("cities")
    found = get_object_or_404(published, slug=slug)
    older, newer = beside(found, on)
    images = list(found.images.shown())
    context = {
        "article": found,
        "shown": shown(found, images=images),
        "lead_image": images[0] if images else None,
        "sources": Source.objects.cited_by([found]),
        "related": related(found, on),
        "older": older,
        "newer": newer,
        "today": on,
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/article.html", context)


@public_page
def picture(request, slug, number, width):
    """A picture in one of its widths; asked for anew each time: it may be withdrawn."""
    pictures = ArticleImage.objects.readable_by(request.user, today())
    found = get_object_or_404(
        pictures.select_related("article"), article__slug=slug, position=number
    )
    if width not in found.widths():
        raise Http404(_("The picture is not kept in this width."))
    try:
        content = found.file.storage.open(found.path(width))
    except FileNotFoundError as lost:
        raise Http404(_("The file is not where it was kept.")) from lost
    response = FileResponse(content, content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if found.article.is_published():
        patch_cache_control(response, no_cache=True)
    else:
        add_never_cache_headers(response)
    return response
