--
-- Active models as the other servers of Citus know them by name
--
-- The table is filled by C code only, and not dumped, as it is made of the
-- registry.  No trigger may be on it, for Citus makes no reference table of a
-- table that has one.
--

CREATE TABLE logistic_shared_model (
    name text COLLATE "C" PRIMARY KEY,
    model logistic_model,
    multinomial multinomial_model,
    offset_column text,
    owner name NOT NULL,
    grantees name[] NOT NULL
);
COMMENT ON TABLE logistic_shared_model IS 'the active models as the other servers of Citus know them';
COMMENT ON COLUMN logistic_shared_model.model IS 'the active version; NULL: it has many classes, or models by groups, which are not shared';
COMMENT ON COLUMN logistic_shared_model.multinomial IS 'the active version of a model of many classes';
COMMENT ON COLUMN logistic_shared_model.offset_column IS 'the offset of its training';
COMMENT ON COLUMN logistic_shared_model.owner IS 'the role that owns the model, by its name';
COMMENT ON COLUMN logistic_shared_model.grantees IS 'the roles that may score with it, by name';

-- Default privileges may have given rights on it: to the owner's only.
DO $$
DECLARE
    grantee pg_catalog.text;
BEGIN
    FOR grantee IN
        SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END
        FROM pg_catalog.pg_class c, LATERAL pg_catalog.aclexplode(c.relacl) a
        WHERE c.oid OPERATOR(pg_catalog.=) 'logistic_shared_model'::pg_catalog.regclass
              AND a.grantee OPERATOR(pg_catalog.<>) c.relowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON TABLE logistic_shared_model FROM %s CASCADE', grantee);
    END LOOP;
END
$$;

-- pg_dump locks the table up to 14, though it takes no row of it.
GRANT SELECT ON logistic_shared_model TO @extowner@;

CREATE FUNCTION logistic_share_models()
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_share_models'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_share_models()
IS 'makes the registered models known by name on all servers of Citus, and keeps them so; for superusers';
