-- A number of any type is read as the double nearest to it, as its cast
-- would: the score of the model 0 + 1 * x is the number that was read.
CREATE FUNCTION as_read(x numeric) RETURNS float8 LANGUAGE SQL IMMUTABLE AS $$
    SELECT logistic_score('{"label": "y", "intercept": 0, "coefficients": {"x": 1}}'::logistic_model, x) $$;

-- digits and decimals around every border of the fast way
SELECT count(*), count(*) FILTER (WHERE as_read(x) IS DISTINCT FROM x::float8) AS wrong
FROM (SELECT sign * round(m * 10::numeric ^ e, s) AS x
      FROM unnest(ARRAY[0, 1, 9, 10, 99.99, 9999, 10000, 10001, 12345.678, 99999999,
                        100000000, 123456789012, 9007199254740991, 9007199254740992,
                        9007199254740993, 9999999999999999, 10000000000000000,
                        0.1, 0.0001, 0.00001, 0.3333333333333333, 1.7976931348623157]) m,
           generate_series(-30, 30) e, generate_series(0, 30, 2) s,
           unnest(ARRAY[1, -1]) sign) q;

-- prices at random
SELECT count(*) FILTER (WHERE as_read(x) IS DISTINCT FROM x::float8) AS wrong
FROM (SELECT ((i::bigint * 7919 % 1000003)::numeric / 100 - 3000)::numeric(12, 2) AS x
      FROM generate_series(1, 20000) i) q;

-- from a table: with the short header, the long one, and compressed
CREATE TABLE stored (x numeric);
INSERT INTO stored VALUES (12.34), (-0.5), (1e100), (1e-100), (1e-7), (repeat('12345678', 30)::numeric),
    (('1' || repeat('0', 9000) || '.' || repeat('5', 3000))::numeric / 1e9000), (0.00);
SELECT count(*) FILTER (WHERE as_read(x) IS DISTINCT FROM x::float8) AS wrong FROM stored;
DROP TABLE stored;

-- NaN and what is beyond a double are themselves: no value, and an infinity
SELECT as_read('NaN');
SELECT as_read(('1' || repeat('0', 400))::numeric);

DROP FUNCTION as_read;
