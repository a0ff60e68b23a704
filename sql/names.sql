-- Features are named after the SQL of the call; names_typed.sql shows how they
-- look.  Here is where that SQL comes from, in every kind of plan.  What is
-- fitted is of no interest.
SET client_min_messages = error;
CREATE FUNCTION names(logistic_model) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(feature, ' | ' ORDER BY ordinality)
    FROM public.logistic_features($1) WITH ORDINALITY
$$;
CREATE TABLE t (y boolean, x float8, z int, g int, plan text, n numeric(10,2),
                a float8[], j jsonb, "Order Date" float8, "select" float8,
                "größe" float8, "we""ird" float8, "a$1" float8, "SubPlan" int);
INSERT INTO t
SELECT i % 5 IN (0, 3), i, i % 7, i % 3, 'p' || i % 4, i % 11, ARRAY[i, i % 13],
       jsonb_build_object('k', i % 9), i % 8, i % 6, i % 10, i % 12, i % 14, i % 15
FROM generate_series(1, 60) i;
CREATE TABLE u AS SELECT * FROM t;
ANALYZE t, u;
\pset tuples_only on

-- columns and expressions
SELECT names(logistic_fit(y, x, z, plan, n)) FROM t;
SELECT names(logistic_fit(y, ln(x), x^2, x*z, -x, z % 2, x::int, (x))) FROM t;
SELECT names(logistic_fit(y, z > 3, NOT y, y AND z > 1, plan IS NULL)) FROM t;
SELECT names(logistic_fit(y, plan IN ('p1', 'p2'), z BETWEEN 1 AND 2)) FROM t;
SELECT names(logistic_fit(y, CASE WHEN z > 3 THEN 1 ELSE 0 END)) FROM t;
SELECT names(logistic_fit(y, COALESCE(x, 0), greatest(x, z))) FROM t;
SELECT names(logistic_fit(y, a[2], a, ARRAY[x, z])) FROM t;
SELECT names(logistic_fit(y, (j->>'k')::float8, lower(plan))) FROM t;
SELECT names(logistic_fit(y, 1, 1.5, 'a'::text, pi(), 2 * 3)) FROM t;
SELECT names(logistic_fit(y, VARIADIC a)) FROM t;

-- an identifier loses its quotes, an expression keeps them
SELECT names(logistic_fit(y, "Order Date", "select", "größe", "we""ird")) FROM t;
SELECT names(logistic_fit(y, "a$1", "SubPlan", ln("Order Date" + 1))) FROM t;
SELECT names(logistic_fit(y, 'it''s $1 (SubPlan 1)'::text)) FROM t;
SET quote_all_identifiers = on;
SELECT names(logistic_fit(y, x, z)) FROM t;
RESET quote_all_identifiers;

-- a field of a composite column
CREATE TYPE pair AS (p float8, "Q" float8);
CREATE TABLE pairs (y boolean, c pair);
INSERT INTO pairs SELECT y, (x, z)::pair FROM t;
SELECT names(logistic_fit(y, (c).p, (c)."Q")) FROM pairs;

-- grouped, hashed or sorted, filtered, distinct and ordered
SET enable_sort = off;
SELECT g, names(logistic_fit(y, x, ln(x))) FROM t GROUP BY g HAVING g = 1;
RESET enable_sort;
SET enable_hashagg = off;
SELECT g, names(logistic_fit(y, x, z + g)) FROM t GROUP BY g ORDER BY g;
RESET enable_hashagg;
SELECT names(logistic_fit(y, x, z) FILTER (WHERE z > 1)) FROM t;
SELECT names(logistic_fit(DISTINCT y, x, ln(z + 1))) FROM t;
SELECT names(logistic_fit(y, x, ln(z + 1) ORDER BY z, n DESC)) FROM t;
SELECT count(DISTINCT names), min(names)
FROM (SELECT names(logistic_fit(y, x * 2, n)) FROM t
      GROUP BY GROUPING SETS ((g), (g, y), ())) q;

-- two calls in one query have names of their own
SELECT names(logistic_fit(y, x)), names(logistic_fit(y, z)) FROM t;

-- joins: columns that print alike are told apart by their tables
SELECT names(logistic_fit(t.y, t.x, u.z)) FROM t JOIN u USING (x);
SELECT names(logistic_fit(t.y, t.x, u.x, t.z)) FROM t LEFT JOIN u ON u.z = t.g;
SELECT names(logistic_fit(t1.y, t1.z, t2.z)) FROM t t1 JOIN t t2 ON t1.x = t2.x + 1;
SELECT names(logistic_fit(t1.y, t1."Order Date", t2."Order Date", ln(t1.x), ln(t2.x)))
FROM t t1 JOIN t t2 ON t1.x = t2.x + 1;
SET enable_hashjoin = off;
SELECT names(logistic_fit(t.y, t.x, u.z)) FROM t JOIN u USING (x);
SET enable_mergejoin = off;
SELECT names(logistic_fit(t.y, t.x, u.z)) FROM t JOIN u USING (x);
RESET enable_hashjoin;
RESET enable_mergejoin;
SELECT names(logistic_fit(y, z, x2)) FROM t
JOIN LATERAL (SELECT t.x * 2 AS x2 FROM u WHERE u.x = t.x OFFSET 0) l ON true;

-- otherwise the later ones get a suffix that nothing else has
SELECT names(logistic_fit(y, x, x, x)) FROM t;
CREATE TABLE suffix AS SELECT y, x, z AS x_2 FROM t;
SELECT names(logistic_fit(y, x, x, x_2)) FROM suffix;
SELECT names(logistic_fit(t1.y, t1.z, t2.z, t1.z)) FROM t t1 JOIN t t2 USING (x);

-- subqueries, common table expressions and views: the names of their sources
SELECT names(logistic_fit(y, lx, x)) FROM (SELECT y, x, ln(x) AS lx FROM t) q;
SELECT names(logistic_fit(y, lx, x)) FROM (SELECT y, x, ln(x) AS lx FROM t OFFSET 0) q;
SELECT names(logistic_fit(y, c)) FROM (SELECT y, z, count(*) AS c FROM t GROUP BY y, z) q;
SELECT names(logistic_fit(y, x)) FROM (SELECT y, x FROM t ORDER BY x LIMIT 50) q;
WITH c AS (SELECT y, x, ln(x) AS lx FROM t) SELECT names(logistic_fit(y, x, lx)) FROM c;
WITH c AS MATERIALIZED (SELECT y, x, ln(x) AS lx FROM t)
SELECT names(logistic_fit(y, x, lx, x + lx)) FROM c;
WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 30)
SELECT names(logistic_fit(i % 3 = 0, i, sqrt(i))) FROM r;
WITH new AS (INSERT INTO u SELECT * FROM t WHERE x < 50 RETURNING y, x, ln(x) AS lx)
SELECT names(logistic_fit(y, x, lx)) FROM new;
CREATE VIEW v AS SELECT y, x, ln(x) AS lx FROM t;
SELECT names(logistic_fit(y, x, lx)) FROM v;
SELECT names(logistic_fit(y, x)) FROM (SELECT y, x FROM t UNION ALL SELECT y, z FROM u) q;
SELECT names(logistic_fit(y, x)) FROM (SELECT y, x FROM t EXCEPT SELECT y, x FROM u WHERE x = 3) q;

-- functions and lists of values
CREATE FUNCTION square(float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT $1 * $1';
SELECT names(logistic_fit(y, square(x))) FROM t;
SELECT names(logistic_fit(i % 3 = 0, i, i * i)) FROM generate_series(1, 30) i;
SELECT names(logistic_fit(i % 2 = 0, i, o)) FROM unnest(ARRAY[1, 2, 5, 3]) WITH ORDINALITY q(i, o);
SELECT names(logistic_fit(column1, column2)) FROM (VALUES (true, 1), (false, 2), (true, 3)) v;
SELECT names(logistic_fit(true, 1.0));

-- partitions, aggregated as a whole or one by one
CREATE TABLE part (y boolean, x float8, g int, q float8) PARTITION BY LIST (g);
CREATE TABLE part_0 PARTITION OF part FOR VALUES IN (0);
CREATE TABLE part_1 (q float8, gone int, g int, x float8, y boolean);
ALTER TABLE part_1 DROP COLUMN gone;
ALTER TABLE part ATTACH PARTITION part_1 FOR VALUES IN (1, 2);
INSERT INTO part SELECT y, x, g, z FROM t;
ANALYZE part;
SELECT names(logistic_fit(y, x, q, x * q)) FROM part;
SET enable_partitionwise_aggregate = on;
SELECT g, names(logistic_fit(y, x, q, x * q)) FROM part GROUP BY g ORDER BY g;

-- parallel plans, with the call above the workers and within them
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT names(logistic_fit(y, x, ln(x))) FROM t;
SELECT g, names(logistic_fit(y, x, x * q)) FROM part GROUP BY g ORDER BY g;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET enable_partitionwise_aggregate;

-- an index-only scan
CREATE INDEX ON t (x, y);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT names(logistic_fit(y, x, x + 1)) FROM t WHERE x < 40;
RESET enable_seqscan;
RESET enable_bitmapscan;

-- a query of every kind
CREATE TABLE kept AS SELECT g, names(logistic_fit(y, x, z)) AS f FROM t GROUP BY g;
CREATE MATERIALIZED VIEW seen AS SELECT names(logistic_fit(y, ln(x), z)) AS f FROM t;
REFRESH MATERIALIZED VIEW seen;
INSERT INTO kept SELECT 3, names(logistic_fit(y, x * 2)) FROM t;
UPDATE kept SET f = (SELECT names(logistic_fit(y, x, n)) FROM t WHERE t.g = kept.g) WHERE g = 1;
SELECT * FROM kept UNION ALL SELECT 4, f FROM seen ORDER BY 1;
BEGIN;
DECLARE c CURSOR FOR SELECT g, names(logistic_fit(y, x)) FROM t GROUP BY g ORDER BY g;
FETCH 1 FROM c;
FETCH 1 FROM c;
COMMIT;

-- parameters, sub-selects and windows
PREPARE p(float8) AS SELECT names(logistic_fit(y, x * $1, z)) FROM t;
SET plan_cache_mode = force_custom_plan;
EXECUTE p(2);
SET plan_cache_mode = force_generic_plan;
EXECUTE p(2);
RESET plan_cache_mode;
SELECT names(logistic_fit(y, x, (SELECT max(x) FROM u))) FROM t;
SELECT names(logistic_fit(y, EXISTS (SELECT FROM u WHERE u.x = t.z), x)) FROM t;
SELECT names((SELECT logistic_fit(u.y, u.x, u.z * t.x) FROM u)) FROM t WHERE x = 1;
SELECT DISTINCT names(logistic_fit(y, x, z) OVER ()) FROM t;
SELECT names(logistic_fit(y, (r).f1)) FROM (SELECT y, ROW(x, z) AS r FROM t OFFSET 0) q;

-- but a column that stands for a sub-select or a window has its own name
SELECT names(logistic_fit(y, s, x))
FROM (SELECT y, x, (SELECT max(u.x) FROM u WHERE u.z = t.z) AS s FROM t OFFSET 0) q;
SELECT names(logistic_fit(y, r)) FROM (SELECT y, row_number() OVER (ORDER BY z, x) AS r FROM t) q;

-- Where neither the text nor an expression can be told, a feature is x and its
-- place; an invented name gives way to one that is not
CREATE TABLE plain AS SELECT y, x AS x1, z AS x2 FROM t;
CREATE VIEW invented AS SELECT logistic_fit(y, (SELECT max(x) FROM u), x1, x2) AS m FROM plain;
SELECT names(m) FROM invented;

-- within the work table of a recursive query
WITH RECURSIVE r(i, f) AS (
    SELECT 1, NULL::text
    UNION ALL
    SELECT i + 1, f FROM (SELECT max(i) AS i, names(logistic_fit(i = 0, i, i * 2)) AS f
                          FROM (SELECT i FROM r) q) s WHERE i < 2)
SELECT * FROM r;

-- a long name is clipped, between characters
SELECT octet_length(names) <= 200, left(names, 20), right(names, 3)
FROM (SELECT names(logistic_fit(y, length(plan || repeat('x', z) || 'üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü'))) FROM t) q;
SELECT length(f[1]), length(f[2]), right(f[2], 5)
FROM (SELECT string_to_array(names(logistic_fit(y, z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z,
                                               z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z + z)), ' | ') f FROM t) q;

-- comparisons do not associate: their parentheses stay
CREATE VIEW compared AS SELECT logistic_fit(y, (x > 1) = (z > 2), ((x > 1) = y) = (z > 2), x + z > 3) AS m FROM t;
SELECT names(m) FROM compared;

-- options can give the names: of the features in order, and of the label
SELECT names(logistic_fit(logistic_options(names => '{age,"My Col"}', label => 'churned'), y, x + 1, plan)) FROM t;
SELECT logistic_fit(logistic_options(names => '{age}', label => 'churned'), y, x + 1)::jsonb->'label'->>'name' FROM t;
SELECT DISTINCT names(logistic_fit(logistic_options(names => '{a,b}'), y, x, z) OVER ()) FROM t;
SELECT names(logistic_fit(logistic_options(names => '{a,b}', weight => z), y, x, z)) FROM t;
SELECT names(logistic_fit(logistic_options(names => '{p}', reference => '{"p": "pro"}'), y, plan)) FROM t;

-- one for each feature, all different, none empty
SELECT logistic_fit(logistic_options(names => '{a}'), y, x, z) FROM t;
SELECT logistic_options(names => '{a,a}');
SELECT logistic_options(names => '{a,NULL}');
SELECT logistic_options(names => '{""}');
SELECT logistic_options(label => '');
SELECT '{"names": {"a": 1}}'::logistic_options;
SELECT '{"names": ["a", 2]}'::logistic_options;
SELECT '{"names": "a"}'::logistic_options;

-- the columns of a stored query name the terms, whatever its plan looks like
SELECT logistic_train('columns', 'SELECT z > 5 AS y, x * 2 AS x, plan || ''s'' AS "My Col" FROM t', holdout => 0);
SELECT term FROM logistic_coefficients('columns');
SELECT logistic_get('columns')::jsonb->'label'->>'name';
SELECT logistic_train('columns', 'SELECT y, x FROM t', options => logistic_options(names => '{a}'));
SELECT logistic_fit_distributed('SELECT y, x FROM t', options => logistic_options(label => 'a'));
SELECT logistic_drop('columns');

\pset tuples_only off
DROP TABLE t, u, pairs, suffix, part, kept, plain CASCADE;
DROP TYPE pair;
DROP FUNCTION square(float8), names(logistic_model);
