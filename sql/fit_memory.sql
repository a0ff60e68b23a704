-- Where the rows of a fit are kept, in memory or in a temporary file, shows
-- in nothing that a query can see.
\set VERBOSITY terse

CREATE TABLE t AS
SELECT i, i % 3 AS g, i * i % 7 < 3 AS y, sin(i) AS x, i % 11 AS z,
       (ARRAY['free', 'pro', 'team'])[1 + i % 3 % 2 + i % 2] AS plan,
       i % 4 = 0 AS ok, ARRAY[cos(i), cos(2 * i)] AS wave,
       CASE WHEN i > 9000 THEN 2 ELSE 1 END AS weight,
       CASE WHEN i > 11000 THEN 0.5 ELSE 0 END AS known
FROM generate_series(1, 12000) i;
ANALYZE t;
SET max_parallel_workers_per_gather = 0;
SET hash_mem_multiplier = 1;

-- every shape of a fit, by name
CREATE VIEW fits AS
SELECT 'numbers' AS fit, '' AS g, logistic_fit(y, x, z) AS m FROM t
UNION ALL
SELECT 'categories', '', logistic_fit(y, plan, x, ok, z) FROM t
UNION ALL
SELECT 'array', '', logistic_fit(y, wave, x) FROM t
UNION ALL
SELECT 'nothing but a label', '', logistic_fit(y) FROM t
UNION ALL
SELECT 'no numbers', '', logistic_fit(y, plan, ok) FROM t
UNION ALL
SELECT 'late weights', '',
       logistic_fit(logistic_options(weight => weight), y, x, z) FROM t
UNION ALL
SELECT 'late offsets', '',
       logistic_fit(logistic_options(logit_offset => known), y, x, z) FROM t
UNION ALL
SELECT 'late weights and offsets', '',
       logistic_fit(logistic_options(weight => weight, logit_offset => known),
                    y, x, plan) FROM t
UNION ALL
SELECT 'two in a query', '', a
FROM (SELECT logistic_fit(y, x, z) AS a, logistic_fit(ok, x) AS b FROM t) q
UNION ALL
SELECT 'groups', g::text, logistic_fit(y, x, z, ok) FROM t GROUP BY g
UNION ALL
SELECT 'grouping sets', format('%s %s', g, i % 2),
       logistic_fit(y, x, z) FROM t GROUP BY ROLLUP (g, i % 2);

SET work_mem = '1GB';
CREATE TABLE in_memory AS SELECT * FROM fits;

-- The same bytes from the file, for blocks are read in the order in which
-- they were filled.  Another order of rows, from a sort, or smaller blocks,
-- where many groups share little memory, may move the last digits.
CREATE FUNCTION differences(from_file logistic_model, from_memory logistic_model)
RETURNS bigint LANGUAGE SQL AS $$
    SELECT count(*)
    FROM logistic_coefficients(from_file) a
         FULL JOIN logistic_coefficients(from_memory) b USING (term)
    WHERE (abs(a.estimate - b.estimate) <= 1e-13 AND
           abs(a.std_error - b.std_error) <= 1e-13) IS NOT TRUE $$;

SET work_mem = '64kB';
SELECT fit, count(*) AS models, bool_and(f.m = i.m) AS same_bytes,
       sum(differences(f.m, i.m)) AS differences
FROM fits f FULL JOIN in_memory i USING (fit, g)
WHERE g = ''
GROUP BY fit ORDER BY fit COLLATE "C";

-- groups one after the other, each with a file of its own
SET enable_hashagg = off;
SELECT fit, count(*) AS models, sum(differences(f.m, i.m)) AS differences
FROM fits f FULL JOIN in_memory i USING (fit, g)
WHERE g <> ''
GROUP BY fit ORDER BY fit COLLATE "C";

-- groups all at once, which share one file and its memory
SET enable_hashagg = on;
SET enable_sort = off;
EXPLAIN (COSTS OFF) SELECT logistic_fit(y, x, z, ok) FROM t GROUP BY g;
SELECT fit, count(*) AS models, sum(differences(f.m, i.m)) AS differences
FROM fits f FULL JOIN in_memory i USING (fit, g)
WHERE g <> ''
GROUP BY fit ORDER BY fit COLLATE "C";

-- more groups than a hash table of that size can have: it spills itself
SELECT count(*) AS groups, sum(differences(f.m, i.m)) AS differences
FROM (SELECT i % 1000 AS g, logistic_fit(y, x) AS m FROM t GROUP BY 1) f,
     LATERAL (SELECT logistic_fit(y, x) AS m FROM t WHERE i % 1000 = f.g) i;
RESET enable_sort;

-- a frame that grows with the table; without a callback it stays in memory
SELECT i, abs(ours.log_lik - plain.log_lik) < 1e-9 AS same
FROM (SELECT i, logistic_fit(y, x, z) OVER (ORDER BY i / 4000) AS m FROM t) w,
     logistic_statistics(m) AS ours,
     logistic_statistics((SELECT logistic_fit(y, x, z) FROM t WHERE t.i <= w.i)) AS plain
WHERE i IN (3999, 7999, 11999) ORDER BY i;

-- a frame that slides
SET client_min_messages = error;
SELECT i, nobs FROM (SELECT i, logistic_fit(y, x) OVER (ORDER BY i ROWS 999 PRECEDING) AS m
                     FROM t WHERE i <= 1200) w,
     logistic_statistics(m) WHERE i IN (999, 1000, 1200) ORDER BY i;
RESET client_min_messages;

-- a cursor that is read on after an error and beyond a subtransaction
BEGIN;
DECLARE c CURSOR FOR SELECT g, (SELECT nobs FROM logistic_statistics(m))
FROM (SELECT g, logistic_fit(y, x, z) AS m FROM t GROUP BY g ORDER BY g) q;
FETCH c;
SAVEPOINT s;
SELECT logistic_fit(y, CASE WHEN i < 11999 THEN x ELSE 'NaN' END) FROM t;
ROLLBACK TO s;
FETCH c;
SAVEPOINT s;
FETCH c;
RELEASE s;
COMMIT;

-- the file counts as a temporary file
SET temp_file_limit = '64kB';
\set VERBOSITY sqlstate
SELECT logistic_fit(y, x, z) FROM t;
\set VERBOSITY terse
SET work_mem = '4MB';
SELECT status FROM logistic_statistics((SELECT logistic_fit(y, x, z) FROM t));
RESET temp_file_limit;
SET work_mem = '64kB';

-- no NaN hides, whether it comes in a full block or in the last rows
SELECT logistic_fit(y, x, CASE WHEN i = 700 THEN 'Infinity' ELSE x END) FROM t;
SELECT logistic_fit(y, x, CASE WHEN i = 11999 THEN 'NaN' ELSE x END) FROM t;
SELECT logistic_fit(y, CASE WHEN i = 8 THEN ARRAY[1, '-Infinity'::float8, 3] ELSE ARRAY[x, x, x] END) FROM t;
SELECT logistic_fit(y, plan, ok, CASE WHEN i = 3 THEN 'NaN' ELSE x END, z) FROM t WHERE i < 10;
SELECT logistic_fit(y, CASE WHEN i = 30 THEN 'NaN' ELSE x END) OVER (ORDER BY i / 30) FROM t WHERE i < 100;

-- the first of several is named
SELECT logistic_fit(y, CASE WHEN i = 6 THEN 'NaN' ELSE x END, CASE WHEN i = 5 THEN 'Infinity' ELSE x END) FROM t;

-- no temporary file is left
SELECT count(*) FROM pg_ls_tmpdir();

DROP VIEW fits;
DROP TABLE t, in_memory;
DROP FUNCTION differences;
