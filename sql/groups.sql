-- A model for each value of a column, under one name.
SET client_min_messages = warning;
CREATE TABLE visits AS
SELECT i, (ARRAY['north', 'south', 'east'])[1 + i % 3] AS region, i * 7919 % 101 / 10.0 AS age, (ARRAY['free', 'pro'])[1 + i * 17 % 2] AS plan,
       i * 7919 % 101 + i * 13 % 60 > 60 + 10 * (i % 3) AS churned
FROM generate_series(1, 1800) AS i;
INSERT INTO visits SELECT 2000 + i, NULL, i * 31 % 53 / 5.0, 'pro', i % 3 = 0 FROM generate_series(1, 150) AS i;
SET client_min_messages = notice;
SELECT logistic_train('churn', 'SELECT churned, age, plan, region FROM visits', by => 'region');
-- The fits are those of GROUP BY.
SELECT count(*), bool_and(f.region IS NOT DISTINCT FROM nullif(g.group_value, '(missing)')) AS groups,
       max(abs(c.estimate - d.estimate)) < 1e-13 AS estimates, max(abs(c.std_error / d.std_error - 1)) < 1e-13 AS errors
FROM (SELECT region, logistic_fit(churned, age, plan) AS m FROM visits GROUP BY region) AS f
     JOIN logistic_model_groups AS g ON g.group_value = COALESCE(region, '(missing)'),
     LATERAL logistic_coefficients(m) AS c JOIN LATERAL logistic_coefficients('churn', group_value => g.group_value) AS d USING (term);
SELECT group_value, status, nobs, judged, round(log_loss::numeric, 6) AS log_loss, round(roc_auc::numeric, 6) AS roc_auc, from_version, reason FROM logistic_model_groups;
SELECT name, version, status, nobs, round(log_loss::numeric, 6) AS log_loss, roc_auc, by_column FROM logistic_models;
SELECT sum(log_loss * judged) / sum(judged) = (SELECT log_loss FROM logistic_models) AS mean FROM logistic_model_groups WHERE log_loss IS NOT NULL;

-- A score takes the model of the row's group: as a row, a record, JSON.
CREATE TABLE by_value AS SELECT region, logistic_get('churn', group_value => COALESCE(region, '(missing)')) AS m FROM visits GROUP BY region;
SELECT count(*), bool_and(logistic_predict('churn', v) = logistic_predict(m, age, plan) AND
                          logistic_predict('churn', (SELECT s FROM (SELECT v.region, v.plan, v.age) AS s)) = logistic_predict(m, age, plan) AND
                          logistic_predict('churn', to_jsonb(v)) = logistic_predict(m, age, plan) AND
                          logistic_classify('churn', v) = logistic_classify(m, age, plan) AND
                          logistic_interval('churn', 0.9, v) = logistic_interval(m, 0.9, age, plan)) AS same
FROM visits AS v JOIN by_value AS b ON b.region IS NOT DISTINCT FROM v.region;
SET extra_float_digits = -5;
SELECT e.* FROM visits AS v, logistic_explain('churn', v) AS e WHERE i = 3;
RESET extra_float_digits;
SELECT fitted = logistic_predict('churn', v) AS same FROM visits AS v, logistic_augment('churn', churned, v) WHERE i = 3;
SELECT region, logistic_margins('churn', v) = logistic_margins(logistic_get('churn', group_value => 'east'), v) AS same FROM visits AS v WHERE region = 'east' GROUP BY region;
SELECT logistic_margins('churn', v) FROM visits AS v;
SELECT logistic_predict('churn', '{"age": 3, "plan": "pro", "region": null}'::jsonb) = logistic_predict(m, 3, 'pro') AS null_group FROM by_value WHERE region IS NULL;
-- A value without a model has no score; other types of the same text are the same.
SELECT logistic_predict('churn', '{"age": 3, "plan": "pro", "region": "west"}'::jsonb) AS unknown;
CREATE TYPE region AS ENUM ('south', 'west');
SELECT logistic_predict('churn', v) = logistic_predict('churn', w) AS same
FROM (SELECT 3.0 AS age, 'pro' AS plan, 'south'::region AS region) AS v, (SELECT 3.0 AS age, 'pro' AS plan, 'south '::char(9) AS region) AS w;
SELECT logistic_predict('churn', v) FROM (SELECT 3.0 AS age, 'pro' AS plan, now() AS region) AS v;
SELECT logistic_predict('churn', v) FROM (SELECT 3.0 AS age, 'pro' AS plan) AS v;
SELECT logistic_predict('churn', '{"age": 3, "plan": "pro"}'::jsonb);
SELECT logistic_predict('churn', 3, 'pro');
SELECT logistic_predict('churn', VARIADIC ARRAY['3', 'pro']);
-- What is asked of a model names the group.
SELECT logistic_coefficients('churn');
SELECT logistic_get('churn', group_value => 'west');
SELECT logistic_get('churn');
SELECT multinomial_get('churn');
SELECT (SELECT nobs FROM logistic_statistics('churn', group_value => 'north')) AS nobs, (SELECT count(*) FROM logistic_covariance('churn', group_value => 'north')) AS covariance,
       (SELECT count(*) FROM logistic_features('churn', group_value => 'north')) AS features, (SELECT count(*) FROM logistic_vif('churn', group_value => 'north')) AS vif,
       logistic_summary('churn', group_value => 'north') LIKE '%600 rows%' AS summary, logistic_sql('churn', group_value => 'north') LIKE '%age%' AS sql,
       logistic_pmml('churn', group_value => 'north') LIKE '%PMML%' AS pmml, logistic_plot_coefficients('churn', group_value => 'north') LIKE '<svg%' AS plot,
       logistic_report('churn', group_value => 'north') LIKE '%600%' AS report;
SELECT logistic_report('churn');
SELECT nobs, round(log_loss::numeric, 6) AS log_loss, threshold FROM logistic_evaluate('churn', 'SELECT * FROM visits');
SELECT round(avg(bce_with_logits(churned, logistic_score('churn', v)))::numeric, 6) AS log_loss FROM visits AS v;
SET extra_float_digits = -5;
SELECT * FROM logistic_drift('churn', group_value => 'south');
RESET extra_float_digits;
SELECT term, psi > 0.2 AS moved FROM logistic_drift('churn', 'SELECT age + 3 AS age, plan, region FROM visits', group_value => 'south');
SELECT logistic_drift('churn');

-- A refit promotes each group on its own: north is better than it was, south
-- is not, east has no rows any more, west is new.
INSERT INTO visits SELECT 3000 + i, 'north', i * 7919 % 101 / 10.0, plan, i * 7919 % 101 + i * 13 % 60 > 60 FROM visits WHERE region = 'north';
INSERT INTO visits SELECT 6000 + i, 'west', age, plan, churned FROM visits WHERE region = 'south';
DELETE FROM visits WHERE region = 'east';
SELECT version, promoted, status, nobs, round(log_loss::numeric, 6) AS log_loss, round(champion_log_loss::numeric, 6) AS champion FROM logistic_refit('churn');
SELECT group_value, nobs, from_version, reason FROM logistic_model_groups WHERE active;
SELECT logistic_get('churn', group_value => 'south') = logistic_get('churn', 1, 'south') AS kept, logistic_get('churn', group_value => 'north') = logistic_get('churn', 1, 'north') AS same;
-- Nothing is better: the version is not promoted, and keeps its own fits.
SELECT version, promoted FROM logistic_refit('churn', 'never');
SELECT logistic_deploy('churn', 1);
SELECT logistic_predict('churn', '{"age": 3, "plan": "pro", "region": "west"}'::jsonb) AS unknown_again;
SELECT logistic_deploy('churn', 2);
SET client_min_messages = warning;
SELECT promoted, reason FROM logistic_refit('churn', 'always');
SELECT group_value, from_version FROM logistic_model_groups WHERE active;
-- Changes without a fit are of all groups; a gate is of each.
SELECT logistic_alter('churn', threshold => 0.3, on_new_level => 'error', gate => '{"min_rows": 500, "max_psi": 0.2}');
SELECT logistic_predict('churn', '{"age": 3, "plan": "pro", "region": "east"}'::jsonb);
SELECT threshold FROM logistic_evaluate('churn', 'SELECT * FROM visits');
UPDATE visits SET age = age + 4 WHERE region = 'west';
SELECT promoted FROM logistic_refit('churn');
SELECT group_value, from_version, reason FROM logistic_model_groups WHERE version = (SELECT max(version) FROM logistic_model_groups);
SELECT outcome, version FROM logistic_refits ORDER BY attempt;

-- Rights: others score after a grant, and see no group.
CREATE ROLE logistic_reader;
SELECT logistic_grant('churn', 'logistic_reader');
GRANT SELECT ON visits TO logistic_reader;
SET ROLE logistic_reader;
SELECT count(logistic_predict('churn', v)) > 0 AS scores FROM visits AS v WHERE region = 'north';
SELECT logistic_coefficients('churn', group_value => 'north');
SELECT count(*) FROM logistic_model_groups;
SELECT name, status FROM logistic_models;
SELECT * FROM logistic_registry_group;
INSERT INTO logistic_registry_group (name) VALUES ('x');
RESET ROLE;
SELECT logistic_revoke('churn', 'logistic_reader');
REVOKE ALL ON visits FROM logistic_reader;
DROP ROLE logistic_reader;

-- Odd groups are no errors: one class, two rows, no row to fit.
INSERT INTO visits SELECT 9000 + i, 'one', i, 'pro', true FROM generate_series(1, 9) AS i;
INSERT INTO visits VALUES (9100, 'two', 1, 'pro', true), (9101, 'two', 2, 'free', false), (9102, 'none', NULL, 'pro', true);
SELECT logistic_train('odd', 'SELECT churned, age, plan, region FROM visits', by => 'region');
SELECT group_value, status, nobs FROM logistic_model_groups WHERE name = 'odd';
SELECT status, nobs FROM logistic_models WHERE name = 'odd';
-- From one model to one for each group, and back.
SELECT logistic_train('odd', 'SELECT churned, age, plan, region FROM visits', promote => 'if_better');
SELECT version, by_column, reason FROM logistic_model_versions WHERE name = 'odd' ORDER BY version;
SELECT logistic_predict('odd', 3, 'pro', 'north') IS NOT NULL AS one_model, logistic_get('odd', group_value => 'north');
SELECT logistic_train('odd', 'SELECT churned, age, plan, region FROM visits', by => 'plan', promote => 'if_better');
SELECT group_value, nobs, reason FROM logistic_model_groups WHERE name = 'odd' AND active;
-- Weights, offsets, text labels, the newest rows held out.
SELECT logistic_train('odd', 'SELECT CASE WHEN churned THEN ''yes'' ELSE ''no'' END AS left_us, age, i % 3 + 1 AS w, age / 100 AS o, i, region FROM visits WHERE region IN (''north'', ''west'')',
                      by => 'region', weight_column => 'w', offset_column => 'o', holdout_by => 'i', options => logistic_options(positive => 'yes'));
SELECT group_value, nobs, judged > 0 AS judged, log_loss IS NOT NULL AS has_loss FROM logistic_model_groups WHERE name = 'odd' AND active;
SELECT max(abs(logistic_score('odd', s) - logistic_score(logistic_get('odd', group_value => 'west'), age) - o)) < 1e-12 AS offset_added
FROM (SELECT age, i % 3 + 1 AS w, age / 100 AS o, region FROM visits WHERE region = 'west') AS s;
SELECT promoted FROM logistic_refit('odd', 'if_better');
-- What cannot be.
SELECT logistic_train('x', 'SELECT churned, age, region FROM visits', by => 'shop');
SELECT logistic_train('x', 'SELECT churned, age, region FROM visits', by => 'region', distributed => true);
SELECT logistic_train('x', 'SELECT churned, age, region FROM visits', by => 'region', family => 'multinomial');
SELECT logistic_train('x', 'SELECT churned, age, now() AS region FROM visits', by => 'region');
SELECT logistic_train('x', 'SELECT churned, age, repeat(''x'', 300) AS region FROM visits', by => 'region');
SELECT logistic_train('x', 'SELECT churned, age, region FROM visits WHERE false', by => 'region');
SELECT logistic_prune('churn', 1), (SELECT count(DISTINCT version) FROM logistic_registry_group WHERE name = 'churn') AS before_it;
SELECT count(DISTINCT version) AS versions FROM logistic_registry_group WHERE name = 'churn';
SELECT logistic_drop('churn');
SELECT logistic_drop('odd');
SELECT count(*) FROM logistic_registry_group;
DROP TABLE visits, by_value;
DROP TYPE region;
