-- Metrics of scored rows: losses, confusion, ranking, stability.
CREATE TEMP TABLE scored (id int, y boolean, p float8, w float8);
INSERT INTO scored VALUES
	(1, true, 0.9, 1), (2, true, 0.8, 2), (3, false, 0.7, 1), (4, true, 0.6, 0),
	(5, false, 0.6, 3), (6, true, 0.4, 1), (7, false, 0.4, 2), (8, false, 0.1, 1);

-- by hand: 12 of 16 pairs are in order
SELECT roc_auc(y, p), round(average_precision(y, p)::numeric, 12) AS ap,
	ks_statistic(y, p), accuracy(y, p),
	round(log_loss(y, p)::numeric, 12) AS log_loss, round(brier_score(y, p)::numeric, 12) AS brier
FROM scored;

-- a metric is the mean of its rows' losses
SELECT abs(log_loss(y, p) - avg(bce(y, p))) < 1e-15 AS log_loss,
	abs(brier_score(y, p) - avg((y::int - p) ^ 2)) < 1e-15 AS brier
FROM scored;

-- weights: the same as rows repeated, three ways to give them; 0 is no row
SELECT roc_auc(y, p, w) = r AS auc, average_precision(y, p, w) = ap AS ap, ks_statistic(y, p, w) = ks AS ks,
	log_loss(y, p, w) = l AS log_loss, brier_score(y, p, w) = b AS brier, accuracy(y, p, 0.5, w) = a AS accuracy,
	roc_auc(logistic_options(weight => w), y, p) = r AS by_options,
	log_loss(logistic_options(weight => w), y, p) = l AS by_options
FROM scored, (SELECT roc_auc(y, p) r, average_precision(y, p) ap, ks_statistic(y, p) ks, log_loss(y, p) l,
				brier_score(y, p) b, accuracy(y, p) a
			  FROM scored, generate_series(1, w::int)) AS repeated
GROUP BY r, ap, ks, l, b, a;

-- the reversed score, and the reversed label
SELECT roc_auc(y, p) + roc_auc(y, -p) AS one, roc_auc(y, p) + roc_auc(NOT y, p) AS one,
	roc_auc(y, p) = roc_auc(y, exp(p)) AS by_rank_only
FROM scored;

-- labels of any kind
CREATE TYPE pg_temp.outcome AS ENUM ('won', 'lost');
SELECT roc_auc(y, p) AS boolean, roc_auc(y::int, p) AS integer, roc_auc(y::int::numeric, p) AS numeric,
	roc_auc(y::int::float8, p) AS float8, roc_auc(CASE WHEN y THEN 'yes' ELSE 'no' END, p) AS text,
	roc_auc(CASE WHEN y THEN 'lost' ELSE 'won' END::pg_temp.outcome, p) AS enum,
	roc_auc(logistic_options(positive => 'no'), CASE WHEN y THEN 'yes' ELSE 'no' END, p) AS reversed,
	log_loss(y::text, p) = log_loss(y, p) AS log_loss,
	log_loss(logistic_options(positive => 'false'), y::text, p) = log_loss(NOT y, p) AS log_loss_reversed
FROM scored;

-- scores of any number type
SELECT roc_auc(y, p::numeric) AS numeric, roc_auc(y, (p * 10)::int) AS integer, roc_auc(y, p::float4) AS float4
FROM scored;

-- confusion: positive means score >= threshold
SELECT * FROM (SELECT (confusion_matrix(y, p, 0.6)).* FROM scored) AS c \gx
SELECT (confusion_matrix(y, p)).threshold AS fallback, (confusion_matrix(logistic_options(threshold => 0.7), y, p)).threshold AS option,
	(confusion_matrix(logistic_options(threshold => 0.7), y, p, 0.2)).threshold AS argument,
	(confusion_matrix(y, -p, -0.5)).true_positives AS any_score
FROM scored;
SELECT t, accuracy(y, p, t) FROM scored, unnest(ARRAY[0, 0.4, 0.65, 1.1]) AS t GROUP BY t ORDER BY t;
-- 0/0 is NULL
SELECT * FROM (SELECT (confusion_matrix(y, p, 2)).* FROM scored WHERE y) AS c \gx

-- GROUP BY, FILTER, DISTINCT, windows
SELECT id % 2 AS half, roc_auc(y, p), log_loss(y, p) IS NOT NULL AS log_loss FROM scored GROUP BY 1 ORDER BY 1;
SELECT roc_auc(y, p) FILTER (WHERE id > 3), accuracy(y, p) FILTER (WHERE id > 3), roc_auc(DISTINCT y, p) FROM scored;
SELECT id, roc_auc(y, p) OVER w, accuracy(y, p) OVER w, brier_score(y, p) OVER (ORDER BY id ROWS 1 PRECEDING) AS brier
FROM scored WINDOW w AS (ORDER BY id) ORDER BY id;

-- NULLs are no rows; nothing, one class, all tied: NULL or the limit
SELECT roc_auc(y, p), log_loss(y, p), accuracy(y, p), confusion_matrix(y, p), average_precision(y, p), ks_statistic(y, p),
	brier_score(y, p) FROM scored WHERE false;
SELECT roc_auc(y, NULL::float8), log_loss(NULL::boolean, p), accuracy(y, p, 0.5, NULL::float8), roc_auc(y, p, 0), roc_auc(logistic_options(weight => NULL::float8), y, p) FROM scored;
SELECT roc_auc(y, p), average_precision(y, p), ks_statistic(y, p), log_loss(y, p) > 0 AS log_loss FROM scored WHERE y;
SELECT roc_auc(y, 0.5), average_precision(y, 0.5), ks_statistic(y, 0.5) FROM scored;
SELECT log_loss(true, 0.0), log_loss(false, 1.0), log_loss(true, 1.0), brier_score(true, 0.0);
SELECT log_loss('a'::text, 0.5), log_loss(logistic_options(positive => 'a'), 'a'::text, 0.25) = log_loss(true, 0.25) AS told,
	accuracy(logistic_options(positive => 'b'), 'a'::text, 0.25);
SELECT roc_auc(y, s), ks_statistic(y, s)
FROM (VALUES (true, 'Infinity'::float8), (false, '-Infinity'), (true, 1e300), (false, -1e300), (true, 5e-324), (false, 0), (true, -0.0)) AS v (y, s);

-- wrong calls
SELECT log_loss(y, p * 2) FROM scored;
SELECT brier_score(y, -p) FROM scored;
SELECT log_loss(true, 'NaN'::float8);
SELECT roc_auc(true, 'NaN'::float8);
SELECT roc_auc(2, 0.5);
SELECT roc_auc(v, 0.5) FROM unnest(ARRAY['a', 'b', 'c']) AS v;
SELECT roc_auc(logistic_options(positive => 'x'), v, 0.5) FROM unnest(ARRAY['a', 'b']) AS v;
SELECT roc_auc(now(), 0.5);
SELECT roc_auc(ARRAY[1], 0.5);
SELECT roc_auc(true, 'x'::text);
SELECT roc_auc(true, '0.5');
SELECT roc_auc(true, 0.5, -1);
SELECT roc_auc(true, 0.5, 'NaN'::float8);
SELECT roc_auc(y, p, threshold) FROM scored, unnest(ARRAY['a']) AS threshold;
SELECT accuracy(y, p, p) FROM scored;
SELECT roc_auc(logistic_options(threshold => p), y, p) FROM scored;

-- parallel and serial agree, to the last digit
CREATE TABLE metric_rows AS
SELECT i, (i * 7919 % 1000) / 1000.0::float8 AS p, i * 104729 % 1000 < i * 7919 % 1000 AS y, 1 + i % 3 AS w
FROM generate_series(1, 20000) AS i;
ALTER TABLE metric_rows SET (parallel_workers = 2);
CREATE TEMP TABLE serial AS
SELECT log_loss(y, p), brier_score(y, p, w), accuracy(y::text, p, 0.3), log_loss(y::text, p) AS of_text, confusion_matrix(y, p) AS matrix
FROM metric_rows;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT log_loss(y, p), accuracy(y::text, p, 0.3) FROM metric_rows;
SELECT log_loss(y, p) = s.log_loss AS log_loss, brier_score(y, p, w) = s.brier_score AS brier,
	accuracy(y::text, p, 0.3) = s.accuracy AS accuracy, log_loss(y::text, p) = of_text AS of_text,
	confusion_matrix(y, p) = matrix AS matrix
FROM metric_rows, serial s GROUP BY s.log_loss, s.brier_score, s.accuracy, of_text, matrix;
-- a worker may meet one value of the label only, or no row at all
SELECT accuracy(CASE WHEN i < 10000 THEN 'a' ELSE 'b' END, p, 0.5) FROM metric_rows;
SELECT accuracy(CASE WHEN i < 10 THEN 'a' ELSE 'b' END, p, 0.5) FROM metric_rows WHERE i < 20;
\set VERBOSITY sqlstate
SELECT accuracy((i % 3)::text, p, 0.5) FROM metric_rows;
\set VERBOSITY default
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
DROP TABLE metric_rows;

-- population stability: nothing moved; a shift; a level never seen
SELECT population_stability_index(i, i) AS same, round(population_stability_index(i, i + 100)::numeric, 10) AS shifted,
	population_stability_index(i, NULL::int) AS one_side, population_stability_index(1, i) IS NOT NULL AS constant
FROM generate_series(1, 1000) AS i;
-- by hand: shares 3/4, 1/4, and 0 of others; then 1/4, 1/4 and 1/2
SELECT population_stability_index(e, a) - ((0.25 - 0.75) * ln(0.25 / 0.75) + (0.5 - 1e-4) * ln(0.5 / 1e-4))::float8 < 1e-14 AS levels
FROM (VALUES ('x', 'x'), ('x', 'y'), ('x', 'z'), ('y', 'z')) AS v (e, a);
SELECT population_stability_index(1, true);
SELECT population_stability_index(1, 'NaN'::float8);
SELECT population_stability_index(ARRAY[1], ARRAY[1]);

-- options name the positive one of two text labels; every metric takes them
CREATE TABLE told AS
SELECT i * i % 7 < 3 AS y, CASE WHEN i * i % 7 < 3 THEN 'bad' ELSE 'good' END AS said, (i * 37 % 101) / 101.0::float8 AS p
FROM generate_series(1, 200) AS i;
CREATE FUNCTION differs(call text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    differ boolean;
BEGIN
    EXECUTE format('SELECT %s IS DISTINCT FROM %s FROM told',
        replace(call, '(y', '(logistic_options(positive => ''bad''), said'), call) INTO differ;
    RETURN differ;
END $$;
SELECT call
FROM unnest(ARRAY['roc_auc(y, p)', 'average_precision(y, p)', 'ks_statistic(y, p)', 'log_loss(y, p)', 'brier_score(y, p)',
    'accuracy(y, p, 0.5)', 'confusion_matrix(y, p, 0.5)', 'roc_curve(y, p)', 'precision_recall_curve(y, p)', 'gain_curve(y, p)',
    'gain_curve(y, p, 5)', 'calibration_curve(y, p, 5)', $c$calibration_curve(y, p, 5, 'quantile')$c$, 'hosmer_lemeshow(y, p, 10)',
    'expected_calibration_error(y, p, 10)', 'optimal_threshold(y, p)', 'optimal_threshold(y, p, 1, 5)', 'roc_auc_interval(y, p)',
    'roc_auc_interval(y, p, 0.9)', 'roc_auc_test(y, p, 1 - p)', 'isotonic_fit(y, p)::text']) AS call
WHERE differs(call);
DROP FUNCTION differs(text);
DROP TABLE told;
