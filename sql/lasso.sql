-- Lasso and elastic net: exact zeros, and the rest to the last digits.
CREATE TABLE small AS
SELECT i, i * 37 % 11 < 4 + i % 3 AS y, (i * 31 % 17)::float8 AS a, i * 7 % 23 / 10.0::float8 AS b,
       (ARRAY['u', 'v', 'w'])[1 + i * 5 % 7 % 3] AS c, 1 + i % 4 AS w, i % 5 / 5.0 AS o
FROM generate_series(1, 60) AS i;

CREATE TABLE models AS SELECT logistic_fit(logistic_options(l1 => 1.5, l2 => 1), y, a, b, c) AS m FROM small;
SELECT logistic_summary(m) FROM models;
SELECT m::text::logistic_model = m AS text, m::jsonb::logistic_model = m AS jsonb, (m::jsonb -> 'penalty') AS penalty FROM models;

-- The larger the penalty, the fewer terms; at the largest gradient of the
-- intercept's fit there is none, and without a penalty it is the usual fit.
SELECT l1, count(*) FILTER (WHERE estimate <> 0) AS terms, count(std_error) AS errors, effective_df
FROM (VALUES (0.1), (1), (2), (3), (10)) AS p (l1),
     LATERAL (SELECT logistic_fit(logistic_options(l1 => l1), y, a, b, c) AS m FROM small) AS f, logistic_coefficients(m), logistic_statistics(m)
GROUP BY l1, effective_df ORDER BY l1;
SELECT max(abs(x.estimate / y.estimate - 1)) < 1e-9 AS vanishing
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(l1 => 1e-12), y, a, b, c) FROM small)) AS x
JOIN logistic_coefficients((SELECT logistic_fit(y, a, b, c) FROM small)) AS y USING (term);
CREATE TABLE edge AS
SELECT max(abs((SELECT sum((y::int - share) * (x - mean) / deviation) FROM unnest(ys, xs) AS u (y, x)))) AS l1
FROM (SELECT array_agg(y) AS ys, avg(y::int)::float8 AS share FROM small) AS l,
     (SELECT array_agg(a) AS xs, avg(a) AS mean, stddev_pop(a) AS deviation FROM small
      UNION ALL SELECT array_agg(b), avg(b), stddev_pop(b) FROM small) AS x;
SELECT count(*) FILTER (WHERE x.estimate <> 0) AS above, count(*) FILTER (WHERE z.estimate <> 0) AS below
FROM edge, LATERAL (SELECT logistic_fit(logistic_options(l1 => l1 * 1.0000001), y, a, b) AS x, logistic_fit(logistic_options(l1 => l1 * 0.9999999), y, a, b) AS z FROM small) AS f (k, n),
     LATERAL logistic_coefficients(k) AS x JOIN LATERAL logistic_coefficients(n) AS z USING (term);

-- The conditions of Karush, Kuhn and Tucker: the gradient of what is not zero
-- is its price, that of a zero no more.
CREATE FUNCTION conditions(l1 float8, l2 float8, standardised boolean) RETURNS TABLE (equations boolean, bounds boolean)
LANGUAGE SQL AS $$
    WITH f AS (SELECT logistic_fit(logistic_options(weight => w, logit_offset => o, l1 => l1, l2 => l2, standardize => standardised),
                                   y, a, b, a * b, a * a) AS m FROM small),
         r AS (SELECT w * (y::int - sigmoid(o + logistic_score(m, a, b, a * b, a * a))) AS r, w, ARRAY[a, b, a * b, a * a] AS x FROM small, f),
         g AS (SELECT k, sum(r * x[k]) AS gradient,
                      CASE WHEN standardised THEN sqrt(sum(w * x[k] ^ 2) / sum(w) - (sum(w * x[k]) / sum(w)) ^ 2) ELSE 1 END AS s
               FROM r, generate_series(1, 4) AS k GROUP BY k),
         e AS (SELECT estimate, ordinality - 1 AS k FROM f, logistic_coefficients(m) WITH ORDINALITY)
    SELECT bool_and(abs(gradient - l1 * s * sign(estimate) - l2 * s * s * estimate) < 1e-9 * s * (1 + l1)) FILTER (WHERE estimate <> 0),
           bool_and(abs(gradient) <= l1 * s * (1 + 1e-9)) FILTER (WHERE estimate = 0)
    FROM g JOIN e USING (k)
$$;
SELECT l1, l2, standardised, c.* FROM (VALUES (0.5, 0), (3, 0), (3, 2), (8, 0.1)) AS p (l1, l2), (VALUES (true), (false)) AS s (standardised),
     conditions(l1, l2, standardised) AS c;

-- Weights are repetitions; a unit says nothing about standardised columns;
-- rows in another order and groups.
CREATE FUNCTION distance(logistic_model, logistic_model) RETURNS float8
LANGUAGE SQL AS $$
    SELECT max(CASE WHEN b.estimate = 0 THEN CASE WHEN a.estimate = 0 THEN 0 ELSE 1 END ELSE abs(a.estimate / b.estimate - 1) END)
    FROM logistic_coefficients($1) AS a JOIN logistic_coefficients($2) AS b USING (term)
$$;
SELECT distance(weighted.m, repeated.m) < 1e-12 AS weights,
       distance((SELECT logistic_fit(logistic_options(l1 => 1.5, l2 => 1), y, a, b, c ORDER BY b, a, w) FROM small), models.m) < 1e-12 AS permuted
FROM models,
     (SELECT logistic_fit(logistic_options(weight => w, l1 => 3), y, a, b, c) AS m FROM small) AS weighted,
     (SELECT logistic_fit(logistic_options(l1 => 3), y, a, b, c) AS m FROM small, generate_series(1, w)) AS repeated;
SELECT abs(x.estimate * 1e9 / y.estimate - 1) < 1e-12 AS unit
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(l1 => 1.5, l2 => 1), y, a * 1e9 + 1e12, b, c) FROM small)) WITH ORDINALITY AS x
JOIN models ON true JOIN LATERAL logistic_coefficients(m) WITH ORDINALITY AS y USING (ordinality)
WHERE y.term = 'a';
SELECT c, distance(m, (SELECT logistic_fit(logistic_options(l1 => 1), y, a, b) FROM small WHERE c = q.c)) < 1e-12 AS same
FROM (SELECT c, logistic_fit(logistic_options(l1 => 1), y, a, b) AS m FROM small GROUP BY c) AS q ORDER BY c;

-- Columns that say the same: the first is taken. With a ridge they share.
SELECT term, estimate = 0 AS zero FROM logistic_coefficients((SELECT logistic_fit(logistic_options(l1 => 0.5), y, a, a * 2, b, a + b) FROM small));
SELECT max(estimate) - min(estimate) < 1e-12 AS shared FROM logistic_coefficients((SELECT logistic_fit(logistic_options(l1 => 0.5, l2 => 1), y, a, a + 0, b) FROM small)) WHERE term LIKE 'a%';

-- Separated data, more terms than rows, constant columns, one class, no
-- intercept, class weights.
SELECT status, term, estimate < 'Infinity' AS finite, estimate IS NULL AS aliased
FROM (SELECT logistic_fit(logistic_options(l1 => 0.01), a > 8, a, b, 7) AS m FROM small) AS f, logistic_statistics(m), logistic_coefficients(m);
SELECT status, count(*) AS terms, count(*) FILTER (WHERE estimate <> 0) <= nobs AS few
FROM (SELECT logistic_fit(logistic_options(l1 => 0.05), y, ARRAY[a, b, a * a, a * b, b * b, a ^ 3, b ^ 3, sin(a), cos(b), a * sin(b)]) AS m
      FROM small WHERE i <= 6) AS f, logistic_statistics(m), logistic_coefficients(m)
GROUP BY status, nobs;
SELECT status FROM logistic_statistics((SELECT logistic_fit(logistic_options(l1 => 1), true, a) FROM small));
SELECT term, estimate <> 0 AS kept FROM logistic_coefficients((SELECT logistic_fit(logistic_options(l1 => 1, intercept => false), y, a, b) FROM small));
SELECT count(estimate) AS estimates, count(std_error) AS errors
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(l1 => 1, class_weight => 'balanced', prevalence => 0.1), y, a, b) FROM small));

-- A limit of iterations is told.
SELECT status FROM logistic_statistics((SELECT logistic_fit(logistic_options(l1 => 0.5, max_iterations => 1), y, a, b, c) FROM small));

DROP TABLE small, models, edge;
DROP FUNCTION conditions, distance;
