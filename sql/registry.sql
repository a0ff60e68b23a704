-- Models that have a name: versions, promotion, the gate.
SET extra_float_digits = -9;
CREATE TABLE customers AS
SELECT id, 18 + id * 7919 % 61 AS age, id * 10473 % 73 AS tenure, (ARRAY['free', 'pro', 'team'])[1 + id * 37 % 5 % 3] AS plan,
       id % 3 AS months, id * 48271 % 1009 < 500 + 4 * (id * 7919 % 61) - 6 * (id * 10473 % 73) AS churned
FROM generate_series(1, 1000) AS id;

-- The first training makes version 1, and the model of that name.
SELECT logistic_train('churn', 'SELECT churned, age, tenure, plan FROM customers');
SELECT name, version, active, owner = current_user AS own, fitted_at <= now() + interval '1 minute' AS fitted,
       duration > interval '0' AS timed, status, nobs, log_loss, roc_auc, query, comment
FROM logistic_models;

-- It is the fit of the same rows, under the same names.
SELECT logistic_get('churn') = logistic_fit(churned, age, tenure, plan) AS same FROM customers;

-- A version remembers how it was made.
SELECT query_hash = encode(sha256(convert_to(query, 'UTF8')), 'hex') AS hashed, search_path, label_column, weight_column,
       options, holdout, reason, fitted_by = current_user AS mine, extension_version,
       server_version = current_setting('server_version') AS server
FROM logistic_model_versions;

-- Columns of the query are features by the name they have there, whatever
-- they were computed from; the label may be any of them.
SELECT logistic_train('wide', $$
    SELECT ln(tenure + 1) AS "Log Tenure", upper(plan) AS plan, age / 10.0 AS age, months AS n,
           CASE WHEN churned THEN 'left' ELSE 'stayed' END AS outcome, months * 0.1 AS known
    FROM customers WHERE age < 60;  $$,
    label => 'outcome', weight_column => 'n', offset_column => 'known',
    options => logistic_options(positive => 'left', reference => '{"plan": "TEAM"}', threshold => 0.3),
    comment => 'a wide one');
SELECT term, estimate, std_error FROM logistic_coefficients(logistic_get('wide'));
SELECT logistic_get('wide')::jsonb ->> 'threshold' AS threshold, label_column, weight_column, offset_column, options, comment,
       log_loss, roc_auc
FROM logistic_model_versions WHERE name = 'wide';
SELECT logistic_get('wide') = (
    SELECT logistic_fit(logistic_options(weight => n, logit_offset => known, positive => 'left', reference => '{"plan": "TEAM"}',
                                         threshold => 0.3, label => 'outcome', names => '{Log Tenure,plan,age}'),
                        outcome, "Log Tenure", plan, age)
    FROM (SELECT ln(tenure + 1) AS "Log Tenure", upper(plan) AS plan, age / 10.0 AS age, months AS n,
                 CASE WHEN churned THEN 'left' ELSE 'stayed' END AS outcome, months * 0.1 AS known
          FROM customers WHERE age < 60) AS q) AS same;

-- The metrics are those of a fit that has not seen the rows held out: the
-- same by hand.
WITH rows AS (SELECT churned, age, tenure, plan, logistic_holdout('churn', churned, age, tenure, plan) < 0.2 AS held_out FROM customers),
     gate AS (SELECT logistic_fit(churned, age, tenure, plan) FILTER (WHERE NOT held_out) AS model FROM rows)
SELECT count(*), log_loss(churned, logistic_predict(model, age, tenure, plan)), roc_auc(churned, logistic_predict(model, age, tenure, plan))
FROM rows, gate WHERE held_out;

-- With a cluster, errors are clustered on it, and it is held out as a whole.
CREATE VIEW visits AS SELECT id % 60 AS person, churned, age, tenure FROM customers;
SELECT logistic_train('clustered', 'TABLE visits', label => 'churned', cluster_column => 'person');
SELECT logistic_get('clustered') = (
    SELECT logistic_fit(logistic_options(cluster => person::text), churned, age, tenure) FROM visits) AS same;
WITH rows AS (SELECT churned, age, tenure, logistic_holdout('clustered', person::text) < 0.2 AS held_out FROM visits),
     gate AS (SELECT logistic_fit(churned, age, tenure) FILTER (WHERE NOT held_out) AS model FROM rows)
SELECT abs(log_loss(churned, logistic_predict(model, age, tenure)) - (SELECT log_loss FROM logistic_models WHERE name = 'clustered')) < 1e-12 AS same_loss,
       abs(roc_auc(churned, logistic_predict(model, age, tenure)) - (SELECT roc_auc FROM logistic_models WHERE name = 'clustered')) < 1e-12 AS same_auc
FROM rows, gate WHERE held_out;
SELECT version, promoted FROM logistic_refit('clustered', promote => 'if_better');
SELECT logistic_drop('clustered');

-- The holdout is a share of the rows, by their content and the name alone:
-- the type of a number does not matter, -0.0 is 0.0, a NULL is a value.
SELECT abs(avg((logistic_holdout('a', id) < 0.2)::int) - 0.2) < 0.01 AS fifth,
       abs(corr((logistic_holdout('a', id) < 0.2)::int, (logistic_holdout('b', id) < 0.2)::int)) < 0.02 AS by_name
FROM generate_series(1, 20000) AS id;
SELECT logistic_holdout('a', 1, true, 'x'::text) = logistic_holdout('a', 1.0, 1::float4, 'x'::varchar) AS value_only,
       logistic_holdout('a', 0.0::float8) = logistic_holdout('a', '-0'::float8) AS zero,
       logistic_holdout('a', ARRAY[1, 2], 3) <> logistic_holdout('a', ARRAY[1], ARRAY[2, 3]) AS arrays,
       logistic_holdout('a', 'ab'::text, 'c'::text) <> logistic_holdout('a', 'a'::text, 'bc'::text) AS texts,
       logistic_holdout('a', NULL::int) BETWEEN 0 AND 1 AS missing;
SELECT logistic_holdout('a', 'NaN'::float8) = logistic_holdout('a', '-NaN'::float8) AS nan,
       logistic_holdout('churn', true, 42, 'pro'::text)::text;

-- A refit of the same rows is no better, and a tie keeps the champion.
SELECT version, promoted, status, nobs, log_loss = champion_log_loss AS tie, reason FROM logistic_refit('churn', promote => 'if_better');
-- It takes over when it is told to, and can be told not to.
SELECT version, promoted, champion_log_loss, reason FROM logistic_refit('churn');
SELECT version, promoted, reason FROM logistic_refit('churn', promote => 'never');
SELECT version, active FROM logistic_model_versions WHERE name = 'churn' ORDER BY version;

-- Rolled back, and forth again.
SELECT logistic_deploy('churn', 1);
SELECT version FROM logistic_models WHERE name = 'churn';
SELECT logistic_deploy('churn', 4);
SELECT version FROM logistic_models WHERE name = 'churn';

-- With new rows the challenger wins if it is better on those that neither
-- has seen; here the world has changed.
INSERT INTO customers
SELECT id, 18 + id * 7919 % 61, id * 10473 % 73, 'pro', id % 3, id * 48271 % 1009 < 100 + 10 * (id * 10473 % 73)
FROM generate_series(10001, 14000) AS id;
SELECT version, promoted, log_loss < champion_log_loss AS better, nobs FROM logistic_refit('churn', promote => 'if_better');
-- Another share of holdout compares on the rows that both have held out.
SELECT version, promoted, substring(reason FROM 'on \d+ rows held out') FROM logistic_refit('churn', promote => 'if_better', holdout => 0.1);
SELECT version, promoted, substring(reason FROM 'on \d+ rows held out') FROM logistic_refit('churn', promote => 'if_better', holdout => 0.9);
-- Without a holdout there is nothing to compare, on either side.
SELECT version, promoted, log_loss, reason FROM logistic_refit('churn', promote => 'if_better', holdout => 0);
SELECT version, promoted, log_loss, reason FROM logistic_refit('churn', promote => 'always', holdout => 0);
SELECT version, promoted, reason FROM logistic_refit('churn', promote => 'if_better');

-- A separated fit does not replace one that converged.
CREATE TABLE odd AS SELECT i % 2 = 0 AS y, i % 7 AS x FROM generate_series(1, 100) AS i;
SELECT logistic_train('odd', 'TABLE odd');
UPDATE odd SET y = x > 3;
SELECT version, promoted, status, reason FROM logistic_refit('odd');
SELECT version, status FROM logistic_models WHERE name = 'odd';
-- It is there, though, for who wants it.
SELECT logistic_deploy('odd', 2);
SELECT version, status FROM logistic_models WHERE name = 'odd';
-- A first version becomes active, whatever its status.
UPDATE odd SET y = true;
SELECT logistic_train('one class', 'TABLE odd');
SELECT version, status, log_loss, roc_auc FROM logistic_models WHERE name = 'one class';
SELECT logistic_train('waiting', 'TABLE odd', promote => 'never');
SELECT count(*) FROM logistic_models WHERE name = 'waiting';
SELECT logistic_get('waiting');
SELECT version, promoted, reason FROM logistic_refit('waiting');
SELECT logistic_get('waiting', 1) IS NOT NULL AS there;

-- One that fails leaves everything as it was, and says why.
TRUNCATE odd;
SELECT logistic_refit('odd');
SELECT version, status FROM logistic_models WHERE name = 'odd';
ALTER TABLE odd RENAME TO odder;
-- All at once: the others go on.
SELECT name, version, promoted, status, nobs, reason FROM logistic_refit_all();
-- Nothing is left of a refit whose transaction is rolled back.
BEGIN;
SELECT version FROM logistic_refit('churn');
ROLLBACK;
SELECT max(version) FROM logistic_model_versions WHERE name = 'churn';

-- A version can be dropped that is not active; the model can always be.
SELECT logistic_drop('churn', 2);
SELECT logistic_drop('churn', 10);
SELECT logistic_drop('churn', 99);
-- The number of a version that was dropped is not given again.
SELECT version FROM logistic_refit('churn', promote => 'never');
SELECT logistic_drop('churn', 12);
SELECT version FROM logistic_refit('churn', promote => 'never');
SELECT logistic_drop('churn');
SELECT count(*) FROM logistic_model_versions WHERE name = 'churn';
SELECT logistic_train('churn', 'SELECT churned, age FROM customers');

-- The names in the query are found where they were found at the training.
CREATE SCHEMA elsewhere;
CREATE TABLE elsewhere.customers AS SELECT churned, age FROM customers LIMIT 500;
SET search_path = elsewhere, public;
SELECT logistic_train('elsewhere', 'SELECT churned, age FROM customers');
RESET search_path;
SELECT nobs FROM logistic_refit('elsewhere');
CREATE TEMP TABLE customers AS SELECT churned, age FROM elsewhere.customers LIMIT 100;
SELECT nobs FROM logistic_refit('elsewhere');
DROP TABLE pg_temp.customers;
SHOW search_path;

-- Wrong calls say what is right.
SELECT logistic_train(NULL, 'SELECT 1');
SELECT logistic_train('m', NULL);
SELECT logistic_train('', 'SELECT churned, age FROM customers');
SELECT logistic_train(repeat('x', 256), 'SELECT churned, age FROM customers');
SELECT logistic_train('m', 'SELECT churned, age FROM customers', label => 'churn');
SELECT logistic_train('m', 'SELECT churned, age FROM customers', weight_column => 'n');
SELECT logistic_train('m', 'SELECT churned, age, months FROM customers', weight_column => 'months', options => logistic_options(weight => 2));
SELECT logistic_train('m', 'SELECT churned, age FROM customers', promote => 'better');
SELECT logistic_train('m', 'SELECT churned, age FROM customers', holdout => 1);
SELECT logistic_train('m', 'SELECT churned, age FROM customers', holdout => 'NaN');
SELECT logistic_train('m', 'SELECT churned, age FROM customers WHERE false');
-- The label is the first column by default, and a fault of it says so.
SELECT logistic_train('m', 'SELECT id, churned, age FROM customers');
SELECT logistic_train('m', 'SELECT churned, now() AS seen FROM customers');
SELECT logistic_train('m', 'SELECT churned, age FROM nowhere');
SELECT logistic_train('m', '');
SELECT logistic_train('m', 'SELECT FROM customers');
SELECT logistic_train('m', 'SELECT churned FROM customers; SELECT age FROM customers');
SELECT logistic_train('m', 'DELETE FROM customers RETURNING churned, age');
SELECT logistic_train('m', 'SELECT 1) AS r; DROP TABLE customers; SELECT * FROM (SELECT 2');
SELECT count(*) FROM logistic_model_versions WHERE name = 'm';
SELECT logistic_refit('m');
SELECT logistic_refit('churn', promote => 'yes');
SELECT logistic_refit('churn', holdout => -0.1);
SELECT logistic_deploy('churn', 7);
SELECT logistic_deploy('m', 1);
SELECT logistic_drop('m');
SELECT logistic_get('m');
SELECT logistic_get('churn', 0);
SELECT logistic_get('{"label": "y"}');
SELECT logistic_grant('churn', 'no such role');
SELECT logistic_revoke('churn', 'no such role');
SELECT logistic_access('churn'), logistic_access('m');
SELECT logistic_accept('m');
SELECT logistic_share_models();

-- the owner may accept what he has stored himself
SELECT logistic_accept('churn');

SELECT logistic_drop(name) FROM (SELECT DISTINCT name FROM logistic_model_versions ORDER BY name) AS v;
DROP VIEW visits;
DROP TABLE customers, elsewhere.customers, odder;
DROP SCHEMA elsewhere;
