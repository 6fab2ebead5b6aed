"""The file of a paper: to the public if that may read it, else to staff."""

from django.shortcuts import get_object_or_404

from creativecity.kept_file import kept_file
from creativecity.public_page import public_page

from ..models import Paper


@public_page
def paper_file(request, slug, paper):
    """A file, to save and never to show: to those who may read it, else nothing."""
    files = Paper.objects.readable_by(request.user).exclude(file="")
    found = get_object_or_404(files, programme__slug=slug, pk=paper)
    return kept_file(found, is_public=found.is_public)
