-- Bounds of coefficients: the maximum within them, on all rows.
CREATE TABLE small AS
SELECT i, i * 37 % 11 < 4 + i % 3 AS y, (i * 31 % 17)::float8 AS a, i * 7 % 23 / 10.0::float8 AS b,
       i * 13 % 19 / 2.0::float8 AS c, i * 5 % 29 / 3::float8 AS d, i % 4 = 1 AS flag,
       (ARRAY['u', 'v', 'w'])[1 + i * 5 % 7 % 3] AS e, i % 5 AS g, (1 + i % 3)::float8 AS w
FROM generate_series(1, 200) AS i;

-- glmnet's lower.limits and upper.limits (R package glmnet 4.1, thresh = 1e-22;
-- lambda = (l1 + l2) / 200, alpha = l1 / (l1 + l2)): intercept, a, b, c, d.
CREATE TABLE reference (k int, bounds jsonb, l1 float8, l2 float8, standardised boolean, answer float8[]);
INSERT INTO reference VALUES
    (1, '{"a":[0,null],"b":[0,null],"c":[0,null],"d":[0,null]}', 0, 0, true, '{-0.416792690419, 0.007774638479895, 0, 0.01765573839466, 0.02012549506057}'),
    (2, '{"a":[null,0],"b":[null,0],"c":[null,0],"d":[null,0]}', 0, 0, true, '{0.0879498732551, 0, -0.2432144959016, 0, 0}'),
    (3, '{"a":[-0.01,0.015],"b":[-0.01,0.015],"c":[-0.01,0.015],"d":[-0.01,0.015]}', 0, 0, true, '{-0.3701421278212, 0.007820116268385, -0.01, 0.015, 0.015}'),
    (4, '{"a":[0,null],"b":[0,null],"c":[0,null],"d":[0,null]}', 0, 5, true, '{-0.3956248912086, 0.007084046785362, 0, 0.01601471339066, 0.01837523160857}'),
    (5, '{"a":[0,0.005],"b":[0,null],"c":[0,0.01],"d":[0,null]}', 1, 2, true, '{-0.3134424827149, 0.003584129884846, 0, 0.009684559772744, 0.01294576916772}'),
    (6, '{"a":[-0.05,0.005],"b":[-0.05,0.005],"c":[-0.05,0.005],"d":[-0.05,0.005]}', 2, 0, false, '{-0.2113192037148, 0.005, -0.05, 0.005, 0.005}');
SELECT k, max(abs(c.estimate - r.answer[c.ordinality])) < 1e-11 AS agrees, string_agg(bound, ',' ORDER BY c.ordinality) AS bounds,
       (SELECT count(std_error) FROM logistic_coefficients(m)) AS errors
FROM reference AS r,
     LATERAL (SELECT logistic_fit(logistic_options(bounds => bounds, l1 => l1, l2 => l2, standardize => standardised), y, a, b, c, d) AS m FROM small) AS f,
     LATERAL logistic_coefficients(m) WITH ORDINALITY AS c
GROUP BY k, m ORDER BY k;

-- The free terms are fitted as they would be by themselves, with the held
-- ones in the offset; a term that is held has neither error nor test.
CREATE TABLE models AS
SELECT logistic_fit(logistic_options(bounds => '{"b": [-0.1, null], "c": [null, 0]}'), y, a, b, c, d) AS m,
       logistic_fit(logistic_options(logit_offset => -0.1 * b), y, a, d) AS alone FROM small;
SELECT c.term, c.estimate = COALESCE(s.estimate, round(c.estimate::numeric, 1)) AS estimate, c.std_error = s.std_error AS std_error, c.p_value = s.p_value AS p_value, c.bound
FROM models, logistic_coefficients(m) AS c LEFT JOIN LATERAL logistic_coefficients(alone) AS s USING (term);
SELECT s.log_lik = t.log_lik AS log_lik, s.status, s.lr_p_value, s.effective_df FROM models, logistic_statistics(m) AS s, logistic_statistics(alone) AS t;
SELECT logistic_summary(m) FROM models;

-- The forms of a model, and of options, keep them.
SELECT m::text::logistic_model = m AS text, m::jsonb::logistic_model = m AS jsonb, m::jsonb -> 'bounded' AS bounded,
       m::jsonb #> '{features,1,terms,0,bound}' AS bound FROM models;
SELECT logistic_options(bounds => '{"a": [0, 1.5], "(Intercept)": [null, 2]}'), logistic_options(bounds => '{}') = logistic_options() AS none,
       logistic_options(bounds => '{"a": [0, null]}')::text::logistic_options = logistic_options(bounds => '{"a": [0, null]}') AS text;

-- A feature stands for all its plain terms, a term's own bounds come first,
-- and the intercept has bounds as any other.
SELECT term, round(estimate::numeric, 6) AS estimate, bound
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(bounds => '{"e": [0.2, 0.4], "ew": [null, null], "flag": [null, -0.5], "(Intercept)": [0, 0.1]}'), y, a, flag, e) FROM small));
SELECT term, round(estimate::numeric, 6) AS estimate, bound
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => 'a * e + spline(d, 3)', bounds => '{"a": [0.01, null], "e": [null, 0], "a:ev": [0, 0], "spline(d, 3)[1]": [null, -1]}'), y, a, d, e) FROM small));
SELECT term, estimate, bound FROM logistic_coefficients((SELECT logistic_fit(logistic_options(bounds => '{"x[2]": [0, null]}', names => '{x}'), y, ARRAY[a, b]) FROM small)) WHERE bound IS NOT NULL;

-- Limits that are alike hold a term; limits that nothing meets change nothing.
SELECT term, round(estimate::numeric, 9) AS estimate, bound FROM logistic_coefficients((SELECT logistic_fit(logistic_options(bounds => '{"a": [0.25, 0.25]}'), y, a, b) FROM small));
SELECT bool_and(x.estimate = z.estimate AND x.std_error = z.std_error AND x.bound IS NULL) AS same
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(bounds => '{"a": [-9, 9]}'), y, a, b) FROM small)) AS x
JOIN logistic_coefficients((SELECT logistic_fit(y, a, b) FROM small)) AS z USING (term);

-- Weights, robust and clustered errors, class weights, prevalence: as with the
-- held terms in the offset.
CREATE FUNCTION distance(logistic_model, logistic_model) RETURNS float8 LANGUAGE SQL AS $$
    SELECT max(abs(a.estimate - b.estimate) + abs(a.std_error - b.std_error)) FROM logistic_coefficients($1) AS a JOIN logistic_coefficients($2) AS b USING (term)
$$;
SELECT distance(logistic_fit(logistic_options(weight => w, bounds => '{"b": [0, null]}'), y, a, b, c), logistic_fit(logistic_options(weight => w), y, a, c)) < 1e-13 AS weights,
       distance(logistic_fit(logistic_options(std_error => 'HC3', bounds => '{"b": [0, null]}'), y, a, b, c), logistic_fit(logistic_options(std_error => 'HC3'), y, a, c)) < 1e-13 AS hc3,
       distance(logistic_fit(logistic_options(cluster => g::text, bounds => '{"b": [0, null]}'), y, a, b, c), logistic_fit(logistic_options(cluster => g::text), y, a, c)) < 1e-13 AS clusters,
       distance(logistic_fit(logistic_options(class_weight => 'balanced', prevalence => 0.1, bounds => '{"b": [0, null]}'), y, a, b, c), logistic_fit(logistic_options(class_weight => 'balanced', prevalence => 0.1), y, a, c)) < 1e-13 AS class_weights,
       distance(logistic_fit(logistic_options(intercept => false, bounds => '{"b": [0, null]}'), y, a, b, c), logistic_fit(logistic_options(intercept => false), y, a, c)) < 1e-13 AS no_intercept
FROM small;
SELECT (logistic_interval(m, 0.95, 3.0, 1.0, 2.0, 4.0)).conf_low IS NOT NULL AS interval FROM models;

-- Separation is judged within the bounds.
SELECT term, estimate, bound FROM logistic_coefficients((SELECT logistic_fit(logistic_options(bounds => '{"x": [null, 2]}'), x > 0, x, z) FROM (SELECT i - 10.5 AS x, i % 3 AS z FROM generate_series(1, 20) AS i) AS s)) WHERE bound IS NOT NULL;
SELECT term, estimate, bound FROM logistic_coefficients((SELECT logistic_fit(logistic_options(bounds => '{"x": [0, null]}'), x > 0, x) FROM (SELECT i - 10.5 AS x FROM generate_series(1, 20) AS i) AS s));

-- An aliased term counts as zero.
SELECT term, round(estimate::numeric, 6) AS estimate, bound
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(bounds => '{"b": [0, null], "twice": [0.5, null]}'), y, a, b, twice) FROM (SELECT y, a, b, 2 * a AS twice FROM small) AS s));

-- By groups: a name that a group lacks is a WARNING there.
SELECT g, (SELECT string_agg(term || COALESCE(' ' || bound, ''), ', ') FROM logistic_coefficients(m))
FROM (SELECT i % 2 AS g, logistic_fit(logistic_options(bounds => '{"b": [0, null], "ew": [0, null]}'), y, b, e) AS m FROM small WHERE i % 2 = 0 OR e <> 'w' GROUP BY 1) AS s ORDER BY g;

-- Windows, and rows in a file.
SELECT count(*) AS models, count(*) FILTER (WHERE EXISTS (SELECT FROM logistic_coefficients(m) WHERE estimate < 0 AND term <> '(Intercept)')) AS below
FROM (SELECT logistic_fit(logistic_options(bounds => '{"a": [0, null], "b": [0, null]}'), y, a, b) OVER (ORDER BY i ROWS 60 PRECEDING) AS m FROM small WHERE i > 100) AS w;
SET logistic.spill = on;
SELECT distance(m, (SELECT logistic_fit(logistic_options(bounds => '{"b": [-0.1, null], "c": [null, 0]}'), y, a, b, c, d) FROM small)) < 1e-13 AS spilled FROM models;
RESET logistic.spill;

-- Registered models keep their bounds at a refit.
SELECT logistic_train('bounded', 'SELECT y, a, b FROM small', options => logistic_options(bounds => '{"b": [0, null]}'), holdout => 0);
SELECT (logistic_refit('bounded', promote => 'always')).version;
SELECT term, bound FROM logistic_coefficients('bounded');
SELECT logistic_drop('bounded');

-- Wrong calls.
\set VERBOSITY terse
SELECT logistic_fit(logistic_options(bounds => '{"age": [0, null]}'), y, a, b) FROM small;
SELECT logistic_fit(logistic_options(bounds => '{"(Intercept)": [0, null]}', prevalence => 0.1), y, a, b) FROM small;
SELECT logistic_options(bounds => '{"a": [1, 0]}');
SELECT logistic_options(bounds => '{"a": 0}');
SELECT logistic_options(bounds => '{"a": [0, "1"]}');
SELECT logistic_options(bounds => '{"a": [0]}');
SELECT logistic_options(bounds => '[0, 1]');
SELECT logistic_options(bounds => '{"a": [0, null]}', method => 'firth');
SELECT logistic_options(bounds => '{"a": [0, null]}', profile => true);
SELECT multinomial_fit(logistic_options(bounds => '{"a": [0, null]}'), e, a) FROM small;
SELECT logistic_fit_distributed('SELECT y, a FROM small', options => logistic_options(bounds => '{"a": [0, null]}'));
\set VERBOSITY default
SELECT logistic_fit(logistic_options(bounds => '{"age": [0, null]}'), y, a, e) FROM small;
SELECT logistic_options(bounds => '{"a": 0}');
DROP FUNCTION distance;
DROP TABLE small, reference, models;
