--
-- Tables of the registry: models that have a name, versions and an owner
--
-- The tables stay with the superuser whose rights this script has, and the
-- role that creates the extension can read them and insert into them, which
-- its pg_dump and pg_restore need; a trigger keeps what it inserts within its
-- rights.  C functions check the rights on a model and write the tables.
--
-- There is no foreign key, so that pg_restore -j may fill the tables in any
-- order; no sequence, whose state a dump would leave out; and roles are kept
-- by name too, so that a dump restores into another cluster.
--

CREATE TABLE logistic_registry (
    name text COLLATE "C" PRIMARY KEY,
    owner name NOT NULL,
    owner_oid oid NOT NULL,
    cluster bigint NOT NULL,
    active_version integer,
    last_version integer NOT NULL DEFAULT 0,
    gate jsonb,
    keep integer,
    comment text
);
COMMENT ON TABLE logistic_registry IS 'the models: owner and active version of each';
COMMENT ON COLUMN logistic_registry.owner IS 'the role that trained it first, by the name that it had';
COMMENT ON COLUMN logistic_registry.owner_oid IS 'its OID, which tells who it is within the cluster';
COMMENT ON COLUMN logistic_registry.cluster IS 'system identifier of that cluster; in another one the name tells';
COMMENT ON COLUMN logistic_registry.active_version IS 'the version that scores by name; NULL if none';
COMMENT ON COLUMN logistic_registry.last_version IS 'the highest version there ever was: a number is given once';
COMMENT ON COLUMN logistic_registry.gate IS 'what a refit has to reach to be promoted; NULL: the default';
COMMENT ON COLUMN logistic_registry.keep IS 'how many versions are kept; NULL: all';
COMMENT ON COLUMN logistic_registry.comment IS 'the owner''s words on the model';

-- A score by name reads the model: while a row fits into a page, nothing of it
-- is compressed.
CREATE TABLE logistic_registry_version (
    name text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    model logistic_model,
    query text,
    label_column text,
    weight_column text,
    frequency_column text,
    offset_column text,
    cluster_column text,
    distributed boolean NOT NULL,
    partition_key text,
    options text,
    search_path text,
    holdout float8 NOT NULL,
    holdout_by text,
    by_column text,
    family text,
    gate_model logistic_model,
    multinomial multinomial_model,
    multinomial_gate_model multinomial_model,
    score_deciles float8[],
    distribution float8[],
    log_loss float8,
    roc_auc float8,
    reason text NOT NULL,
    run_as name,
    run_as_oid oid,
    run_as_cluster bigint,
    fitted_by name NOT NULL,
    fitted_at timestamptz NOT NULL,
    duration interval NOT NULL,
    query_hash text,
    extension_version text NOT NULL,
    server_version text NOT NULL,
    PRIMARY KEY (name, version)
) WITH (toast_tuple_target = 8160);
COMMENT ON TABLE logistic_registry_version IS 'the versions of the models, and how each was made';
COMMENT ON COLUMN logistic_registry_version.query IS 'gives the rows of the training; NULL: the model was made elsewhere';
COMMENT ON COLUMN logistic_registry_version.distributed IS 'fitted where the rows are, by logistic_fit_distributed';
COMMENT ON COLUMN logistic_registry_version.options IS 'logistic_options as text, without the row''s weight, frequency, offset and cluster';
COMMENT ON COLUMN logistic_registry_version.search_path IS 'schemas that the names in the query were found in';
COMMENT ON COLUMN logistic_registry_version.holdout IS 'share of the rows that gate_model was not fitted to';
COMMENT ON COLUMN logistic_registry_version.holdout_by IS 'column whose largest values are held out; NULL: rows by their hash';
COMMENT ON COLUMN logistic_registry_version.by_column IS 'column with a model of its own for each value; NULL: one model';
COMMENT ON COLUMN logistic_registry_version.family IS 'binomial or multinomial; NULL: binomial';
COMMENT ON COLUMN logistic_registry_version.gate_model IS 'the fit without the rows held out, by which versions are compared';
COMMENT ON COLUMN logistic_registry_version.model IS 'of family binomial; NULL: another column has it';
COMMENT ON COLUMN logistic_registry_version.multinomial IS 'the model of family multinomial';
COMMENT ON COLUMN logistic_registry_version.multinomial_gate_model IS 'its fit without the rows held out';
COMMENT ON COLUMN logistic_registry_version.score_deciles IS 'deciles of the log-odds by the model on the rows held out';
COMMENT ON COLUMN logistic_registry_version.distribution IS 'of each feature, and of the score: mean and shares of bins of the training rows';
COMMENT ON COLUMN logistic_registry_version.log_loss IS 'of gate_model on the rows held out';
COMMENT ON COLUMN logistic_registry_version.roc_auc IS 'of gate_model on the rows held out';
COMMENT ON COLUMN logistic_registry_version.reason IS 'why the version was promoted, or was not';
COMMENT ON COLUMN logistic_registry_version.run_as IS 'the role for which the query was stored; it runs only while that role owns the model';
COMMENT ON COLUMN logistic_registry_version.run_as_oid IS 'its OID, which tells who it is within the cluster';
COMMENT ON COLUMN logistic_registry_version.run_as_cluster IS 'system identifier of that cluster';
COMMENT ON COLUMN logistic_registry_version.query_hash IS 'SHA-256 of the query in UTF-8';

CREATE TABLE logistic_registry_grant (
    name text COLLATE "C" NOT NULL,
    grantee name NOT NULL,
    grantee_oid oid NOT NULL,
    cluster bigint NOT NULL,
    PRIMARY KEY (name, grantee)
);
COMMENT ON TABLE logistic_registry_grant IS 'the roles that may score with a model';

CREATE TABLE logistic_registry_refit (
    name text COLLATE "C" NOT NULL,
    attempt integer NOT NULL,
    attempted_by name NOT NULL,
    attempted_at timestamptz NOT NULL,
    duration interval NOT NULL,
    outcome text NOT NULL,
    version integer,
    sqlstate text,
    message text,
    PRIMARY KEY (name, attempt)
);
COMMENT ON TABLE logistic_registry_refit IS 'attempts to train new versions, also those that failed';
COMMENT ON COLUMN logistic_registry_refit.outcome IS 'promoted, kept or failed';
COMMENT ON COLUMN logistic_registry_refit.version IS 'the version that came of it; NULL if it failed';
COMMENT ON COLUMN logistic_registry_refit.message IS 'the error, or the reason why the version was not promoted';

CREATE TABLE logistic_registry_deployment (
    name text COLLATE "C" NOT NULL,
    deployment integer NOT NULL,
    version integer,
    reason text NOT NULL,
    deployed_by name NOT NULL,
    deployed_at timestamptz NOT NULL,
    PRIMARY KEY (name, deployment)
);
COMMENT ON TABLE logistic_registry_deployment IS 'which version became the active one, when and why';
COMMENT ON COLUMN logistic_registry_deployment.reason IS 'train, refit, deploy, register or altered';

-- Default privileges may have given rights on them: to the owner's only.
DO $$
DECLARE
    granted pg_catalog.record;
BEGIN
    FOR granted IN
        SELECT c.oid::pg_catalog.regclass AS relation,
               CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END AS grantee
        FROM pg_catalog.pg_class c, LATERAL pg_catalog.aclexplode(c.relacl) a
        WHERE c.oid OPERATOR(pg_catalog.=) ANY (ARRAY[
                  'logistic_registry', 'logistic_registry_version',
                  'logistic_registry_grant', 'logistic_registry_refit',
                  'logistic_registry_deployment']::pg_catalog.regclass[]::pg_catalog.oid[])
              AND a.grantee OPERATOR(pg_catalog.<>) c.relowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON TABLE %s FROM %s CASCADE',
                                  granted.relation, granted.grantee);
    END LOOP;
END
$$;
GRANT SELECT, INSERT ON logistic_registry, logistic_registry_version,
    logistic_registry_grant, logistic_registry_refit,
    logistic_registry_deployment TO @extowner@;

SELECT pg_catalog.pg_extension_config_dump('logistic_registry', '');
SELECT pg_catalog.pg_extension_config_dump('logistic_registry_version', '');
SELECT pg_catalog.pg_extension_config_dump('logistic_registry_grant', '');
SELECT pg_catalog.pg_extension_config_dump('logistic_registry_refit', '');
SELECT pg_catalog.pg_extension_config_dump('logistic_registry_deployment', '');

CREATE FUNCTION logistic_guard()
RETURNS trigger
AS 'MODULE_PATHNAME', 'logistic_guard'
LANGUAGE C;
REVOKE ALL ON FUNCTION logistic_guard() FROM PUBLIC;
COMMENT ON FUNCTION logistic_guard()
IS 'keeps SQL from changing the registry beyond a role''s rights';

CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry ENABLE ALWAYS TRIGGER logistic_guard_truncate;
CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry_version
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry_version
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry_version ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry_version ENABLE ALWAYS TRIGGER logistic_guard_truncate;
CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry_grant
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry_grant
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry_grant ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry_grant ENABLE ALWAYS TRIGGER logistic_guard_truncate;
CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry_refit
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry_refit
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry_refit ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry_refit ENABLE ALWAYS TRIGGER logistic_guard_truncate;
CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry_deployment
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry_deployment
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry_deployment ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry_deployment ENABLE ALWAYS TRIGGER logistic_guard_truncate;

