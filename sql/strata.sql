-- Conditional logistic regression of matched sets: the option "strata".
CREATE FUNCTION matches(m logistic_model, estimates float8[], errors float8[], log_lik float8, null_log_lik float8) RETURNS TABLE (estimate boolean, std_error boolean, likelihood boolean, nobs bigint, n_strata bigint)
LANGUAGE SQL AS $$
    SELECT (SELECT max(abs(c.estimate / $2[ordinality] - 1)) < 1e-11 FROM logistic_coefficients(m) WITH ORDINALITY AS c),
           (SELECT max(abs(c.std_error / $3[ordinality] - 1)) < 1e-10 FROM logistic_coefficients(m) WITH ORDINALITY AS c),
           abs(s.log_lik / $4 - 1) < 1e-11 AND abs(s.null_log_lik / $5 - 1) < 1e-11, s.nobs, s.n_strata
    FROM logistic_statistics(m) AS s
$$;

-- Induced and spontaneous abortions before secondary infertility (R's dataset
-- infert; Trichopoulos et al. 1976): 83 sets, case first, as spontaneous and
-- induced.  survival::clogit(method = "exact", eps = 1e-14) of R 4.2 has the
-- numbers.
CREATE TABLE infert (set int, infertile boolean, spontaneous int, induced int);
INSERT INTO infert
SELECT s, r = 1, left(x, 1)::int, right(x, 1)::int
FROM regexp_split_to_table('21,02,02 01,00,00 02,02,02 02,20,10 11,02,00 12,20,11 00,00,00 00,10,02 10,10,01 00,10,10 01,10,00
12,11,10 01,00,00 02,20,10 11,01,01 02,01,00 12,21,20 10,01,00 12,11,10 10,01,00 10,00,00 02,00,00
20,02,00 10,10,00 11,20,10 20,00,00 20,00,00 20,00,00 21,20,12 02,11,11 10,00,00 01,01,00 01,01,00
20,02,00 01,00,00 20,00,00 10,00,00 21,02,02 00,20,10 10,01,00 20,01,00 00,00,00 00,00,00 11,00,00
00,01,00 01,10,00 20,01,01 02,12,02 02,01,01 20,01,01 21,12,02 21,12,11 11,11,02 10,10,01 20,11,01
20,10,01 01,11,02 20,02,01 10,01,00 20,01,01 20,02,01 10,01,01 10,00,00 20,01,00 01,20,10 10,01,00
10,10,00 21,02,02 20,20,11 01,01,00 01,01,00 10,01,00 10,10,00 20,20 20,20,11 10,01,00 10,10,02
01,10,00 10,10,00 10,00,00 02,02,00 10,10,10 10,10,10', '\s+') WITH ORDINALITY AS t (xs, s), LATERAL regexp_split_to_table(xs, ',') WITH ORDINALITY AS u (x, r);
SELECT matches(logistic_fit(logistic_options(strata => set::text), infertile, spontaneous, induced), '{1.985875516682, 1.409011631879}', '{0.35244353981, 0.36071243625}', -64.20223692443, -90.77935485134) FROM infert;
SELECT logistic_summary(logistic_fit(logistic_options(strata => set::text), infertile, spontaneous, induced)) FROM infert;

-- Pairs, sets of 1:4, sets of several of each and offsets, and sets of 200
-- rows, by Newton's method with 40 digits (mpmath).
CREATE FUNCTION a(i int) RETURNS float8 LANGUAGE SQL IMMUTABLE AS 'SELECT (i * 31 % 17) / 4.0::float8';
CREATE FUNCTION b(i int) RETURNS float8 LANGUAGE SQL IMMUTABLE AS 'SELECT (i * 7 % 23) / 10.0::float8';
CREATE TABLE pairs AS SELECT i, i / 2 AS s, (i % 2 = 0) = (i / 2 * 29 % 7 < 3) AS y, a(i), b(i) FROM generate_series(0, 199) AS i;
CREATE TABLE one AS SELECT i, i / 5 AS s, i % 5 = (i / 5) * 29 % 7 % 5 AS y, a(i), b(i) FROM generate_series(0, 299) AS i;
CREATE TABLE many AS SELECT i, i % 12 AS s, i * 37 % 11 < 3 + i % 3 AS y, i * 37 % 11 < 8 AS most, a(i), b(i), i * 13 % 19 / 2.0::float8 AS d,
    (ARRAY['u', 'v', 'w'])[1 + i * 5 % 7 % 3] AS e, i % 5 / 4.0::float8 AS o FROM generate_series(1, 240) AS i;
SELECT 'pairs' AS sets, m.* FROM (SELECT logistic_fit(logistic_options(strata => s::text), y, a, b) AS fit FROM pairs) AS f,
    matches(fit, '{-0.0078230105565297199, -0.14224268894964806}', '{0.12297243408562276, 0.19265220580418862}', -69.040366066106161, -69.314718055994531) AS m
UNION ALL
SELECT '1:4', m.* FROM (SELECT logistic_fit(logistic_options(strata => s::text), y, a, b) AS fit FROM one) AS f,
    matches(fit, '{0.1207098838982061, 0.056094726219212566}', '{0.10912500424794889, 0.20538031857228552}', -95.924016918961478, -96.566274746046022) AS m
UNION ALL
SELECT '4:1', m.* FROM (SELECT logistic_fit(logistic_options(strata => s::text), NOT y, a, b) AS fit FROM one) AS f,
    matches(fit, '{-0.1207098838982061, -0.056094726219212566}', '{0.10912500424794889, 0.20538031857228552}', -95.924016918961478, -96.566274746046022) AS m
UNION ALL
SELECT 'n:m', m.* FROM (SELECT logistic_fit(logistic_options(strata => s::text), y, a, b, d) AS fit FROM many) AS f,
    matches(fit, '{-0.11292238579062539, -0.32227295321572962, -0.0364264698934776}', '{0.10994470618470959, 0.20303551723297957, 0.049256709510304774}', -132.21041831010264, -134.21569298514398) AS m
UNION ALL
SELECT 'more cases', m.* FROM (SELECT logistic_fit(logistic_options(strata => s::text), most, a, b) AS fit FROM many) AS f,
    matches(fit, '{-0.073601679931893303, -0.098944905778012918}', '{0.11650605412430744, 0.2135855917426177}', -120.98655987716756, -121.2839844008115) AS m
UNION ALL
SELECT 'offsets', m.* FROM (SELECT logistic_fit(logistic_options(strata => s::text, logit_offset => o), y, a, b) AS fit FROM many) AS f,
    matches(fit, '{-0.11984398798791789, -0.33938007143017208}', '{0.11141672593806035, 0.20569045734536836}', -135.60626196908108, -137.49676954010391) AS m
UNION ALL
SELECT '200 rows', m.* FROM (SELECT logistic_fit(logistic_options(strata => (i % 3)::text), i * 37 % 11 < 3 + i % 3, a(i), b(i)) AS fit FROM generate_series(1, 600) AS i) AS f,
    matches(fit, '{-0.018605626575398664, -0.020893992934742013}', '{0.069952812409919512, 0.12925074366843455}', -378.37870284323677, -378.42634121714484) AS m;

-- Terms, categories and their references: R's y ~ a * e + strata(s).
SELECT matches(logistic_fit(logistic_options(strata => s::text, terms => 'a * e'), y, a, e), '{-0.17499621245, 0.185246676925, -0.547909119775, -0.0572717150932, 0.302030110406}',
               '{0.1732327725, 0.63244245028, 0.64231322991, 0.28284955508, 0.27491915793}', -132.869119707, -134.21569298514398) FROM many;
SELECT string_agg(term, ', ') FROM logistic_coefficients((SELECT logistic_fit(logistic_options(strata => s::text, reference => '{"e": "w"}'), y, e, a) FROM many));

-- Robust errors sum by stratum, clusters are made of strata: R's coxph(Surv(1, y)
-- ~ a + b + strata(s) + cluster(...), ties = "breslow"), with G / (G - 1) for
-- clusters.
SELECT max(abs(c.std_error / r.e - 1)) < 1e-9 AS hc0 FROM (SELECT logistic_fit(logistic_options(strata => s::text, std_error => 'HC0'), y, a, b) AS m FROM one) AS f,
    logistic_coefficients(m) WITH ORDINALITY AS c JOIN unnest('{0.10600615476, 0.207410045076}'::float8[]) WITH ORDINALITY AS r (e, n) ON n = ordinality;
SELECT max(abs(c.std_error / r.e - 1)) < 1e-9 AS hc0 FROM (SELECT logistic_fit(logistic_options(strata => s::text, std_error => 'HC0'), y, a, b) AS m FROM pairs) AS f,
    logistic_coefficients(m) WITH ORDINALITY AS c JOIN unnest('{0.120774300001, 0.191392271732}'::float8[]) WITH ORDINALITY AS r (e, n) ON n = ordinality;
SELECT max(abs(c.std_error / r.e - 1)) < 1e-9 AS clusters FROM (SELECT logistic_fit(logistic_options(strata => s::text, cluster => (s % 20)::text), y, a, b) AS m FROM one) AS f,
    logistic_coefficients(m) WITH ORDINALITY AS c JOIN unnest('{0.0860221981458, 0.240808911406}'::float8[]) WITH ORDINALITY AS r (e, n) ON n = ordinality;

-- Pairs are a fit of their differences without an intercept.
CREATE FUNCTION distance(logistic_model, logistic_model) RETURNS float8 LANGUAGE SQL AS $$
    SELECT max(abs(a.estimate - b.estimate) + coalesce(abs(a.std_error - b.std_error), 0)) FROM logistic_coefficients($1) AS a JOIN logistic_coefficients($2) AS b USING (term)
$$;
SELECT distance(logistic_fit(logistic_options(strata => s::text), y, a, b),
                (SELECT logistic_fit(logistic_options(intercept => false), true, a, b) FROM (SELECT x.a - z.a AS a, x.b - z.b AS b FROM pairs AS x JOIN pairs AS z USING (s) WHERE x.y AND NOT z.y) AS d)) < 1e-13 AS differences FROM pairs;

-- Any order, files, windows and groups; a NULL stratum leaves its row out.
SELECT distance(logistic_fit(logistic_options(strata => s::text), y, a, b ORDER BY a, i), logistic_fit(logistic_options(strata => 's' || s), y, a, b)) < 1e-13 AS ordered FROM many;
CREATE TABLE models AS SELECT logistic_fit(logistic_options(strata => s::text), y, a, b) AS m FROM many;
SET logistic.spill = on;
SELECT distance(m, (SELECT logistic_fit(logistic_options(strata => s::text), y, a, b) FROM many)) < 1e-13 AS spilled FROM models;
SELECT distance(logistic_fit(logistic_options(strata => s::text), y, a, b), logistic_fit(logistic_options(strata => s::text || ' '), y, a, b ORDER BY i DESC)) < 1e-13 AS spilled_pairs FROM pairs;
RESET logistic.spill;
SELECT count(*) FROM (SELECT logistic_fit(logistic_options(strata => s::text), y, a) OVER (ORDER BY i ROWS BETWEEN 99 PRECEDING AND 20 FOLLOWING) AS m FROM many) AS w WHERE m IS NOT NULL;
SELECT s % 3 AS g, (logistic_statistics(logistic_fit(logistic_options(strata => s::text), y, a, b))).n_strata FROM many GROUP BY 1 ORDER BY 1;
SELECT nobs, n_skipped, n_strata, n_positive FROM logistic_statistics((SELECT logistic_fit(logistic_options(strata => nullif(s, 3)::text), y, a, b) FROM many));

-- Strata of one label tell nothing; where there are no others, nothing does.
SELECT nobs, n_strata, df_null, df_residual FROM logistic_statistics((SELECT logistic_fit(logistic_options(strata => s::text), y AND s <> 2, a, b) FROM many));
SELECT logistic_fit(logistic_options(strata => i::text), y, a, b) FROM many;

-- Terms that are constant within strata are aliased, and so are combinations.
SELECT term, round(estimate::numeric, 8) AS estimate FROM logistic_coefficients((SELECT logistic_fit(logistic_options(strata => s::text), y, a, age, a + age) FROM (SELECT *, s * 1.5 AS age FROM many) AS m));

-- Intervals by profile end where twice the likelihood has fallen by z^2: with
-- the coefficient held there, by an offset.
SELECT max(abs(2 * (s.log_lik - h.log_lik) / 3.841458820694124 - 1)) < 1e-9 AS profile
FROM (SELECT logistic_fit(logistic_options(strata => s::text, profile => true), y, a, b) AS m FROM many) AS f, logistic_statistics(m) AS s,
     logistic_coefficients(m, 0.95, 'profile') AS c, unnest(ARRAY[conf_low, conf_high]) AS l,
     LATERAL (SELECT logistic_fit(logistic_options(strata => s::text, logit_offset => l * a), y, b) AS k FROM many) AS k, logistic_statistics(k) AS h
WHERE term = 'a';

-- Separation: of pairs, and of sets that a direction leaves in part.
SELECT c.term, c.estimate, s.status, s.log_lik FROM (SELECT logistic_fit(logistic_options(strata => s::text), y, x) AS m FROM (SELECT s, y, CASE WHEN y THEN 2.0 ELSE 1.0 END AS x FROM pairs) AS p) AS f, logistic_coefficients(m) AS c, logistic_statistics(m) AS s;
SELECT c.term, round(c.estimate::numeric, 10) AS estimate, s.status, round(s.log_lik::numeric, 10) AS log_lik
FROM (SELECT logistic_fit(logistic_options(strata => s::text), y, x, a) AS m FROM (SELECT s, y, (CASE WHEN y AND i % 2 = 0 THEN 1 ELSE 0 END)::float8 AS x, a FROM many) AS p) AS f, logistic_coefficients(m) AS c, logistic_statistics(m) AS s;
-- The limit is the fit of the rows that are left: cases that run off are gone.
SELECT round(c.estimate::numeric, 10) AS estimate, round(s.log_lik::numeric, 10) AS log_lik
FROM (SELECT logistic_fit(logistic_options(strata => s::text), y, a) AS m FROM many WHERE NOT (y AND i % 2 = 0)) AS f, logistic_coefficients(m) AS c, logistic_statistics(m) AS s;

-- The forms of the model and of options.
SELECT m::text::logistic_model = m AS text, m::jsonb::logistic_model = m AS jsonb, m::jsonb -> 'strata' AS strata FROM models;
SELECT logistic_options(strata => 'x'), logistic_options(strata => 'x')::text::logistic_options = logistic_options(strata => 'x') AS same;

-- Scores are log-odds without an intercept: differences within a stratum are
-- log odds ratios.  There are no probabilities.
SELECT round((logistic_score(m, 2.0, 1.0) - logistic_score(m, 1.0, 1.0) - (SELECT estimate FROM logistic_coefficients(m) WHERE term = 'a'))::numeric, 12) AS difference FROM models;
SELECT feature, contribution IS NOT NULL AS told FROM models, (SELECT a, b FROM many WHERE i = 1) AS r, logistic_explain(m, r) AS x (feature, value, contribution) ORDER BY 1;
SELECT logistic_predict(m, 2.0, 1.0) FROM models;
\set VERBOSITY terse
SELECT logistic_classify(m, 2.0, 1.0) FROM models;
SELECT logistic_interval(m, 0.9, 2.0, 1.0) FROM models;
SELECT logistic_sql(m) FROM models;
SELECT logistic_pmml(m) FROM models;
SELECT * FROM models, logistic_evaluate(m, 'SELECT y, a, b FROM many');
SELECT logistic_margins(m, a, b) FROM models, many;
SELECT logistic_report(m) FROM models;
SELECT logistic_contrast(m, r, r) FROM models, (SELECT a, b FROM many) AS r;

-- What strata exclude.
SELECT logistic_options(strata => 'x', class_weight => 'balanced');
SELECT logistic_options(strata => 'x', prevalence => 0.1);
SELECT logistic_options(strata => 'x', intercept => false);
SELECT logistic_options(strata => 'x', l2 => 1);
SELECT logistic_options(strata => 'x', method => 'firth');
SELECT logistic_options(strata => 'x', bounds => '{"a": [0, 1]}');
SELECT logistic_options(strata => 'x', std_error => 'HC1');
SELECT logistic_fit(logistic_options(strata => s::text, weight => 2), y, a) FROM many;
SELECT logistic_fit(logistic_options(strata => s::text, frequency => 2), y, a) FROM many;
SELECT logistic_fit(logistic_options(strata => s::text, terms => 'woe(a)'), y, a) FROM many;
SELECT logistic_fit(logistic_options(strata => s::text, cluster => i::text), y, a) FROM many;
SELECT logistic_fit(logistic_options(strata => '1'), y, a) FROM many;
SELECT multinomial_fit(logistic_options(strata => s::text), e, a) FROM many;
SELECT logistic_fit_distributed('SELECT y, a FROM many', options => logistic_options(strata => 'x'));
SELECT logistic_train('strata', 'SELECT y, a FROM many', options => logistic_options(strata => 'x'));
\set VERBOSITY default
DROP TABLE infert, pairs, one, many, models;
DROP FUNCTION matches, distance, a, b;
