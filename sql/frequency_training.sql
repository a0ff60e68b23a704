-- A frequency column in trainings, cross-validation and metrics: all is as of the rows repeated.
SET client_min_messages = warning;
CREATE SCHEMA frequency_training;
SET search_path = frequency_training, public;
CREATE TABLE counts AS SELECT (hashint4(i) % 7 > i % 5 - 2) AS y, (i % 10)::float8 AS x, (ARRAY['a', 'b', 'c', 'd'])[1 + i % 4] AS k,
	(abs(hashint4(i * 3)) % 90)::bigint AS n, 0.5 + (i % 3) AS w, (i % 9) / 10.0 AS o, i % 6 AS c, i % 12 AS t FROM generate_series(1, 80) AS i;
INSERT INTO counts VALUES (NULL, 1, 'a', 5, 1, 0, 1, 1), (true, NULL, 'b', 7, 1, 0, 1, 1), (true, 3, 'of no row', 0, 1, 0, 1, 1);
CREATE TABLE repeated AS SELECT y, x, k, w, o, c, t FROM counts, generate_series(1, n);

-- leaves of two values that differ; numbers may by rounding
CREATE FUNCTION differences(a jsonb, b jsonb) RETURNS SETOF text LANGUAGE sql AS $$
	WITH RECURSIVE leaves(path, a, b) AS (SELECT 'root', a, b UNION ALL
		SELECT path || '.' || key, value, CASE jsonb_typeof(leaves.b) WHEN 'object' THEN leaves.b -> key WHEN 'array' THEN leaves.b -> key::int END
		FROM leaves CROSS JOIN LATERAL (
			SELECT * FROM jsonb_each(CASE jsonb_typeof(leaves.a) WHEN 'object' THEN leaves.a ELSE '{}' END)
			UNION ALL SELECT (i - 1)::text, value FROM jsonb_array_elements(CASE jsonb_typeof(leaves.a) WHEN 'array' THEN leaves.a ELSE '[]' END) WITH ORDINALITY AS e (value, i)) AS parts)
	SELECT path FROM leaves WHERE jsonb_typeof(a) NOT IN ('object', 'array') AND (a = b OR
		(jsonb_typeof(a) = 'number' AND jsonb_typeof(b) = 'number' AND abs(a::float8 - b::float8) <= 1e-11 * greatest(abs(a::float8), 1e-3))) IS NOT TRUE
$$;
-- all that is stored of a training, and what drift and a refit say; the arguments are those of logistic_train
CREATE FUNCTION trained(query text, arguments text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE result jsonb;
BEGIN
	EXECUTE format('SELECT logistic_train(''m'', %L, ''y'', %s)', query, arguments);
	SELECT jsonb_build_array(nobs, log_loss, roc_auc, model::text::jsonb, gate_model::text::jsonb, score_deciles, distribution, (SELECT jsonb_agg(d) FROM logistic_drift('m') AS d),
		(SELECT to_jsonb(r) FROM logistic_refit('m') AS r))
	INTO result FROM logistic_registry_version JOIN logistic_model_versions USING (name, version, log_loss, roc_auc) WHERE name = 'm';
	PERFORM logistic_drop('m');
	RETURN result;
END
$$;
CREATE FUNCTION train_differs(arguments text) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT differences(trained('SELECT * FROM frequency_training.counts', $1 || ', frequency_column => ''n'''), trained('SELECT * FROM frequency_training.repeated', $1))
$$;

-- the fit, the fit outside the rows held out, its metrics, deciles, drift and refit: copies are held out one by one
SELECT train_differs($$options => logistic_options(terms => 'x + k')$$);
SELECT train_differs($$weight_column => 'w', offset_column => 'o', options => logistic_options(std_error => 'HC3', terms => 'x + k')$$);
SELECT train_differs($$cluster_column => 'c', holdout => 0.3, options => logistic_options(terms => 'x + k')$$);
SELECT train_differs($$holdout_by => 't', holdout => 0.3, options => logistic_options(terms => 'x + k')$$);
-- knots, cuts, weights of evidence, rare levels, missing values
SELECT train_differs($$options => logistic_options(terms => 'spline(x, 4) + bins(t, 3) + k', min_level_rows => 800, missing => 'impute', l2 => 0.1)$$);
SELECT train_differs($$options => logistic_options(terms => 'woe(x, bins = 4) + woe(k) + t')$$);
-- where the rows are elsewhere a row's copies are numbered by themselves
SELECT train_differs($$weight_column => 'w', options => logistic_options(std_error => 'HC0'), distributed => true, holdout => 0$$);
-- (the deciles of a distributed fit are those of a sample)
SELECT d FROM
	logistic_fit_distributed('SELECT y, x, k, n, w, o FROM counts', 'y', 'w', 'n', 'o') AS a,
	logistic_fit_distributed('SELECT y, x, k, w, o FROM repeated', 'y', 'w', NULL, 'o') AS b, differences(a::text::jsonb, b::text::jsonb) AS d WHERE d !~ 'deciles';
SELECT logistic_train('elsewhere', 'SELECT y, x, k, n FROM counts', frequency_column => 'n', partition_key => 'k');
SELECT frequency_column, nobs, (SELECT sum(n) FROM counts WHERE y IS NOT NULL AND x IS NOT NULL) AS rows, log_loss < 0.7 AS judged FROM logistic_model_versions WHERE name = 'elsewhere';
-- the columns that drift needs
SELECT * FROM logistic_drift('elsewhere', 'SELECT x, k FROM counts');
SELECT logistic_train('drifting', 'SELECT y, x, k, n FROM counts', frequency_column => 'n');
SELECT bool_and(psi < 1e-9 AND training_mean IS NOT DISTINCT FROM current_mean) AS same FROM logistic_drift('drifting');
SELECT logistic_report('drifting') LIKE '%' || (SELECT round(roc_auc::numeric, 4) FROM logistic_evaluate('drifting', 'SELECT * FROM repeated')) || '%' AS report;

-- evaluation, cross-validation, paths
SELECT differences(to_jsonb(a), to_jsonb(b)) FROM logistic_evaluate('drifting', 'SELECT * FROM counts', weight_column => 'w', frequency_column => 'n') AS a, logistic_evaluate('drifting', 'SELECT * FROM repeated', weight_column => 'w') AS b;
SELECT differences(to_jsonb(a), to_jsonb(b)) FROM logistic_evaluate('drifting', 'SELECT * FROM counts', frequency_column => 'n') AS a, logistic_evaluate('drifting', 'SELECT * FROM repeated') AS b;
SELECT differences(jsonb_agg(a), (SELECT jsonb_agg(b) FROM logistic_cross_validate('SELECT y, x, k, w FROM repeated', l2 => '{0,1,10}', folds => 4, weight_column => 'w') AS b))
FROM logistic_cross_validate('SELECT y, x, k, w, n FROM counts', l2 => '{0,1,10}', folds => 4, weight_column => 'w', frequency_column => 'n') AS a;
SELECT differences(jsonb_agg(a), (SELECT jsonb_agg(b) FROM logistic_cross_validate('SELECT y, x, k, c FROM repeated', l2 => '{1,10}', folds => 3, cluster_column => 'c') AS b))
FROM logistic_cross_validate('SELECT y, x, k, c, n FROM counts', l2 => '{1,10}', folds => 3, cluster_column => 'c', frequency_column => 'n') AS a;
SELECT differences(jsonb_agg(a), (SELECT jsonb_agg(b) FROM logistic_path('SELECT y, x, k FROM repeated', l1 => '{1,10}') AS b))
FROM logistic_path('SELECT y, x, k, n FROM counts', l1 => '{1,10}', frequency_column => 'n') AS a;

-- metrics: DeLong, Hosmer and Lemeshow, quantiles of the scores
CREATE TABLE scored AS SELECT hashint4(i) % 3 > 0 AS y, (abs(hashint4(i * 7)) % 40) / 40.0 AS p, (abs(hashint4(i * 11)) % 40) / 40.0 AS q, abs(hashint4(i * 3)) % 9 AS n FROM generate_series(1, 60) AS i;
CREATE TABLE scored_repeated AS SELECT scored.* FROM scored, generate_series(1, n);
CREATE FUNCTION told(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format('SELECT array_agg(row)::text FROM (%s) AS row', query) INTO answer;
	RETURN answer;
END $$;
SELECT metric, told(format('SELECT %s FROM scored', replace(metric, '(', '(logistic_options(frequency => n), '))) =
	told(format('SELECT %s FROM scored_repeated', metric)) AS same
FROM unnest(ARRAY['roc_auc_interval(y, p)', 'roc_auc_test(y, p, q)', 'hosmer_lemeshow(y, p)', 'calibration_curve(y, p)', $$calibration_curve(y, p, 5, 'quantile')$$, 'expected_calibration_error(y, p)',
	'roc_auc(y, p)', 'ks_statistic(y, p)', 'average_precision(y, p)', 'gain_curve(y, p)', 'brier_score(y, p)', 'confusion_matrix(y, p)', 'platt_fit(y, p)', 'isotonic_fit(y, p)']) AS metric;
-- a weight is none of these
SELECT roc_auc_interval(logistic_options(weight => 2, frequency => n), y, p) FROM scored;
SELECT hosmer_lemeshow(logistic_options(weight => n), y, p) FROM scored;

-- a row of any frequency: the share held out is as asked; copies of one content go on with the numbers
SELECT abs(logistic_internal.logistic_holdout_frequency('m', 0.2, 1e15, 'x'::text) / 1e15 - 0.2) < 0.005 AS share, logistic_internal.logistic_holdout_frequency('m', 0.2, NULL, 1) AS unknown, logistic_internal.logistic_holdout_frequency('m', 0.2, 0, 1) AS none;
SELECT sum(logistic_internal.logistic_holdout_copy_frequency('m', 0.2, n, k)) = (SELECT count(*) FROM (SELECT logistic_internal.logistic_holdout_copy('m', k) AS place FROM repeated) AS r WHERE place < 0.2) AS as_repeated FROM counts;
SELECT sum(n) FROM (SELECT logistic_internal.logistic_holdout_folds('m', 5, 1000, 1) AS f) AS f, unnest(f) AS n;
SELECT logistic_internal.logistic_holdout_folds('m', 1001, 1, 1);

-- errors
UPDATE counts SET n = NULL WHERE x = 9;
SELECT logistic_train('null', 'SELECT y, x, n FROM counts', frequency_column => 'n');
SELECT (logistic_statistics('null')).n_skipped = 12 + (SELECT count(*) FROM counts WHERE n IS NULL) AS left_out;
SELECT logistic_train('m', 'SELECT y, x, n / 2.0 AS n FROM counts', frequency_column => 'n');
SELECT logistic_train('m', 'SELECT y, x, -n AS n FROM counts', frequency_column => 'n', holdout => 0);
SELECT logistic_train('m', 'SELECT y, x, 9007199254740992 AS n FROM counts', frequency_column => 'n', holdout => 0);
SELECT logistic_fit_distributed('SELECT y, x, 9007199254740992 AS n FROM counts', frequency_column => 'n');
SELECT logistic_fit_distributed('SELECT y, x, n / 2.0 AS n FROM counts', frequency_column => 'n');
\set VERBOSITY terse
SELECT logistic_evaluate('drifting', 'SELECT y, x, k, n / 2.0 AS n FROM counts', frequency_column => 'n');
\set VERBOSITY default
SELECT logistic_train('m', 'SELECT y, x, n FROM counts', frequency_column => 'm');
SELECT logistic_train('m', 'SELECT y, x, n FROM counts', frequency_column => 'n', options => logistic_options(frequency => 2));
DROP SCHEMA frequency_training CASCADE;
SELECT logistic_drop(name) FROM logistic_models WHERE name IN ('elsewhere', 'drifting', 'null');
