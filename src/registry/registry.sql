--
-- Registry: models that have a name, versions and an owner
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
    model logistic_model NOT NULL,
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
COMMENT ON COLUMN logistic_registry_version.options IS 'logistic_options as text, without the row''s weight, offset and cluster';
COMMENT ON COLUMN logistic_registry_version.search_path IS 'schemas that the names in the query were found in';
COMMENT ON COLUMN logistic_registry_version.holdout IS 'share of the rows that gate_model was not fitted to';
COMMENT ON COLUMN logistic_registry_version.holdout_by IS 'column whose largest values are held out; NULL: rows by their hash';
COMMENT ON COLUMN logistic_registry_version.by_column IS 'column with a model of its own for each value; NULL: one model';
COMMENT ON COLUMN logistic_registry_version.family IS 'binomial or multinomial; NULL: binomial';
COMMENT ON COLUMN logistic_registry_version.gate_model IS 'the fit without the rows held out, by which versions are compared';
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

CREATE FUNCTION logistic_holdout(name text, VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_holdout(text, "any")
IS 'place of a row from 0 to 1 by its content: below the holdout it is held out';

CREATE FUNCTION logistic_holdout_copy(name text, VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout_copy'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION logistic_holdout_copy(text, "any")
IS 'the same with a place of its own for each copy of a row within a query';

CREATE FUNCTION logistic_train(
    name text,
    query text,
    label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    cluster_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    promote text DEFAULT 'always',
    holdout float8 DEFAULT 0.2,
    holdout_by text DEFAULT NULL,
    gate jsonb DEFAULT NULL,
    keep integer DEFAULT NULL,
    comment text DEFAULT NULL,
    distributed boolean DEFAULT false,
    partition_key text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_train'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_train(text, text, text, text, text, text, logistic_options, text, float8, text, jsonb, integer, text, boolean, text)
IS 'fits the rows of a query and stores the fit as a new version of a model';

CREATE FUNCTION logistic_refit(
    name text, promote text DEFAULT 'if_better',
    holdout float8 DEFAULT NULL,
    OUT version integer, OUT promoted boolean, OUT status text,
    OUT nobs bigint, OUT log_loss float8, OUT champion_log_loss float8,
    OUT reason text)
AS 'MODULE_PATHNAME', 'logistic_refit'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_refit(text, text, float8)
IS 'runs the query of a model again and stores the fit as a new version';

CREATE FUNCTION logistic_refit_all(
    promote text DEFAULT 'if_better', holdout float8 DEFAULT NULL,
    OUT name text, OUT version integer, OUT promoted boolean, OUT status text,
    OUT nobs bigint, OUT log_loss float8, OUT champion_log_loss float8,
    OUT reason text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_refit_all'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION logistic_refit_all(text, float8)
IS 'refits every model of the current role, each on its own';

CREATE PROCEDURE logistic_refit_each(
    promote text DEFAULT 'if_better', holdout float8 DEFAULT NULL)
AS 'MODULE_PATHNAME', 'logistic_refit_each'
LANGUAGE C;
COMMENT ON PROCEDURE logistic_refit_each(text, float8)
IS 'the same, committed model by model; ends in an error that names those that failed';

CREATE FUNCTION logistic_deploy(name text, version integer)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_deploy'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_deploy(text, integer)
IS 'makes a version of a model the active one';

CREATE FUNCTION logistic_register(
    name text, model logistic_model, comment text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_register'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_register(text, logistic_model, text)
IS 'stores a model that was made elsewhere as a new version, and makes it the active one';

CREATE FUNCTION logistic_alter(
    name text, threshold float8 DEFAULT NULL, on_null text DEFAULT NULL,
    on_new_level text DEFAULT NULL, gate jsonb DEFAULT NULL,
    keep integer DEFAULT NULL, comment text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_alter'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_alter(text, float8, text, text, jsonb, integer, text)
IS 'changes a model without a fit: how it scores, its gate, what is kept, its comment';

CREATE FUNCTION logistic_prune(name text, keep integer)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_prune'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_prune(text, integer)
IS 'removes all but the newest versions of a model and the active one';

CREATE FUNCTION logistic_accept(name text)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_accept'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_accept(text)
IS 'lets a query that somebody else stored run with the rights of the model''s owner';

CREATE FUNCTION logistic_drop(name text)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_drop'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_drop(text)
IS 'drops a model with all its versions';

CREATE FUNCTION logistic_drop(name text, version integer)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_drop'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_drop(text, integer)
IS 'drops a version that is not active';

CREATE FUNCTION logistic_grant(name text, role name)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_grant'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_grant(text, name)
IS 'lets a role, or "public", score with a model';

CREATE FUNCTION logistic_revoke(name text, role name)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_revoke'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_revoke(text, name)
IS 'takes the right to score with a model back';

CREATE FUNCTION logistic_access(name text)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_access'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logistic_access(text)
IS 'what the current role may do with a model: owner, score or NULL';

CREATE FUNCTION logistic_owner(name text)
RETURNS name
AS 'MODULE_PATHNAME', 'logistic_owner'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logistic_owner(text)
IS 'the role that owns a model that the current role may use; NULL if it is gone';

CREATE FUNCTION logistic_get(name text, version integer DEFAULT NULL)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_get'
LANGUAGE C STABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logistic_get(text, integer)
IS 'a version of a registered model as a value, for its owner';

CREATE FUNCTION logistic_distribution_trans(state bytea, model logistic_model,
                                    score_deciles float8[], weight float8,
                                    logit_offset float8, names name[],
                                    content record)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_distribution_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_distribution_trans(bytea, logistic_model, float8[], float8, float8, name[], record)
IS 'transition function of logistic_distribution';

CREATE FUNCTION logistic_distribution_combine(state bytea, other bytea)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_distribution_combine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_distribution_combine(bytea, bytea)
IS 'combine function of logistic_distribution';

CREATE FUNCTION logistic_distribution_final(state bytea)
RETURNS float8[]
AS 'MODULE_PATHNAME', 'logistic_distribution_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_distribution_final(bytea)
IS 'final function of logistic_distribution';

CREATE AGGREGATE logistic_distribution(model logistic_model, score_deciles float8[],
                               weight float8, logit_offset float8,
                               names name[], content record) (
    SFUNC = logistic_distribution_trans,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_distribution_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_distribution_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_distribution(logistic_model, float8[], float8, float8, name[], record)
IS 'means and shares of bins of the rows of a model; for logistic_drift';

CREATE FUNCTION logistic_drift(
    name text, query text DEFAULT NULL,
    OUT term text, OUT psi float8, OUT training_mean float8,
    OUT current_mean float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_drift'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION logistic_drift(text, text)
IS 'how far the rows of a query have moved from those of the training';

-- Scores by name: the active version that the query's snapshot sees.  An
-- untyped literal is a name; a model that is written out needs a cast.

CREATE FUNCTION logistic_score(name text)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_score(text)
IS 'the log-odds of a row';

CREATE FUNCTION logistic_score(name text, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_score(text, "any")
IS 'the log-odds of a row';

CREATE FUNCTION logistic_score(name text, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_score(text, text[])
IS 'the log-odds of a row';

CREATE FUNCTION logistic_predict(name text)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_predict(text)
IS 'the probability of the positive label';

CREATE FUNCTION logistic_predict(name text, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_predict(text, "any")
IS 'the probability of the positive label';

CREATE FUNCTION logistic_predict(name text, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_predict(text, text[])
IS 'the probability of the positive label';

CREATE FUNCTION logistic_classify(name text)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_classify(text)
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_classify(name text, VARIADIC features "any")
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_classify(text, "any")
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_classify(name text, VARIADIC features text[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_classify(text, text[])
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_interval(
    name text, level float8)
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_interval(text, float8)
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_interval(
    name text, level float8, VARIADIC features "any")
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_interval(text, float8, "any")
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_interval(
    name text, level float8, VARIADIC features text[])
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_interval(text, float8, text[])
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_explain(
    name text,
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_explain(text)
IS 'what each feature adds to the log-odds of a row, largest first';

CREATE FUNCTION logistic_explain(
    name text, VARIADIC features "any",
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_explain(text, "any")
IS 'what each feature adds to the log-odds of a row, largest first';

CREATE FUNCTION logistic_explain(
    name text, VARIADIC features text[],
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_explain(text, text[])
IS 'what each feature adds to the log-odds of a row, largest first';

-- What a model holds, by name: for its owner only.  The columns are those of
-- the functions in section 5.

CREATE FUNCTION logistic_coefficients(
    name text, level float8 DEFAULT 0.95,
    method text DEFAULT 'default',
    OUT term text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT p_value float8,
    OUT conf_low float8, OUT conf_high float8,
    OUT odds_ratio float8, OUT odds_ratio_low float8,
    OUT odds_ratio_high float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_coefficients(logistic_get($1, NULL::integer), $2, $3);
END;
COMMENT ON FUNCTION logistic_coefficients(text, float8, text)
IS 'the terms with estimates, standard errors, tests and intervals';

CREATE FUNCTION logistic_statistics(
    name text,
    OUT status text, OUT converged boolean, OUT iterations integer,
    OUT nobs bigint, OUT n_skipped bigint, OUT n_positive bigint,
    OUT sum_weights float8, OUT df_null bigint, OUT df_residual bigint,
    OUT log_lik float8, OUT null_log_lik float8,
    OUT deviance float8, OUT null_deviance float8,
    OUT aic float8, OUT bic float8, OUT mcfadden_r2 float8,
    OUT lr_statistic float8, OUT lr_p_value float8,
    OUT condition_number float8, OUT effective_df float8,
    OUT method text, OUT std_error_type text, OUT n_clusters bigint,
    OUT positive text)
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT * FROM logistic_statistics(logistic_get($1, NULL::integer));
END;
COMMENT ON FUNCTION logistic_statistics(text)
IS 'how the fit ended and how well the model fits, in one row';

CREATE FUNCTION logistic_covariance(
    name text,
    OUT term_a text, OUT term_b text, OUT covariance float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT * FROM logistic_covariance(logistic_get($1, NULL::integer));
END;
COMMENT ON FUNCTION logistic_covariance(text)
IS 'covariances of the estimates, all pairs of terms';

CREATE FUNCTION logistic_features(
    name text,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_features(logistic_get($1, NULL::integer));
END;
COMMENT ON FUNCTION logistic_features(text)
IS 'the features with their training rows summarised';

CREATE FUNCTION logistic_scorecard(
    name text,
    points float8 DEFAULT 600, odds float8 DEFAULT 50, pdo float8 DEFAULT 20,
    OUT feature text, OUT bin text, OUT low float8, OUT high float8,
    OUT n float8, OUT rate float8, OUT woe float8,
    OUT coefficient float8, OUT points integer)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 50
BEGIN ATOMIC
    SELECT * FROM logistic_scorecard(logistic_get($1, NULL::integer), $2, $3, $4);
END;
COMMENT ON FUNCTION logistic_scorecard(text, float8, float8, float8)
IS 'the model as a table of whole points';

CREATE FUNCTION logistic_summary(
    name text, odds_ratios boolean DEFAULT false, level float8 DEFAULT 0.95)
RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN logistic_summary(logistic_get($1, NULL::integer), $2, $3);
COMMENT ON FUNCTION logistic_summary(text, boolean, float8)
IS 'a page on the model, laid out as R users know it';

CREATE FUNCTION logistic_anova(
    smaller text, larger text,
    OUT model text, OUT df_residual bigint, OUT deviance float8,
    OUT df integer, OUT statistic float8, OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 2
BEGIN ATOMIC
    SELECT * FROM logistic_anova(logistic_get($1, NULL::integer),
                                 logistic_get($2, NULL::integer));
END;
COMMENT ON FUNCTION logistic_anova(text, text)
IS 'likelihood-ratio test of two nested models';

CREATE FUNCTION logistic_wald(
    name text,
    OUT feature text, OUT statistic float8, OUT df integer,
    OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_wald(logistic_get($1, NULL::integer));
END;
COMMENT ON FUNCTION logistic_wald(text)
IS 'joint Wald test of each feature, all its terms together';

CREATE FUNCTION logistic_wald(
    name text, contrasts jsonb,
    OUT contrast text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT df integer, OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 3
BEGIN ATOMIC
    SELECT * FROM logistic_wald(logistic_get($1, NULL::integer), $2);
END;
COMMENT ON FUNCTION logistic_wald(text, jsonb)
IS 'Wald tests of linear combinations of terms, one by one and jointly';

CREATE FUNCTION logistic_vif(
    name text,
    OUT feature text, OUT gvif float8, OUT df integer,
    OUT adjusted_gvif float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_vif(logistic_get($1, NULL::integer));
END;
COMMENT ON FUNCTION logistic_vif(text)
IS 'generalised variance inflation factor of each feature';

CREATE FUNCTION logistic_margins_trans(
    internal, name text, VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_margins_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_margins_trans(internal, text, "any")
IS 'transition function of logistic_margins';

CREATE AGGREGATE logistic_margins(
    name text, VARIADIC features "any") (
    SFUNC = logistic_margins_trans,
    STYPE = internal,
    FINALFUNC = logistic_margins_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_margins(text, "any")
IS 'average marginal effects on the probability, one row per term';

CREATE FUNCTION logistic_augment(
    name text, label "any",
    OUT fitted float8, OUT residual float8, OUT pearson_residual float8,
    OUT leverage float8, OUT cooks_distance float8)
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_augment'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_augment(text, "any")
IS 'fitted value, residuals, leverage and Cook''s distance of a row';

CREATE FUNCTION logistic_augment(
    name text, label "any", VARIADIC features "any",
    OUT fitted float8, OUT residual float8, OUT pearson_residual float8,
    OUT leverage float8, OUT cooks_distance float8)
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_augment'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_augment(text, "any", "any")
IS 'fitted value, residuals, leverage and Cook''s distance of a row';

CREATE FUNCTION logistic_sql(name text)
RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN logistic_sql(logistic_get($1, NULL::integer));
COMMENT ON FUNCTION logistic_sql(text)
IS 'the probability as one SQL expression for any database';

CREATE FUNCTION logistic_pmml(name text)
RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN logistic_pmml(logistic_get($1, NULL::integer));
COMMENT ON FUNCTION logistic_pmml(text)
IS 'the model as PMML 4.4, for programs that score it elsewhere';

-- The query, and what else tells of the data, is shown to the owner only.
CREATE VIEW logistic_model_versions WITH (security_barrier = true) AS
SELECT v.name, v.version,
       v.version IS NOT DISTINCT FROM r.active_version AS active,
       logistic_owner(r.name) AS owner, v.fitted_at, v.duration, s.status, s.nobs,
       v.log_loss, v.roc_auc,
       CASE WHEN is_own THEN v.query END AS query,
       CASE WHEN is_own THEN v.query_hash END AS query_hash,
       CASE WHEN is_own THEN v.search_path END AS search_path,
       CASE WHEN is_own THEN v.label_column END AS label_column,
       CASE WHEN is_own THEN v.weight_column END AS weight_column,
       CASE WHEN is_own THEN v.offset_column END AS offset_column,
       CASE WHEN is_own THEN v.cluster_column END AS cluster_column,
       v.distributed,
       CASE WHEN is_own THEN v.partition_key END AS partition_key,
       CASE WHEN is_own THEN v.options::logistic_options END AS options,
       v.holdout,
       CASE WHEN is_own THEN v.holdout_by END AS holdout_by,
       v.reason, r.comment,
       CASE WHEN is_own THEN v.run_as END AS run_as, v.fitted_by, v.extension_version,
       v.server_version
FROM logistic_registry r
     CROSS JOIN LATERAL (SELECT logistic_access(r.name) AS access OFFSET 0) a
     CROSS JOIN LATERAL (SELECT a.access = 'owner' AS is_own) o
     JOIN logistic_registry_version v USING (name)
     CROSS JOIN LATERAL logistic_statistics(v.model) s
WHERE a.access IS NOT NULL;
GRANT SELECT ON logistic_model_versions TO PUBLIC;
COMMENT ON VIEW logistic_model_versions IS 'versions of the models that the current role may use';

CREATE VIEW logistic_models WITH (security_barrier = true) AS
SELECT name, version, active, owner, fitted_at, duration, status, nobs,
       log_loss, roc_auc, query, comment
FROM logistic_model_versions
WHERE active;
GRANT SELECT ON logistic_models TO PUBLIC;
COMMENT ON VIEW logistic_models IS 'active version of each model that the current role may use';

-- Their messages may show data: for the owner only.
CREATE VIEW logistic_refits WITH (security_barrier = true) AS
SELECT name, attempt, attempted_by, attempted_at, duration, outcome, version,
       sqlstate, message
FROM logistic_registry_refit
WHERE logistic_access(name) = 'owner';
GRANT SELECT ON logistic_refits TO PUBLIC;
COMMENT ON VIEW logistic_refits IS 'attempts to refit the models of the current role, also those that failed';

CREATE VIEW logistic_deployments WITH (security_barrier = true) AS
SELECT name, deployment, version, deployed_at AS active_from,
       pg_catalog.lead(deployed_at) OVER (PARTITION BY name ORDER BY deployment) AS active_until,
       deployed_by, reason
FROM logistic_registry_deployment
WHERE logistic_access(name) IS NOT NULL;
GRANT SELECT ON logistic_deployments TO PUBLIC;
COMMENT ON VIEW logistic_deployments IS 'which version of a model was active from when to when, by whom and why';

