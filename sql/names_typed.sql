-- A term is named as its argument was typed in the statement.  These are
-- thirty statements of different shape and the names that they give.
SET client_min_messages = error;
CREATE FUNCTION names(logistic_model) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(feature, ' | ' ORDER BY ordinality)
    FROM public.logistic_features($1) WITH ORDINALITY
$$;
CREATE FUNCTION label(logistic_model) RETURNS text LANGUAGE sql AS
    $$SELECT $1::jsonb->'label'->>'name'$$;
CREATE TABLE customers (id int, churned boolean, age float8, tenure int,
                        income numeric(10,2), plan text, region text,
                        joined timestamp, tags jsonb, "My Col" float8);
INSERT INTO customers
SELECT i, i % 5 IN (0, 3), i % 17, i % 7, 100 + i % 13, 'p' || i % 4,
       (ARRAY['north', 'south'])[1 + i % 2],
       timestamp '2024-01-01' + i * interval '1 day',
       jsonb_build_object('k', i % 9), i % 11
FROM generate_series(1, 200) i;
CREATE TABLE visits AS SELECT id AS customer, age * 2 AS age, id % 3 AS n FROM customers;
ANALYZE customers, visits;
\pset tuples_only on

-- 1. columns
SELECT names(logistic_fit(churned, age, tenure, plan)) FROM customers;
-- 2. a plain column loses its qualifier, also the schema
SELECT names(logistic_fit(c.churned, c.age, c."My Col", C.Tenure)) FROM customers c;
SELECT names(public.logistic_fit(customers.churned, public.customers.age)) FROM customers;
-- 3. expressions stay as they are, but for white space and comments
SELECT names(logistic_fit(churned, ln(  income ), age^2,
                          age
                            *
                          tenure, sin(2*pi()/7 * tenure) /* weekly */, sqrt(age -- years
                          + 1))) FROM customers;
-- 4. identifiers fold to lower case, quoted ones do not
SELECT names(logistic_fit(Churned, LN(Income), "My Col" + 1, AGE)) FROM customers;
-- 5. strings are not touched
SELECT names(logistic_fit(churned, region = 'north', plan || ' /*,*/  it''s', E'a\tb\'' || plan, $q$x), (y$q$ || plan)) FROM customers;
-- 6. conditions
SELECT names(logistic_fit(churned, plan IN ('p1', 'p2'), age BETWEEN 20 AND 30, plan LIKE 'p%', tags IS NULL)) FROM customers;
-- 7. CASE
SELECT names(logistic_fit(churned, CASE WHEN age > 3 THEN 'old' ELSE 'new' END)) FROM customers;
-- 8. casts of every spelling
SELECT names(logistic_fit(churned, tenure::float8, CAST(income AS real), (tags->>'k')::int, float8 '2' * age)) FROM customers;
-- 9. dates made numbers
SELECT names(logistic_fit(churned, extract(epoch FROM joined) / 86400, extract(isodow FROM c.joined))) FROM customers c;
-- 10. outer parentheses go, others stay
SELECT names(logistic_fit(churned, (age), ((age + tenure)), (age) + (tenure))) FROM customers;
-- 11. an array gives a term for each element
SELECT names(logistic_fit(churned, ARRAY[age, tenure], age)) FROM customers;
SELECT names(logistic_fit(churned, VARIADIC ARRAY[age, income])) FROM customers;
-- 12. a sub-select
SELECT names(logistic_fit(churned, age, age - (SELECT avg(age) FROM customers))) FROM customers;
-- 13. a view, by the view's own columns
CREATE VIEW customer_view AS SELECT tenure = 0 AS y, age AS x, ln(income) AS log_income FROM customers;
SELECT label(m), names(m) FROM (SELECT logistic_fit(y, x, log_income) AS m FROM customer_view) q;
SELECT round(logistic_predict((SELECT logistic_fit(y, x) FROM customer_view), v)::numeric, 6) FROM customer_view v LIMIT 1;
-- 14. a common table expression
WITH rows AS (SELECT churned AS y, age / 10 AS decades FROM customers)
SELECT label(m), names(m) FROM (SELECT logistic_fit(y, decades) AS m FROM rows) q;
-- 15. a subquery
SELECT names(logistic_fit(y, x1, x2 + 1)) FROM (SELECT churned AS y, age AS x1, tenure AS x2 FROM customers) q;
-- 16. UNION ALL
SELECT names(logistic_fit(y, x)) FROM (SELECT churned AS y, age AS x FROM customers UNION ALL SELECT churned, tenure FROM customers) q;
-- 17. VALUES
SELECT names(logistic_fit(y, x)) FROM (VALUES (true, 1), (false, 2), (true, 3), (false, 4)) v(y, x);
-- 18. a join; equal columns keep their tables
SELECT names(logistic_fit(c.churned, c.age, v.age, v.n)) FROM customers c JOIN visits v ON v.customer = c.id;
SELECT names(logistic_fit(c.churned, ln(c.age + 1), ln(v.age + 1))) FROM customers c JOIN visits v ON v.customer = c.id;
-- 19. groups, FILTER, HAVING, ORDER BY and DISTINCT
SELECT region, names(logistic_fit(churned, age, ln(income) ORDER BY id) FILTER (WHERE tenure > 1))
FROM customers GROUP BY region HAVING names(logistic_fit(churned, age + 0)) = 'age + 0' ORDER BY 1;
SELECT names(logistic_fit(DISTINCT churned, age, tenure * 2)) FROM customers;
-- 20. options come first
SELECT names(logistic_fit(logistic_options(weight => tenure, l2 => 0.1), churned, age, tenure % 2)) FROM customers;
-- 21. a window, and several calls of it
SELECT DISTINCT names(logistic_fit(churned, age, ln(income)) OVER ()) FROM customers;
SELECT DISTINCT names(logistic_fit(churned, age) OVER w), names(logistic_fit(churned, income) OVER w),
       names(logistic_fit(churned, "My Col") OVER w)
FROM customers WINDOW w AS ();
-- 22. several calls in one query
SELECT names(logistic_fit(churned, age)), names(logistic_fit(churned, tenure, plan)) FROM customers;
-- 23. PREPARE
PREPARE p(float8) AS SELECT names(logistic_fit(churned, age * $1, ln(income))) FROM customers;
EXECUTE p(2);
SET plan_cache_mode = force_generic_plan;
EXECUTE p(2);
RESET plan_cache_mode;
-- 24. CREATE TABLE AS, and a cursor
CREATE TABLE kept AS SELECT logistic_fit(churned, age, income / 100) AS m FROM customers;
SELECT names(m) FROM kept;
BEGIN;
DECLARE c CURSOR FOR SELECT names(logistic_fit(churned, tenure ^ 2)) FROM customers;
FETCH c;
COMMIT;
-- 25. PL/pgSQL, static and dynamic
SET client_min_messages = warning;
DO $$
DECLARE
    m logistic_model;
    factor float8 := 2;
BEGIN
    SELECT logistic_fit(churned, age * factor, ln(income)) INTO m FROM customers;
    RAISE WARNING '%', names(m);
    m := (SELECT logistic_fit(churned, tenure + 1) FROM customers);
    RAISE WARNING '%', names(m);
    EXECUTE 'SELECT logistic_fit(churned, age - 1, plan) FROM customers' INTO m;
    RAISE WARNING '%', names(m);
END $$;
DO $$
DECLARE
    m logistic_model;
BEGIN
    FOR m IN SELECT logistic_fit(churned, age / 2) FROM customers GROUP BY region LOOP
        RAISE WARNING '%', names(m);
    END LOOP;
END $$;
SET client_min_messages = error;
-- 26. an SQL function, run by itself
CREATE FUNCTION model_of(float8) RETURNS logistic_model LANGUAGE sql AS
    'SELECT logistic_fit(churned, age * $1, tenure) FROM customers';
SELECT names(model_of(3));
-- 27. two statements in one string (psql shows the last result only, up to 14)
SELECT names(logistic_fit(churned, age)) AS first INTO one_of_two FROM customers \; SELECT names(logistic_fit(churned, ln(income))) FROM customers;
SELECT first FROM one_of_two;
-- 28. more than 63 characters
SELECT names(logistic_fit(churned, age + tenure + age * tenure + 2 * age * tenure + 3 * age * tenure + 4)) FROM customers;
-- 29. the same feature twice, and features that a name must tell apart
SELECT names(logistic_fit(churned, age, age, age + 0)) FROM customers;
-- 30. other aggregates speak of their arguments likewise
SELECT names(m), label(m) FROM (SELECT logistic_fit(NOT churned, age) AS m FROM customers) q;
SELECT string_agg(DISTINCT term, ' | ') FROM multinomial_coefficients((SELECT multinomial_fit(plan, ln(income), age / 10) FROM customers));
SELECT roc_auc(tenure, age / 0.5) FROM customers;

-- The text is not at hand in a stored view: there the plan is printed,
-- without the casts that nobody wrote and the types of constants.
CREATE VIEW fits AS SELECT region, logistic_fit(churned, ln(tenure + 1), region = 'north', age ^ 2, c.plan, sqrt(abs(c.age + c.tenure)), tenure::float8) AS m
FROM customers c GROUP BY region;
SELECT names(m) FROM fits;
CREATE VIEW operators AS SELECT logistic_fit(churned, age + tenure * 2 - 1, (age + tenure) * 2, age - (tenure - 1), age * tenure / 2, age > 3 AND tenure < 4 OR plan = 'p1', NOT (age > 3 OR tenure > 4), - age, (age + 1) ^ 2, plan || '-' || region, plan IN ('p1', 'p2'), CASE WHEN age > 3 THEN 1 ELSE 0 END, (tags->>'k')::int + 1) AS m FROM customers;
SELECT names(m) FROM operators;
CREATE VIEW windows AS SELECT logistic_fit(churned, age, ln(tenure + 1)) OVER () AS m FROM customers;
SELECT DISTINCT names(m) FROM windows;
CREATE VIEW aliases AS SELECT logistic_fit(y, x, lx) AS m
FROM (SELECT churned AS y, age AS x, ln(income) AS lx FROM customers OFFSET 0) q;
SELECT label(m), names(m) FROM aliases;

CREATE VIEW over_view AS SELECT logistic_fit(y, x, log_income) AS m, logistic_fit(y, x + 1, log_income) AS n FROM customer_view;
SELECT label(m), names(m), names(n) FROM over_view;
CREATE VIEW over_cte AS WITH c AS (SELECT churned AS y, age / 10 AS decades FROM customers) SELECT logistic_fit(y, decades, ln(decades + 1)) AS m FROM c;
SELECT label(m), names(m) FROM over_cte;
CREATE VIEW two AS SELECT logistic_fit(churned, age) AS m, logistic_fit(churned, "My Col") AS n FROM customers;
SELECT names(m), names(n) FROM two;
CREATE VIEW over_join AS SELECT region, logistic_fit(churned, c.age, v.age, n + 1 - tenure) AS m FROM customers c JOIN (SELECT customer, age, n FROM visits) v ON customer = id GROUP BY region HAVING count(*) > 1;
SELECT DISTINCT label(m), names(m) FROM over_join;
CREATE MATERIALIZED VIEW seen AS SELECT logistic_fit(y, x, log_income) AS m FROM customer_view;
SELECT names(m) FROM seen;
REFRESH MATERIALIZED VIEW seen;
SELECT names(m) FROM seen;
-- a view beside a call of the statement
SELECT names(m), (SELECT names(logistic_fit(y, log_income, x)) FROM customer_view) FROM over_view;

-- Nor in a parallel worker, where columns, calls and operators look the same.
CREATE TABLE by_region (churned boolean, age float8, tenure int, region text) PARTITION BY LIST (region);
CREATE TABLE by_region_north PARTITION OF by_region FOR VALUES IN ('north');
CREATE TABLE by_region_south (region text, gone int, tenure int, age float8, churned boolean);
ALTER TABLE by_region_south DROP COLUMN gone;
ALTER TABLE by_region ATTACH PARTITION by_region_south FOR VALUES IN ('south');
INSERT INTO by_region SELECT churned, age, tenure, region FROM customers;
ANALYZE by_region;
SET enable_partitionwise_aggregate = on;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT region, names(logistic_fit(churned, age, ln(tenure + 1), age * tenure, region = 'north')) FROM by_region GROUP BY region ORDER BY 1;
SET parallel_leader_participation = off;
SELECT region, names(logistic_fit(churned, age, ln(tenure + 1), age * tenure, region = 'north')) FROM by_region GROUP BY region ORDER BY 1;
RESET parallel_leader_participation;
SET max_parallel_workers_per_gather = 0;
-- the copies of a call that partitions make are one call
SELECT region, names(logistic_fit(churned, age, ln(tenure  +  1))) FROM by_region GROUP BY region ORDER BY 1;
SET enable_hashagg = off;
SELECT region, names(logistic_fit(churned, age, ln(tenure  +  1))) FROM by_region GROUP BY region ORDER BY 1;
RESET enable_hashagg;
RESET enable_partitionwise_aggregate;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;

-- An SQL function that is inlined brings places of its own text: two calls
-- with one place are both named by the plan, never by each other's text.
CREATE FUNCTION inlined() RETURNS SETOF logistic_model LANGUAGE sql STABLE AS
    'SELECT logistic_fit(churned, tenure) FROM customers';
EXPLAIN (COSTS OFF) SELECT m FROM inlined() m;
SELECT logistic_fit(y, x) AS outer, m FROM customer_view, inlined() m GROUP BY m
\gset
SELECT names(:'outer'), names(:'m');
-- alone it is not at its place in the statement
SELECT names(m) FROM inlined() m;

-- a call in the text that is another one
CREATE FUNCTION logistic_fit(boolean, int, int) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'none'$$;
SELECT names(logistic_fit(churned, age, tenure)), logistic_fit(true, 1, 2) FROM customers;
DROP FUNCTION logistic_fit(boolean, int, int);

-- a text that another program wrote, as Citus does for a shard, is nobody's
SELECT names(logistic_fit(c.churned, ln((c.age OPERATOR(pg_catalog.+) (1)::double precision)), c.tenure)) FROM customers c;

-- settings that change how a text is read, between PREPARE and EXECUTE; from 19
-- on this one stays on, and the text has one backslash both times
PREPARE q AS
SELECT names(logistic_fit(churned, age, plan || 'a\')) =
	format('age | plan || ''a%s''', repeat(chr(92), CASE current_setting('standard_conforming_strings') WHEN 'on' THEN 1 ELSE 2 END))
FROM customers;
SELECT current_setting('server_version_num')::int < 190000 AS may_be_off \gset
\if :may_be_off
SET standard_conforming_strings = off;
SET escape_string_warning = off;
\endif
EXECUTE q;
\if :may_be_off
RESET standard_conforming_strings;
RESET escape_string_warning;
\endif
EXECUTE q;

\pset tuples_only off
DEALLOCATE ALL;
DROP TABLE customers, visits, kept, by_region CASCADE;
DROP FUNCTION model_of(float8), inlined(), names(logistic_model), label(logistic_model);
