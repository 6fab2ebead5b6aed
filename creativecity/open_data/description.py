"""The address of the description for machines, in JSON and YAML."""

from threading import Lock

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)

from ..public_page import tag_of
from ..spared import kept
from . import parameters as p
from .freshness import answer
from .public_answer import PublicAnswer

#: JSON first: what asks for nothing in particular gets it.
RENDERERS = {
    "json": [OpenApiJsonRenderer2, OpenApiJsonRenderer],
    "yaml": [OpenApiYamlRenderer2, OpenApiYamlRenderer],
}
#: Seconds; the texts are long.
KEPT_FOR = 10 * 60
#: Two descriptions made at once would mix: a view's class holds what is described.
_one_at_a_time = Lock()


class Description(PublicAnswer):
    """OpenAPI, made from the tables, in the reader's language; kept for a while."""

    schema = None
    renderer_classes = [*RENDERERS["json"], *RENDERERS["yaml"]]

    def get_renderers(self):
        wanted = RENDERERS.get(self.request.query_params.get("format"))
        return [renderer() for renderer in wanted or self.renderer_classes]

    def get(self, request):
        p.read(request.query_params, [_format(), p.language()])
        kind = request.accepted_renderer.media_type
        content_type = f"{kind}; charset=utf-8"
        return answer(request, lambda: HttpResponse(_kept(request), content_type), kind)


def _kept(request):
    """The text in the format asked for."""
    renderer = request.accepted_renderer
    key = f"api-description-{tag_of(request, renderer.media_type)}"
    with _one_at_a_time:
        return kept(key, lambda: _described(renderer), KEPT_FOR)


def _described(renderer):
    described = SchemaGenerator().get_schema(request=None, public=True)
    return renderer.render(described, renderer_context={})


def _format():
    about = _("JSON or YAML; without it what Accept asks for.")
    return p.one_of("format", about, list(RENDERERS))
