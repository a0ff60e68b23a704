-- Ridge and lasso: what a fit pays for large coefficients.
CREATE TABLE small (y boolean, a float8, b float8, c text, w float8, o float8);
INSERT INTO small
SELECT i * 37 % 11 < 4 + i % 3, i * 31 % 17, i * 7 % 23 / 10.0, (ARRAY['u', 'v', 'w'])[1 + i * 5 % 7 % 3],
       1 + i % 4, i * 13 % 5 / 5.0
FROM generate_series(1, 60) AS i;

-- The model remembers its penalty, in every form.
CREATE TABLE ridge AS SELECT logistic_fit(logistic_options(l2 => 2), y, a, b, c) AS m FROM small;
SELECT m::text::logistic_model = m AS text, m::jsonb::logistic_model = m AS jsonb,
       (m::jsonb -> 'penalty') - 'effective_df' AS penalty FROM ridge;
SELECT logistic_summary(m) FROM ridge;

-- No test has a known distribution; df_residual is no whole number.
SELECT status, df_residual, lr_p_value, round(effective_df::numeric, 3) AS effective_df,
       abs(aic - (deviance + 2 * effective_df)) < 1e-12 AS aic,
       abs(bic - (deviance + effective_df * ln(nobs))) < 1e-12 AS bic
FROM ridge, logistic_statistics(m);

-- What the largest difference between two models' coefficients is, relative
-- to the second one's errors.
CREATE FUNCTION distance(logistic_model, logistic_model) RETURNS float8
LANGUAGE SQL AS $$
    SELECT max(abs(a.estimate - b.estimate) / (abs(b.estimate) + b.std_error) +
               abs(a.std_error - b.std_error) / b.std_error)
    FROM logistic_coefficients($1) AS a JOIN logistic_coefficients($2) AS b USING (term)
$$;

-- A ridge that goes to zero goes to the maximum-likelihood estimate; without
-- one it is that estimate.
SELECT distance(logistic_fit(logistic_options(l2 => 1e-13), y, a, b, c), logistic_fit(y, a, b, c)) < 1e-12 AS vanishing,
       logistic_fit(logistic_options(l2 => 0, standardize => false), y, a, b, c) = logistic_fit(y, a, b, c) AS none
FROM small;

-- Weights are repetitions, in estimates, errors and degrees of freedom.
CREATE TABLE repeated AS SELECT y, a, b, c FROM small, generate_series(1, w::int);
SELECT distance(weighted.m, repeated.m) < 1e-12 AS same
FROM (SELECT logistic_fit(logistic_options(weight => w, l2 => 2), y, a, b, c) AS m FROM small) AS weighted,
     (SELECT logistic_fit(logistic_options(l2 => 2), y, a, b, c) AS m FROM repeated) AS repeated;

-- On standardised columns the unit of a column says nothing; as they are, a
-- coefficient in another unit pays another price.
SELECT max(abs(x.estimate * 1000 / y.estimate - 1)) FILTER (WHERE y.term = 'a') < 1e-12 AS rescaled,
       max(abs(x.estimate / y.estimate - 1)) FILTER (WHERE y.term LIKE 'c%') < 1e-12 AS others
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(l2 => 2), y, a * 1000 - 500, b, c) FROM small)) WITH ORDINALITY AS x
JOIN logistic_coefficients((SELECT m FROM ridge)) WITH ORDINALITY AS y USING (ordinality);
SELECT abs(x.estimate / 1000 / y.estimate - 1) > 0.01 AS differs
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(l2 => 2, standardize => false), y, a / 1000, b) FROM small)) AS x,
     logistic_coefficients((SELECT logistic_fit(logistic_options(l2 => 2, standardize => false), y, a, b) FROM small)) AS y
WHERE x.term LIKE '%a%' AND y.term = 'a';

-- Rows in another order and a group say the same.
SELECT distance((SELECT logistic_fit(logistic_options(l2 => 2), y, a, b, c ORDER BY b, a, w) FROM small), m) < 1e-12 AS permuted
FROM ridge;
SELECT c, distance(g.m, (SELECT logistic_fit(logistic_options(l2 => 1, logit_offset => o), y, a, b) FROM small WHERE c = g.c)) < 1e-12 AS same
FROM (SELECT c, logistic_fit(logistic_options(l2 => 1, logit_offset => o), y, a, b) AS m FROM small GROUP BY c) AS g
ORDER BY c;

-- Separated data, more columns than rows and combinations of columns have a
-- finite fit without a warning; only constant columns are aliased.
SELECT term, estimate IS NULL AS aliased, std_error > 0 AS has_error
FROM logistic_coefficients((
    SELECT logistic_fit(logistic_options(l2 => 1), a > 8, a, a * 2, b, a + b, 7) FROM small));
SELECT status, nobs, round(effective_df::numeric, 6) AS effective_df FROM logistic_statistics((
    SELECT logistic_fit(logistic_options(l2 => 1), y, ARRAY[a, b, a * a, a * b, b * b, a * a * a, a ^ 4, b ^ 3])
    FROM (SELECT * FROM small ORDER BY w, a, b LIMIT 5) AS few));

-- A huge ridge leaves the intercept alone, which pays nothing.
SELECT term, round(estimate::numeric, 9) + 0 AS estimate
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(l2 => 1e12), y, a, b) FROM small));
SELECT round(ln((count(*) FILTER (WHERE y))::float8 / count(*) FILTER (WHERE NOT y))::numeric, 9) AS intercept FROM small;

-- Without an intercept nothing is centred, and all columns pay.
SELECT term, estimate = 0 AS zero FROM logistic_coefficients((
    SELECT logistic_fit(logistic_options(l2 => 3, intercept => false, standardize => false), y, a, 2.0) FROM small));
SELECT term, estimate IS NULL AS aliased FROM logistic_coefficients((
    SELECT logistic_fit(logistic_options(l2 => 3, intercept => false), y, a, 2.0) FROM small));

-- One class is one class with any penalty.
SELECT status FROM logistic_statistics((SELECT logistic_fit(logistic_options(l2 => 1), true, a) FROM small));

-- Columns of extreme size.
SELECT term, abs(estimate * scale / reference - 1) < 1e-12 AS same
FROM (SELECT logistic_fit(logistic_options(l2 => 2), y, a * 1e150, b * 1e-150) AS x, logistic_fit(logistic_options(l2 => 2), y, a, b) AS m FROM small) AS f,
     logistic_coefficients(x) WITH ORDINALITY AS e (term, estimate, s, z, p, l, h, r, rl, rh, bound, n),
     LATERAL (SELECT estimate FROM logistic_coefficients(m) WITH ORDINALITY AS o (t, estimate, s, z, p, l, h, r, rl, rh, bound, n) WHERE o.n = e.n) AS o (reference),
     LATERAL (VALUES (CASE n WHEN 1 THEN 1 WHEN 2 THEN 1e150 ELSE 1e-150 END)) AS scales (scale);

DROP TABLE small, ridge, repeated;
DROP FUNCTION distance;
