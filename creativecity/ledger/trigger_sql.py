"""The SQL of the triggers (triggers.py), for each kind of database."""

SQLITE = {
    "no_update": "BEFORE UPDATE ON {table} WHEN NOT ({redacts}) BEGIN {refuse} END",
    "no_delete": "BEFORE DELETE ON {table} BEGIN {refuse} END",
    # INSERT OR REPLACE deletes what clashes without asking the trigger above.
    "no_replace": (
        "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {clash})"
        " BEGIN {refuse} END"
    ),
}
POSTGRESQL = {
    "no_change": (
        "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
        " EXECUTE FUNCTION ledger_redact_only({texts})"
    ),
    "no_truncate": (
        "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
    ),
}
POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;

-- Its arguments are the model's label and the columns whose text may be redacted.
CREATE OR REPLACE FUNCTION ledger_redact_only() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
DECLARE
    texts text[] := TG_ARGV[1:];
    told text;
    was jsonb := to_jsonb(OLD);
    becomes jsonb;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        becomes := to_jsonb(NEW);
        IF becomes <> was AND becomes - texts = was - texts THEN
            FOREACH told IN ARRAY texts LOOP
                CONTINUE WHEN becomes -> told = was -> told;
                PERFORM FROM {schema}.{redactions} AS redaction
                WHERE subject = TG_ARGV[0] AND field = told
                AND redacted = (was ->> 'sequence')::bigint
                AND {is_marked};
                IF NOT FOUND THEN
                    RAISE EXCEPTION 'append-only: % on % is refused',
                        TG_OP, TG_TABLE_NAME;
                END IF;
            END LOOP;
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$
"""
#: A text is replaced by the mark and its hash is the one told; of an entry's payload
#: its hash and the names of what was changed stay, as `redacted_payload` says.
POSTGRESQL_MARKED = """
CASE WHEN told = 'payload'
    THEN NOT was -> told ?| ARRAY['redacted', 'digest']
        AND becomes -> told = jsonb_build_object(
            'redacted', digest, 'before', '{{}}'::jsonb, 'after', '{{}}'::jsonb,
            'personal', (
                SELECT coalesce(jsonb_agg(name ORDER BY name COLLATE "C"), '[]')
                FROM (
                    SELECT jsonb_object_keys(was -> told -> 'after') AS name UNION
                    SELECT jsonb_array_elements_text(was -> told -> 'personal')
                ) AS names
            )
        )
    ELSE becomes ->> told = '{mark}'
        AND digest = encode(sha256(convert_to(was ->> told, 'UTF8')), 'hex')
END
"""
SQLITE_TOLD = (
    "EXISTS (SELECT 1 FROM {table} WHERE subject = '{model}' AND field = '{name}'"
    " AND redacted = OLD.sequence AND {marked})"
)
SQLITE_MARKED = {
    True: (
        "json_extract(NEW.{column}, '$.redacted') = digest"
        " AND json_extract(NEW.{column}, '$.before') = '{{}}'"
        " AND json_extract(NEW.{column}, '$.after') = '{{}}'"
        " AND (SELECT count(*) FROM json_each(NEW.{column})) = 4"
        " AND json_extract(NEW.{column}, '$.personal') = ("
        "SELECT json_group_array(name) FROM ("
        "SELECT key AS name FROM json_each(OLD.{column}, '$.after') UNION "
        "SELECT value FROM json_each(OLD.{column}, '$.personal') ORDER BY name))"
        " AND json_extract(OLD.{column}, '$.redacted') IS NULL"
        " AND json_extract(OLD.{column}, '$.digest') IS NULL"
    ),
    False: "NEW.{column} = '{mark}'",
}
