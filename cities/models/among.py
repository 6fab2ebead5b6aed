"""Thousands of keys in a question as one value: a place for each takes far longer."""

import json

from django.db.models import BigIntegerField, Func, Value


class Among(Func):
    """What stands behind `__in`: these keys, as a list that the database opens."""

    template = "(SELECT value FROM json_each(%(expressions)s))"
    output_field = BigIntegerField()

    def __init__(self, keys):
        super().__init__(Value(json.dumps(list(keys))))

    def as_postgresql(self, compiler, connection):
        template = "(SELECT json_array_elements_text(%(expressions)s::json)::bigint)"
        return self.as_sql(compiler, connection, template=template)
