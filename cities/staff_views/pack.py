"""What a candidacy sends to UNESCO: the checklist, each document, and the ZIP."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.ledger.overtaken import OvertakenError
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.overtaken import HTTP_CONFLICT, BaseField, status_of, told_on
from ..forms.pack import PackItemForm
from ..models import Candidacy, City, PackItem
from ..pack.archive import Pack
from ..pack.checklist import Checklist


@staff_page("programmes.use_staff_pages", safe=True)
def pack(request, slug, year):
    candidacy = _find(City.objects.exportable_by(request.user), slug, year)
    context = {
        "candidacy": candidacy,
        "city": candidacy.city,
        "checklist": Checklist(candidacy),
        "may_edit": _may_edit(request.user, candidacy.city),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/pack.html", context)


@staff_page("programmes.use_staff_pages", safe=True)
def download_pack(request, slug, year):
    """The ZIP, gaps and all; every file is read through first, then sent piece-wise."""
    candidacy = _find(City.objects.exportable_by(request.user), slug, year)
    is_sample = holds_sample_data()
    made = Pack(
        Checklist(candidacy, is_deep=True),
        language=get_language(),
        made_on=today(),
        is_sample=is_sample,
    )
    response = StreamingHttpResponse(made.stream(), content_type="application/zip")
    name = f"pack-{slug}-{year}{'-sample' if is_sample else ''}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff_page("cities.change_packitem")
def edit_pack_item(request, slug, year, code, number):
    candidacy = _find(City.objects.kept_by(request.user), slug, year)
    checklist = Checklist(candidacy)
    item = PackItem.objects.at(candidacy, _document(checklist, code, number), number)
    if request.method == "POST" and request.POST.get("step") == "empty":
        return _take_out(request, checklist, item)
    form = _form(checklist, item, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _keep(request, checklist, item, form)
    return _show(request, checklist, item, form)


def _find(cities, slug, year):
    rows = Candidacy.objects.select_related("city", "call")
    return get_object_or_404(rows, city__in=cities, city__slug=slug, call__year=year)


def _document(checklist, code, number):
    for document in checklist.documents:
        if document.code == code and number in checklist.numbers(document):
            return document
    raise Http404(_("The list of this call has no such document."))


def _may_edit(user, city):
    return user.has_perm("cities.change_packitem") and (
        City.objects.kept_by(user).filter(pk=city.pk).exists()
    )


def _form(checklist, item, *given):
    return PackItemForm(
        *given,
        instance=item,
        city=checklist.candidacy.city,
        needs_rights=checklist.needs_rights(),
    )


def _show(request, checklist, item, form, status=None):
    row = next(row for row in checklist.rows if row.document == item.document)
    _slot, told, reasons = row.slots[item.number - 1]
    context = {
        "candidacy": checklist.candidacy,
        "city": checklist.candidacy.city,
        "document": item.document,
        "item": item,
        "told": told,
        "reasons": reasons,
        "row": row,
        "form": form,
        "is_sample": holds_sample_data(),
    }
    page = "cities/staff/pack_item_form.html"
    return render(request, page, context, status=status or status_of(form))


def _keep(request, checklist, item, form):
    try:
        kept = _keep_files(request, form, checklist.candidacy.city)
    except OSError:
        words = _("The file could not be kept. Try again; if it fails again, tell us.")
        form.add_error(None, ValidationError(words, code="failed"))
        return _show(request, checklist, item, form)
    for target, piece in kept.items():
        setattr(item, target, piece)
    with told_on(form):
        item.keep(by=request.user, base=form.cleaned_data["base"])
        messages.success(request, _("Saved."))
        return _back(item)
    form.choose(kept)
    return _show(request, checklist, item, form)


def _keep_files(request, form, city):
    """New files go into the library first: a conflict does not lose them."""
    return {
        target: city.add_evidence(piece, by=request.user)
        for target, piece in form.uploads()
    }


def _take_out(request, checklist, item):
    base = BaseField().clean(request.POST.get("base"))
    try:
        item.take_out(by=request.user, base=base)
    except OvertakenError as overtaken:
        words = _("Somebody changed it meanwhile, so it was not taken out: look at it.")
        messages.error(request, words)
        stored = overtaken.stored
        anew = _form(checklist, stored)
        return _show(request, checklist, stored, anew, HTTP_CONFLICT)
    messages.success(request, _("Taken out. The file stays in the city's library."))
    return _back(item)


def _back(item):
    candidacy = item.candidacy
    page = reverse("staff:cities:pack", args=[candidacy.city.slug, candidacy.call.year])
    return redirect(f"{page}#{item.document.code}")
