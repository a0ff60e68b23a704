-- Numbers that are more than a double can hold: a WARNING names the column, where it matters.
CREATE SCHEMA rounding_test;
SET search_path = rounding_test, public;
CREATE TABLE t AS SELECT 1764547200000000000 + i * 40 AS nanoseconds, 123456789012345678901 + i::numeric / 10 AS account, i, i::float8 AS x,
	9223372036854775807 / 1000 * i AS far_apart, i / 3.0 AS third, (i * 7919 % 1009) / 1009.0 < 0.2 + 0.6 * i / 1000 AS y FROM generate_series(1, 1000) AS i;
-- the slope of the rounded numbers is another one; that of the differences is right
SELECT round((c.estimate * 40)::numeric, 6) AS slope FROM logistic_coefficients((SELECT logistic_fit(y, nanoseconds) FROM t)) AS c WHERE term = 'nanoseconds';
SELECT round((c.estimate * 40)::numeric, 6) AS slope FROM logistic_coefficients((SELECT logistic_fit(y, nanoseconds - 1764547200000000040) FROM t)) AS c WHERE term <> '(Intercept)';
SELECT round(c.estimate::numeric, 6) AS slope FROM logistic_coefficients((SELECT logistic_fit(y, x) FROM t)) AS c WHERE term = 'x';
-- one for each column; of a numeric, an array, a domain, a term, many classes
CREATE DOMAIN stamp AS bigint;
SELECT logistic_fit(y, nanoseconds::stamp, account, i) IS NOT NULL AS fitted FROM t;
SELECT logistic_fit(y, ARRAY[i, nanoseconds]) IS NOT NULL AS fitted FROM t;
SELECT logistic_fit(logistic_options(terms => 'bins(nanoseconds, 3)'), y, nanoseconds) IS NOT NULL AS fitted FROM t;
SELECT multinomial_fit(i % 3, nanoseconds) IS NOT NULL AS fitted FROM t;
-- once for all groups and windows of a call
SELECT i % 2 AS g, logistic_fit(y, nanoseconds) IS NOT NULL AS fitted FROM t GROUP BY g ORDER BY g;
-- a training tells once
SELECT logistic_train('rounded', 'SELECT y, nanoseconds FROM rounding_test.t');
-- none where rounding does not show, or where there are no more digits
SELECT logistic_fit(y, far_apart, third) IS NOT NULL AS fitted FROM t;
SELECT logistic_fit(y, nanoseconds::float8) IS NOT NULL AS fitted FROM t;
-- all the same once rounded
SELECT logistic_fit(y, 9007199254740992 + i % 2) IS NOT NULL AS fitted FROM t;

-- a positive value that the label cannot have, or that is its negative one, is an error; NOT turns the label round
SELECT logistic_fit(logistic_options(positive => 'false'), y, x) FROM t;
SELECT logistic_fit(logistic_options(positive => 'yes'), y::int, x) FROM t;
SELECT roc_auc(logistic_options(positive => 'false'), y, x) FROM t;
SELECT logistic_fit(logistic_options(positive => 'true'), y, x) = logistic_fit(y, x) AS same FROM t;
SELECT logistic_drop('rounded');
SET client_min_messages = warning;
DROP SCHEMA rounding_test CASCADE;
