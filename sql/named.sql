-- Scores by the name of a registered model.
SET extra_float_digits = -9;
CREATE TABLE clients AS
SELECT id, 18 + id * 7919 % 61 AS age, id * 10473 % 73 AS tenure, (ARRAY['free', 'pro', 'team'])[1 + id * 37 % 5 % 3] AS plan,
       CASE WHEN id % 2 = 0 THEN 'churn' ELSE 'risk' END AS model_name, id * 48271 % 1009 < 500 + 4 * (id * 7919 % 61) - 6 * (id * 10473 % 73) AS churned
FROM generate_series(1, 1000) AS id;
SELECT logistic_train('churn', 'SELECT churned, age, tenure, plan FROM clients');
SELECT logistic_train('risk', 'SELECT churned, age, tenure FROM clients', options => logistic_options(threshold => 0.4));
CREATE TABLE registered AS SELECT name, logistic_get(name) AS model FROM logistic_models;

-- The same scores as by value, whichever way the features come.
SELECT count(*),
       count(*) FILTER (WHERE logistic_predict('churn', age, tenure, plan) = logistic_predict(model, age, tenure, plan)) AS predict,
       count(*) FILTER (WHERE logistic_score('churn', c) = logistic_score(model, c)) AS score,
       count(*) FILTER (WHERE logistic_classify('churn', c) = logistic_classify(model, c)) AS classify,
       count(*) FILTER (WHERE logistic_interval('churn', 0.9, c) = logistic_interval(model, 0.9, c)) AS interval,
       count(*) FILTER (WHERE ARRAY(SELECT e::text FROM logistic_explain('churn', c) e) = ARRAY(SELECT e::text FROM logistic_explain(model, c) e)) AS explain
FROM clients c, registered WHERE name = 'churn';
SELECT logistic_train('base', 'SELECT churned FROM clients');
SELECT logistic_predict('base'), logistic_score('base'), logistic_classify('base'), logistic_interval('base', 0.95);
SELECT * FROM logistic_explain('base');

-- The name may be a column, a parameter or NULL.
SELECT count(*), count(*) FILTER (WHERE logistic_predict(model_name, c) = logistic_predict(model, c)) AS same
FROM clients c JOIN registered ON name = model_name;
PREPARE score(text, int) AS SELECT logistic_predict($1, $2, 20);
EXECUTE score('risk', 30);
EXECUTE score('risk', NULL);
EXECUTE score(NULL, 30);
SELECT logistic_predict(NULL::text, 1), logistic_predict('risk'::varchar, 30, 20), logistic_predict('risk'::name, 30, 20);

-- What a model holds, by name.
SELECT term, estimate, conf_low FROM logistic_coefficients('risk', level => 0.9);
SELECT status, nobs, log_lik FROM logistic_statistics('risk');
SELECT count(*) FROM logistic_covariance('risk');
SELECT feature, type, mean FROM logistic_features('churn');
SELECT logistic_summary('risk') = logistic_summary(model) AS summary, logistic_sql('risk') = logistic_sql(model) AS sql
FROM registered WHERE name = 'risk';

-- A row that has the offset column of the training is scored with it, and
-- explained; features one by one are not.
SELECT logistic_train('rate', 'SELECT churned, age, tenure / 100.0 AS exposure FROM clients', offset_column => 'exposure');
SELECT DISTINCT round((logistic_score('rate', r) - logistic_score('rate', r.age))::numeric, 12) = exposure AS score,
       abs(logistic_predict('rate', r) - sigmoid(logistic_score('rate', r.age) + exposure)) < 1e-15 AS predict,
       abs((logistic_interval('rate', 0.9, r)).conf_low - sigmoid(logit((logistic_interval('rate', 0.9, r.age)).conf_low) + exposure)) < 1e-15 AS interval,
       abs((SELECT sum(contribution) FROM logistic_explain('rate', r)) - logistic_score('rate', r)) < 1e-12 AS explain
FROM (SELECT age, tenure / 100.0 AS exposure FROM clients) r;
SELECT logistic_score('rate', r) FROM (SELECT 30 AS age, NULL::float8 AS exposure) r;
SELECT logistic_score('rate', r) FROM (SELECT 30 AS age) r;
SELECT logistic_score('rate', r) FROM (SELECT 30 AS age, 'x'::text AS exposure) r;
SELECT logistic_score('rate', r) FROM (SELECT 30 AS age, 'NaN'::float8 AS exposure) r;

-- A query keeps to the version that its snapshot sees; the next one sees the
-- new version, from a prepared statement's generic plan too.
SET plan_cache_mode = force_generic_plan;
PREPARE by_name AS SELECT logistic_predict('risk', 30, 20);
EXECUTE by_name;
DELETE FROM clients WHERE id > 800;
WITH before AS MATERIALIZED (SELECT logistic_predict('risk', 30, 20) AS p),
     refit AS MATERIALIZED (SELECT version FROM before, logistic_refit('risk'))
SELECT version, p = logistic_predict('risk', 30, 20) AS same FROM refit, before;
EXECUTE by_name;
SELECT logistic_deploy('risk', 1);
EXECUTE by_name;

-- In PL/pgSQL, where a call site lives on, each statement sees its moment:
-- after a refit, after a savepoint is rolled back, as another role.
CREATE FUNCTION moments() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    p float8;
BEGIN
    FOR i IN 1..6 LOOP
        BEGIN
            IF i IN (2, 4) THEN
                PERFORM logistic_deploy('risk', 2);
            END IF;
            p := logistic_predict('risk', 30, 20);
            RETURN NEXT format('%s inside: version %s, %s', i, (SELECT version FROM logistic_models WHERE name = 'risk'), p::numeric(4, 3));
            IF i IN (2, 4) THEN
                RAISE division_by_zero;
            END IF;
        EXCEPTION WHEN division_by_zero THEN
        END;
        IF i = 5 THEN
            PERFORM logistic_deploy('risk', 2);
        END IF;
    END LOOP;
END
$$;
SELECT moments();
SELECT logistic_deploy('risk', 1);
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT moments();
ROLLBACK;

-- A cursor sees what was there when it was opened.
BEGIN;
DECLARE scores CURSOR FOR SELECT logistic_predict('risk', 30, 20) FROM generate_series(1, 3);
FETCH scores;
SELECT logistic_deploy('risk', 2);
FETCH scores;
SELECT logistic_predict('risk', 30, 20);
CLOSE scores;
ROLLBACK;

-- In views, materialised views, parallel plans, functions and triggers.
CREATE VIEW scored AS SELECT id, logistic_predict('risk', c) AS p FROM clients c;
CREATE MATERIALIZED VIEW kept AS SELECT * FROM scored;
SELECT logistic_deploy('risk', 2);
SELECT count(*) FILTER (WHERE s.p <> k.p) = count(*) AS differ FROM scored s JOIN kept k USING (id);
REFRESH MATERIALIZED VIEW kept;
SELECT count(*) FILTER (WHERE s.p = k.p) = count(*) AS same FROM scored s JOIN kept k USING (id);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT sum(logistic_predict('risk', c)) FROM clients c;
SELECT round((sum(p) - (SELECT sum(logistic_predict('risk', c)) FROM clients c))::numeric, 9) AS difference FROM kept;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- A generated column would not follow the model, so the server refuses it,
-- and an index likewise.
CREATE TABLE generated (age int, tenure int, p float8 GENERATED ALWAYS AS (logistic_predict('risk', age, tenure)) STORED);
\set VERBOSITY sqlstate
CREATE INDEX ON clients (logistic_predict('risk', age, tenure));
\set VERBOSITY default

-- Wrong calls.
SELECT logistic_predict('no such model', 1);
SELECT logistic_predict('{"label": "y", "coefficients": {"x": 1}}', 1);
SELECT logistic_predict('risk', 1);
SELECT logistic_predict('risk', m) FROM registered m;
SELECT logistic_interval('risk', 30, 20);

SELECT logistic_drop(name) FROM logistic_models;
DROP TABLE clients, registered CASCADE;
DROP FUNCTION moments;
