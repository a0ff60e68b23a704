-- Paths and cross-validation: fits along a grid of penalties.
SET extra_float_digits = -6;
\set SHOW_CONTEXT never
CREATE SCHEMA cross_validation_test;
SET search_path = cross_validation_test, public;
CREATE TABLE customers AS
SELECT id, 18 + id * 7919 % 61 AS age, id * 10473 % 73 AS tenure,
	(ARRAY['free', 'pro', 'team'])[1 + id * 37 % 5 % 3] AS plan, id % 4 = 0 AS north,
	id * 48271 % 1009 < 500 + 4 * (18 + id * 7919 % 61) - 6 * (id * 10473 % 73) AS churned
FROM generate_series(1, 200) AS id;

-- a path is the fits one by one
SELECT p.l1, p.l2, p.term, p.estimate FROM logistic_path('SELECT churned, age, plan FROM customers', l2 => '{0, 10}') AS p;
SELECT bool_and(p.estimate = c.estimate) AS same
FROM logistic_path('SELECT churned, age, plan FROM customers', l1 => '{0, 2}', l2 => '{0, 10}') AS p,
	LATERAL (SELECT logistic_fit(logistic_options(l1 => p.l1, l2 => p.l2), churned, age, plan) AS model FROM customers) AS f,
	logistic_coefficients(model) AS c WHERE c.term = p.term;

-- so it is of many rows, where each fit starts from the one before, with categories and class weights
CREATE TABLE visits AS SELECT i * 7919 % 100003 AS a, sqrt(i * 10473 % 1009) AS b, 'k' || i * 37 % 11 % 4 AS kind, i * 48271 % 1009 < 300 + i * 7919 % 100003 / 300 AS y FROM generate_series(1, 40000) AS i;
SELECT count(*), max(abs(p.estimate - c.estimate)) < 1e-11 AS estimates, bool_and((p.estimate = 0) = (c.estimate = 0)) AS zeros,
	max(abs(p.effective_df - s.effective_df)) < 1e-9 AS df, max(abs(p.log_lik - s.log_lik)) < 1e-8 AS log_lik
FROM logistic_path('SELECT y, a, b, kind FROM visits', l1 => '{0, 3, 300}', l2 => '{100, 0, 1, 0}', options => logistic_options(class_weight => 'balanced')) AS p,
	LATERAL (SELECT logistic_fit(logistic_options(l1 => p.l1, l2 => p.l2, class_weight => 'balanced'), y, a, b, kind) AS model FROM visits OFFSET 0) AS f,
	logistic_coefficients(model) AS c, logistic_statistics(model) AS s WHERE c.term = p.term;
SET client_min_messages = error;
-- a fold has rows of a level that the others lack: both ways of the statement leave them out
SELECT l1, l2, abs(a.log_loss - b.log_loss) < 1e-13 AS loss, abs(a.roc_auc - b.roc_auc) < 1e-13 AS auc, abs(a.log_loss_std_error - b.log_loss_std_error) < 1e-13 AS error,
	a.n_nonzero = b.n_nonzero AS n_nonzero, a.is_minimum = b.is_minimum AS minimum
FROM logistic_cross_validate('SELECT y, a, kind, w FROM (SELECT *, a % 3 AS w FROM visits WHERE a < 500 UNION ALL SELECT 7, 2, ''rare'', true, 2) AS v', l1 => '{0, 20}', l2 => '{1, 0}', weight_column => 'w') AS a
JOIN logistic_cross_validate('SELECT y, a, kind, w FROM (SELECT *, a % 3 AS w FROM visits WHERE a < 500 UNION ALL SELECT 7, 2, ''rare'', true, 2) AS v', l1 => '{0, 20}', l2 => '{1, 0}', weight_column => 'w',
	options => logistic_options(terms => '.')) AS b USING (l1, l2) ORDER BY l1, l2;
RESET client_min_messages;

-- fewer terms with more penalty, until none is left
SELECT l1, n_nonzero FROM logistic_cross_validate('SELECT churned, age, tenure, plan, north FROM customers',
	l1 => '{0, 3, 10, 1000}', folds => 5);

-- the mean over folds is that of fits and scores by hand
WITH folds AS (
	SELECT c.*, floor(logistic_holdout('cross-validation', churned, age, tenure) * 4)::int AS fold FROM customers c),
judged AS (
	SELECT k, n, (SELECT log_loss(churned, logistic_predict(model, age, tenure)) FROM folds WHERE fold = k) AS loss,
		(SELECT roc_auc(churned, logistic_predict(model, age, tenure)) FROM folds WHERE fold = k) AS auc
	FROM generate_series(0, 3) AS k, LATERAL (SELECT logistic_fit(logistic_options(l2 => 5), churned, age, tenure) FROM folds WHERE fold <> k) AS f(model),
		LATERAL (SELECT count(*)::float8 FROM folds WHERE fold = k) AS s(n)),
means AS (SELECT sum(n * loss) / sum(n) AS loss, sum(n * auc) / sum(n) AS auc FROM judged)
SELECT abs(v.log_loss - m.loss) < 1e-14 AS log_loss, abs(v.roc_auc - m.auc) < 1e-14 AS roc_auc,
	abs(v.log_loss_std_error - (SELECT sqrt(sum(n * (j.loss - m.loss) ^ 2) / sum(n) / 3) FROM judged j)) < 1e-14 AS std_error
FROM logistic_cross_validate('SELECT churned, age, tenure FROM customers', l2 => '{5}', folds => 4) AS v, means AS m;

-- the same rows in another order, and rows that the fit leaves out: the same folds
SELECT bool_and(abs(a.log_loss - b.log_loss) < 1e-13) AS same
FROM logistic_cross_validate('SELECT churned, age, tenure FROM customers ORDER BY age', l2 => '{0, 5}') AS a
JOIN logistic_cross_validate('SELECT churned, age, tenure FROM (TABLE customers UNION ALL SELECT 0, NULL, 3, ''pro'', true, true) AS c ORDER BY id DESC', l2 => '{5, 0, 5}') AS b USING (l2);

-- marks: one minimum, one within a standard error of it, that is as penalised or more
SELECT count(*) FILTER (WHERE is_minimum) AS minimum, count(*) FILTER (WHERE is_one_std_error) AS one_std_error,
	max(l2) FILTER (WHERE is_one_std_error) >= max(l2) FILTER (WHERE is_minimum) AS more,
	min(log_loss) = min(log_loss) FILTER (WHERE is_minimum) AS smallest
FROM logistic_cross_validate('SELECT churned, age, tenure, plan FROM customers', l2 => '{0, 1, 10, 100, 1000}');

-- weights: rows of weight 0 are not there; clusters stay together; other columns by name
SELECT bool_and(abs(a.log_loss - b.log_loss) < 1e-13) AS same
FROM logistic_cross_validate('SELECT age, churned, tenure, (id > 20)::int AS w FROM customers', l2 => '{1}', label => 'churned', weight_column => 'w', folds => 3) AS a,
	logistic_cross_validate('SELECT churned, age, tenure FROM customers WHERE id > 20', l2 => '{1}', folds => 3) AS b;
SELECT log_loss IS NOT NULL AS judged
FROM logistic_cross_validate('SELECT churned, age, fold, id / 10 AS person FROM (SELECT *, tenure AS fold FROM customers) AS c',
	l2 => '{1}', cluster_column => 'person', folds => 3);
-- options are those of the fit
SELECT log_loss IS NOT NULL AS judged
FROM logistic_cross_validate('SELECT CASE WHEN churned THEN ''left'' ELSE ''stayed'' END AS label, age FROM customers', l2 => '{1}', folds => 3,
	options => logistic_options(positive => 'left', standardize => false));

-- columns may have the names that the statement uses itself
SELECT a.log_loss = b.log_loss AS same
FROM logistic_cross_validate('SELECT churned, age AS k, tenure AS q, age % 7 AS i FROM customers', l2 => '{1}', folds => 3) AS a,
	logistic_cross_validate('SELECT churned, age, tenure, age % 7 FROM customers', l2 => '{1}', folds => 3) AS b;

-- the loss is of the score: a row that is 20 units wrong costs 20, however sure the probability
CREATE TABLE outlier AS SELECT i AS id, (i % 20 + i * 7 % 13) > 15 AS y, (i % 20)::float8 AS x FROM generate_series(1, 200) AS i
UNION ALL SELECT 1000, false, 10000;
SELECT l1, log_loss, log_loss_std_error, is_minimum, is_one_std_error
FROM logistic_cross_validate('SELECT y, x FROM outlier', l1 => '{1, 3, 10, 100}', folds => 5);
-- of a text label too, where a fold may have one value only
SELECT abs(a.log_loss - b.log_loss) < 1e-12 AS same
FROM logistic_cross_validate('SELECT CASE WHEN y THEN ''yes'' ELSE ''no'' END AS y, x FROM outlier WHERE id <= 20', l2 => '{1}', folds => 20) AS a,
	logistic_cross_validate('SELECT CASE WHEN y THEN ''yes'' ELSE ''no'' END AS y, x FROM outlier WHERE id <= 20', l2 => '{1}', folds => 20, options => logistic_options(positive => 'no')) AS b;
-- a separated fit that is wrong of a row loses infinitely: that is the largest loss, and never the minimum
SET client_min_messages = error;
SELECT l2, log_loss = 'Infinity' AS infinite, log_loss_std_error IS NULL AS no_error, is_minimum, is_one_std_error
FROM logistic_cross_validate('SELECT x > 10 AND x < 1000 AS y, x FROM outlier', l2 => '{0, 1, 10}', folds => 5);
RESET client_min_messages;

-- no row; one class
SELECT * FROM logistic_cross_validate('SELECT churned, age FROM customers WHERE false', l2 => '{1}');
SELECT log_loss, roc_auc, n_nonzero FROM logistic_cross_validate('SELECT churned, age FROM customers WHERE churned', l2 => '{1}', folds => 2);

-- wrong calls
SELECT logistic_cross_validate(NULL);
SELECT logistic_cross_validate('SELECT churned, age FROM customers', folds => 1);
SELECT logistic_cross_validate('SELECT churned, age FROM customers', l2 => '{}');
SELECT logistic_cross_validate('SELECT churned, age FROM customers', l1 => '{1, NULL}');
SELECT logistic_cross_validate('SELECT churned, age FROM customers', l2 => '{-1}');
SELECT logistic_path('SELECT churned, age FROM customers', l1 => '{1, NaN}');
SELECT logistic_internal.fit_path('{0, 0}', NULL, churned, age) FROM customers;
SELECT logistic_internal.fit_path('{1}', logistic_options(), churned, age) FROM customers;
SELECT logistic_internal.fit_folds('{2, 1, 1, 0}', 2, logistic_options(), churned, age) FROM customers;
SELECT logistic_cross_validate('SELECT churned, age FROM customers', label => 'gone');
SELECT logistic_cross_validate('SELECT churned, age FROM customers', options => logistic_options(l2 => 3));
SELECT logistic_path('DELETE FROM customers RETURNING churned, age');
SELECT logistic_path('SELECT churned, age FROM customers; SELECT 1');
SET client_min_messages = warning;
DROP SCHEMA cross_validation_test CASCADE;
