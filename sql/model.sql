-- The type logistic_model: text, binary, jsonb, comparison, and its guards.
\set VERBOSITY terse
CREATE TEMP TABLE t AS SELECT i * i % 7 < 3 AS y, (i % 11)::float8 AS x, (ARRAY['it''s', 'b"', 'ü'])[1 + i % 3] AS "odd ""name", i % 4 = 0 AS b, ARRAY[i % 3, i % 5] AS v
FROM generate_series(1, 60) i;
CREATE TEMP TABLE models (name text, m logistic_model);
INSERT INTO models SELECT 'fitted', logistic_fit(y, x, "odd ""name", b, v) FROM t;
INSERT INTO models SELECT 'aliased', logistic_fit(y, x, x + 1) FROM t;
INSERT INTO models SELECT 'separated', logistic_fit(x > 5, x, b) FROM t;
INSERT INTO models SELECT 'one class', logistic_fit(true, x) FROM t;
INSERT INTO models SELECT 'intercept', logistic_fit(y) FROM t;
INSERT INTO models VALUES ('given', '{"label": "y", "coefficients": {"x": 1e-300}}');

-- every form reads back as the same bytes
SELECT name, format('%s', m)::logistic_model = m AS text, m::jsonb::logistic_model = m AS jsonb,
       format('%s', format('%s', m)::logistic_model) = format('%s', m) AS stable
FROM models ORDER BY name;

-- the binary form is a version and the text
SELECT substr(logistic_model_send(m), 1, 3) FROM models WHERE name = 'given';

-- equality, order and hashing: by content
SELECT count(*), count(DISTINCT m) FROM (SELECT m FROM models UNION ALL SELECT m FROM models) q;
SELECT count(*) FROM models a JOIN models b ON a.m = b.m;
SELECT count(*) FROM (SELECT m FROM models GROUP BY m ORDER BY m) q;

-- a hand-written model
SELECT term, estimate, std_error FROM logistic_coefficients(
    '{"label": "churned", "intercept": -1.2, "features": {"plan": {"levels": ["free", "pro"]}},
      "coefficients": {"age": 0.03, "planpro": 0.4}}'::logistic_model);
SELECT feature, type, levels FROM logistic_features(
    '{"label": "churned", "intercept": -1.2, "features": {"plan": {"levels": ["free", "pro"]}},
      "coefficients": {"age": 0.03, "planpro": 0.4}}'::logistic_model);
SELECT status, nobs, aic FROM logistic_statistics('{"label": "y", "coefficients": {"x": 1}}'::logistic_model);

-- what is no model is refused
SELECT ''::logistic_model;
SELECT '[]'::logistic_model;
SELECT '{}'::logistic_model;
SELECT '{"label": 1, "coefficients": {}}'::logistic_model;
SELECT '{"label": "y"}'::logistic_model;
SELECT '{"label": "y", "coefficients": {"x": "1"}}'::logistic_model;
SELECT '{"label": "y", "coefficients": {"x": 1e999}}'::logistic_model;
SELECT '{"label": "y", "coefficients": {}, "colour": "red"}'::logistic_model;
SELECT '{"label": "y", "coefficients": {}, "threshold": 2}'::logistic_model;
SELECT '{"label": "y", "coefficients": {}, "on_null": "guess"}'::logistic_model;
SELECT '{"label": "y", "features": {"g": {"levels": ["a", "b"]}}, "coefficients": {}}'::logistic_model;
SELECT '{"label": "y", "features": {"g": {"levels": ["a", "a"]}}, "coefficients": {"ga": 1}}'::logistic_model;
SELECT '{"label": "y", "features": {"g": {"levels": []}}, "coefficients": {}}'::logistic_model;
SELECT '{"version": 2}'::logistic_model;
SELECT '{"version": 1}'::logistic_model;
SELECT jsonb_set(m::jsonb, '{covariance}', '[[1]]')::logistic_model FROM models WHERE name = 'fitted';
SELECT jsonb_set(m::jsonb, '{covariance,1}', '[1]')::logistic_model FROM models WHERE name = 'fitted';
SELECT jsonb_set(m::jsonb, '{intercept,covariance_row}', '7')::logistic_model FROM models WHERE name = 'fitted';
SELECT jsonb_set(m::jsonb, '{features,0,terms}', '[]')::logistic_model FROM models WHERE name = 'fitted';
SELECT jsonb_set(m::jsonb, '{status}', '"fine"')::logistic_model FROM models WHERE name = 'fitted';

-- what a model holds
SELECT feature, type, levels, round(mean::numeric, 4) AS mean, min, max, deciles[5] AS median
FROM models, logistic_features(m) WHERE name = 'fitted';
SELECT bool_and(abs(sqrt(covariance) / std_error - 1) < 1e-15) AS diagonal_is_variance
FROM models, logistic_covariance(m) v JOIN LATERAL logistic_coefficients(m) c ON c.term = v.term_a
WHERE name = 'fitted' AND term_a = term_b;
SELECT term_a, term_b, covariance IS NULL AS missing FROM models, logistic_covariance(m) WHERE name = 'aliased';
SELECT * FROM logistic_coefficients('{"label": "y", "coefficients": {"x": 1}}'::logistic_model, 1.5);
SELECT term, round(conf_high::numeric, 6) AS conf_high FROM models, logistic_coefficients(m, 0.5) WHERE name = 'intercept';
\pset format unaligned
SELECT logistic_summary(m) FROM models WHERE name IN ('aliased', 'separated', 'given') ORDER BY name;
-- with odds ratios and their intervals
SELECT logistic_summary(m, odds_ratios => true) FROM models WHERE name = 'fitted';
SELECT logistic_summary(m, 0.9, true) FROM models WHERE name = 'aliased';
SELECT logistic_summary(m, 1, true) FROM models WHERE name = 'aliased';
SELECT logistic_sql(m) FROM models WHERE name = 'given';

-- A key that stands twice in an object is an error: jsonb would take the last.
SELECT '{"label": "y", "coefficients": {"x": 1, "z": 0, "x": 2}}'::logistic_model;
SELECT '{"label": "y", "coefficients": {"x": 1, "\u0078": 2}}'::logistic_model;
SELECT '{"label": "y", "coefficients": {"x": 1}, "features": {"g": {"levels": ["a"]}, "g": {"levels": ["b"]}}}'::logistic_model;
SELECT '{"l2": 1, "l2": 2}'::logistic_options;
SELECT logistic_score('{"label": "\"y\": ", "coefficients": {"x\":": 1, "x:": 2}}'::logistic_model, 1, 10);
-- a penalty of -0.0 is none
SELECT logistic_options(l2 => '-0') = logistic_options() AS same, logistic_options(l2 => '-0') AS options;

-- SQL for any database: a level that some databases would read otherwise, and
-- which could end the string there, is refused; so is such a name.
SELECT logistic_sql('{"label": "y", "features": {"g": {"levels": ["a", "b\\'' OR 1=1 -- "]}}, "coefficients": {"gb\\'' OR 1=1 -- ": 1}}'::logistic_model);
SELECT logistic_sql('{"label": "y", "features": {"g": {"levels": ["a", "b\u000a"]}}, "coefficients": {"gb\u000a": 1}}'::logistic_model);
SELECT logistic_sql('{"label": "y", "coefficients": {"x\\": 1}}'::logistic_model);
SELECT logistic_sql('{"label": "y", "features": {"g": {"levels": ["a", "b'' -- "]}}, "coefficients": {"gb'' -- ": 1}}'::logistic_model);

-- binary COPY takes a model there and back
CREATE TEMP TABLE sent AS
SELECT logistic_fit(i * i % 7 < 3, i::float8, (ARRAY['a', 'b', 'c'])[1 + i % 3]) AS m FROM generate_series(1, 40) AS i;
CREATE TEMP TABLE received (LIKE sent);
\copy sent TO 'results/model.bin' WITH (FORMAT binary)
\copy received FROM 'results/model.bin' WITH (FORMAT binary)
SELECT s.m::text = r.m::text AS same FROM sent AS s, received AS r;
