-- Firth's method: the likelihood penalised by Jeffreys' prior, which is
-- finite whatever the data.
CREATE TABLE small AS
SELECT i, i * 37 % 11 < 4 + i % 3 AS y, (i * 31 % 17)::float8 AS a, i * 7 % 23 / 10.0::float8 AS b,
       (ARRAY['u', 'v', 'w'])[1 + i * 5 % 7 % 3] AS c, 1 + i % 3 AS w
FROM generate_series(1, 60) AS i;

-- Separated data converge, without a warning; the warning of the usual fit
-- names the cure.
SELECT status, term, estimate < 'Infinity' AS finite, std_error > 0 AS has_error, p_value < 0.05 AS significant
FROM (SELECT logistic_fit(logistic_options(method => 'firth'), y OR c = 'w', c = 'w', a) AS m FROM small) AS f,
     logistic_statistics(m), logistic_coefficients(m);
SELECT status FROM logistic_statistics((SELECT logistic_fit(y OR c = 'w', c = 'w', a) FROM small));
SELECT logistic_summary(logistic_fit(logistic_options(method => 'firth'), y, a, c)) FROM small;

-- For the intercept alone it adds half a success and half a failure; for one
-- category it adds them to each of its levels.
SELECT abs(estimate - ln((count(*) FILTER (WHERE y) + 0.5) / (count(*) FILTER (WHERE NOT y) + 0.5))) < 1e-14 AS same
FROM small, logistic_coefficients((SELECT logistic_fit(logistic_options(method => 'firth'), y) FROM small))
GROUP BY estimate;
SELECT c, abs(ln((count(*) FILTER (WHERE y) + 0.5) / (count(*) FILTER (WHERE NOT y) + 0.5)) - logistic_score(m, c)) < 1e-13 AS same
FROM small, (SELECT logistic_fit(logistic_options(method => 'firth'), y, c) AS m FROM small) AS f
GROUP BY c, m ORDER BY c;

-- Tests are likelihood ratios; intervals are Wald's unless profiles are asked for, and the summary says which.
SELECT c.term, abs(c.statistic - p.statistic) < 1e-9 AS statistic, c.p_value < 1 AS p_value,
       abs(c.conf_low - w.conf_low) + abs(c.conf_high - w.conf_high) = 0 AS wald, abs(p.conf_low - w.conf_low) > 1e-4 AS profile
FROM (SELECT logistic_fit(logistic_options(method => 'firth'), y, a, c) AS m,
             logistic_fit(logistic_options(method => 'firth', profile => true), y, a, c) AS profiled FROM small) AS f,
     logistic_coefficients(m) AS c, logistic_coefficients(m, method => 'wald') AS w, logistic_coefficients(profiled) AS p
WHERE w.term = c.term AND p.term = c.term;
SELECT logistic_coefficients(logistic_fit(logistic_options(method => 'firth'), y, a), method => 'profile') FROM small;
SELECT line FROM (SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, a) AS m FROM small) AS f,
     regexp_split_to_table(logistic_summary(m), E'\n') AS line WHERE line ~ 'Firth';

-- What a model is, in every form; criteria use the likelihood without the prior.
CREATE TABLE models AS SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, a, b, c) AS m FROM small;
SELECT m::text::logistic_model = m AS text, m::jsonb::logistic_model = m AS jsonb, method, std_error_type, lr_p_value,
       abs(aic - (10 - 2 * log_lik)) < 1e-12 AS aic
FROM models, logistic_statistics(m);

-- Intervals at any level, and tests, are likelihood ratios: an interval that
-- ends at zero has the level of the test.
SELECT c.term, abs(CASE WHEN c.estimate > 0 THEN i.conf_low ELSE i.conf_high END) < 1e-9 * c.std_error AS ends_at_zero
FROM models, logistic_coefficients(m) AS c, LATERAL (SELECT * FROM logistic_coefficients(m, 1 - c.p_value)) AS i
WHERE i.term = c.term;
SELECT term, c.statistic > 0 AS chi_square, abs(wald.conf_low - wald.estimate + 1.959963984540054 * wald.std_error) < 1e-14 AS wald,
       abs(wald.statistic - wald.estimate / wald.std_error) < 1e-15 AS z
FROM models, logistic_coefficients(m) AS c JOIN logistic_coefficients(m, method => 'wald') AS wald USING (term);

-- A column that tells all labels: limits from root finding on the penalised
-- likelihood and its derivative with 40 digits (mpmath 1.3).
CREATE TABLE complete AS SELECT i > 5 AS y, i / 2.0 AS x FROM generate_series(1, 12) AS i;
SELECT level, term, abs(conf_low / low - 1) < 1e-8 AS low, abs(conf_high / high - 1) < 1e-8 AS high
FROM (VALUES (0.95, '(Intercept)', -30.314483023648, -0.85595545924028), (0.95, 'x', 0.44274390812409, 10.96095749176),
             (0.999, '(Intercept)', -73.381138216771, 0.93365984505826), (0.999, 'x', -0.068418347838028, 25.817515440541)) AS known (level, term, low, high),
     (SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, x) AS m FROM complete) AS f,
     LATERAL (SELECT * FROM logistic_coefficients(m, level) AS c WHERE c.term = known.term) AS c (t, estimate, std_error, statistic, p_value, conf_low, conf_high)
ORDER BY level, term;

-- Labels that one threshold tells: the limits go far out (mpmath 1.3, 30 digits: 0.26786645 and 5.31099068).
SELECT term, round(conf_low::numeric, 7) AS low, round(conf_high::numeric, 7) AS high
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(method => 'firth', profile => true), x > 50, x) FROM generate_series(1, 100) AS x)) WHERE term = 'x';

-- Weights multiply the information too; repeated rows say the same. So do
-- rows in another order, another unit and groups.
CREATE FUNCTION distance(logistic_model, logistic_model) RETURNS float8
LANGUAGE SQL AS $$
    SELECT max(abs(a.estimate / b.estimate - 1) + abs(a.std_error / b.std_error - 1) + abs(a.statistic / b.statistic - 1) +
               abs(a.conf_low - b.conf_low) / b.std_error + abs(a.conf_high - b.conf_high) / b.std_error)
    FROM logistic_coefficients($1) AS a JOIN logistic_coefficients($2) AS b USING (term)
$$;
SELECT distance(weighted.m, repeated.m) < 1e-8 AS weights,
       distance((SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, a, b, c ORDER BY b, a, w) FROM small), models.m) < 1e-8 AS permuted
FROM models,
     (SELECT logistic_fit(logistic_options(weight => w, method => 'firth', profile => true), y, a, b) AS m FROM small) AS weighted,
     (SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, a, b) AS m FROM small, generate_series(1, w)) AS repeated;
SELECT max(abs(x.estimate * 1e6 / y.estimate - 1)) < 1e-12 AS unit, max(abs(x.statistic / y.statistic - 1)) < 1e-9 AS test
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, a * 1e6 + 1e7, b, c) FROM small)) WITH ORDINALITY AS x
JOIN models ON true JOIN LATERAL logistic_coefficients(m) WITH ORDINALITY AS y USING (ordinality)
WHERE y.term = 'a';
SELECT c, distance(m, (SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, a, b) FROM small WHERE c = q.c)) < 1e-8 AS same
FROM (SELECT c, logistic_fit(logistic_options(method => 'firth', profile => true), y, a, b) AS m FROM small GROUP BY c) AS q ORDER BY c;

-- A prevalence moves the intercept, its interval and its test.
SELECT term, abs(p.estimate - m.estimate - shift) < 1e-13 AS estimate, abs(p.conf_low - m.conf_low - shift) < 1e-9 AS interval,
       p.statistic > m.statistic AS test
FROM (SELECT -ln(19 * avg(y::int) / (1 - avg(y::int)))::float8 AS shift FROM small) AS s,
     logistic_coefficients((SELECT logistic_fit(logistic_options(method => 'firth', prevalence => 0.05, profile => true), y, a) FROM small)) AS p
     JOIN logistic_coefficients((SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, a) FROM small)) AS m USING (term)
WHERE term = '(Intercept)';

-- Odd data: one class, aliased terms, fewer rows than terms, one row.
SELECT status FROM logistic_statistics((SELECT logistic_fit(logistic_options(method => 'firth', profile => true), true, a) FROM small));
SELECT term, estimate IS NULL AS aliased, statistic IS NULL AS untested FROM logistic_coefficients((
    SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, a, a * 2, 7, b) FROM small));
SELECT status, term, estimate IS NULL AS aliased, conf_low < estimate AS low, conf_high > estimate AS high
FROM (SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, ARRAY[a, b, a * b, a * a, b * b]) AS m
      FROM small WHERE i IN (1, 2, 3, 4)) AS f, logistic_statistics(m), logistic_coefficients(m);
SELECT status FROM logistic_statistics((SELECT logistic_fit(logistic_options(method => 'firth', profile => true), y, a) FROM small WHERE i = 1));

-- It does not go with what has no such likelihood.
SELECT logistic_options(method => 'firth', l2 => 1);
SELECT logistic_options(method => 'firth', std_error => 'HC0');
SELECT logistic_options(method => 'firth', cluster => 'a');
SELECT logistic_options(method => 'firth', class_weight => 'balanced');
SELECT logistic_options(method => 'Firth');
SELECT logistic_coefficients(m, 0.9996) FROM models;
SELECT logistic_coefficients(m, 0.95, 'exact') FROM models;

DROP TABLE small, models, complete;
DROP FUNCTION distance;
