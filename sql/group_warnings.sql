-- Which group of a query a warning or an error is of.
CREATE TEMP TABLE w AS
SELECT i % 3 AS tenant, CASE WHEN i % 2 = 0 THEN 'pro''s' END AS plan, i AS x, i > 50 AS y FROM generate_series(1, 200) AS i;
CREATE TEMP VIEW seen AS SELECT tenant AS customer, logistic_fit(y, x) AS m FROM w GROUP BY tenant;

-- sorted and hashed, by an expression and by a NULL
SET enable_hashagg = off;
SELECT tenant + 1 AS t, logistic_fit(y, x) IS NOT NULL AS fitted FROM w GROUP BY tenant + 1 ORDER BY t;
RESET enable_hashagg;
SET enable_sort = off;
SELECT count(m) FROM (SELECT logistic_fit(y, x) AS m FROM w WHERE plan IS NULL GROUP BY plan) AS s;
RESET enable_sort;

-- grouping sets have fewer columns; all rows are no group; a key that is known
-- to be constant (without the "+ 0") is none to the planner of 16 and later
SET enable_hashagg = off;
SELECT tenant, plan, logistic_fit(y, x) IS NOT NULL AS fitted FROM w WHERE tenant + 0 = 0 GROUP BY ROLLUP (tenant, plan) ORDER BY tenant, plan;
RESET enable_hashagg;
-- through a view, by other types, by a long value, and of many classes
SELECT customer FROM seen WHERE m IS NOT NULL AND customer + 0 = 2;
SELECT logistic_fit(y, x) IS NOT NULL AS fitted FROM w WHERE tenant + 0 = 0 GROUP BY date '2020-01-01' + tenant, tenant = 0, repeat(U&'\00e4', 40 + tenant);
SELECT multinomial_fit(y, x) IS NOT NULL AS fitted FROM w WHERE tenant + 0 = 1 GROUP BY tenant;

-- other warnings
SELECT logistic_fit(logistic_options(max_iterations => 1), i > 8 AND i <> 12 OR i = 3, i) IS NOT NULL AS fitted FROM generate_series(1, 20) AS i GROUP BY i > 20;
SELECT logistic_fit(true, i) IS NOT NULL AS fitted FROM generate_series(1, 20) AS i GROUP BY i > 20;
SELECT logistic_fit(logistic_options(bounds => '{"z": [0, 1]}'), i % 3 = 0, i) IS NOT NULL AS fitted FROM generate_series(1, 20) AS i GROUP BY i > 20;
SELECT logistic_fit(logistic_options(reference => '{"p": "z"}'), i % 3 = 0, p) IS NOT NULL AS fitted
FROM (SELECT i, (ARRAY['a', 'b'])[1 + i % 2] AS p FROM generate_series(1, 20) AS i) AS t GROUP BY i > 20;

-- an error has the group in its context, and a window has none
SELECT multinomial_fit(logistic_options(logit_offset => 1), x % 4, x) FROM w WHERE tenant + 0 = 1 GROUP BY tenant;
SELECT logistic_fit(y, x) OVER (PARTITION BY tenant) IS NOT NULL AS fitted FROM w WHERE tenant + 0 = 0 LIMIT 1;
