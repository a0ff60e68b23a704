-- A model's life: gates, holdouts, attempts and deployments.
SET extra_float_digits = -9;

-- Data of few distinct rows: each copy of a row is held out on its own, so
-- that about a fifth of each content is, and no content as a whole.
CREATE TABLE cells AS
SELECT sex, class, i <= CASE sex WHEN 'f' THEN 110 - 20 * class ELSE 40 - 8 * class END AS survived
FROM unnest('{f,m}'::text[]) AS sex, generate_series(1, 4) AS class, generate_series(1, 140 + 5 * class) AS i;
SELECT count(*) AS contents, sum(n) AS rows, min(share) > 0.1 AND max(share) < 0.35 AS spread
FROM (SELECT count(*) AS n, avg((place < 0.2)::int) AS share
      FROM (SELECT sex, class, survived, logistic_internal.logistic_holdout_copy('t', survived, sex, class) AS place FROM cells) AS c
      GROUP BY sex, class, survived) AS g WHERE n > 30;
-- the first copy has the place of the content, NULL is a value, and the place
-- depends on no order
SELECT logistic_internal.logistic_holdout_copy('t', 1, NULL::text) = logistic_holdout('t', 1, NULL::text) AS first;
SELECT count(*) FROM (
    (SELECT v, logistic_internal.logistic_holdout_copy('t', v) AS place FROM (SELECT i % 7 AS v FROM generate_series(1, 100) i ORDER BY i) AS a)
    EXCEPT
    (SELECT v, logistic_internal.logistic_holdout_copy('t', v) FROM (SELECT i % 7 AS v FROM generate_series(1, 100) i ORDER BY -i) AS b)) AS other;
-- a copy that goes leaves the places of the others
SELECT count(*) AS kept FROM (
    SELECT logistic_internal.logistic_holdout_copy('t', 1) FROM generate_series(1, 100)
    INTERSECT SELECT logistic_internal.logistic_holdout_copy('t', 1) FROM generate_series(1, 99)) AS common;
-- ten names give ten holdouts, whose log losses are all near that of the data
DO $$
BEGIN
    FOR i IN 1 .. 10 LOOP
        PERFORM logistic_train('cells ' || i, 'SELECT survived, class, sex FROM cells');
    END LOOP;
END
$$;
SELECT count(*) AS names, bool_and(abs(v.log_loss - s.loss) < 0.08) AS near, bool_and(v.roc_auc > 0.6) AS ranked
FROM logistic_models v, (SELECT log_loss(survived, logistic_predict(m, class, sex)) AS loss
                         FROM cells, (SELECT logistic_fit(survived, class, sex) AS m FROM cells) AS f) AS s;
SELECT count(logistic_drop(name)) FROM logistic_models;

-- Fewer than 20 rows of either label held out leave no metrics.
CREATE TABLE rare AS SELECT i <= 30 AS y, i % 11 AS x FROM generate_series(1, 1000) AS i;
SELECT logistic_train('rare', 'rare');
SELECT log_loss, roc_auc FROM logistic_models WHERE name = 'rare';
SELECT promoted, log_loss, reason FROM logistic_refit('rare');
-- Two rows of a level, one of them held out with the other label: an infinite loss, and the hint says what helps.
SELECT logistic_train('levels', 'SELECT i % 2 = 0 AS y, ''l'' || i / 2 AS level FROM generate_series(0, 399) AS i');
SELECT logistic_drop('levels');
SELECT logistic_alter('rare', gate => '{"max_log_loss": 1}');
SELECT promoted, reason FROM logistic_refit('rare');
SELECT logistic_drop('rare');

-- Half an import: 4,000 rows, then 60.
CREATE TABLE orders AS
SELECT i AS ordered_at, i % 50 AS x, i * 7919 % 1009 < 300 + 8 * (i % 50) AS late FROM generate_series(1, 4000) AS i;
SELECT logistic_train('late', 'SELECT late, x FROM orders', comment => 'nightly');
DELETE FROM orders WHERE ordered_at > 60;
SELECT promoted, nobs, reason FROM logistic_refit('late');
SELECT version FROM logistic_models WHERE name = 'late';
-- A gate is read when it is given.
SELECT logistic_alter('late', gate => '{"min_row": 1}');
SELECT logistic_alter('late', gate => '{"min_rows": -1}');
SELECT logistic_alter('late', gate => '{"min_rows": "many"}');
SELECT logistic_alter('late', gate => '[1]');
SELECT logistic_alter('late', gate => '{"min_share_of_rows": null, "min_rows": 61}');
SELECT promoted, reason FROM logistic_refit('late');
SELECT logistic_alter('late', gate => '{"min_share_of_rows": null, "min_positives": 1000}');
SELECT promoted, reason FROM logistic_refit('late');
-- 'always' passes by the gate and the comparison
SELECT promoted, reason FROM logistic_refit('late', 'always');
SELECT logistic_deploy('late', 1);
SELECT logistic_alter('late', gate => '{}');
SELECT gate IS NULL AS removed, comment FROM logistic_registry WHERE name = 'late';
-- the other keys
INSERT INTO orders SELECT i, i % 50, i * 7919 % 1009 < 300 + 8 * (i % 50) FROM generate_series(61, 5000) AS i;
SELECT logistic_alter('late', gate => '{"min_improvement": 0.1}');
SELECT promoted, regexp_replace(reason, '\d\.\d+', '#', 'g') AS reason FROM logistic_refit('late');
SELECT logistic_alter('late', gate => '{"min_roc_auc": 0.99}');
SELECT promoted, regexp_replace(reason, 'not .*', 'not #') AS reason FROM logistic_refit('late');
SELECT logistic_alter('late', gate => '{"max_psi": 0.2}');
UPDATE orders SET x = x / 2;
SELECT promoted, regexp_replace(reason, 'is \d\.\d+', 'is #') AS reason FROM logistic_refit('late');
SELECT logistic_drop('late');

-- The newest rows: ties together, NULLs never, and the column is no feature.
UPDATE orders SET ordered_at = NULL WHERE ordered_at % 10 = 3;
SELECT logistic_train('newest', 'SELECT late, x, ordered_at FROM orders', holdout_by => 'ordered_at');
SELECT holdout_by, (SELECT array_agg(feature) FROM logistic_features('newest')) AS features FROM logistic_model_versions WHERE name = 'newest';
WITH cut AS (SELECT percentile_disc(0.8) WITHIN GROUP (ORDER BY ordered_at) AS cut FROM orders),
     gate AS (SELECT logistic_fit(late, x) FILTER (WHERE (ordered_at > cut) IS NOT TRUE) AS model FROM orders, cut)
SELECT abs(log_loss(late, logistic_predict(model, x)) - (SELECT log_loss FROM logistic_models WHERE name = 'newest')) < 1e-12 AS same
FROM orders, cut, gate WHERE ordered_at > cut;
SELECT promoted, reason LIKE '%fitted to some%' AS overlaps FROM logistic_refit('newest');
SELECT logistic_train('newest', 'SELECT late, x FROM orders', promote => 'if_better');
SELECT reason LIKE '%; version 1 was fitted to some of these rows' AS overlaps FROM logistic_model_versions WHERE name = 'newest' AND version = 3;
-- one value cannot be parted
SELECT logistic_train('tied', 'SELECT late, x, 1 AS at FROM orders', holdout_by => 'at');
SELECT logistic_train('tied', 'SELECT late, x, NULL::date AS at FROM orders', holdout_by => 'at');
SELECT logistic_train('tied', 'SELECT late, x, ''{}''::json AS at FROM orders', holdout_by => 'at');
SELECT logistic_train('tied', 'SELECT late, x FROM orders', holdout_by => 'at');
SELECT logistic_drop('tied');

-- One rare level separates, and does not stop the nights that follow.
CREATE TABLE plans AS SELECT i * 7919 % 1009 < 400 + i % 300 AS y, i % 300 AS x, (ARRAY['a', 'b'])[1 + i % 2] AS plan FROM generate_series(1, 1500) AS i;
SELECT logistic_train('plans', 'SELECT y, x, plan FROM plans');
INSERT INTO plans SELECT true, 5, 'new' FROM generate_series(1, 2);
INSERT INTO plans SELECT i * 7919 % 1009 < 100 + 2 * (i % 300), i % 300, (ARRAY['a', 'b'])[1 + i % 2] FROM generate_series(2000, 4000) AS i;
SELECT promoted, status, regexp_replace(reason, '\d\.\d+', '#', 'g') AS reason FROM logistic_refit('plans');

-- Attempts and deployments are on record; keep bounds them.
SELECT name, attempt, outcome, version, sqlstate, message LIKE 'log loss%' AS compared FROM logistic_refits WHERE name = 'plans';
SELECT name, version, active_until IS NULL AS active, deployed_by = current_user AS mine, reason FROM logistic_deployments WHERE name = 'plans' ORDER BY deployment;
SELECT logistic_alter('plans', keep => 2);
SELECT version FROM logistic_refit('plans', 'never');
SELECT version FROM logistic_refit('plans', 'never');
SELECT version, active FROM logistic_model_versions WHERE name = 'plans' ORDER BY version;
SELECT attempt FROM logistic_refits WHERE name = 'plans' ORDER BY attempt;
SELECT logistic_prune('plans', 1);
SELECT version, active FROM logistic_model_versions WHERE name = 'plans' ORDER BY version;
SELECT logistic_prune('plans', 0);
SELECT logistic_prune('nobody', 1);

-- A failure of one model is warned of, recorded, and stops no other.
ALTER TABLE plans RENAME TO moved;
SELECT name, status, promoted, reason FROM logistic_refit_all('never') WHERE name IN ('plans', 'newest') ORDER BY 1;
SELECT name, outcome, version, sqlstate, message FROM logistic_refits WHERE outcome = 'failed';
-- one alone raises, and leaves no row
SELECT logistic_refit('plans');
SELECT count(*) FROM logistic_refits WHERE outcome = 'failed';
-- the procedure commits each, and ends in an error that names those that failed
CALL logistic_refit_each('never');
SELECT name, outcome, sqlstate FROM logistic_refits WHERE attempted_at > now() - interval '1 hour' AND outcome = 'failed' ORDER BY attempt;
BEGIN;
CALL logistic_refit_each();
ROLLBACK;
DO $$ BEGIN CALL logistic_refit_each('never'); END $$;
CREATE PROCEDURE around() LANGUAGE plpgsql SET search_path = public AS $$ BEGIN CALL logistic_refit_each('never'); END $$;
CALL around();
DROP PROCEDURE around;
ALTER TABLE moved RENAME TO plans;
CALL logistic_refit_each('never');

-- The report shows it all: versions, when each was active, and what failed.
SELECT logistic_report('plans') LIKE '%<section id="history"%<td>2</td>%separated%to now (refit)%Refits that failed%42P01%relation &quot;plans&quot; does not exist%' AS history;

-- Models from elsewhere.
SELECT logistic_register('hand', '{"label": "late", "intercept": -0.5, "coefficients": {"x": 0.02}}'::logistic_model, comment => 'by hand');
SELECT logistic_predict('hand', 10)::numeric(6, 5), logistic_classify('hand', 10);
SELECT version, active, status, query, reason, comment FROM logistic_model_versions WHERE name = 'hand';
SELECT logistic_refit('hand');
SELECT count(*) AS passed_over FROM logistic_refit_all('never') WHERE name = 'hand';
SELECT logistic_register('hand', NULL::logistic_model);
SELECT logistic_register(NULL, logistic_get('hand'));
SELECT logistic_register('', logistic_get('hand'));
-- what is trained later competes with it
SELECT logistic_train('hand', 'SELECT late, x FROM orders', promote => 'if_better');
SELECT active, reason LIKE 'log loss % of version 1, %' AS compared FROM logistic_model_versions WHERE name = 'hand' AND version = 2;

-- How a model scores changes without a fit, as a new version that refits keep to.
SELECT logistic_alter('hand', threshold => 0.9, on_null => 'mean');
SELECT version, active, options, reason FROM logistic_model_versions WHERE name = 'hand' ORDER BY version DESC LIMIT 1;
SELECT logistic_coefficients('hand') = logistic_coefficients(logistic_get('hand', 2)) AS same_fit LIMIT 1;
SELECT (logistic_refit('hand', 'always')).version;
SELECT logistic_get('hand')::jsonb ->> 'threshold' AS threshold, logistic_get('hand')::jsonb ->> 'on_null' AS on_null;
SELECT logistic_alter('hand', threshold => 2);
SELECT logistic_alter('hand', on_new_level => 'mean');
SELECT logistic_alter('hand', keep => -1);
SELECT logistic_alter('hand'), logistic_alter(NULL);
SELECT reason FROM logistic_deployments WHERE name = 'hand' ORDER BY deployment;
-- of a value
SELECT m::jsonb ->> 'threshold' AS threshold, m::jsonb ->> 'on_new_level' AS on_new_level, m = logistic_with(m) AS same,
       logistic_with(NULL) IS NULL AS missing, m <> logistic_with(m, threshold => 0.5) AS other
FROM (SELECT logistic_with('{"label": "y", "coefficients": {"x": 1}}', threshold => 0.25, on_new_level => 'reference') AS m) AS v;

-- Errors name the user's columns.
CREATE TABLE people AS SELECT now()::date AS signed_up, i AS id, i % 3 = 0 AS churned, NULL::float8 AS income FROM generate_series(1, 90) AS i;
SELECT logistic_train('people', 'people');
SELECT logistic_train('people', 'people', label => 'churned');
SELECT logistic_train('people', 'SELECT churned, id, income FROM people');
SELECT logistic_train('people', 'SELECT churned, id + 1, id + 2 FROM people');
SELECT logistic_train('people', 'SELECT churned, 1 / (id - id) AS x FROM people');
SELECT logistic_train('people', 'public.nobody');
-- rows that are left out are counted by column
UPDATE people SET income = id WHERE id > 10;
SELECT logistic_train('people', 'SELECT churned, nullif(id, 50) AS id, income FROM people', holdout => 0);

-- Every function that takes a model takes a name, for its owner.
SELECT count(*) FROM logistic_wald('newest');
SELECT count(*) FROM logistic_wald('newest', '{"x": 1}');
SELECT count(*) FROM logistic_vif('newest');
SELECT count(*) FROM logistic_anova('newest', 'newest');
SELECT array_length(logistic_margins('newest', x), 1) FROM orders;
SELECT count(fitted) FROM orders o, logistic_augment('newest', late, x);
SELECT logistic_plot_coefficients('newest') LIKE '%Odds ratio of late = true%' AS named;
SELECT positive FROM logistic_statistics('newest');
SELECT count(*) FROM logistic_coefficients('newest', method => 'wald');
CREATE ROLE logistic_refit_reader;
SELECT logistic_grant('newest', 'logistic_refit_reader');
SET ROLE logistic_refit_reader;
SELECT logistic_predict('newest', 1) > 0 AS scores;
SELECT logistic_augment('newest', true, 1);
SELECT logistic_margins('newest', 1);
SELECT logistic_alter('newest', threshold => 0.1);
SELECT logistic_prune('newest', 1);
SELECT logistic_register('newest', '{"label": "y", "coefficients": {"x": 1}}');
SELECT count(*) FROM logistic_refits;
SELECT DISTINCT name FROM logistic_deployments;
SELECT holdout_by FROM logistic_model_versions LIMIT 1;
RESET ROLE;
SELECT count(logistic_drop(name)) > 0 AS dropped FROM (SELECT DISTINCT name FROM logistic_model_versions) AS v;
DROP TABLE cells, rare, orders, plans, people;
DROP ROLE logistic_refit_reader;
