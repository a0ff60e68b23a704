-- Scoring: by a model, positionally and by record.
\set VERBOSITY terse
CREATE TEMP TABLE models (name text PRIMARY KEY, m logistic_model);
INSERT INTO models VALUES
    ('churn', '{"label": "churned", "intercept": -1,
                "features": {"plan": {"levels": ["free", "pro"]}},
                "coefficients": {"age": 0.5, "planpro": 2}}'),
    ('flat', '{"label": "y", "intercept": 0.25, "coefficients": {}}'),
    ('named', '{"label": "y", "intercept": 0, "coefficients": {"x": 1},
                "positive": "yes", "negative": "no", "threshold": 0.75,
                "on_null": "mean", "on_new_level": "error"}');
CREATE FUNCTION model(n text) RETURNS logistic_model
LANGUAGE SQL STABLE AS 'SELECT m FROM models WHERE name = n';

-- -1 + 0.5 * 4 + 2 = 3
SELECT logistic_score(m, 4, 'pro'::text), logistic_predict(m, 4, 'pro'::text) = sigmoid(3) AS is_sigmoid,
       logistic_classify(m, 4, 'pro'::text), logistic_classify(m, -4, 'pro'::text)
FROM models WHERE name = 'churn';

-- any number type; a boolean is 0 or 1
SELECT logistic_score(m, 4::smallint, 'pro'::varchar), logistic_score(m, 4.0, 'pro'::char(8)),
       logistic_score(m, 4::float4, 'pro'::name), logistic_score(m, true, 'pro'::text)
FROM models WHERE name = 'churn';

-- by record: columns by name, extra ones ignored
SELECT logistic_score(model('churn'), r)
FROM (VALUES ('pro', 'ignored', 4), ('free', '', 0)) r (plan, note, age);
CREATE TEMP TABLE c (dropped int, age numeric, plan text, "odd name" int);
INSERT INTO c VALUES (0, 4, 'pro', 1), (0, NULL, 'pro', 1), (0, 4, 'gold', 1);
ALTER TABLE c DROP COLUMN dropped;
SELECT c.*, logistic_score(model('churn'), c) FROM c;
SELECT logistic_score(model('churn'), c) FROM (SELECT age, 'free' AS plan FROM c) c;
SELECT logistic_score(model('churn'), NULL::c) IS NULL;

-- a model without features, a NULL model
SELECT logistic_score(m) FROM models WHERE name = 'flat';
SELECT logistic_score(NULL::logistic_model, 1) IS NULL;

-- NULL features and new levels, by the policies of the model
SELECT logistic_score(model('churn'), NULL, 'pro'::text) IS NULL,
       logistic_score(model('churn'), 1, 'gold'::text) IS NULL,
       logistic_score(model('named'), NULL::float8);
SELECT logistic_classify(model('named'), ln(3) - 1e-9), logistic_classify(model('named'), ln(3) + 1e-9);

-- the model may differ row by row, and there may be many of them
SELECT sum(logistic_score(format('{"label": "y", "intercept": %s, "coefficients": {"x": %s}}', i % 40, i % 3)::logistic_model, i))
FROM generate_series(1, 2000) i;
SELECT sum(i % 40 + (i % 3) * i) FROM generate_series(1, 2000) i;

-- the same call site meets another model
DO $$
DECLARE
    s float8 := 0;
BEGIN
    FOR i IN 1..100 LOOP
        s := s + logistic_score((CASE WHEN i % 2 = 0 THEN model('named') ELSE '{"label": "y", "intercept": 1, "coefficients": {"x": 2}}' END), i);
    END LOOP;
    RAISE NOTICE '%', s;
END $$;

-- wrong calls
\set VERBOSITY default
SELECT logistic_score(model('churn'), 4);
SELECT logistic_score(model('churn'), 4, 5);
SELECT logistic_score(model('churn'), 'NaN'::float8, 'pro'::text);
SELECT logistic_score(model('churn'), at, 'pro'::text) FROM (SELECT now() AS at OFFSET 0) AS moment;
SELECT logistic_score(model('churn'), '4', 'pro'::text);
SELECT logistic_score(model('churn'), c) FROM (SELECT 1 AS years, 'pro' AS plan) c;
SELECT logistic_interval(model('churn'), 4, 'pro'::text);
SELECT logistic_interval(model('churn'), 0.95, 'pro'::text);

-- after a fit: interval, explanation and separation
\set VERBOSITY terse
CREATE TEMP TABLE t AS SELECT i * i % 7 < 3 AS y, (i % 11)::float8 AS x, (ARRAY['a', 'b'])[1 + i % 2] AS g, ARRAY[i % 3, i % 5] AS v
FROM generate_series(1, 60) i;
INSERT INTO models SELECT 'fitted', logistic_fit(y, x, g, v) FROM t;
SELECT round(probability::numeric, 8) AS probability, round(conf_low::numeric, 8) AS conf_low, round(conf_high::numeric, 8) AS conf_high
FROM logistic_interval(model('fitted'), 0.9, 4, 'b'::text, ARRAY[1, 2]);
SELECT term, value, round(contribution::numeric, 8) AS contribution
FROM logistic_explain(model('fitted'), 4, 'b'::text, ARRAY[1, 2]);
SELECT bool_and(abs(total - logistic_score(model('fitted'), t)) < 1e-13) AS adds_up
FROM t, LATERAL (SELECT sum(contribution) AS total FROM logistic_explain(model('fitted'), t)) e;
SELECT logistic_score(model('fitted'), 4, 'b'::text, ARRAY[1, 2, 3]);

-- separated rows score infinities, the others their limit; never NaN
INSERT INTO models SELECT 'separated', logistic_fit(x > 5 OR (x = 5 AND g = 'a'), x) FROM t WHERE x <> 5 OR g IN ('a', 'b');
SELECT x, logistic_score(model('separated'), x::float8), round(logistic_predict(model('separated'), x::float8)::numeric, 6) AS p FROM generate_series(4, 6) x;

-- the exported SQL computes the same, and NULL where predict does
\set ECHO errors
SELECT format('SELECT max(abs(%s - logistic_predict(model(''fitted''), t))) < 1e-15 AS same FROM t', logistic_sql(model('fitted'))) \gexec
SELECT format('SELECT bool_and(coalesce(abs(%1$s - logistic_predict(model(''churn''), c)) < 1e-15, (%1$s) IS NULL AND logistic_predict(model(''churn''), c) IS NULL)) AS same FROM c', logistic_sql(model('churn'))) \gexec
\set ECHO all

DROP FUNCTION model;

-- NaN counts as NULL, by the model's policy; infinities are computed, and NULL
-- where they point both ways or have no weight.  No row ends a whole view.
CREATE TEMP TABLE odd (x float8);
INSERT INTO odd VALUES ('NaN'), ('Infinity'), ('-Infinity'), (2);
SELECT x, logistic_score(m, x, 0::float8, 0::float8) AS score, logistic_predict(m, x, 0::float8, 0::float8) AS p, logistic_classify(m, x, 0::float8, 0::float8) AS label,
    logistic_score(m, x, x, 0::float8) AS both_ways, logistic_score(m, 0::float8, 0::float8, x) AS no_weight, logistic_score(m, o) AS by_record
FROM odd, (VALUES ('{"label": "y", "intercept": 1, "coefficients": {"a": 2, "bb": -1, "ccc": 0}}'::logistic_model)) AS v (m),
    LATERAL (SELECT odd.x AS a, 0 AS bb, 0 AS ccc) AS o;
SELECT x, logistic_score(m, ARRAY[x, 1]) AS elements FROM odd, (SELECT logistic_fit(i % 3 = 0, ARRAY[i, i * i % 7]::float8[]) AS m FROM generate_series(1, 30) i) AS f;
SELECT x, logistic_score(m, x) = logistic_score(m, NULL::float8) AS as_null FROM odd, (SELECT logistic_fit(logistic_options(on_null => 'mean'), i % 3 = 0, i::float8) AS m FROM generate_series(1, 30) i) AS f;
SELECT x, logistic_score(m, x) AS separated FROM odd, (SELECT logistic_fit(i > 15, i::float8) AS m FROM generate_series(1, 30) i) AS f;
-- separated by b < a, whose direction is 1 and -1: infinities that point both ways
SELECT a.x AS a, b.x AS b, logistic_score(m, a.x, b.x) AS score
FROM odd AS a, odd AS b, (SELECT logistic_fit(a > b, a::float8, b::float8) AS m FROM generate_series(1, 4) AS a, generate_series(1.5, 4.5) AS b) AS f
WHERE abs(a.x) = 'Infinity' AND abs(b.x) = 'Infinity';
SELECT logistic_score(m, x) FROM odd, (SELECT logistic_fit(logistic_options(on_null => 'error'), i % 3 = 0, i::float8) AS m FROM generate_series(1, 30) i) AS f WHERE x = 'NaN';
DROP TABLE odd;
