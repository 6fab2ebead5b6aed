"""What the application's user of a PostgreSQL database is given, and nothing more.

It owns nothing, so that it can neither switch off a trigger nor drop a table. On tables
that are only ever added to it may not even try to delete: no right is given, and the
triggers would refuse besides.
"""

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from .models import AppendOnly, Head, LogEntry
from .triggers import texts_of

#: What migrate and sync_roles write, as the owner, and the application only reads.
READ_ONLY = {
    "auth.group",
    "auth.group_permissions",
    "auth.permission",
    "contenttypes.contenttype",
    "admin.logentry",
}
CACHE = "creativecity.cache_table.CountingTable"
#: Whether a user has more than is given here: by itself, by what it owns, or by whom
#: else it may act as.
MIGHTY = """
SELECT rolsuper OR rolcreaterole OR pg_has_role(oid, current_user, 'MEMBER')
    OR EXISTS (SELECT FROM pg_class WHERE relowner = role.oid)
    OR EXISTS (SELECT FROM pg_auth_members WHERE member = role.oid)
FROM pg_roles AS role WHERE rolname = %s
"""
#: Rights on one table.
READS, ADDS, CHANGES = "SELECT", "SELECT, INSERT", "SELECT, UPDATE"
ALL = "SELECT, INSERT, UPDATE, DELETE"


class NotForThis(ValueError):  # noqa: N818 says what is wrong, as ours do
    """The rights cannot be given to this user, or in this database."""


def grant(role, using="default"):
    """Give `role` its rights, after taking all that it had; how many tables.

    Whoever works meanwhile by these rights keeps them: it is one transaction.
    Raises NotForThis unless the database is PostgreSQL's and the role is there, apart
    from whoever owns the tables.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        raise NotForThis("Only PostgreSQL has users of a database.")
    given = rights(connection)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        _judge(cursor, role)
        for sql in _statements(connection, role, given):
            cursor.execute(sql)
    return len(given)


def _judge(cursor, role):
    cursor.execute(MIGHTY, [role])
    found = cursor.fetchone()
    if found is None:
        raise NotForThis(f"There is no user {role}: CREATE ROLE it first, with LOGIN.")
    if found[0]:
        raise NotForThis(f"{role} could give itself every right: take another user.")


def _statements(connection, role, given):
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_schema()")
        database, schema = map(quote, cursor.fetchone())
    role = quote(role)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {role}"
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {role}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {role}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
    for table, may in sorted(given.items()):
        yield f"GRANT {may} ON {quote(table)} TO {role}"


def rights(connection):
    """Table to its rights, of all tables that are there."""
    models = apps.get_models(include_auto_created=True)
    rights = {model._meta.db_table: _of(model, connection) for model in models}
    rights[MigrationRecorder.Migration._meta.db_table] = READS
    for cache in settings.CACHES.values():
        if cache["BACKEND"] == CACHE:
            rights[cache["LOCATION"]] = ALL
    there = set(connection.introspection.table_names())
    return {table: given for table, given in rights.items() if table in there}


def _of(model, connection):
    if model._meta.label_lower in READ_ONLY:
        return READS
    if model is Head:
        return CHANGES
    if model is LogEntry or issubclass(model, AppendOnly):
        return _of_append_only(model, connection.ops.quote_name)
    return ALL


def _of_append_only(model, quote):
    """To read, to add, and to put the mark of a redaction in the place of a text."""
    columns = ", ".join(quote(name) for name in texts_of(model))
    return f"{ADDS}, UPDATE ({columns})" if columns else ADDS
