-- A model on the rows of a query.
\set SHOW_CONTEXT never
CREATE TABLE evaluated AS
SELECT i, i % 23 - 11 AS x, (ARRAY['a', 'b', 'c'])[1 + i % 3] AS c, (i * 7919) % 101 < 50 + 3 * (i % 23 - 11) AS y, 1 + i % 4 AS w, i % 5 / 10.0 AS o
FROM generate_series(1, 500) AS i;
CREATE TABLE evaluated_models AS
SELECT logistic_fit(y, x, c) AS plain, logistic_fit(logistic_options(threshold => 0.3, logit_offset => o), y, x, c) AS offset_model,
	logistic_fit(CASE WHEN y THEN 'yes' ELSE 'no' END, x, c) AS of_text, logistic_fit(y::int, x, c) AS of_number, logistic_fit(y, x) AS simple
FROM evaluated;

-- what the metrics say one by one
SELECT e.nobs, abs(e.log_loss - m.log_loss) < 1e-14 AS log_loss, abs(e.brier_score - m.brier) < 1e-14 AS brier, e.roc_auc = auc AS auc,
	e.average_precision = ap AS ap, e.ks = m.ks AS ks, (e.threshold, e.true_positives, e.false_positives, e.true_negatives, e.false_negatives,
	e.accuracy, e.precision, e.recall, e.specificity, e.f1_score, e.balanced_accuracy, e.mcc)::logistic_confusion = c AS confusion
FROM evaluated_models, logistic_evaluate(plain, 'SELECT * FROM evaluated') AS e,
	(SELECT log_loss(y, p), brier_score(y, p) AS brier, roc_auc(y, p) AS auc, average_precision(y, p) AS ap, ks_statistic(y, p) AS ks, confusion_matrix(y, p) AS c
	 FROM (SELECT y, logistic_predict(plain, x, c) AS p FROM evaluated, evaluated_models) AS s) AS m;
-- the label: the model's name, or the first column, or the one that is told
SELECT e.roc_auc = f.roc_auc AS first, e.roc_auc = g.roc_auc AS told, e.roc_auc = h.roc_auc AS alike
FROM evaluated_models, logistic_evaluate(plain, 'SELECT x, c, y FROM evaluated') AS e, logistic_evaluate(plain, 'SELECT y AS z, c, x FROM evaluated;') AS f,
	logistic_evaluate(plain, 'SELECT x, c, y AS z FROM evaluated', 'z') AS g, logistic_evaluate(plain, 'SELECT q.x, q.c, q.y, 1 AS q FROM evaluated q -- a comment') AS h;
-- labels of text and number
SELECT e.log_loss = f.log_loss AS text, e.log_loss = g.log_loss AS number, e.f1_score = f.f1_score AS f1
FROM evaluated_models, logistic_evaluate(plain, 'TABLE evaluated') AS e,
	logistic_evaluate(of_text, $$SELECT CASE WHEN y THEN 'yes' ELSE 'no' END, x, c FROM evaluated$$) AS f,
	logistic_evaluate(of_number, 'SELECT y::int, x, c FROM evaluated') AS g;
-- weights and offset
SELECT e.nobs, abs(e.log_loss - f.log_loss) < 1e-14 AS weight, e.true_positives = f.true_positives AS counts
FROM evaluated_models, logistic_evaluate(plain, 'TABLE evaluated', weight_column => 'w') AS e,
	logistic_evaluate(plain, 'SELECT e.* FROM evaluated e, generate_series(1, w)') AS f;
SELECT e.threshold, abs(e.log_loss - o) < 1e-14 AS with_offset, abs(f.log_loss - o) < 1e-4 AS without
FROM evaluated_models, logistic_evaluate(offset_model, 'TABLE evaluated', offset_column => 'o') AS e, logistic_evaluate(offset_model, 'TABLE evaluated') AS f,
	(SELECT avg(bce_with_logits(y, logistic_score(offset_model, x, c) + o)) AS o FROM evaluated, evaluated_models) AS m;
-- rows without a label, a score or a weight are left out; none at all
SELECT nobs FROM evaluated_models, logistic_evaluate(plain, 'SELECT NULLIF(y, i = 1) AS y, NULLIF(x, 5) AS x, CASE WHEN i = 3 THEN ''new'' ELSE c END AS c, CASE WHEN i = 4 THEN 0 WHEN i > 5 THEN w END AS w FROM evaluated', weight_column => 'w');
SELECT nobs, log_loss, roc_auc, threshold, true_positives, mcc FROM evaluated_models, logistic_evaluate(plain, 'SELECT * FROM evaluated WHERE false');
SELECT nobs, log_loss > 0 AS log_loss, roc_auc, recall IS NOT NULL AS recall FROM evaluated_models, logistic_evaluate(plain, 'SELECT * FROM evaluated WHERE y');
-- at another threshold than the model's: the confusion columns are those of the metric
SELECT e.threshold, (e.true_positives, e.false_positives, e.recall, e.mcc) = ((m.c).true_positives, (m.c).false_positives, (m.c).recall, (m.c).mcc) AS same,
	e.log_loss = f.log_loss AS loss, f.threshold AS of_the_model
FROM evaluated_models, logistic_evaluate(plain, 'TABLE evaluated', threshold => 0.3) AS e, logistic_evaluate(plain, 'TABLE evaluated') AS f,
	(SELECT confusion_matrix(y, logistic_predict(plain, x, c), 0.3) AS c FROM evaluated, evaluated_models) AS m;
SELECT logistic_evaluate(plain, 'TABLE evaluated', threshold => 1.5) FROM evaluated_models;
SELECT logistic_evaluate(plain, 'TABLE evaluated', threshold => 'NaN') FROM evaluated_models;
SELECT logistic_evaluate(NULL::logistic_model, 'TABLE evaluated') IS NULL AS model, logistic_evaluate(plain, NULL) IS NULL AS query FROM evaluated_models;
-- a score beyond 40 is a probability of 1, but not an infinite loss
SELECT log_loss, brier_score FROM logistic_evaluate('{"label": "y", "intercept": 100, "coefficients": {"x": 0}}'::logistic_model, 'SELECT false AS y, 1 AS x');

-- by name: the active version, and its offset
SELECT logistic_train('evaluated', 'SELECT y, x, c FROM evaluated', promote => 'always');
SELECT logistic_train('evaluated_offset', 'SELECT y, x, c, o FROM evaluated', offset_column => 'o');
SELECT threshold, recall FROM logistic_evaluate('evaluated', 'TABLE evaluated', threshold => 0);
SELECT e.log_loss = f.log_loss AS by_name FROM evaluated_models, logistic_evaluate('evaluated', 'TABLE evaluated') AS e, logistic_evaluate(plain, 'TABLE evaluated') AS f;
SELECT abs(e.log_loss - f.log_loss) < 1e-14 AS by_name
FROM evaluated_models, logistic_evaluate('evaluated_offset', 'TABLE evaluated') AS e, logistic_evaluate(offset_model, 'TABLE evaluated', offset_column => 'o') AS f;
SELECT logistic_evaluate('evaluated_offset', 'SELECT y, x, c FROM evaluated');
SELECT logistic_evaluate('nobody', 'TABLE evaluated');

-- the caller's rights, and no right to write
CREATE ROLE regress_logistic_judge;
GRANT SELECT ON evaluated_models TO regress_logistic_judge;
SELECT logistic_grant('evaluated', 'regress_logistic_judge');
SET ROLE regress_logistic_judge;
SELECT logistic_evaluate(plain, 'TABLE evaluated') FROM evaluated_models;
SELECT nobs FROM logistic_evaluate('evaluated', 'SELECT true AS y, 1 AS x, ''a'' AS c');
SELECT logistic_evaluate('evaluated_offset', 'SELECT true AS y, 1 AS x, ''a'' AS c, 0 AS o');
RESET ROLE;
SELECT logistic_drop('evaluated'), logistic_drop('evaluated_offset');
DROP TABLE evaluated_models;
DROP ROLE regress_logistic_judge;

-- wrong calls
CREATE TEMP VIEW m AS SELECT '{"label": "y", "intercept": -1, "coefficients": {"x": 0.5}}'::logistic_model AS m;
SELECT logistic_evaluate(m, 'SELECT y, w FROM evaluated') FROM m;
SELECT logistic_evaluate(m, 'TABLE evaluated', label => 'z') FROM m;
SELECT logistic_evaluate(m, 'TABLE evaluated', weight_column => 'z') FROM m;
SELECT logistic_evaluate(m, 'SELECT y, x, -w AS w FROM evaluated', weight_column => 'w') FROM m;
SELECT logistic_evaluate(m, 'DELETE FROM evaluated RETURNING y, x') FROM m;
SELECT logistic_evaluate(m, 'SELECT 1; SELECT 2') FROM m;
SELECT logistic_evaluate(m, 'SELECT y, x FROM evaluated) AS q; DROP TABLE evaluated; --') FROM m;
SELECT logistic_evaluate(m, '') FROM m;
SELECT logistic_evaluate(m, 'WITH d AS (DELETE FROM evaluated RETURNING y, x) SELECT * FROM d') FROM m;
SELECT count(*) FROM evaluated;
DROP TABLE evaluated;
