-- Terms that live in the model: R's formula in logistic_options(terms => ...).
SET extra_float_digits = -3;
CREATE TABLE customers AS
SELECT i AS id, 20 + (i * 7919 % 50)::float8 AS age, (ARRAY['free', 'pro', 'team'])[1 + i * 31 % 3] AS plan,
       (i * 104729 % 1000) / 100.0 AS tenure, i % 2 = 0 AS owner,
       (i * 7919 % 10007) / 10007.0 < 1 / (1 + exp(1 - 0.02 * (i * 7919 % 50) - 0.3 * (i * 31 % 3) + 0.01 * (i * 7919 % 50) * (i * 31 % 3) - sin((i * 104729 % 1000) / 300.0))) AS churned
FROM generate_series(1, 3000) AS i;
CREATE FUNCTION fit(terms text, intercept boolean DEFAULT true) RETURNS logistic_model LANGUAGE sql AS $$
    SELECT logistic_fit(logistic_options(terms => $1, intercept => $2), churned, age, plan, tenure, owner) FROM customers
$$;

-- R 4.2, glm() of the same rows: log-likelihood, and the probabilities of rows 1, 17 and 500, by positional and by record score.
CREATE TABLE certified (terms text, intercept boolean, formula text, log_lik float8, p1 float8, p17 float8, p500 float8);
INSERT INTO certified VALUES
('age * plan + spline(tenure, 4) + owner', true, 'age*plan + ns(tenure,4) + owner', -2012.064313238903, 0.500595792860, 0.640410472254, 0.656366944810),
('age:plan + plan:owner + log1p(tenure)', true, 'age:plan + plan:owner + log(tenure + 1)', -2060.914166189734, 0.501653470435, 0.523371200137, 0.481111525863),
('bins(age, 4) + poly(tenure, 2) + age^2:owner + plan', true, 'cut(age, c(-Inf,quantile(age,1:3/4),Inf),right=FALSE) + poly(tenure,2,raw=TRUE) + I(age^2):owner + plan', -2019.770665512912, 0.500074126503, 0.609326941289, 0.588944156070),
('plan * owner * age + tenure', true, 'plan*owner*age + tenure', -2054.491190488684, 0.474031007443, 0.557314000982, 0.544400923941),
('plan:age + tenure + owner', true, 'plan:age + tenure + owner', -2060.065040904843, 0.485607473193, 0.539633659395, 0.461435427844);
SELECT terms, abs(s.log_lik - c.log_lik) < 1e-9 AS log_lik, abs(p1 - logistic_predict(m, a)) < 1e-12 AND abs(p17 - logistic_predict(m, b)) < 1e-12 AND
       abs(p500 - logistic_predict(m, d.age, d.plan, d.tenure, d.owner)) < 1e-12 AS probabilities
FROM certified c, LATERAL (SELECT fit(terms, intercept) AS m OFFSET 0) f, LATERAL logistic_statistics(m) s, customers a, customers b, customers d
WHERE a.id = 1 AND b.id = 17 AND d.id = 500;

-- Coefficients have the names of their columns; those of R's glm, where the basis is the same.
SELECT term, round(estimate::numeric, 9) AS estimate FROM logistic_coefficients(fit('plan * owner * age + tenure'));
SELECT term, round(estimate::numeric, 9) AS estimate FROM logistic_coefficients(fit('plan + age:plan + tenure + owner', false));
SELECT term FROM logistic_coefficients(fit('spline(tenure, {2, 5}) + bins(age, {30, 45.5}) + ln(age):owner + plan'));
-- A spline's coefficients are its values at the knots, less that at the lowest: at the highest knot only the last one counts.
SELECT round((logistic_score(m, 30.0, 'free'::text, 9.99, true) - logistic_score(m, 30.0, 'free'::text, 0.0, true))::numeric, 10) =
       (SELECT round(estimate::numeric, 10) FROM logistic_coefficients(m) WHERE term = 'spline(tenure, 4)[4]') AS at_the_knot
FROM fit('age + plan + owner + spline(tenure, 4)') m;
-- Beyond its boundary knots a spline goes on straight.
SELECT round((logistic_score(m, 30.0, 'free'::text, 12.0, true) - logistic_score(m, 30.0, 'free'::text, 11.0, true))::numeric, 10) =
       round((logistic_score(m, 30.0, 'free'::text, 11.0, true) - logistic_score(m, 30.0, 'free'::text, 10.0, true))::numeric, 10) AS straight
FROM fit('age + plan + owner + spline(tenure, 4)') m;

-- Plain terms are plain features.
SELECT max(abs(logistic_score(m, c) - logistic_score(p, c))) < 1e-12 AS same
FROM customers c, (SELECT fit('.') AS m, logistic_fit(churned, age, plan, tenure, owner) AS p FROM customers) f;
-- Functions are what they are in SQL.
SELECT max(abs(logistic_score(m, c) - logistic_score(p, ln(age), log(10, tenure::numeric + 1)::float8 * ln(10.0::float8), sqrt(age), exp(tenure), age ^ -1.5, abs(tenure)))) < 1e-9 AS same
FROM customers c, (SELECT logistic_fit(logistic_options(terms => 'ln(age) + log1p(tenure) + sqrt(age) + exp(tenure) + age^-1.5 + abs(tenure)'), churned, age, tenure) AS m,
     logistic_fit(churned, ln(age), log(10, tenure::numeric + 1)::float8 * ln(10.0::float8), sqrt(age), exp(tenure), age ^ -1.5, abs(tenure)) AS p FROM customers) f;
-- Products of numbers, and a power of 2 to the last bit.
SELECT (SELECT array_agg(estimate) FROM logistic_coefficients(a)) = (SELECT array_agg(estimate) FROM logistic_coefficients(b)) AS same
FROM (SELECT logistic_fit(logistic_options(terms => 'age + tenure + age^2 + age:tenure'), churned, age, tenure) AS a,
             logistic_fit(churned, age, tenure, age * age, age * tenure) AS b FROM customers) f;
-- Quantiles are exact, of the rows of the group.
SELECT plan, (SELECT array_agg(term) FROM logistic_coefficients(m) WHERE term LIKE 'bins%') = ARRAY[format('bins(age, 2)[%s, Infinity)', median)] AS exact
FROM (SELECT plan, logistic_fit(logistic_options(terms => 'bins(age, 2)'), churned, age) AS m, percentile_cont(0.5) WITHIN GROUP (ORDER BY age) AS median FROM customers GROUP BY plan) g ORDER BY plan;

-- "." is all that has no term yet; "-" takes out; "*" and parentheses as in R; twice is once.
SELECT t, (SELECT string_agg(term, ' ') FROM logistic_coefficients(fit(t))) AS terms
FROM (VALUES ('.'), ('. - plan + plan'), ('ln(age) + .'), ('. * owner - owner:plan - age:owner'), ('(age + tenure) * owner + plan'), ('(age + plan + tenure + owner) : owner'),
             ('age + age + AGE + "age" + plan + tenure:owner + owner:tenure'), ('.:owner + age*plan+tenure')) AS v(t);

-- Errors show the place.
SELECT fit('age * plann + tenure');
SELECT fit('age +');
SELECT fit('(age + plan');
SELECT fit('age plan');
SELECT fit('log(age) + .');
-- Words of R that are others here.
SELECT fit('churned ~ age + plan');
SELECT fit('age ~ plan');
SELECT fit('I(age^2)');
SELECT fit('(age + plan)^2');
SELECT fit('age / plan');
SELECT fit('sin(age)');
SELECT fit('spline(age) + .');
SELECT fit('spline(age, 0) + .');
SELECT fit('bins(age, {30, 20}) + .');
SELECT fit('poly(age, 2.5) + .');
SELECT fit('age^0 + .');
SELECT fit('1 + age');
SELECT fit('. - 1');
SELECT fit('age - age');
SELECT fit('"age');
SELECT fit('spline(plan, 3) + .');
SELECT fit('');
SELECT logistic_fit(logistic_options(terms => 'ln(age) + .'), churned, ln(age)) FROM customers;
SELECT term FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => '"ln(age)"^2'), churned, ln(age)) FROM customers));
-- A feature that no term uses, and an array in an interaction.
SELECT fit('age * plan');
SELECT logistic_fit(logistic_options(terms => 'xs:age'), churned, age, ARRAY[age, tenure]) FROM customers;
SELECT logistic_fit(logistic_options(terms => 'xs:age', names => '{age, xs}'), churned, age, ARRAY[age, tenure]) FROM customers;
SELECT term FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => 'age^2 + xs', names => '{age, xs}'), churned, age, ARRAY[age, tenure]) FROM customers));

-- Outside its domain a function is an error in the fit, and NULL in a score.
SELECT fit('ln(tenure) + .');
SELECT fit('age^400:age^400 + .');
SELECT logistic_score(m, -1.0) IS NULL AS outside, logistic_score(m, 1.0) IS NULL AS inside
FROM (SELECT logistic_fit(logistic_options(terms => 'ln(age)'), churned, age) AS m FROM customers) f;
-- A NULL is what the policy says, as in any model.
SELECT logistic_score(fit('age * plan + tenure + owner'), NULL::float8, 'free'::text, 1.0, true) IS NULL AS is_null;
SELECT logistic_score(m, NULL::float8, 'pro'::text) = (SELECT sum(estimate * CASE term WHEN '(Intercept)' THEN 1 WHEN 'age' THEN avg_age WHEN 'planpro' THEN 1 WHEN 'age:planpro' THEN avg_pro WHEN 'age:planteam' THEN avg_team ELSE 0 END)
                                                       FROM logistic_coefficients(m)) AS means
FROM (SELECT logistic_fit(logistic_options(terms => 'age * plan', on_null => 'mean'), churned, age, plan) AS m, avg(age) AS avg_age,
             avg(CASE plan WHEN 'pro' THEN age ELSE 0 END) AS avg_pro, avg(CASE plan WHEN 'team' THEN age ELSE 0 END) AS avg_team FROM customers) f;
-- A level that the fit has not seen.
SELECT logistic_score(fit('age * plan + tenure + owner'), 30.0, 'gold'::text, 1.0, true) IS NULL AS is_new;

-- Model to text to model, to jsonb and back; no text that does not fit is taken.
SELECT m::text::logistic_model = m AS text, logistic_model(m::jsonb) = m AS jsonb FROM fit('age * plan + spline(tenure, 4) + bins(age, 3) + owner:ln(age)') m;
SELECT jsonb_pretty((m::jsonb -> 'variables')) AS variables FROM fit('age:plan + spline(tenure, {2, 5}) + owner') m;
SELECT jsonb_set(m::jsonb, '{variables,0,input}', '"nobody"')::logistic_model FROM fit('age + plan + tenure + owner') m;
SELECT jsonb_set(m::jsonb, '{features,0,factors,0,variable}', '"nobody"')::logistic_model FROM fit('age + plan + tenure + owner') m;
SELECT jsonb_set(m::jsonb, '{features,3,factors,0,variable}', '"age"')::logistic_model FROM fit('age + tenure + owner + spline(tenure, 3):plan') m;
SELECT jsonb_set(m::jsonb, '{variables,1,parameters}', '[3, 2, 1]')::logistic_model FROM fit('age + spline(tenure, 2) + owner + plan') m;
SELECT (m::jsonb - 'inputs')::logistic_model FROM fit('age + plan + tenure + owner') m;

-- Everything that a fit can do goes with terms.
SELECT round(sum(estimate)::numeric, 6) AS ridge FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => 'age * plan', l2 => 1), churned, age, plan) FROM customers));
SELECT count(*) FILTER (WHERE std_error > 0) AS sandwich FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => 'age * plan', std_error => 'HC3'), churned, age, plan) FROM customers));
SELECT (a).conf_low IS NOT NULL AS profile FROM (SELECT logistic_coefficients(logistic_fit(logistic_options(terms => 'age * plan', profile => true), churned, age, plan), 0.95, 'profile') AS a FROM customers LIMIT 1) f;
SELECT count(*) AS firth FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => 'age * plan', method => 'firth'), churned, age, plan) FROM customers));
SELECT feature, df FROM logistic_wald(fit('age * plan + spline(tenure, 4) + owner'));
SELECT max(abs(a.estimate - b.estimate)) < 1e-12 AS weighted
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => 'age * plan + tenure^2', weight => 2), churned, age, plan, tenure) FROM customers)) a
JOIN logistic_coefficients((SELECT logistic_fit(churned, age, plan, tenure * tenure, age * (plan = 'pro')::int, age * (plan = 'team')::int) FROM customers)) b
  ON a.term = CASE WHEN b.term LIKE '%pro%age%' THEN '' ELSE b.term END;
SELECT term, estimate FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => 'x:g', names => '{x, g}'), x > 2, x, g) FROM (VALUES (1, 'a'), (2, 'a'), (3, 'a'), (4, 'a'), (1, 'b'), (3, 'b')) v(x, g)));
SELECT status FROM logistic_statistics((SELECT logistic_fit(logistic_options(terms => 'spline(x, 3) + g', names => '{x, g}'), true, x, g) FROM (VALUES (1, 'a'), (2, 'b')) v(x, g)));
SELECT logistic_fit(logistic_options(terms => 'spline(x, 3)'), true, x) IS NULL AS no_rows FROM (VALUES (NULL::int)) v(x);
SELECT term, estimate IS NULL AS aliased FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => 'spline(x, 3) + z', names => '{x, z}'), z IN (2, 5, 6), x, z) FROM (VALUES (7, 1), (7, 5), (7, 2), (7, 6), (7, 4), (7, 3)) v(x, z)));
DROP TABLE customers, certified CASCADE;
DROP FUNCTION fit;

-- Features, explanations and effects are of what a row brings.
CREATE TABLE customers AS
SELECT i AS id, 20 + (i * 7919 % 50)::float8 AS age, (ARRAY['free', 'pro', 'team'])[1 + i * 31 % 3] AS plan,
       (i * 104729 % 1000) / 100.0 AS tenure, i % 2 = 0 AS owner,
       (i * 7919 % 10007) / 10007.0 < 1 / (1 + exp(1 - 0.02 * (i * 7919 % 50) - 0.3 * (i * 31 % 3) + 0.01 * (i * 7919 % 50) * (i * 31 % 3) - sin((i * 104729 % 1000) / 300.0))) AS churned
FROM generate_series(1, 3000) AS i;
CREATE TABLE kept AS
SELECT logistic_fit(logistic_options(terms => 'age * plan + tenure + owner * age + age^2'), churned, age, plan, tenure, owner) AS m FROM customers;
SELECT feature, type, levels, round(mean::numeric, 6) AS mean FROM kept, logistic_features(m);
SELECT e.term, e.value FROM kept, customers c, logistic_explain(m, c) e WHERE id = 17 ORDER BY 1;
SELECT abs(sum(contribution) - logistic_score(m, c)) < 1e-12 AS adds_up FROM kept, customers c, logistic_explain(m, c) e WHERE id = 17 GROUP BY m::text, m, c;
-- Average marginal effects go through all terms of a feature: R's glm(), and differences of its fitted probabilities.
SELECT term, round(estimate::numeric, 10) AS estimate, round(std_error::numeric, 7) AS std_error
FROM unnest((SELECT logistic_margins(m, c) FROM kept, customers c));
-- Plain terms have the effects of plain features.
SELECT bool_and(abs(a.estimate - b.estimate) < 1e-12 AND abs(a.std_error - b.std_error) < 1e-12) AS same
FROM unnest((SELECT logistic_margins((SELECT logistic_fit(logistic_options(terms => '.'), churned, age, plan, tenure, owner) FROM customers), c) FROM customers c)) a
JOIN unnest((SELECT logistic_margins((SELECT logistic_fit(churned, age, plan, tenure, owner) FROM customers), c) FROM customers c)) b USING (term);
-- A slope is a difference quotient, for every function.
SELECT t, abs(e.estimate - (SELECT avg(logistic_predict(m, x + 1e-5) - logistic_predict(m, x - 1e-5)) / 2e-5 FROM (SELECT age AS x FROM customers) c)) < 1e-8 AS slope
FROM (VALUES ('ln(x)'), ('log1p(x)'), ('sqrt(x)'), ('x + exp(x)'), ('abs(x)'), ('x^-2'), ('x^1.5'), ('poly(x, 3)'), ('spline(x, 3)'), ('ln(x):sqrt(x) + x')) AS v(t),
     LATERAL (SELECT logistic_fit(logistic_options(terms => t, names => '{x}'), churned, age) AS m FROM customers OFFSET 0) f,
     LATERAL unnest((SELECT logistic_margins(m, age) FROM customers)) e;
DROP TABLE customers, kept;

-- Rows without a value: a mean and a term that tells where, or a level of their own; rare levels are one.
CREATE TABLE holes AS
SELECT i, CASE WHEN i % 11 = 0 THEN NULL ELSE 20 + (i * 7919 % 50) END::float8 AS age,
       CASE WHEN i % 13 = 0 THEN NULL WHEN i % 500 = 1 THEN 'rare' || i ELSE (ARRAY['free', 'pro', 'team'])[1 + i * 31 % 3] END AS plan,
       (i * 104729 % 1000) / 100.0 AS tenure, CASE WHEN i % 17 = 0 THEN NULL ELSE i % 2 = 0 END AS owner,
       ARRAY[CASE WHEN i % 19 = 0 THEN NULL ELSE i % 7 END, i % 5] AS xs, (i * 7919 % 10007) % 100 < 30 + (i * 7919 % 50) AS churned
FROM generate_series(1, 3000) AS i;
CREATE TABLE filled AS
SELECT logistic_fit(logistic_options(missing => 'impute', min_level_rows => 20), churned, age, plan, tenure, owner) AS m FROM holes;
SELECT feature, levels, round(mean::numeric, 6) AS mean, missing, pooled FROM filled, logistic_features(m);
-- The same by hand.
SELECT count(*) AS terms, max(abs(a.estimate - b.estimate)) < 1e-10 AS estimates, max(abs(a.std_error - b.std_error)) < 1e-10 AS errors
FROM filled, logistic_coefficients(m) a
JOIN logistic_coefficients((
    SELECT logistic_fit(logistic_options(names => '{age,plan,tenure,owner,am,om}', reference => '{"plan": "free"}'), churned, a, p, tenure, o, am, om)
    FROM (SELECT churned, coalesce(age, avg(age) OVER ()) AS a, CASE WHEN plan LIKE 'rare%' THEN '(other)' ELSE coalesce(plan, '(missing)') END AS p, tenure,
                 coalesce(owner::int::float8, avg(owner::int) OVER ()) AS o, age IS NULL AS am, owner IS NULL AS om FROM holes) h)) b
  ON a.term = CASE b.term WHEN 'amtrue' THEN 'age missing' WHEN 'omtrue' THEN 'owner missing' WHEN 'owner' THEN 'ownertrue' ELSE b.term END;
-- Scores do the same: no row is without one, a new level is "(other)".
SELECT count(logistic_score(m, h)) = count(*) AS all_scored, max(abs(logistic_score(m, h) - logistic_score(m, h.age, h.plan, h.tenure, h.owner))) AS difference FROM filled, holes h GROUP BY m::text;
SELECT logistic_score(m, 30.0, 'new'::text, 1.0, true) = logistic_score(m, 30.0, 'rare1'::text, 1.0, true) AS other,
       logistic_score(m, 30.0, 'new'::text, NULL::float8, true) IS NULL AS never_missing FROM filled;
SELECT abs(log_loss(churned, logistic_predict(m, h)) + log_lik / nobs) < 1e-12 AS as_fitted
FROM holes h, (SELECT logistic_fit(logistic_options(terms => 'age * plan + spline(tenure, 3) + owner:age + owner + ln(age)', missing => 'impute', min_level_rows => 20), churned, age, plan, tenure, owner) AS m FROM holes OFFSET 0) f,
     logistic_statistics(m) s GROUP BY log_lik, nobs;
SELECT m::text::logistic_model = m AS text FROM filled;
-- An array element by element.
SELECT term FROM logistic_coefficients((SELECT logistic_fit(logistic_options(missing => 'impute'), churned, xs) FROM holes));
SELECT count(logistic_score(m, xs)) AS n, count(logistic_score(m, NULL::int[])) AS n_null FROM holes, (SELECT logistic_fit(logistic_options(missing => 'impute'), churned, xs) AS m FROM holes) f;
-- A NULL array counts as all its elements missing, before the first one that tells how many there are, too; two arrays may tell so in different rows.
WITH rows AS (SELECT i, i * 7 % 11 < 5 AS y, CASE WHEN i % 4 > 0 THEN array[i % 5, CASE WHEN i % 6 > 0 THEN i % 3 END]::float8[] END AS a,
                     CASE WHEN i % 3 > 0 THEN array[i % 13]::float8[] END AS b, (array['u', 'v'])[1 + i % 2] AS c FROM generate_series(1, 60) AS i),
     fits AS (SELECT logistic_fit(logistic_options(missing => 'impute', names => '{a, b, c}', weight => 1 + i % 3, cluster => c), y, a, b, c ORDER BY a IS NOT NULL, i) AS late,
                     logistic_fit(logistic_options(missing => 'impute', names => '{a, b, c}', weight => 1 + i % 3, cluster => c), y, a, b, c ORDER BY a IS NULL, b IS NULL, i) AS early,
                     logistic_fit(logistic_options(missing => 'impute', names => '{a, b, c}', weight => 1 + i % 3, cluster => c), y, a, b, c ORDER BY i % 12 NOT IN (3, 4), i) AS apart FROM rows)
SELECT l.nobs, l.n_skipped, p.nobs AS apart, (SELECT max(abs(x.estimate - y.estimate) + abs(x.estimate - z.estimate)) < 1e-12
    FROM logistic_coefficients(late) AS x JOIN logistic_coefficients(early) AS y USING (term) JOIN logistic_coefficients(apart) AS z USING (term)) AS same
FROM fits, logistic_statistics(late) AS l, logistic_statistics(apart) AS p;
SELECT logistic_fit(logistic_options(missing => 'impute'), i % 2 = 0, NULL::float8[]) IS NULL AS never FROM generate_series(1, 9) AS i;
SELECT logistic_fit(logistic_options(missing => 'impute', names => '{a, b}'), i % 2 = 0, a, b ORDER BY i) FROM (VALUES (1, '{1, 2}'::int[], NULL::int[]), (2, '{1}', '{3}')) AS v (i, a, b);
-- Those beyond work_mem are left out, with a warning of how many.
SET work_mem = '64kB';
SET client_min_messages = error;
SELECT nobs + n_skipped AS n, n_skipped > 9000 AS lost FROM logistic_statistics((
    SELECT logistic_fit(logistic_options(missing => 'impute'), i % 2 = 0, i % 7, CASE WHEN i > 9990 THEN '{1}'::int[] END ORDER BY i) FROM generate_series(1, 10000) AS i));
RESET client_min_messages;
RESET work_mem;
-- Weights count for the mean; a label, weight or offset is never filled in.
SELECT round(mean::numeric, 6) = round((SELECT sum(age * w) / sum(w) FROM (SELECT age, 1 + i % 3 AS w FROM holes WHERE age IS NOT NULL) h)::numeric, 6) AS weighted
FROM logistic_features((SELECT logistic_fit(logistic_options(missing => 'impute', weight => 1 + i % 3), churned, age) FROM holes));
-- A training and the report say how many.
SELECT logistic_train('holes', 'SELECT churned, age, plan FROM holes', options => logistic_options(missing => 'impute', min_level_rows => 20), holdout => 0);
SELECT html ~ 'Rows used without a value.{1,20}&quot;age&quot; 272' AS missing, html ~ 'Rare levels taken together.{1,20}&quot;plan&quot; ' AS pooled FROM logistic_report('holes') AS html;
SELECT logistic_drop('holes');
SELECT nobs, n_skipped FROM logistic_statistics((SELECT logistic_fit(logistic_options(missing => 'impute'), nullif(churned, i < 100), age) FROM holes));
-- NaN is no missing value; no value at all is aliased.
SELECT logistic_fit(logistic_options(missing => 'impute'), churned, CASE i WHEN 5 THEN 'NaN' ELSE age END) FROM holes;
SELECT term, estimate IS NULL AS aliased FROM logistic_coefficients((SELECT logistic_fit(logistic_options(missing => 'impute', names => '{nothing,tenure}'), churned, NULL::float8, tenure) FROM holes));
-- A named reference is never pooled; without a rare level nothing is.
SELECT levels, pooled FROM logistic_features((SELECT logistic_fit(logistic_options(min_level_rows => 20, reference => '{"plan": "rare1"}'), churned, plan) FROM holes));
SELECT levels, pooled FROM logistic_features((SELECT logistic_fit(logistic_options(min_level_rows => 1), churned, plan) FROM holes WHERE plan NOT LIKE 'rare%'));
SELECT levels, pooled, (SELECT count(*) FROM logistic_coefficients(m)) AS terms FROM (SELECT logistic_fit(logistic_options(min_level_rows => 10000), churned, plan) AS m FROM holes) f, logistic_features(m);
-- More levels than a model may have, pooled.
SELECT pooled FROM logistic_features((SELECT logistic_fit(logistic_options(min_level_rows => 2, l2 => 1), i % 3 = 0, (i % 2000)::text) FROM generate_series(1, 2100) i));
DROP TABLE holes, filled;

-- The model as one SQL expression, for databases without the extension: as logistic_predict, NULLs included.
CREATE TABLE holes AS
SELECT i, CASE WHEN i % 11 = 0 THEN NULL ELSE 20 + (i * 7919 % 50) END::float8 AS age,
       CASE WHEN i % 13 = 0 THEN NULL WHEN i % 53 = 1 THEN 'rare''s' ELSE (ARRAY['free', 'pro', 'team'])[1 + i * 31 % 3] END AS plan,
       ((i * 104729 % 1000) / 100.0)::float8 AS tenure, CASE WHEN i % 17 = 0 THEN NULL ELSE i % 2 = 0 END AS owner,
       (i * 7919 % 10007) % 100 < 30 + (i * 7919 % 50) AS churned
FROM generate_series(1, 3000) AS i;
CREATE TABLE exported (k int, m logistic_model);
INSERT INTO exported SELECT 1, logistic_fit(logistic_options(terms => 'age * plan + spline(tenure, 4) + owner + bins(tenure, 4):owner + ln(age) + age^2 + age^1.5 + sqrt(age):plan'), churned, age, plan, tenure, owner) FROM holes;
INSERT INTO exported SELECT 2, logistic_fit(logistic_options(terms => 'age * plan + spline(tenure, 4) + owner + plan:owner', missing => 'impute', min_level_rows => 80), churned, age, plan, tenure, owner) FROM holes;
INSERT INTO exported SELECT 3, logistic_fit(logistic_options(terms => 'age * plan + spline(tenure, 4):plan + owner', l2 => 0.1, on_null => 'mean', on_new_level => 'reference'), churned, age, plan, tenure, owner) FROM holes;
INSERT INTO exported SELECT 4, logistic_fit(logistic_options(terms => 'age : plan + ln(age):owner + tenure:owner + exp(tenure) + age^-2 + poly(tenure, 3)', intercept => false), churned, age, plan, tenure, owner) FROM holes;
CREATE FUNCTION compare(which int) RETURNS TABLE (k int, rows bigint, nulls bigint, differ bigint, close boolean) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format('SELECT %s, count(*), count(*) FILTER (WHERE p IS NULL), count(*) FILTER (WHERE (p IS NULL) <> (q IS NULL)), max(abs(p - q)) < 1e-9
        FROM (SELECT %s AS p, logistic_predict((SELECT m FROM exported WHERE k = %s), d) AS q
              FROM (TABLE holes UNION ALL SELECT 0, -5, ''new'', 3.0, true, true UNION ALL SELECT 0, 33, ''new'', -3, true, true UNION ALL SELECT 0, 90, ''pro'', 13, NULL, true) d) z',
        which, (SELECT logistic_sql(m) FROM exported e WHERE e.k = which), which);
END
$$;
SELECT c.* FROM exported e, compare(e.k) c ORDER BY 1;
-- PMML cannot hold it.
SELECT logistic_pmml(m) FROM exported WHERE k = 1;
-- A separated model with terms has no expression.
SELECT logistic_sql(logistic_fit(logistic_options(terms => 'age^2'), age > 40, age)) FROM holes;
DROP FUNCTION compare;
DROP TABLE holes, exported;

-- A registered model: other columns of the query are ignored, scores need those of the terms.
CREATE TABLE accounts AS
SELECT i AS id, now() AS seen, 20 + (i * 7919 % 50)::float8 AS age, (ARRAY['free', 'pro', 'team'])[1 + i * 31 % 3] AS plan, (i * 104729 % 1000) / 100.0 AS tenure,
       (i * 7919 % 10007) % 100 < 30 + (i * 7919 % 50) AS churned FROM generate_series(1, 3000) AS i;
SELECT logistic_train('terms', 'SELECT churned, id, seen, age, plan, tenure FROM accounts', options => logistic_options(terms => 'age * plan + spline(tenure, 4)'));
SELECT logistic_predict('terms', a) = logistic_predict('terms', a.age, a.plan, a.tenure) AS same FROM accounts a WHERE id = 17;
SELECT version FROM logistic_refit('terms');
SELECT term, psi FROM logistic_drift('terms');
SELECT logistic_report('terms') LIKE '%spline(tenure, 4)%' AS report;
-- Ten nights, each with a new rare level that is all positive, beside rare levels of both kinds.
CREATE TABLE nights AS TABLE accounts;
INSERT INTO nights SELECT 3000 + i, now(), 25 + i, 'rare' || i % 10, 1, i % 3 = 0 FROM generate_series(1, 60) i;
SELECT logistic_train('nights', 'SELECT churned, age, plan FROM nights', options => logistic_options(terms => 'age + plan', min_level_rows => 20));
DO $$
BEGIN
    FOR night IN 1 .. 10 LOOP
        INSERT INTO nights SELECT 4000 + i, now(), 30 + i, 'new' || night, 1, true FROM generate_series(1, 2) i;
        PERFORM logistic_refit('nights', promote => 'always');
    END LOOP;
END
$$;
SELECT version, status FROM logistic_model_versions WHERE name = 'nights' AND active;
SELECT pooled FROM logistic_features('nights') WHERE feature = 'plan';
SELECT logistic_drop('terms'), logistic_drop('nights');
DROP TABLE accounts, nights;

-- Weights of evidence are those of woe_bins over the rows of the fit; rows without a value have their own.
CREATE TABLE loans AS
SELECT i, CASE WHEN i % 11 = 0 THEN NULL WHEN i % 23 = 0 THEN -1 ELSE 20 + (i * 7919 % 50) END AS age,
       CASE WHEN i % 13 = 0 THEN NULL ELSE (ARRAY['car', 'home', 'other', 'boat', 'tax'])[1 + i * 31 % 5] END AS purpose,
       ((i * 104729 % 1000) / 100.0)::float8 AS tenure, (i * 7919 % 10007) % 100 < 20 + (i * 7919 % 50) + 3 * (i * 31 % 5) AS bad
FROM generate_series(1, 3000) AS i;
CREATE TABLE evidence AS
SELECT logistic_fit(logistic_options(terms => 'woe(age, bins = 5, monotone = auto, special = {-1}) + woe(purpose, bins = 3) + tenure'), bad, age, purpose, tenure) AS m FROM loans;
SELECT nobs, n_skipped FROM evidence, logistic_statistics(m);
WITH a AS (SELECT * FROM unnest((SELECT woe_bins(woe_options(bins => 5, monotone => 'auto', special => '{-1}'), bad, age) FROM loans))),
     p AS (SELECT * FROM unnest((SELECT woe_bins(woe_options(bins => 3), bad, purpose) FROM loans))),
     by_hand AS (SELECT bad, tenure, (SELECT woe FROM a WHERE CASE WHEN age IS NULL THEN bin = '(missing)' WHEN age = -1 THEN bin = '-1' ELSE age >= low AND age < high END) AS wa,
                        (SELECT woe FROM p WHERE CASE WHEN purpose IS NULL THEN bin = '(missing)' ELSE purpose = ANY (levels) END) AS wp FROM loans)
SELECT e.term, abs(e.estimate - h.estimate) < 1e-12 AS estimate, abs(e.std_error - h.std_error) < 1e-12 AS std_error
FROM evidence, logistic_coefficients(m) WITH ORDINALITY AS e (term, estimate, std_error)
JOIN logistic_coefficients((SELECT logistic_fit(bad, wa, wp, tenure) FROM by_hand)) WITH ORDINALITY AS h (term, estimate, std_error) USING (ordinality);
SELECT count(logistic_predict(m, l)) AS scored, abs(log_loss(bad, logistic_predict(m, l)) + (SELECT log_lik / nobs FROM logistic_statistics(m))) < 1e-12 AS as_fitted FROM loans l, evidence GROUP BY m;
SELECT m::text::logistic_model = m AS text FROM evidence;
-- A level that is new, and a NULL that the rows never had, have none.
SELECT logistic_score(m, NULL::int, NULL::text, 1.0) IS NOT NULL AS missing, logistic_score(m, 30, 'new'::text, 1.0) IS NULL AS new, logistic_score(m, 30, 'car'::text, NULL::float8) IS NULL AS never_missing FROM evidence;
-- As an expression, and with everything else.
DO $$
DECLARE
    differ bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM (SELECT %s AS p, logistic_predict((SELECT m FROM evidence), l) AS q FROM loans l) z WHERE p IS DISTINCT FROM q AND NOT abs(p - q) < 1e-12',
                   (SELECT logistic_sql(m) FROM evidence)) INTO differ;
    RAISE NOTICE 'rows that differ: %', differ;
END
$$;
SELECT term FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => 'woe(age) + age + woe(purpose):tenure', missing => 'impute'), bad, age, purpose, tenure) FROM loans));
SELECT status FROM logistic_statistics((SELECT logistic_fit(logistic_options(terms => 'woe(age)'), true, age) FROM loans));
SELECT multinomial_fit(logistic_options(terms => 'woe(age)'), purpose, age) FROM loans;
SELECT logistic_fit(logistic_options(terms => 'woe(late)', names => '{late}'), bad, age > 30) FROM loans;
SELECT logistic_fit(logistic_options(terms => 'woe(age, depth = 3)'), bad, age) FROM loans;
SELECT logistic_fit(logistic_options(terms => 'woe(age, monotone = up)'), bad, age) FROM loans;
SELECT logistic_fit(logistic_options(terms => 'woe(age, min_share = 2)'), bad, age) FROM loans;
DROP TABLE loans, evidence;
