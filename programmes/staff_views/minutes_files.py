"""Minutes and agenda of a review as files, in the form that Thai offices use."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from creativecity.staff_page import staff_page

from ..minutes import minutes_hash, minutes_values
from ..models import AnnualReview
from ..reports import minutes_files, pdf, word_file


@staff_page("programmes.view_annualreview", safe=True)
def minutes_docx(request, slug, year):
    review, values = _minutes(slug, year)
    content = minutes_files.minutes_docx(
        values, language=get_language(), sha256=minutes_hash(values)
    )
    return attached(review, content, "minutes", "docx")


@staff_page("programmes.view_annualreview", safe=True)
def minutes_pdf(request, slug, year):
    review, values = _minutes(slug, year)
    content = minutes_files.minutes_pdf(
        values, language=get_language(), sha256=minutes_hash(values)
    )
    return attached(review, content, "minutes", "pdf")


@staff_page("programmes.view_annualreview", safe=True)
def agenda_docx(request, slug, year):
    review, values = _minutes(slug, year)
    content = minutes_files.agenda_docx(values, language=get_language())
    return attached(review, content, "agenda", "docx")


def _minutes(slug, year):
    reviews = AnnualReview.objects.select_related("programme")
    review = get_object_or_404(reviews, programme__slug=slug, year=year)
    return review, minutes_values(review)


def attached(review, content, what, ending):
    media_types = {"pdf": pdf.MEDIA_TYPE, "docx": word_file.MEDIA_TYPE}
    response = HttpResponse(content, content_type=media_types[ending])
    name = f"{review.programme.slug}-{review.year}-{what}-{get_language()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
