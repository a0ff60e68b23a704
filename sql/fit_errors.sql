-- A wrong call of logistic_fit gets one clear error, with a hint.
CREATE TEMP TABLE t (y boolean, x float8, n int, s text, d date, a float8[], j jsonb);
INSERT INTO t VALUES (true, 1, 0, 'a', '2026-01-01', '{1,2}', '{"k": 1}'),
                     (false, 2, 1, 'b', '2026-01-02', '{1,2,3}', '{"k": 2}'),
                     (true, 3, 2, 'c', '2026-01-03', '{1,2}', '{"k": 3}');

-- labels
SELECT logistic_fit(n, x) FROM t;
SELECT logistic_fit('NaN'::float8, x) FROM t;
SELECT logistic_fit(s, x) FROM t;
SELECT logistic_fit(d, x) FROM t;
SELECT logistic_fit(a, x) FROM t;
SELECT logistic_fit(logistic_options(positive => 'z'), s, x) FROM t WHERE n < 2;

-- features
SELECT logistic_fit(y, d) FROM t;
SELECT logistic_fit(y, x, j) FROM t;
SELECT logistic_fit(y, t) FROM t;
SELECT logistic_fit(y, ARRAY[y]) FROM t;
SELECT logistic_fit(y, x, '1') FROM t;
SELECT logistic_fit(y, '-Infinity'::float8) FROM t;
SELECT logistic_fit(y, x, CASE WHEN n = 1 THEN 'NaN' ELSE x END) FROM t;
SELECT logistic_fit(y, ARRAY[x, 'Infinity']) FROM t;
SELECT logistic_fit(y, a) FROM t;
SELECT logistic_fit(n = 1, i::text) FROM t, generate_series(1, 1500) i;

-- weights and options
SELECT logistic_fit(logistic_options(weight => -x), y, x) FROM t;
SELECT logistic_fit(logistic_options(weight => 'NaN'), y, x) FROM t;
SELECT logistic_fit(logistic_options(logit_offset => 'Infinity'), y, x) FROM t;
SELECT logistic_fit(logistic_options(threshold => x / 10), y, x) FROM t;

-- What is NULL in all rows leaves nothing to fit; a group that is empty is no surprise.
SELECT logistic_fit(y, x, NULL::float8) IS NULL AS nothing FROM t;
SELECT logistic_fit(nullif(y, y), x) IS NULL AS nothing FROM t;
SELECT logistic_fit(y, nullif(x, 1)) IS NULL AS nothing, logistic_fit(y, x) FILTER (WHERE false) IS NULL AS filtered FROM t WHERE x = 1 OR x IS NULL;
SELECT logistic_fit(y, NULL::float8) IS NULL AS nothing FROM t GROUP BY y ORDER BY 1;

-- Of many groups the first ten warn; each call counts its own.
\set VERBOSITY terse
SELECT count(m) FROM (SELECT logistic_fit(i % 4 > 1, i % 4) AS m FROM generate_series(0, 79) i GROUP BY i / 4) s;
SELECT count(m) FROM (SELECT multinomial_fit(i % 2, i) AS m FROM generate_series(0, 23) i GROUP BY i % 12) s;
\set VERBOSITY default

-- more arguments than the server's parser takes: an array is the way
\set VERBOSITY terse
\set ECHO errors
SELECT 'SELECT logistic_fit(true, ' || string_agg('1', ', ') || ')' FROM generate_series(1, 101) \gexec
\set ECHO all
SET client_min_messages = error;
SELECT count(*) FROM logistic_coefficients((
    SELECT logistic_fit(i % 3 = 0, ARRAY(SELECT sin(i * j * 0.7) FROM generate_series(1, 101) j))
    FROM generate_series(1, 20) i));

-- Arguments in another order than this one: options, label, features.
RESET client_min_messages;
\set VERBOSITY default
SELECT logistic_fit(true, 1, logistic_options(l2 => 1));
SELECT roc_auc(0.25, 1);
-- Levels of few rows separate: the hint says how to take them together.
SELECT status FROM logistic_statistics((SELECT logistic_fit(i % 3 = 0, x, 'l' || i / 3) FROM (SELECT i, i * 7919 % 101 AS x FROM generate_series(1, 60) AS i) AS rows));
