"""How a file that somebody handed in is given out: to save, and never to show."""

from django.http import FileResponse, Http404
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext as _


def kept_file(row, *, is_public):
    """The file of a row that has `file`, `name` and `media_type`; 404 where it is lost.

    One that the public may read is asked for anew each time: it may be taken back.
    """
    try:
        content = row.file.open("rb")
    except FileNotFoundError as lost:
        raise Http404(_("The file is not where it was kept.")) from lost
    response = FileResponse(
        content, as_attachment=True, filename=row.name, content_type=row.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if is_public:
        patch_cache_control(response, no_cache=True)
    else:
        add_never_cache_headers(response)
    return response
