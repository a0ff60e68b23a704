--
-- What the extension's own SQL calls
--
-- C code makes SQL, to fit the rows of a query or to judge a model.  What it
-- calls there is in a schema of its own, in which nobody else can create a
-- function that fits a call better.  "make script" copies these functions and
-- aggregates behind this part; src/internal.list names them.
--

CREATE SCHEMA logistic_internal;
COMMENT ON SCHEMA logistic_internal IS 'what extension logistic calls in its own SQL; not for users';

-- Default privileges may have let others create in it; a warning if they may
-- in the schema of the extension, where they can stand in for its functions
-- in the calls of others.
DO $$
DECLARE
    granted pg_catalog.record;
    creators pg_catalog.text;
BEGIN
    FOR granted IN
        SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END AS grantee
        FROM pg_catalog.pg_namespace n, LATERAL pg_catalog.aclexplode(n.nspacl) a
        WHERE n.nspname OPERATOR(pg_catalog.=) 'logistic_internal'
              AND a.grantee OPERATOR(pg_catalog.<>) n.nspowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON SCHEMA logistic_internal FROM %s CASCADE',
                                  granted.grantee);
    END LOOP;

    SELECT pg_catalog.string_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC'
           ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END, ', ')
    INTO creators
    FROM pg_catalog.pg_namespace n
         CROSS JOIN LATERAL pg_catalog.aclexplode(n.nspacl) a
         LEFT JOIN pg_catalog.pg_roles r ON r.oid OPERATOR(pg_catalog.=) a.grantee
    WHERE n.oid OPERATOR(pg_catalog.=) '@extschema@'::pg_catalog.regnamespace
          AND a.privilege_type OPERATOR(pg_catalog.=) 'CREATE'
          AND a.grantee OPERATOR(pg_catalog.<>) n.nspowner
          AND a.grantee OPERATOR(pg_catalog.<>) '@extowner@'::pg_catalog.regrole
          AND r.rolsuper IS NOT TRUE;
    IF creators IS NOT NULL THEN
        RAISE WARNING 'others may create functions in schema "%", where extension "logistic" is', '@extschema@'
        USING DETAIL = pg_catalog.format('A call of a user may then reach a function of theirs instead of one of the extension. May create: %s.', creators),
              HINT = 'Put the extension into a schema of its own (CREATE SCHEMA ml; CREATE EXTENSION logistic SCHEMA ml), or revoke CREATE on this one.';
    END IF;
END
$$;
GRANT USAGE ON SCHEMA logistic_internal TO PUBLIC;

