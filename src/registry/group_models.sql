-- The models of versions by groups: one for each value of a column.  Owned,
-- guarded and dumped as the other tables of the registry.

CREATE TABLE logistic_registry_group (
    name text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    group_value text COLLATE "C" NOT NULL,
    model logistic_model NOT NULL,
    gate_model logistic_model,
    judged bigint NOT NULL,
    score_deciles float8[],
    distribution float8[],
    log_loss float8,
    roc_auc float8,
    from_version integer NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (name, version, group_value)
) WITH (toast_tuple_target = 8160);
COMMENT ON TABLE logistic_registry_group IS 'the models of versions that have one for each value of a column';
COMMENT ON COLUMN logistic_registry_group.group_value IS 'the value as text; (missing) for NULL';
COMMENT ON COLUMN logistic_registry_group.gate_model IS 'the fit without the rows held out';
COMMENT ON COLUMN logistic_registry_group.judged IS 'rows held out that it was judged on';
COMMENT ON COLUMN logistic_registry_group.from_version IS 'the version whose fit it is: an earlier one where the gate refused the group''s new fit';
COMMENT ON COLUMN logistic_registry_group.reason IS 'why the new fit was taken, or was not';

-- Default privileges may have given rights on it: to the owner's only.
DO $$
DECLARE
    grantee pg_catalog.text;
BEGIN
    FOR grantee IN
        SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END
        FROM pg_catalog.pg_class c, LATERAL pg_catalog.aclexplode(c.relacl) a
        WHERE c.oid OPERATOR(pg_catalog.=) 'logistic_registry_group'::pg_catalog.regclass
              AND a.grantee OPERATOR(pg_catalog.<>) c.relowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON TABLE logistic_registry_group FROM %s CASCADE', grantee);
    END LOOP;
END
$$;
GRANT SELECT, INSERT ON logistic_registry_group TO @extowner@;

SELECT pg_catalog.pg_extension_config_dump('logistic_registry_group', '');

CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry_group
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry_group
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry_group ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry_group ENABLE ALWAYS TRIGGER logistic_guard_truncate;

