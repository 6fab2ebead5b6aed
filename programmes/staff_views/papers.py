"""Papers of an agreement: signed files and links that its acts rest on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import status_of, told_on
from cities.pages import ROWS_A_PAGE
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..forms.paper_form import PaperForm, PaperWordsForm
from ..models import Paper, Programme


@staff_page("programmes.view_annualreview", safe=True)
def papers(request, slug):
    programme = get_object_or_404(Programme, slug=slug)
    rows = programme.papers.select_related("programme")
    context = {
        "programme": programme,
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/paper_list.html", context)


@staff_page("programmes.add_paper")
def add_paper(request, slug):
    programme = get_object_or_404(Programme, slug=slug)
    form = PaperForm(request.POST or None, request.FILES or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            form.keep(by=request.user)
            messages.success(request, _("The paper is added."))
            return redirect("staff:papers", slug=slug)
    context = {
        "programme": programme,
        "form": form,
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/paper_form.html", context)


@staff_page("programmes.change_paper")
def edit_paper(request, slug, paper):
    """Its title, and whether the public may read it; what it says never changes."""
    papers = Paper.objects.select_related("programme")
    found = get_object_or_404(papers, programme__slug=slug, pk=paper)
    form = PaperWordsForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            base = form.cleaned_data["base"]
            found.edit(by=request.user, fields=form.changed_data, base=base)
            messages.success(request, _("Saved."))
            return redirect("staff:papers", slug=slug)
    context = {
        "programme": found.programme,
        "paper": found,
        "form": form,
        "is_sample": found.is_sample,
    }
    page = "programmes/staff/paper_form.html"
    return render(request, page, context, status=status_of(form))
