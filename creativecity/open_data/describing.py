"""The API described to machines (OpenAPI), from the very tables that are served."""

from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from .answer_shapes import IndexRow, Problem, page_of
from .filtering import for_list, for_row
from .parameters import language
from .problems import MEDIA_TYPE, PROBLEMS

#: What each operation can answer apart from 200.
REFUSALS = (400, 404, 406, 412, 429, 500, 503)


class Described(AutoSchema):
    """What all operations share: their errors and headers; no key is needed."""

    def get_auth(self):
        return []

    def get_operation(self, *args):
        # Asked for once more with each of the answers, which tell their headers.
        self.parameters = None
        return super().get_operation(*args)

    def get_override_parameters(self):
        if self.parameters is None:
            self.parameters = [*self.in_path(), *map(_query, self.asked()), *_headers()]
        return self.parameters

    def in_path(self):
        return []

    def _get_filter_parameters(self):
        return []

    def get_response_serializers(self):
        answers = {200: OpenApiResponse(self.told(), description=self.get_summary())}
        answers[304] = OpenApiResponse(description=_("Nothing changed since."))
        for status in REFUSALS:
            title, _detail = PROBLEMS[status]
            answers[status, MEDIA_TYPE] = OpenApiResponse(Problem, description=title)
        return answers

    def _is_list_view(self, serializer=None):
        return False


class DescribedIndex(Described):
    def asked(self):
        return [language()]

    def told(self):
        return IndexRow

    def get_operation_id(self):
        return "tables"

    def get_summary(self):
        return _("All tables")

    def get_description(self):
        return _("Every table with its title, what it holds and its address.")

    def get_tags(self):
        return ["tables"]


class DescribedTable(Described):
    def get_description(self):
        return str(self.view.table.about)

    def get_tags(self):
        return [self.view.table.name]

    def name(self):
        return self.view.table.name.replace("-", "_")


class DescribedList(DescribedTable):
    def asked(self):
        return for_list(self.view.table)

    def told(self):
        return page_of(self.view.table)

    def get_operation_id(self):
        return f"list_{self.name()}"

    def get_summary(self):
        return str(self.view.table.title)


class DescribedRow(DescribedTable):
    def asked(self):
        return for_row(self.view.table)

    def told(self):
        return self.view.table.serializer

    def get_operation_id(self):
        return f"one_of_{self.name()}"

    def get_summary(self):
        return _("%(title)s: one row") % {"title": self.view.table.title}

    def in_path(self):
        table = self.view.table
        about = str(table.fields()[table.lookup].help_text or "")
        return [
            OpenApiParameter("lookup", str, OpenApiParameter.PATH, description=about)
        ]


def _query(parameter):
    return OpenApiParameter(
        parameter.name, parameter.schema, description=parameter.about
    )


def _headers():
    told = (
        ("ETag", str, [200, 304], _("Send it back as If-None-Match.")),
        ("Last-Modified", str, [200, 304], _("When what is public last changed.")),
        ("Retry-After", int, [429, 503], _("How many seconds to wait.")),
    )
    return [
        OpenApiParameter(
            name, kind, OpenApiParameter.HEADER, description=about, response=statuses
        )
        for name, kind, statuses, about in told
    ]
