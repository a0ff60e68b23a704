--
-- Fits converge on the data that people have
--

-- estimates agree to 11 digits
CREATE FUNCTION same(a logistic_model, b logistic_model) RETURNS boolean
LANGUAGE sql BEGIN ATOMIC
	SELECT bool_and(abs(x.estimate - y.estimate) <= 1e-11 * abs(x.estimate))
	FROM logistic_coefficients(a) x JOIN logistic_coefficients(b) y USING (term);
END;

-- one outlier among 100,000 rows, in the first block or in the last one; R's glm
-- has 6.916e-5 and -69314.66
CREATE TEMP TABLE outlier AS
SELECT i, CASE WHEN i = 1 THEN 1e4 ELSE i % 1000 / 1000.0 END::float8 AS x,
       CASE WHEN i = 1 THEN false ELSE (i * 7919 % 1009) / 1009.0 < 0.1 + 0.8 * (i % 1000) / 1000.0 END AS y
FROM generate_series(1, 100000) i;
SELECT m->>'status' AS status, round(c.estimate::numeric, 8) AS estimate, round((m->'statistics'->>'log_lik')::numeric, 2) AS log_lik
FROM (SELECT logistic_fit(y, x) AS model, logistic_fit(y, x)::text::jsonb AS m FROM outlier) f,
     logistic_coefficients(model) c WHERE term = 'x';
SELECT same((SELECT logistic_fit(y, x) FROM outlier), (SELECT logistic_fit(y, x ORDER BY i DESC) FROM outlier));

-- an offset of any size on all rows moves the intercept, and nothing else
SELECT logit_offset, round(max(estimate + CASE term WHEN '(Intercept)' THEN logit_offset ELSE 0 END) FILTER (WHERE term = '(Intercept)')::numeric, 10) AS intercept,
       round(max(estimate) FILTER (WHERE term = 'x')::numeric, 12) AS slope
FROM unnest('{0, 50, -50, 120, -120, 500, -500, 700, -700}'::float8[]) WITH ORDINALITY o(logit_offset, n),
     LATERAL (SELECT logistic_fit(logistic_options(logit_offset => logit_offset), i % 3 = 0 OR i > 18, x) AS model FROM (SELECT i, i::float8 AS x FROM generate_series(1, 20) i) t) f,
     logistic_coefficients(model)
GROUP BY n, logit_offset ORDER BY n;

-- offsets of both signs, with weights
SELECT logistic_fit(logistic_options(logit_offset => CASE WHEN i % 2 = 0 THEN 500 ELSE -500 END, weight => 1 + i % 3), (i + i / 2) % 3 = 0, x)::text::jsonb->>'status' AS status
FROM (SELECT i, i::float8 AS x FROM generate_series(1, 40) i) t;

-- powers up to the tenth: a condition number of 1e7 and more
SELECT (model::text::jsonb->>'status') AS status, count(*) AS terms, bool_and(std_error > 0) AS have_errors
FROM (SELECT logistic_fit((i * 7919 % 1009) / 1009.0 < 0.2 + 0.6 * x, x, x^2, x^3, x^4, x^5, x^6, x^7, x^8, x^9, x^10) AS model
      FROM (SELECT i, i / 20000.0::float8 AS x FROM generate_series(1, 20000) i) t) f, logistic_coefficients(model)
GROUP BY 1;

-- a rare level of one class among many rows is separated, and the others are not
SELECT term, round(estimate::numeric, 6) AS estimate FROM logistic_coefficients((
    SELECT logistic_fit(y, rare, x) FROM (
        SELECT (i % 40000 = 7)::int AS rare, i % 100 / 100.0::float8 AS x, i % 40000 = 7 OR (i::bigint * 7919 % 1009) < 300 AS y
        FROM generate_series(1, 600000) i) t));
