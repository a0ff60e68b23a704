-- Intervals by profile likelihood.
CREATE TABLE small AS
SELECT i, i * 37 % 11 < 4 + i % 3 AS y, (i * 31 % 17)::float8 AS a, i * 7 % 23 / 10.0::float8 AS b,
       (ARRAY['u', 'v', 'w'])[1 + i * 5 % 7 % 3] AS c, (1 + i % 4) / 2.0 AS w, i % 5 / 5.0 AS o
FROM generate_series(1, 60) AS i;
CREATE TABLE models AS SELECT logistic_fit(logistic_options(profile => true), y, a, b, c) AS m FROM small;

-- As R 4.2.2 has them, to the five digits of its interpolation:
--		confint(glm(y ~ a + b + c, binomial, small))
SELECT term, abs(conf_low / low - 1) < 2e-4 AS low, abs(conf_high / high - 1) < 2e-4 AS high
FROM (VALUES ('(Intercept)', -0.996522, 1.820445), ('a', -0.200283, 0.021970), ('b', -0.678493, 0.924585), ('cv', -1.504134, 1.056825),
             ('cw', -1.163583, 1.382952)) AS r (term, low, high),
     models, LATERAL (SELECT conf_low, conf_high FROM logistic_coefficients(m, method => 'profile') AS c WHERE c.term = r.term) AS c;

-- What a limit is: with the coefficient held there, as an offset, twice the
-- log-likelihood is the square of the normal quantile below its maximum.
SELECT level, max(abs(sqrt(2 * (log_lik - held_log_lik)) / z - 1)) < 1e-10 AS same
FROM (VALUES (0.5, 0.6744897501960817), (0.95, 1.959963984540054), (0.999, 3.290526731491895)) AS l (level, z), models,
     LATERAL (SELECT log_lik FROM logistic_statistics(m)) AS s,
     LATERAL (SELECT * FROM logistic_coefficients(m, level, 'profile') AS c (term, e, s, t, p, low, high) WHERE term = 'a') AS c,
     LATERAL (VALUES (low), (high)) AS h (value),
     LATERAL (SELECT log_lik FROM logistic_statistics((
        SELECT logistic_fit(logistic_options(logit_offset => value * a), y, b, c) FROM small))) AS held (held_log_lik)
GROUP BY level ORDER BY level;

-- With weights and an offset, without an intercept, of the intercept.
SELECT max(abs(2 * (log_lik - held_log_lik) / 3.841458820694124 - 1)) < 1e-10 AS same
FROM (SELECT logistic_fit(logistic_options(weight => w, logit_offset => o, intercept => false, profile => true), y, a, b) AS m FROM small) AS f,
     LATERAL (SELECT log_lik FROM logistic_statistics(m)) AS s,
     LATERAL (SELECT * FROM logistic_coefficients(m, 0.95, 'profile') AS c (term, e, s, t, p, low, high) WHERE term = 'b') AS c,
     LATERAL (VALUES (low), (high)) AS h (value),
     LATERAL (SELECT log_lik FROM logistic_statistics((
        SELECT logistic_fit(logistic_options(weight => w, logit_offset => o + value * b, intercept => false), y, a) FROM small))) AS held (held_log_lik);
SELECT max(abs(2 * (log_lik - held_log_lik) / 3.841458820694124 - 1)) < 1e-10 AS same
FROM models, LATERAL (SELECT log_lik FROM logistic_statistics(m)) AS s,
     LATERAL (SELECT * FROM logistic_coefficients(m, 0.95, 'profile') AS c (term, e, s, t, p, low, high) WHERE term = '(Intercept)') AS c,
     LATERAL (VALUES (low), (high)) AS h (value),
     LATERAL (SELECT log_lik FROM logistic_statistics((
        SELECT logistic_fit(logistic_options(logit_offset => value, intercept => false), y, a, b, (c = 'v')::int, (c = 'w')::int) FROM small))) AS held (held_log_lik);

-- The rest of a model is as without profiles: its tests are Wald's, and so
-- are the intervals unless asked for.
SELECT count(*) AS terms, count(*) FILTER (WHERE p = q) AS same
FROM models, LATERAL logistic_coefficients(m) AS p,
     LATERAL (SELECT logistic_fit(y, a, b, c) AS k FROM small) AS f, LATERAL logistic_coefficients(k) AS q
WHERE p.term = q.term;
SELECT m::text::logistic_model = m AS text, m::jsonb::logistic_model = m AS jsonb FROM models;

-- A column far from zero, one of extreme size, and nearly collinear ones.
SELECT max(abs(x.conf_low - y.conf_low) / y.std_error) < 1e-8 AS low, max(abs(x.conf_high - y.conf_high) / y.std_error) < 1e-8 AS high
FROM (SELECT logistic_fit(logistic_options(profile => true), y, a * 1e-100, b + 1e6, c) AS k FROM small) AS f, models,
     LATERAL (SELECT *, CASE n WHEN 2 THEN 1e-100 ELSE 1 END AS unit FROM logistic_coefficients(k, 0.95, 'profile') WITH ORDINALITY AS c (term, e, s, t, p, l, h, r, rl, rh, bound, n)) AS c,
     LATERAL (SELECT l * unit, h * unit) AS x (conf_low, conf_high),
     LATERAL (SELECT * FROM logistic_coefficients(m, 0.95, 'profile') WITH ORDINALITY AS c (term, estimate, std_error, t, p, conf_low, conf_high, r, rl, rh, bound, o)) AS y
WHERE o = n AND n > 1;

-- An infinite estimate has an infinite limit, and another one that is NULL,
-- which is said; aliased terms have none.
SELECT term, estimate, conf_low, conf_high, odds_ratio_low, odds_ratio_high
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(profile => true), a > 8, a, b) FROM small), 0.95, 'profile');

-- The limits of finite estimates are those of the rows that are left.
SELECT term, abs(estimate) = 'Infinity' AS isinf, abs(conf_low - low) < 1e-12 AND abs(conf_high - high) < 1e-12 AS same
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(profile => true), y OR i % 6 = 0, a, i % 6 = 0) FROM small), 0.95, 'profile')
     LEFT JOIN logistic_coefficients((SELECT logistic_fit(logistic_options(profile => true), y, a) FROM small WHERE i % 6 <> 0), 0.95, 'profile')
          AS r (term, e, s, t, p, low, high) USING (term);
SELECT term, isinf, abs(conf_low - low) < 1e-12 AND abs(conf_high - high) < 1e-12 AS same
FROM (SELECT term, abs(estimate) = 'Infinity' AS isinf, conf_low, conf_high FROM logistic_coefficients(
        (SELECT logistic_fit(logistic_options(profile => true), y OR i % 4 = 3, a, (i % 4)::text) FROM small), 0.95, 'profile')) AS c (term, isinf, conf_low, conf_high)
     LEFT JOIN logistic_coefficients((SELECT logistic_fit(logistic_options(profile => true), y, a, (i % 4)::text) FROM small WHERE i % 4 <> 3), 0.95, 'profile')
          AS r (term, e, s, t, p, low, high) USING (term);
SELECT term, conf_low < estimate AND estimate < conf_high AS within
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(profile => true), y, a, a * 2) FROM small), 0.95, 'profile');

-- Errors say what to do.
SELECT logistic_coefficients(logistic_fit(y, a), 0.95, 'profile') FROM small;
SELECT logistic_coefficients(m, 0.9999, 'profile') FROM models;
SELECT logistic_options(profile => true, l2 => 1);
SELECT logistic_options(profile => true, std_error => 'HC3');
SELECT logistic_options(profile => true, cluster => 'a');

-- Damaged series are not read.
SELECT (m::jsonb || '{"profile": 1}')::logistic_model FROM models;
SELECT (m::jsonb || '{"profile": [[0, 1, 1]]}')::logistic_model FROM models;
SELECT (m::jsonb || '{"profile": [[0, 1, 1], [0, 1, 1, 2], null, null, null]}')::logistic_model FROM models;
SELECT (m::jsonb || '{"profile": [[], [], null, null, null]}')::logistic_model FROM models;
SELECT (m::jsonb || '{"profile": ["x", null, null, null, null]}')::logistic_model FROM models;
SELECT (m::jsonb || '{"profile": [["x", 1, 1], null, null, null, null]}')::logistic_model FROM models;
SELECT conf_low FROM models, logistic_coefficients((m::jsonb || '{"profile": [[-4, -9, 4, 0, 7, 4, 4, 23, 4], null, null, null, null]}')::logistic_model, 0.95, 'profile');

DROP TABLE small, models;
