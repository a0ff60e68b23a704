-- Curves, calibration, and what can be said of an area.
CREATE TABLE curve_rows AS
SELECT i, p, q, i * 31337 % 101 / 101.0::float8 < (p + q) / 2 AS y, 1 + i % 3 AS w
FROM (SELECT i, i * 7919 % 97 / 97.0::float8 AS p, i * 104729 % 31 / 31.0::float8 AS q
	  FROM generate_series(1, 200) AS i) AS s;

-- the points of a picture, by hand
CREATE TEMP TABLE tiny (y boolean, p float8);
INSERT INTO tiny VALUES (true, 0.9), (true, 0.8), (false, 0.8), (false, 0.3), (true, 0.2);
SELECT * FROM unnest((SELECT roc_curve(y, p) FROM tiny));
SELECT * FROM unnest((SELECT precision_recall_curve(y, p) FROM tiny));
SELECT * FROM unnest((SELECT gain_curve(y, p, 5) FROM tiny));
SELECT * FROM unnest((SELECT calibration_curve(y, p, 2) FROM tiny));

-- curves integrate to their areas
SELECT abs(sum((x - x0) * (t + t0) / 2) - (SELECT roc_auc(y, p) FROM curve_rows)) < 1e-14 AS roc
FROM (SELECT false_positive_rate x, true_positive_rate t, lag(false_positive_rate) OVER () x0, lag(true_positive_rate) OVER () t0
	  FROM unnest((SELECT roc_curve(y, p) FROM curve_rows))) AS c;
SELECT abs(sum((r - r0) * precision) - (SELECT average_precision(y, q, w) FROM curve_rows)) < 1e-14 AS precision_recall
FROM (SELECT recall r, precision, lag(recall) OVER () r0
	  FROM unnest((SELECT precision_recall_curve(y, q, w) FROM curve_rows))) AS c;
SELECT max(abs(true_positive_rate - false_positive_rate)) = (SELECT ks_statistic(y, q, w) FROM curve_rows) AS ks
FROM unnest((SELECT roc_curve(y, q, w) FROM curve_rows));
-- the area under the gain curve is AUC (1 - share of positives) + share / 2
SELECT abs((sum(gain) - 0.5) / 97 - (SELECT roc_auc(y, i % 97) * (1 - avg(y::int)) + avg(y::int) / 2 FROM curve_rows WHERE i <= 194)) < 1e-14 AS gain
FROM unnest((SELECT gain_curve(y, i % 97, 97) FROM curve_rows WHERE i <= 194)) WHERE fraction > 0;
SELECT abs(sum(n * abs(mean_predicted - observed)) / sum(n) - (SELECT expected_calibration_error(y, p, 7) FROM curve_rows)) < 1e-15 AS ece,
	sum(n) AS n
FROM unnest((SELECT calibration_curve(y, p, 7) FROM curve_rows));

-- every point is a confusion matrix
SELECT bool_and((m).recall = true_positive_rate AND (m).specificity = 1 - false_positive_rate OR abs((m).specificity - 1 + false_positive_rate) < 1e-15) AS roc
FROM (SELECT threshold, true_positive_rate, false_positive_rate, confusion_matrix(y, q, threshold) AS m
	  FROM unnest((SELECT roc_curve(y, q) FROM curve_rows)) AS c, curve_rows GROUP BY 1, 2, 3) AS c;

-- weights: rows repeated
SELECT roc_curve(y, q, w) = r AS roc, gain_curve(y, q, 4, w) = g AS gain, optimal_threshold(y, q, 1, 2, w) = o AS threshold,
	gain_curve(logistic_options(weight => w), y, q, 4) = g AS by_options,
	abs(expected_calibration_error(y, q, 10, w) - e) < 1e-15 AS ece
FROM curve_rows, (SELECT roc_curve(y, q) r, gain_curve(y, q, 4) g, optimal_threshold(y, q, 1, 2) o, expected_calibration_error(y, q) e
				  FROM curve_rows, generate_series(1, w)) AS repeated GROUP BY r, g, o, e;

-- the threshold of least cost, the highest of several
SELECT optimal_threshold(y, p), optimal_threshold(y, p, 1, 100) AS miss_none, optimal_threshold(y, p, 100, 1) AS alarm_none,
	optimal_threshold(y, p, 1, 0) AS never, optimal_threshold(NOT y, p * 0, 0, 1) AS always
FROM tiny;
SELECT bool_and(cost >= least)
FROM (SELECT t, 3 * (m).false_positives + (m).false_negatives AS cost
	  FROM (SELECT t, confusion_matrix(y, p, t) AS m FROM curve_rows, (SELECT DISTINCT p FROM curve_rows) AS d (t) GROUP BY t) AS c) AS costs,
	 (SELECT 3 * (m).false_positives + (m).false_negatives AS least
	  FROM (SELECT confusion_matrix(y, p, t) AS m FROM curve_rows, (SELECT optimal_threshold(y, p, 3, 1) AS t FROM curve_rows) AS o) AS c) AS best;

-- a bin's edge is the exact fraction: 0.3 as a double lies below 3/10
SELECT mean_predicted, n FROM unnest((SELECT calibration_curve(true, p, 10) FROM unnest(ARRAY[0.3, 0.30000000000000004, 0, 1, 0.9]::float8[]) AS p));

-- scikit-learn 1.2.1: calibration_curve(y, q, n_bins=4, strategy='quantile')
SELECT round(observed::numeric, 12) AS observed, round(mean_predicted::numeric, 12) AS mean_predicted, n
FROM unnest((SELECT calibration_curve(y, q, 4, 'quantile') FROM curve_rows));
SELECT calibration_curve(y, p, 7, 'uniform') = calibration_curve(y, p, 7) AS uniform,
	calibration_curve(y, p, 7, NULL) = calibration_curve(y, p, 7) AS fallback
FROM curve_rows;

-- R 4.2.2, pROC: ci.auc(roc), roc.test(method = "delong", paired = TRUE)
SELECT abs(roc_auc - 0.64635) < 1e-15 AS area, abs(std_error - 0.038957546824016712) < 1e-15 AS std_error,
	abs(conf_low - 0.56999461129888995) < 1e-13 AS low, abs(conf_high - 0.72270538870111001) < 1e-13 AS high
FROM (SELECT (roc_auc_interval(y, p)).* FROM curve_rows) AS a;
SELECT abs(conf_low - 0.58227053780937998) < 1e-13 AS low, abs(conf_high - 0.71042946219061998) < 1e-13 AS high
FROM (SELECT (roc_auc_interval(y, p, 0.9)).* FROM curve_rows) AS a;
SELECT abs(roc_auc_a - 0.64635) < 1e-15 AS a, abs(roc_auc_b - 0.6669) < 1e-15 AS b, abs(statistic + 0.34758648876294657) < 1e-13 AS z,
	abs(p_value - 0.72815075471844204) < 1e-13 AS p
FROM (SELECT (roc_auc_test(y, p, q)).* FROM curve_rows) AS a;
SELECT roc_auc_test(y, p, 2 * p + 1) AS alike, (roc_auc_test(y, p, -p)).difference = 2 * roc_auc(y, p) - 1 AS reversed,
	roc_auc_interval(NOT y, p) = roc_auc_interval(y, -p) AS symmetric,
	roc_auc_interval(logistic_options(positive => 'true'), y::text, p) = roc_auc_interval(y, p) AS positive
FROM curve_rows;

-- degenerate: no row, one label, one row of a label, all tied
SELECT roc_curve(y, p), precision_recall_curve(y, p), gain_curve(y, p), calibration_curve(y, p), expected_calibration_error(y, p),
	hosmer_lemeshow(y, p), optimal_threshold(y, p), roc_auc_interval(y, p), roc_auc_test(y, p, p), calibration_curve(y, p, 3, 'quantile')
FROM tiny WHERE false;
SELECT roc_curve(y, p), precision_recall_curve(y, p), gain_curve(y, p), optimal_threshold(y, p), roc_auc_interval(y, p), roc_auc_test(y, p, p), hosmer_lemeshow(y, p)
FROM tiny WHERE y;
SELECT roc_auc_interval(y, p), roc_auc_test(y, p, p) FROM tiny WHERE y OR p = 0.3;
SELECT roc_curve(y, 0.5), gain_curve(y, 0.5, 2), roc_auc_interval(y, 0.5), hosmer_lemeshow(y, 0.5), calibration_curve(y, 0.5, 3, 'quantile'), roc_auc_test(y, 0.5, p) FROM tiny;
SELECT hosmer_lemeshow(true, 0.0), hosmer_lemeshow(false, 0.0);

-- one query for each group; FILTER; a window
SELECT w, array_length(roc_curve(y, p), 1) AS points, (roc_auc_interval(y, p)).std_error > 0 AS has_error FROM curve_rows GROUP BY w ORDER BY w;
SELECT hosmer_lemeshow(y, p) FILTER (WHERE w = 1) = (SELECT hosmer_lemeshow(y, p) FROM curve_rows WHERE w = 1) AS filter FROM curve_rows;
SELECT count(*) FROM (SELECT roc_curve(y, p) OVER (ORDER BY i) FROM curve_rows) AS c;

-- wrong calls
SELECT calibration_curve(y, p + 1) FROM tiny;
SELECT calibration_curve(y, p, 0) FROM tiny;
SELECT calibration_curve(y, p, 2.5) FROM tiny;
SELECT calibration_curve(y, p, 3, 'deciles') FROM tiny;
SELECT gain_curve(y, p, 1000000) FROM tiny;
SELECT hosmer_lemeshow(y, p, 1) FROM tiny;
SELECT hosmer_lemeshow(logistic_options(weight => 2), y, p) FROM tiny;
SELECT roc_auc_interval(y, p, 95) FROM tiny;
SELECT roc_auc_interval(logistic_options(weight => 2), y, p) FROM tiny;
SELECT roc_auc_test(logistic_options(weight => 2), y, p, p) FROM tiny;
SELECT optimal_threshold(y, p, -1, 1) FROM tiny;
SELECT optimal_threshold(y, p, 1, 'NaN'::float8) FROM tiny;

-- parallel and serial agree
ALTER TABLE curve_rows SET (parallel_workers = 2);
CREATE TEMP TABLE serial AS SELECT calibration_curve(y, p) AS curve, expected_calibration_error(y, p, 20, w) AS ece FROM curve_rows;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT calibration_curve(y, p) FROM curve_rows;
SELECT calibration_curve(y, p) = curve AS curve, expected_calibration_error(y, p, 20, w) = ece AS ece
FROM curve_rows, serial GROUP BY curve, ece;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
DROP TABLE curve_rows;

-- of more scores than a picture can show, points too close to be told apart are left out
SELECT count(*) BETWEEN 100000 AND 200000 AS thinned, max(true_positive_rate) AS top, max(false_positive_rate) AS right,
	abs(sum((x - x0) * (t + t0) / 2) - max(auc)) < 1e-5 AS area
FROM (SELECT true_positive_rate, false_positive_rate, false_positive_rate x, true_positive_rate t, lag(false_positive_rate) OVER () x0, lag(true_positive_rate) OVER () t0, auc
	  FROM (SELECT roc_curve(y, s) AS curve, roc_auc(y, s) AS auc
			FROM (SELECT i % 3 = 0 OR i > 300000 AS y, sqrt(i) AS s FROM generate_series(1, 400000) AS i) AS r) AS c, unnest(curve)) AS p;
