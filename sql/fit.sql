-- logistic_fit: what a query can ask of it, and what it says of odd data.
-- That the numbers are right is proved by test/reference.
\set VERBOSITY terse

CREATE TEMP TABLE t (g text, y boolean, x float8, z int, plan text, ok boolean);
INSERT INTO t
SELECT CASE WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END, i * i % 7 < 3, i % 11,
       i % 5, (ARRAY['free', 'pro', 'team'])[1 + i % 3], i % 4 = 0
FROM generate_series(1, 60) i;

CREATE FUNCTION show(m logistic_model) RETURNS TABLE (term text, estimate numeric, std_error numeric)
LANGUAGE SQL AS $$
    SELECT term, round(CASE WHEN abs(estimate) < 'Infinity' THEN estimate END::numeric, 8),
           round(std_error::numeric, 8)
    FROM logistic_coefficients(m) $$;
CREATE FUNCTION status(m logistic_model) RETURNS text
LANGUAGE SQL AS 'SELECT status FROM logistic_statistics(m)';

-- numbers, a category and a boolean; the terms name themselves
SELECT * FROM show((SELECT logistic_fit(y, x, z, plan, ok) FROM t));

-- the intercept alone is the log-odds
SELECT estimate = round(logit(avg(y::int))::numeric, 8) AS is_log_odds
FROM t, show((SELECT logistic_fit(y) FROM t)) GROUP BY estimate;

-- a label may be boolean, 0/1 of any number type, or a text of two values
SELECT status(logistic_fit(y, x)) = 'converged',
       round((SELECT log_lik FROM logistic_statistics(logistic_fit(y::int, x)))::numeric, 10)
     = round((SELECT log_lik FROM logistic_statistics(logistic_fit(CASE WHEN y THEN 'yes' ELSE 'no' END, x)))::numeric, 10) AS same
FROM t;

-- rows with a NULL are left out and counted
SELECT nobs, n_skipped, n_positive
FROM logistic_statistics((SELECT logistic_fit(y, nullif(x, 3)) FROM t));
SELECT nobs, n_skipped
FROM logistic_statistics((SELECT logistic_fit(nullif(y, z = 1), ARRAY[x, nullif(z, 2)]) FROM t));

-- as any aggregate: GROUP BY, FILTER, DISTINCT, ORDER BY, OVER, grouping sets
SELECT g, nobs, status FROM (SELECT g, logistic_fit(y, x) AS m FROM t GROUP BY g) q,
       logistic_statistics(m) ORDER BY g;
SELECT nobs FROM logistic_statistics((SELECT logistic_fit(y, x) FILTER (WHERE z > 0) FROM t));
SELECT nobs FROM logistic_statistics((SELECT logistic_fit(DISTINCT y, z) FROM t));
SELECT nobs FROM logistic_statistics((SELECT logistic_fit(DISTINCT logistic_options(), y, z) FROM t));
SELECT g IS NULL AS total, nobs
FROM (SELECT g, logistic_fit(y, x) AS m FROM t GROUP BY ROLLUP (g)) q,
     logistic_statistics(m) ORDER BY 1, g;
SELECT i, (SELECT nobs FROM logistic_statistics(m)) AS nobs
FROM (SELECT z AS i, logistic_fit(y, x) OVER (ORDER BY z) AS m FROM t) q
GROUP BY i, nobs ORDER BY i;

-- row order moves nothing beyond the last digits
SELECT bool_and(abs(a.estimate - b.estimate) <= 1e-12) AS same
FROM logistic_coefficients((SELECT logistic_fit(y, x, plan ORDER BY x) FROM t)) a
JOIN logistic_coefficients((SELECT logistic_fit(y, x, plan ORDER BY x DESC, z) FROM t)) b
USING (term);

-- the same rows in the same order give the same bytes
SELECT (SELECT logistic_fit(y, x, plan ORDER BY x, z, plan, y) FROM t)
     = (SELECT logistic_fit(y, x, plan ORDER BY x, z, plan, y) FROM t) AS same;

-- weights are repetitions, a weight of 0 is no row
SELECT bool_and(abs(a.estimate - b.estimate) <= 1e-12 AND abs(a.std_error - b.std_error) <= 1e-12) AS same
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(weight => z), y, x) FROM t)) a
JOIN logistic_coefficients((SELECT logistic_fit(y, x) FROM t, generate_series(1, z))) b USING (term);
SELECT nobs, sum_weights
FROM logistic_statistics((SELECT logistic_fit(logistic_options(weight => z), y, x) FROM t));

-- a constant offset moves the intercept, and only that
SELECT a.term, round((a.estimate - b.estimate)::numeric, 10) AS moved
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(logit_offset => 0.5), y, x) FROM t)) a
JOIN logistic_coefficients((SELECT logistic_fit(y, x) FROM t)) b USING (term) ORDER BY 1;

-- references: by option, with a warning where a group lacks it; without an
-- intercept the first category has all its levels
SELECT term FROM show((SELECT logistic_fit(logistic_options(reference => '{"plan": "pro"}'), y, plan) FROM t));
SELECT term FROM show((SELECT logistic_fit(logistic_options(reference => '{"plan": "gold"}'), y, plan) FROM t));
SELECT term FROM show((SELECT logistic_fit(logistic_options(intercept => false), y, plan, g) FROM t));

-- an enum has the order of its labels, a uuid and a char that of its bytes
CREATE TYPE size AS ENUM ('small', 'large', 'huge');
SELECT term FROM show((SELECT logistic_fit(y, (ARRAY['small', 'large', 'huge'])[1 + z % 3]::size) FROM t));
SELECT count(*) FROM show((SELECT logistic_fit(y, md5((z % 2)::text)::uuid, z::text::char(5)) FROM t));

-- no rows: NULL
SELECT logistic_fit(y, x) IS NULL FROM t WHERE false;
SELECT logistic_fit(y, NULL::float8) IS NULL FROM t;
SELECT logistic_fit(logistic_options(weight => 0), y, x) IS NULL FROM t;

-- aliased: a combination of earlier terms, or a constant
SELECT term, estimate IS NULL AS aliased
FROM show((SELECT logistic_fit(y, x, 2 * x + 1, 7, z) FROM t));

-- separated: proved, and the guilty terms are named
SELECT term, estimate, std_error IS NULL AS no_error
FROM logistic_coefficients((SELECT logistic_fit(x > 5, x) FROM t));
SELECT term, CASE WHEN abs(estimate) < 'Infinity' THEN round(estimate::numeric, 6)::text ELSE estimate::text END AS estimate
FROM logistic_coefficients((SELECT logistic_fit(y OR plan = 'pro', plan, z) FROM t));

-- levels of one class among many: each has its own side, and the rest is the fit without them
CREATE TABLE levels AS SELECT i, (i % 100)::text AS level, (ARRAY['a', 'b', 'c'])[1 + i / 7 % 3] AS kind, i * 37 % 101 / 101.0 AS x,
	CASE i % 100 WHEN 99 THEN true WHEN 98 THEN false ELSE i * 7919 % 1009 < 300 END AS y FROM generate_series(1, 6000) AS i;
SELECT term, estimate, std_error FROM logistic_coefficients((SELECT logistic_fit(y, level) FROM levels)) WHERE estimate IS NULL OR abs(estimate) = 'Infinity';
SELECT a.df_residual - b.df_residual AS df, abs(a.log_lik - b.log_lik) < 1e-9 AS log_lik
FROM logistic_statistics((SELECT logistic_fit(y, level, kind, x) FROM levels)) AS a,
	logistic_statistics((SELECT logistic_fit(y, level, kind, x) FROM levels WHERE level NOT IN ('98', '99'))) AS b;
SELECT count(*) AS terms, bool_and(abs(a.estimate - b.estimate) < 1e-12 AND abs(a.std_error - b.std_error) < 1e-12) AS same
FROM logistic_coefficients((SELECT logistic_fit(y, level, kind, x) FROM levels)) AS a
JOIN logistic_coefficients((SELECT logistic_fit(y, level, kind, x) FROM levels WHERE level NOT IN ('98', '99'))) AS b USING (term);
-- of the reference too: the intercept goes with it, and the other levels against it
SELECT estimate, count(*), min(term) FROM logistic_coefficients((SELECT logistic_fit(y OR level = '0', level) FROM levels WHERE level <> '98')) GROUP BY 1 ORDER BY 1;
SELECT level = '0' AS reference, level = '98' AS low, level = '99' AS high, min(p) = max(p) AS sure, count(*)
FROM (SELECT level, logistic_predict(model, level) AS p FROM levels, (SELECT logistic_fit(y OR level = '0', level) AS model FROM levels) AS m) AS s
WHERE p IN (0, 1) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

-- an overlap of 1e-12 is no separation
SELECT status(logistic_fit(y, x))
FROM (VALUES (false, 1.0::float8), (false, 2), (false, 3), (true, 3 - 1e-12), (true, 4), (true, 5)) v (y, x);

-- one class: by a number or boolean the side is known, by a text it is not
SELECT term, estimate FROM logistic_coefficients((SELECT logistic_fit(true, x) FROM t));
SELECT term, estimate FROM logistic_coefficients((SELECT logistic_fit('only'::text, x) FROM t));
SELECT status(logistic_fit(logistic_options(positive => 'no'), 'only'::text, x)) FROM t;

-- the iteration limit is honest
SELECT status(logistic_fit(logistic_options(max_iterations => 1), y, x, z)) FROM t;

-- extremes of scale, far from zero
SELECT status(logistic_fit(y, x * 1e300, z * 1e-300, 1e9 + x * z)) FROM t;

-- one row, two rows, fewer rows than terms
SELECT status(logistic_fit(y, x)) FROM (SELECT * FROM t LIMIT 1) q;
SELECT status(logistic_fit(y, x, z, ok)) FROM (SELECT * FROM t WHERE z < 2 LIMIT 3 OFFSET 1) q;

DROP FUNCTION show, status;
DROP TYPE size;
