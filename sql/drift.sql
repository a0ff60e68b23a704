-- How far the rows of a model have moved since the training.
SET extra_float_digits = -6;
CREATE TABLE loans AS
SELECT i AS id, i * 7919 % 101 < 30 + i % 40 AS bad, (i * 31 % 97)::float8 AS income, i % 3 = 0 AS owner,
       (ARRAY['car', 'home', 'other'])[1 + i * i % 7 % 3] AS purpose, (i % 50 = 0)::int AS flag,
       ARRAY[i % 7, i * 3 % 11] AS xs, 1 + i % 2 AS w
FROM generate_series(1, 1000) AS i;
SELECT logistic_train('loans', 'SELECT bad, income, owner, purpose, flag, xs FROM loans');

-- Nothing has moved, nor does a column of few values seem to.
SELECT term, psi, training_mean = current_mean AS same_mean FROM logistic_drift('loans');
-- The training's means are those of the model; that of the score is the baseline of an explanation.
SELECT term, round(training_mean::numeric, 9) = round(mean::numeric, 9) AS same
FROM logistic_drift('loans') JOIN logistic_features('loans') ON feature = term WHERE type <> 'category';
SELECT round(training_mean::numeric, 9) = round(contribution::numeric, 9) AS baseline
FROM logistic_drift('loans') d, logistic_explain('loans', 1::float8, true, 'car'::text, 0, ARRAY[1, 2]) e
WHERE d.term = '(score)' AND e.term = '(baseline)';

-- Other rows, from any query with these columns; a label is not needed.
CREATE TABLE today AS
SELECT income * 1.2 + id % 5 AS income, owner OR id % 4 = 0 AS owner, CASE WHEN id % 10 = 0 THEN 'boat' ELSE purpose END AS purpose,
       flag, xs, id, CASE WHEN id % 9 = 0 THEN NULL ELSE 0 END AS extra
FROM loans WHERE id % 3 > 0;
SELECT * FROM logistic_drift('loans', 'TABLE today; ');

-- By hand: the deciles of the training cut the numbers, levels categories.
CREATE FUNCTION index_of(expected float8[], actual float8[]) RETURNS float8 LANGUAGE SQL AS $$
    SELECT sum((greatest(a, 1e-4) - greatest(e, 1e-4)) * ln(greatest(a, 1e-4) / greatest(e, 1e-4))) FROM unnest(expected, actual) AS b(e, a)
$$;
WITH cuts AS (SELECT deciles FROM logistic_features('loans') WHERE feature = 'income'),
     bins AS (SELECT (SELECT avg((n_below = k)::int) FROM (SELECT (SELECT count(*) FROM unnest(deciles) d WHERE d < income) AS n_below FROM loans) l) AS e,
                     (SELECT avg((n_below = k)::int) FROM (SELECT (SELECT count(*) FROM unnest(deciles) d WHERE d < income) AS n_below FROM today) l) AS a
              FROM cuts, generate_series(0, 9) AS k)
SELECT abs(index_of(array_agg(e), array_agg(a)) - (SELECT psi FROM logistic_drift('loans', 'TABLE today') WHERE term = 'income')) < 1e-12 AS numbers FROM bins;
WITH bins AS (SELECT (SELECT avg((purpose = level)::int) FROM loans) AS e, (SELECT avg((purpose = level)::int) FROM today) AS a
              FROM unnest(ARRAY['car', 'home', 'other', 'boat']) AS level)
SELECT abs(index_of(array_agg(e), array_agg(a)) - (SELECT psi FROM logistic_drift('loans', 'TABLE today') WHERE term = 'purpose')) < 1e-12 AS levels FROM bins;
SELECT abs(index_of(ARRAY[avg((NOT l.owner)::int), avg(l.owner::int)], (SELECT ARRAY[avg((NOT owner)::int), avg(owner::int)] FROM today))
           - (SELECT psi FROM logistic_drift('loans', 'TABLE today') WHERE term = 'owner')) < 1e-12 AS booleans FROM loans l;
-- The score is that of the model.
SELECT abs(avg(logistic_score('loans', t)) - (SELECT current_mean FROM logistic_drift('loans', 'TABLE today') WHERE term = '(score)')) < 1e-12 AS score FROM today t;

-- Weights count, as at the training, and so does an offset for the score.
SELECT logistic_train('weighted', 'SELECT bad, income, w, flag / 2.0 AS o FROM loans', weight_column => 'w', offset_column => 'o');
SELECT term, psi, training_mean = current_mean AS same FROM logistic_drift('weighted');
SELECT round((sum(w * logistic_score('weighted', r)) / sum(w))::numeric, 9) = round(d.training_mean::numeric, 9) AS score
FROM (SELECT income, w, flag / 2.0 AS o FROM loans) r, logistic_drift('weighted') d WHERE d.term = '(score)' GROUP BY d.training_mean;

-- Rows that miss a value miss it only there; no row at all tells nothing.
SELECT term, psi IS NULL AS unknown, current_mean FROM logistic_drift('loans',
    'SELECT NULL::float8 AS income, owner, purpose, flag, xs FROM loans');
SELECT count(*) FROM logistic_drift('loans', 'SELECT * FROM loans WHERE false');
-- Infinite scores are in the last bins.
SELECT logistic_train('separated', 'SELECT income > 50 AS rich, income FROM loans');
SELECT * FROM logistic_drift('separated');
-- Without a holdout there are no deciles of the score.
SELECT logistic_train('bare', 'SELECT bad, income FROM loans', holdout => 0);
SELECT term, psi, training_mean IS NULL AS unknown FROM logistic_drift('bare');
-- The intercept alone.
SELECT logistic_train('none', 'SELECT bad FROM loans');
SELECT * FROM logistic_drift('none');

-- What it all rests on: an aggregate over rows, whose columns may get their
-- names from a constant, as those of rows that other servers send have none.
SELECT logistic_internal.logistic_distribution(logistic_get('loans'), NULL, 1, 0, '{income,owner,purpose,flag,xs}', ROW(income, owner, purpose, flag, xs))
     = logistic_internal.logistic_distribution(logistic_get('loans'), NULL, 1, 0, NULL, loans) AS same FROM loans;
-- Parallel workers each take their part, and the parts are merged.
CREATE TABLE serially AS SELECT logistic_internal.logistic_distribution(logistic_get('loans'), NULL, 1, 0, NULL, loans) AS d FROM loans;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT logistic_internal.logistic_distribution(logistic_get('loans'), NULL, 1, 0, NULL, loans) FROM loans;
SELECT max(abs(a / b - 1)) < 1e-12 AS same
FROM serially, (SELECT logistic_internal.logistic_distribution(logistic_get('loans'), NULL, 1, 0, NULL, loans) AS e FROM loans) AS p, unnest(d, e) AS u (a, b) WHERE b <> 0 AND b < 'Infinity';
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
-- Wrong calls of it.
SELECT logistic_internal.logistic_distribution(logistic_get('loans'), NULL, 1, 0, '{income,owner}', ROW(income)) FROM loans;
SELECT logistic_internal.logistic_distribution(logistic_get('loans'), NULL, 1, 0, '{income,NULL}', ROW(income, owner)) FROM loans;
SELECT logistic_internal.logistic_distribution(logistic_get('loans'), NULL, 1, 0, '{income}', ROW(income)) FROM loans;
SELECT logistic_internal.logistic_distribution_combine('\x00', '\x00');

-- Wrong calls.
SELECT * FROM logistic_drift('no such model');
SELECT * FROM logistic_drift(NULL);
SELECT * FROM logistic_drift('loans', 'SELECT income FROM loans');
SELECT * FROM logistic_drift('loans', 'SELECT income, owner, purpose, flag, now() AS xs FROM loans');
SELECT * FROM logistic_drift('loans', 'DELETE FROM loans');
SELECT * FROM logistic_drift('loans', 'SELECT 1; SELECT 2');

SELECT logistic_drop(name) FROM logistic_models;
DROP TABLE loans, today, serially;
DROP FUNCTION index_of;
