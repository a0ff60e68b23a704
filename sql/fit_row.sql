-- A row as the features: all its columns but those of the label, by name.
SET client_min_messages = error;
CREATE TABLE customers AS
SELECT i % 5 IN (0, 3) AS churned, i % 17 AS age, (i % 7)::float8 AS tenure,
       'p' || i % 3 AS plan, 1 + i % 2 AS copies, i % 4 = 0 AS "Is Big"
FROM generate_series(1, 200) i;
CREATE FUNCTION names(logistic_model) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(feature, ' | ' ORDER BY ordinality)
    FROM public.logistic_features($1) WITH ORDINALITY
$$;
\pset tuples_only on

-- as if they had been named one by one
SELECT names(logistic_fit(churned, c)) FROM customers c;
SELECT logistic_fit(churned, c)::jsonb - 'n' = logistic_fit(churned, age, tenure, plan, copies, "Is Big")::jsonb - 'n' AS same FROM customers c;
CREATE TABLE models AS SELECT logistic_fit(churned, c) AS m FROM customers c;
SELECT count(*) FILTER (WHERE logistic_predict(m, c) > 0) FROM customers c, models;
SELECT count(*) FILTER (WHERE logistic_predict(m, c) = logistic_predict(m, age, tenure, plan, copies, "Is Big")) FROM customers c, models;
SELECT array_length(logistic_margins(m, c), 1) FROM customers c, models GROUP BY m;
SELECT count(*) FROM customers c, models, logistic_augment(m, churned, c) a;
-- the columns that the label is made of are no features, nor is what the options say
SELECT names(logistic_fit(NOT c.churned, c)) FROM customers c;
SELECT names(logistic_fit(c.age > 3 AND plan <> 'p1', c)) FROM customers c;
SELECT names(logistic_fit(logistic_options(weight => copies, l2 => 0.1), churned, c)) FROM customers c;
SELECT names(logistic_fit(logistic_options(cluster => c.plan, logit_offset => tenure / 10), churned, c)) FROM customers c;
SELECT names(logistic_fit(coalesce("Is Big", false), c)) FROM customers c;
-- rows of subqueries, views, VALUES and joins
CREATE VIEW recent AS SELECT age > 5 AS old, tenure AS months, plan FROM customers;
SELECT names(logistic_fit(old, r)) FROM recent r;
SELECT names(logistic_fit(y, q)) FROM (SELECT churned AS y, age AS x, tenure * 2 AS z FROM customers) q;
SELECT names(logistic_fit(y, q)) FROM (SELECT churned AS y, age AS x FROM customers OFFSET 0) q;
WITH q AS (SELECT churned AS y, age AS x FROM customers) SELECT names(logistic_fit(y, q)) FROM q;
SELECT names(logistic_fit(y, v)) FROM (VALUES (true, 1, 2), (false, 2, 2), (true, 3, 1), (false, 4, 1)) v(y, x, z);
SELECT names(logistic_fit(y, q.*)) FROM (SELECT churned AS y, age AS x FROM customers) q;
SELECT names(logistic_fit(churned, ROW(age, tenure))) FROM customers;
-- groups, FILTER, windows, a stored view
SELECT plan, names(logistic_fit(churned, c)) FROM customers c GROUP BY plan ORDER BY 1;
SELECT names(logistic_fit(churned, c) FILTER (WHERE age > 2)) FROM customers c;
SELECT DISTINCT names(logistic_fit(churned, c) OVER ()) FROM customers c;
CREATE VIEW stored AS SELECT logistic_fit(NOT churned, c) AS m, logistic_fit(old, r) AS n FROM customers c, LATERAL (SELECT c.age > 5 AS old, c.tenure) r;
SELECT names(m), names(n) FROM stored;
-- by terms: the columns that they do not use are not even looked at
CREATE TABLE wide AS SELECT c.*, now() AS seen, md5(age::text) AS code, NULL::int AS nothing FROM customers c;
SELECT logistic_fit(churned, w) FROM wide w;
SELECT names(logistic_fit(logistic_options(terms => 'age * plan + ln(age)'), churned, w)) FROM wide w WHERE age > 0;
SELECT names(m), (m::jsonb->'statistics'->>'nobs') FROM (SELECT logistic_fit(logistic_options(terms => 'age * plan'), churned, w) AS m FROM wide w) q;
SELECT names(m), (m::jsonb->'statistics'->>'nobs') FROM (SELECT logistic_fit(logistic_options(terms => '. - seen - code - nothing'), churned, w) AS m FROM wide w) q;
SELECT logistic_fit(logistic_options(terms => '. - seem'), churned, w) FROM wide w;
SELECT round(logistic_predict(m, w)::numeric, 6) = round(logistic_predict(m, c)::numeric, 6) AS same FROM (SELECT logistic_fit(logistic_options(terms => '. - seen - code - nothing'), churned, w) AS m FROM wide w) q, wide w, customers c LIMIT 1;
-- terms of each group's own, in groups side by side and one after the other
SELECT t, names(m), m::jsonb - 'n' = CASE t WHEN 'age' THEN a::jsonb - 'n' WHEN 'plan + tenure' THEN b::jsonb - 'n' ELSE m::jsonb - 'n' END AS same
FROM (SELECT t, logistic_fit(logistic_options(terms => t), churned, w) AS m FROM wide w, unnest('{age,plan + tenure,age * copies}'::text[]) t GROUP BY t) q,
	(SELECT logistic_fit(logistic_options(terms => 'age'), churned, w) AS a, logistic_fit(logistic_options(terms => 'plan + tenure'), churned, w) AS b FROM wide w) r ORDER BY t;
SELECT t, names(m) FROM unnest('{plan,age,NULL,plan}'::text[]) WITH ORDINALITY AS u(t, i), LATERAL (SELECT logistic_fit(logistic_options(terms => t), churned, c) AS m FROM customers c) q ORDER BY i;
SELECT logistic_fit(logistic_options(terms => CASE WHEN age > 3 THEN 'age' ELSE 'plan' END), churned, w) FROM wide w;
SELECT logistic_train('wide', 'SELECT * FROM wide', options => logistic_options(terms => '. - seen - code - nothing'), holdout => 0);
SELECT count(logistic_predict('wide', w)) FROM wide w;
SELECT logistic_drop('wide');
-- other aggregates
SELECT string_agg(DISTINCT term, ' | ') FROM multinomial_coefficients((SELECT multinomial_fit(plan, c) FROM customers c));
-- names of one's own, for rows without any
SELECT names(logistic_fit(logistic_options(names => '{a,b}'), churned, ROW(age, tenure))) FROM customers;
-- a missing row is left out and counted
SELECT names(m), m::jsonb->'statistics'->>'n_skipped' FROM (SELECT logistic_fit(n % 2 = 0, c) AS m FROM generate_series(1, 60) n LEFT JOIN (SELECT age, tenure FROM customers WHERE age > 5 LIMIT 40) c ON c.age = n) q;
SELECT logistic_fit(true, NULL::customers) IS NULL, logistic_fit(true, NULL::record) IS NULL;
-- no column is left; a type that is no feature
SELECT names(logistic_fit(churned, q)) IS NULL FROM (SELECT churned FROM customers) q;
SELECT logistic_fit(churned, q) FROM (SELECT churned, age, joined FROM customers, (SELECT timestamp '2024-01-01' AS joined) j) q;
SELECT logistic_fit(churned, q) FROM (SELECT churned, ROW(1, 2) AS pair FROM customers) q;
-- rows of two kinds
SELECT logistic_fit(y, r) FROM (SELECT true AS y, ROW(1, 2) AS r UNION ALL SELECT false, ROW(1, 'a'::text)) q;

-- an online learner
SELECT string_agg(term, ' | ') FROM ftrl_coefficients((SELECT ftrl_fit(churned, c) FROM customers c));

\pset tuples_only off
DROP TABLE customers, models, wide CASCADE;
DROP FUNCTION names(logistic_model);
