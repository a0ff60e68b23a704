-- Literals, parameters and JSON: the model knows what its features are, so
-- what has no type is read as that.
CREATE TABLE customers AS
SELECT i AS id, i % 3 = 0 AS churned, i::float8 AS age, 'p' || i % 4 AS plan,
       i % 2 = 0 AS ok, ARRAY[i % 5, i % 7]::float8[] AS v
FROM generate_series(1, 100) i;
SELECT logistic_train('m', 'SELECT churned, age, plan, ok, v FROM customers');
\set m '(SELECT logistic_get(''m''))'

-- a row, and the same one by literals
SELECT round(logistic_predict('m', c)::numeric, 9) FROM customers c WHERE id = 7;
SELECT round(logistic_predict('m', 7, 'p3', false, '{2,0}')::numeric, 9);
SELECT round(logistic_predict('m', '7', 'p3', 'f', ' [2, 0] ')::numeric, 9);
SELECT round(logistic_predict('m', ' 7e0 ', 'p3', 'no', ARRAY[2, 0])::numeric, 9);
SELECT round(logistic_predict(:m, '7', 'p3', 'off', '{ 2 , 0 }')::numeric, 9);
-- row by row, beside columns
SELECT id, round(logistic_predict('m', age, 'p3', ok, '{2,0}')::numeric, 6) FROM customers WHERE id IN (7, 8) ORDER BY 1;
-- a NULL has no type either
SELECT logistic_predict('m', NULL, 'p3', 'f', '{2,0}') IS NULL AS a,
       logistic_predict('m', '7', NULL, 'f', '{2,0}') IS NULL AS b,
       logistic_predict('m', 7, 'p3', NULL, '{2,0}') IS NULL AS c,
       logistic_predict('m', 7, 'p3', 'f', '{2,NULL}') IS NULL AS d,
       logistic_predict('m', 7, 'new', 'f', '{2,0}') IS NULL AS e;
-- every scoring function
SELECT round(logistic_score('m', '7', 'p3', 'f', '{2,0}')::numeric, 6) AS score,
       logistic_classify('m', '7', 'p3', 'f', '{2,0}') AS label,
       round((logistic_interval('m', 0.9, '7', 'p3', 'f', '{2,0}')).conf_low::numeric, 6) AS low;
SELECT term, value FROM logistic_explain('m', '7', 'p3', 'f', '{2,0}');
SELECT round(logistic_score(:m, '7', 'p3', 'f', '{2,0}')::numeric, 6) AS score,
       logistic_classify(:m, '7', 'p3', 'f', '{2,0}') AS label,
       round((logistic_interval(:m, 0.9, '7', 'p3', 'f', '{2,0}')).conf_low::numeric, 6) AS low;
SELECT count(*) FROM logistic_explain(:m, '7', 'p3', 'f', '{2,0}');
CREATE TABLE kinds AS SELECT multinomial_fit(plan, age, ok) AS m FROM customers;
SELECT multinomial_predict(m, '7', 'yes') = multinomial_predict(m, 7, true) AS same FROM kinds;
SELECT count(*) FROM kinds, multinomial_probabilities(m, '7', 'yes');

-- parameters without a type, as many drivers send them
PREPARE p AS SELECT round(logistic_predict('m', $1, $2, $3, $4)::numeric, 9);
EXECUTE p('7', 'p3', 'f', '{2,0}');
EXECUTE p('7', NULL, 'f', '{2,0}');
EXECUTE p('x', 'p3', 'f', '{2,0}');
PREPARE named AS SELECT round(logistic_predict($1, $2, $3, $4, $5)::numeric, 9);
EXECUTE named('m', '7', 'p3', 'f', '{2,0}');
PREPARE one AS SELECT logistic_predict('m', $1);
EXECUTE one('7');
PREPARE object AS SELECT round(logistic_predict('m', $1::jsonb)::numeric, 9);
EXECUTE object('{"age": 7, "plan": "p3", "ok": false, "v": [2, 0]}');
-- beside typed ones the parser refuses them, before anything of ours is asked
PREPARE mixed(float8) AS SELECT logistic_predict('m', $1, $2, $3, $4);
PREPARE mixed(float8) AS SELECT round(logistic_predict('m', $1, $2::text, $3::boolean, $4::float8[])::numeric, 9);
EXECUTE mixed(7, 'p3', 'f', '{2,0}');
DEALLOCATE ALL;

-- what is no value of its feature
SELECT logistic_predict('m', 'abc', 'p3', 'f', '{2,0}');
SELECT logistic_predict('m', '1e999', 'p3', 'f', '{2,0}');
SELECT logistic_predict('m', '', 'p3', 'f', '{2,0}');
SELECT logistic_predict('m', '7 8', 'p3', 'f', '{2,0}');
SELECT logistic_predict('m', 7, 'p3', 'maybe', '{2,0}');
SELECT logistic_predict('m', 7, 'p3', 'f', '2,0');
SELECT logistic_predict('m', 7, 'p3', 'f', '{2,0');
SELECT logistic_predict('m', 7, 'p3', 'f', '{2,a}');
SELECT logistic_predict('m', 7, 'p3', 'f', '{2,0} 1');
SELECT logistic_predict('m', 7, 'p3', 'f', '{2,0,1}');
SELECT logistic_predict('m', 7, 'p3', 'f', '{}');
SELECT logistic_predict('m', '7', 'p3');
SELECT logistic_predict('m', VARIADIC ARRAY['7', 'p3', 'f', '{2,0}']) IS NOT NULL AS array, logistic_predict('m', VARIADIC NULL::text[]) IS NULL AS no_array;

-- a JSON object is a row: its keys are columns, its values of their features' types
SELECT round(logistic_predict('m', '{"age": 7, "plan": "p3", "ok": false, "v": [2, 0], "extra": {}}'::jsonb)::numeric, 9);
SELECT round(logistic_predict(:m, '{"age": "7", "plan": "p3", "ok": "no", "v": "{2,0}"}'::jsonb)::numeric, 9);
SELECT round(logistic_predict('m', to_jsonb(c))::numeric, 9) FROM customers c WHERE id = 7;
SELECT count(*) FILTER (WHERE logistic_predict('m', to_jsonb(c)) = logistic_predict('m', c)) FROM customers c;
SELECT logistic_predict('m', '{"age": null, "plan": "p3", "ok": false, "v": [2, 0]}'::jsonb) IS NULL AS no_value,
       logistic_predict('m', '{"age": 7, "plan": "p3", "ok": false, "v": [2, null]}'::jsonb) IS NULL AS no_element,
       logistic_predict('m', 'null'::jsonb) IS NULL AS json_null, logistic_predict('m', NULL::jsonb) IS NULL AS no_row;
-- a boolean as a number, a number as a category
SELECT round(logistic_predict('{"label": "y", "features": {"code": {"levels": ["1", "2"]}}, "coefficients": {"x": 2, "code2": 1}}'::logistic_model,
                              '{"x": true, "code": 2}'::jsonb)::numeric, 6);
SELECT logistic_predict('m', '{"age": 7}'::jsonb);
SELECT logistic_predict('m', '[7, "p3"]'::jsonb);
SELECT logistic_predict('m', '7'::jsonb);
SELECT logistic_predict('m', '{"age": {}, "plan": "p3", "ok": false, "v": [2, 0]}'::jsonb);
SELECT logistic_predict('m', '{"age": 7, "plan": ["p3"], "ok": false, "v": [2, 0]}'::jsonb);
SELECT logistic_predict('m', '{"age": 7, "plan": "p3", "ok": 1.5, "v": [2, 0]}'::jsonb);
SELECT logistic_predict('m', '{"age": 7, "plan": "p3", "ok": false, "v": [[2], [0]]}'::jsonb);
-- the offset of a training is a key like any column
SELECT logistic_train('o', 'SELECT churned, age, id / 100.0 AS exposure FROM customers', offset_column => 'exposure');
SELECT round((logistic_score('o', '{"age": 7, "exposure": 2}'::jsonb) - logistic_score('o', '{"age": 7, "exposure": 1.5}'::jsonb))::numeric, 9),
       logistic_score('o', '{"age": 7, "exposure": null}'::jsonb) IS NULL AS no_offset, logistic_score('o', 'null'::jsonb) IS NULL AS no_row;
SELECT logistic_score('o', '{"age": 7}'::jsonb);
SELECT logistic_score('o', '{"age": 7, "exposure": "x"}'::jsonb);

-- columns of text are no array of texts: they are passed one by one
SELECT logistic_train('plans', 'SELECT churned, plan, age FROM customers WHERE age > 2');
EXPLAIN (VERBOSE, COSTS OFF) SELECT logistic_predict('plans', plan, '7') FROM customers;
SELECT round(logistic_predict('plans', plan, '7')::numeric, 6) FROM customers WHERE id = 3;
EXPLAIN (VERBOSE, COSTS OFF) SELECT logistic_interval('plans', 0.95, plan::varchar, plan) FROM customers;
SELECT logistic_predict('plans', plan, plan) FROM customers;
SELECT logistic_predict('plans', c) FROM (SELECT 1 AS plan, 2 AS age) c;
SELECT logistic_predict('plans', 1, age) FROM customers;

-- an interval is a row of a type with a name
CREATE TABLE intervals AS SELECT id, logistic_interval('m', 0.95, c) AS i FROM customers c;
SELECT round((i).probability::numeric, 6) AS probability, (i).conf_low < (i).probability AS low, (i).conf_high > (i).probability AS high FROM intervals WHERE id = 7;

SELECT logistic_drop('m'), logistic_drop('o'), logistic_drop('plans');
DROP TABLE customers, kinds, intervals;
