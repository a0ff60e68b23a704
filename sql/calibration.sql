-- Calibration: Platt's and isotonic.
CREATE TABLE calibration_rows AS
SELECT i, i * 7919 % 97 / 97.0::float8 * 6 - 3 AS s, i * 31337 % 101 / 101.0::float8 < i * 7919 % 97 / 97.0 AS y, 1 + i % 3 AS w
FROM generate_series(1, 300) AS i;

-- Platt: a model named after the call; the fit of soft labels as weighted rows
SELECT term, round(estimate::numeric, 10) AS estimate, std_error > 0 AS has_error
FROM logistic_coefficients((SELECT platt_fit(y, s) FROM calibration_rows));
WITH n AS (SELECT count(*) FILTER (WHERE y) AS p, count(*) FILTER (WHERE NOT y) AS n FROM calibration_rows),
	soft AS (SELECT s, hard, CASE WHEN y THEN (p + 1.0) / (p + 2) ELSE 1.0 / (n.n + 2) END AS t FROM calibration_rows, n, (VALUES (true), (false)) AS h (hard)),
	slow AS (SELECT logistic_fit(logistic_options(weight => CASE WHEN hard THEN t ELSE 1 - t END), hard, s) AS m FROM soft)
SELECT max(abs(a.estimate - b.estimate)) < 1e-13 AS estimate, max(abs(a.std_error - b.std_error)) < 1e-13 AS std_error
FROM slow, logistic_coefficients(m) AS a JOIN logistic_coefficients((SELECT platt_fit(y, s) FROM calibration_rows)) AS b USING (term);
SELECT status, nobs, n_positive, n_skipped, sum_weights FROM logistic_statistics((SELECT platt_fit(y, NULLIF(s, -3), w) FROM calibration_rows));
SELECT feature, type, round(mean::numeric, 6) AS mean, min, max, array_length(deciles, 1) AS deciles, deciles[5] = percentile AS median
FROM (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY s) AS percentile FROM calibration_rows) AS p,
	logistic_features((SELECT platt_fit(y, s) FROM calibration_rows));
-- scores by record and by place; labels of any kind
SELECT abs(logistic_predict(m, c) - logistic_predict(m, c.s)) = 0 AS by_record, logistic_classify(m, s) AS label,
	logistic_classify(platt, s) AS text
FROM calibration_rows AS c, (SELECT platt_fit(y, s) AS m, platt_fit(logistic_options(positive => 'no', threshold => 0.9), CASE WHEN y THEN 'yes' ELSE 'no' END, s) AS platt FROM calibration_rows) AS f
WHERE i = 1;
-- weights: rows repeated
SELECT max(abs(a.estimate - b.estimate)) < 1e-13 AS estimate
FROM logistic_coefficients((SELECT platt_fit(y, s, w) FROM calibration_rows)) AS a
JOIN logistic_coefficients((SELECT platt_fit(y, s) FROM calibration_rows, generate_series(1, w))) AS b USING (term);
-- a separated score has a finite calibration; one label, one row, one score
SELECT status, logistic_predict(m, 1) > 0.5 AS finite FROM (SELECT platt_fit(s > 0, s) AS m FROM calibration_rows) AS f, logistic_statistics(m);
SELECT status, round(logistic_predict(m, 2)::numeric, 12) AS p FROM (SELECT platt_fit(true, s) AS m FROM calibration_rows) AS f, logistic_statistics(m);
SELECT status, round(logistic_predict(m, 1)::numeric, 12) AS p FROM (SELECT platt_fit(true, 5) AS m) AS f, logistic_statistics(m);
SELECT status, round(logistic_predict(m, 0.5)::numeric, 12) AS p FROM (SELECT platt_fit(y, 0.5) AS m FROM calibration_rows) AS f, logistic_statistics(m);
SELECT platt_fit(y, s), isotonic_fit(y, s) FROM calibration_rows WHERE false;
SELECT platt_fit('a'::text, s), isotonic_fit('a'::text, s) FROM calibration_rows;
SELECT platt_fit(y, 'Infinity'::float8) FROM calibration_rows;
SELECT platt_fit(y, 'x'::text) FROM calibration_rows;

-- isotonic, by hand
CREATE TEMP TABLE tiny (y boolean, s float8);
INSERT INTO tiny VALUES (false, 1), (true, 2), (false, 2), (false, 3), (true, 4), (true, 5), (false, -1);
SELECT * FROM isotonic_blocks((SELECT isotonic_fit(y, s) FROM tiny));
SELECT s, round(isotonic_predict(m, s)::numeric, 6) AS p
FROM (SELECT isotonic_fit(y, s) AS m FROM tiny) AS f, unnest('{-Infinity,-5,1,1.5,2,2.5,3,3.25,4,9,Infinity,NaN,NULL}'::float8[]) AS s;
-- it never falls, its mean is the share of positives, and no shift of a block does better
SELECT bool_and(value > coalesce(before, -1)) AS ascends
FROM (SELECT value, lag(value) OVER (ORDER BY low) AS before FROM isotonic_blocks((SELECT isotonic_fit(y, s, w) FROM calibration_rows))) AS b;
SELECT abs(avg(isotonic_predict(m, s)) - avg(y::int)) < 1e-15 AS mean
FROM calibration_rows, (SELECT isotonic_fit(y, s) AS m FROM calibration_rows) AS f;
SELECT bool_and(abs(value - share) < 1e-15) AS means
FROM (SELECT value, sum(w) FILTER (WHERE y)::float8 / sum(w) AS share
	  FROM isotonic_blocks((SELECT isotonic_fit(y, s, w) FROM calibration_rows)) AS b JOIN calibration_rows ON s BETWEEN low AND high
	  GROUP BY value) AS m;
SELECT isotonic_fit(y, s, w) = m AS weights, isotonic_fit(logistic_options(weight => w), y, s) = m AS options,
	isotonic_fit(y::text, s, w) = m AS text
FROM calibration_rows, (SELECT isotonic_fit(y, s) AS m FROM calibration_rows, generate_series(1, w)) AS f GROUP BY m;
SELECT isotonic_fit(y, s), isotonic_fit(NOT y, -s) FROM (VALUES (true, 1), (true, 3)) AS v (y, s);
SELECT isotonic_predict(isotonic_fit(y, s), x)
FROM (VALUES (false, '-Infinity'::float8), (true, 'Infinity'::float8), (false, 1e308), (true, 1.5e308)) AS v (y, s), unnest('{-1e308,1.25e308,1.6e308}'::float8[]) AS x
GROUP BY x ORDER BY x;
SELECT w, isotonic_predict(isotonic_fit(y, s), 0) BETWEEN 0 AND 1 AS ok FROM calibration_rows GROUP BY w ORDER BY w;

-- the type: text, jsonb, binary; equality and order
SELECT isotonic_fit(y, s) AS written FROM tiny;
SELECT m::text::isotonic_model = m AS text, m::jsonb::isotonic_model = m AS jsonb, m <> isotonic_fit(NOT y, s) AS other,
	m::text = m::jsonb::isotonic_model::text AS same_text
FROM (SELECT isotonic_fit(y, s) AS m FROM tiny) AS f, tiny GROUP BY m;
SELECT count(DISTINCT m) AS distinct, count(*) FROM (SELECT isotonic_fit(y, s) AS m FROM tiny, generate_series(1, 3) AS g GROUP BY g) AS f;
SELECT count(*) FROM (SELECT m FROM (SELECT isotonic_fit(y, s) AS m FROM tiny, generate_series(1, 3) AS g GROUP BY g) AS f GROUP BY m) AS g;
CREATE TEMP TABLE kept (m isotonic_model);
INSERT INTO kept SELECT isotonic_fit(y, s) FROM calibration_rows;
\copy kept TO 'results/isotonic.bin' (FORMAT binary)
CREATE TEMP TABLE again (m isotonic_model);
\copy again FROM 'results/isotonic.bin' (FORMAT binary)
SELECT kept.m = again.m AS binary FROM kept, again;
SELECT '{"blocks": [{"low": -0.0, "high": "Infinity", "value": 1}]}'::isotonic_model AS by_hand;
-- -0.0 is 0.0
SELECT '{"blocks": [{"low": -0.0, "high": 1, "value": 0}]}'::isotonic_model = '{"blocks": [{"low": 0, "high": 1, "value": -0.0}]}' AS same;

-- hostile text and bytes
SELECT 'x'::isotonic_model;
SELECT '[]'::isotonic_model;
SELECT '{}'::isotonic_model;
SELECT '{"blocks": []}'::isotonic_model;
SELECT '{"blocks": {}}'::isotonic_model;
SELECT '{"blocks": [1]}'::isotonic_model;
SELECT '{"blocks": [{"low": 1, "high": 2}]}'::isotonic_model;
SELECT '{"blocks": [{"low": 1, "high": 2, "value": null}]}'::isotonic_model;
SELECT '{"blocks": [{"low": 1, "high": 2, "value": 0.5, "more": 1}]}'::isotonic_model;
SELECT '{"version": 2, "blocks": [{"low": 1, "high": 2, "value": 0.5}]}'::isotonic_model;
SELECT '{"blocks": [{"low": 3, "high": 2, "value": 0.5}]}'::isotonic_model;
SELECT '{"blocks": [{"low": 1, "high": 2, "value": 1.5}]}'::isotonic_model;
SELECT '{"blocks": [{"low": 1, "high": "NaN", "value": 0.5}]}'::isotonic_model;
SELECT '{"blocks": [{"low": 1, "high": 2, "value": 0.5}, {"low": 2, "high": 3, "value": 0.6}]}'::isotonic_model;
SELECT '{"blocks": [{"low": 1, "high": 2, "value": 0.5}, {"low": 3, "high": 3, "value": 0.4}]}'::isotonic_model;
DROP TABLE calibration_rows;
