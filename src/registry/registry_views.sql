--
-- Views of the registry: what the current role may see
--

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
       CASE WHEN is_own THEN v.frequency_column END AS frequency_column,
       CASE WHEN is_own THEN v.offset_column END AS offset_column,
       CASE WHEN is_own THEN v.cluster_column END AS cluster_column,
       v.distributed,
       CASE WHEN is_own THEN v.partition_key END AS partition_key,
       CASE WHEN is_own THEN v.options::logistic_options END AS options,
       v.holdout,
       CASE WHEN is_own THEN v.holdout_by END AS holdout_by,
       v.reason, r.comment,
       CASE WHEN is_own THEN v.run_as END AS run_as, v.fitted_by, v.extension_version,
       v.server_version, COALESCE(v.family, 'binomial') AS family,
       v.by_column
FROM logistic_registry r
     CROSS JOIN LATERAL (SELECT logistic_access(r.name) AS access OFFSET 0) a
     CROSS JOIN LATERAL (SELECT a.access = 'owner' AS is_own) o
     JOIN logistic_registry_version v USING (name)
     CROSS JOIN LATERAL (
         SELECT status, nobs FROM logistic_statistics(v.model) WHERE v.model IS NOT NULL
         UNION ALL
         SELECT status, nobs FROM multinomial_statistics(v.multinomial) WHERE v.multinomial IS NOT NULL
         UNION ALL
         SELECT (pg_catalog.array_agg(g.status ORDER BY CASE g.status
                     WHEN 'max_iterations' THEN 0 WHEN 'one_class' THEN 1
                     WHEN 'separated' THEN 2 ELSE 3 END))[1],
                pg_catalog.sum(g.nobs)::bigint
         FROM (SELECT f.status, f.nobs
               FROM logistic_registry_group m, LATERAL logistic_statistics(m.model) f
               WHERE m.name = v.name AND m.version = v.version
                     AND v.by_column IS NOT NULL) g
         HAVING v.by_column IS NOT NULL) s
WHERE a.access IS NOT NULL;
GRANT SELECT ON logistic_model_versions TO PUBLIC;
COMMENT ON VIEW logistic_model_versions IS 'versions of the models that the current role may use';

CREATE VIEW logistic_models WITH (security_barrier = true) AS
SELECT name, version, active, owner, fitted_at, duration, status, nobs,
       log_loss, roc_auc, query, comment, family, by_column
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

-- The values of a column and the reasons show data: for the owner only.
CREATE VIEW logistic_model_groups WITH (security_barrier = true) AS
SELECT r.name, v.version,
       v.version IS NOT DISTINCT FROM r.active_version AS active,
       v.by_column, g.group_value, s.status, s.nobs, g.judged, g.log_loss, g.roc_auc,
       g.from_version, g.reason
FROM logistic_registry r
     JOIN logistic_registry_version v USING (name)
     JOIN logistic_registry_group g USING (name, version)
     CROSS JOIN LATERAL logistic_statistics(g.model) s
WHERE logistic_access(r.name) = 'owner';
GRANT SELECT ON logistic_model_groups TO PUBLIC;
COMMENT ON VIEW logistic_model_groups IS 'the groups of versions by groups, of the models of the current role';

