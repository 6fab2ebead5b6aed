"""Who did what when: read by those who answer for it, and a text taken out for good."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import told_on
from cities.pages import ROWS_A_PAGE
from creativecity.ledger.models import Redaction
from creativecity.ledger.redacting import redact as take_out
from creativecity.ledger.redacting import redactable
from creativecity.spreadsheets import Sheet, stream_csv
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..audit.file import MOST, WIDTHS, header, note, rows
from ..audit.page import lines_of
from ..audit.scope import entries_for
from ..audit.values import row_of, text_of, values_of
from ..downloads.files import workbook
from ..forms.audit import AuditFilter, RedactionForm

READ = "ledger.read_log"


@staff_page(READ, safe=True)
def audit(request):
    chosen = AuditFilter(request.GET, user=request.user)
    pages = Paginator(chosen.found(), ROWS_A_PAGE)
    pages.count = chosen.count()
    page = pages.get_page(request.GET.get("page"))
    context = {"filter": chosen, "page": page, "lines": lines_of(page.object_list)}
    return render(request, "programmes/staff/audit.html", context)


@staff_page(READ, safe=True)
def audit_csv(request):
    entries = AuditFilter(request.GET, user=request.user).found()
    content = stream_csv(header(), rows(entries.iterator()))
    response = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"audit-{today()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff_page(READ, safe=True)
def audit_xlsx(request):
    chosen = AuditFilter(request.GET, user=request.user)
    sheet = Sheet(
        title=_("Who did what when"),
        header=header(),
        rows=rows(chosen.found()[:MOST].iterator()),
        widths=WIDTHS,
        note=note(chosen.count()),
    )
    name = f"audit-{today()}.xlsx"
    return FileResponse(workbook(sheet), as_attachment=True, filename=name)


@staff_page(READ, safe=True)
def audit_entry(request, sequence):
    entry = get_object_or_404(entries_for(request.user), sequence=sequence)
    gone = Redaction.objects.filter(redacted=sequence).select_related("recorded_by")
    [line] = lines_of([entry])
    context = {
        "entry": entry,
        "line": line,
        "values": values_of(entry),
        "is_row": row_of(entry) is not None,
        "gone": gone.order_by("sequence"),
        "may_go": redactable(entry),
    }
    return render(request, "programmes/staff/audit_entry.html", context)


@staff_page("ledger.add_redaction", again=True)
def redact(request, sequence, field):
    entry = get_object_or_404(entries_for(request.user), sequence=sequence)
    found = text_of(entry, field)
    if found is None:
        raise Http404
    row, name = found
    form = RedactionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            reason = form.cleaned_data["reason"]
            take_out(row, field, by=request.user, reason=reason)
            messages.success(request, _("The text is removed. Its hash stays."))
            return redirect("staff:audit_entry", sequence)
    [line] = lines_of([entry])
    context = {
        "entry": entry,
        "line": line,
        "name": name,
        "text": getattr(row, field) if field != "payload" else "",
        "form": form,
    }
    return render(request, "programmes/staff/redact.html", context)
