-- Fits in parallel plans: there is no combine function, so the rows of a
-- group always come together in one process, whichever it is.
\set VERBOSITY terse

CREATE TABLE t AS
SELECT i, i % 3 AS g, i * i % 7 < 3 AS y, sin(i) AS x, i % 11 AS z,
       (ARRAY['free', 'pro', 'team'])[1 + i % 3 % 2 + i % 2] AS plan
FROM generate_series(1, 20000) i;
ANALYZE t;

SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS
SELECT 'whole' AS part, logistic_fit(y, x, z, plan) AS m FROM t
UNION ALL
SELECT g::text, logistic_fit(y, x, z, plan) FROM t GROUP BY g;

-- rows arrive in another order: that moves the last digits
CREATE FUNCTION differences(a logistic_model, b logistic_model)
RETURNS bigint LANGUAGE SQL PARALLEL SAFE AS $$
    SELECT count(*)
    FROM logistic_coefficients(a) a FULL JOIN logistic_coefficients(b) b USING (term)
    WHERE (abs(a.estimate - b.estimate) <= 1e-12 AND
           abs(a.std_error - b.std_error) <= 1e-12) IS NOT TRUE $$;

SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET work_mem = '64kB';
SET hash_mem_multiplier = 1;

-- the scan is shared, the fit is not
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT logistic_fit(y, x, z, plan) FROM t;

-- with no, one and four workers: of the whole, of each group, and in a sub-select
SELECT format('SET max_parallel_workers_per_gather = %s', n), q
FROM unnest(ARRAY[0, 1, 4]) n,
     (VALUES ($$SELECT differences(m, (SELECT m FROM serial WHERE part = 'whole'))
                FROM (SELECT logistic_fit(y, x, z, plan) AS m FROM t) f$$),
             ($$SELECT sum(differences(f.m, s.m)) AS groups
                FROM (SELECT g::text AS part, logistic_fit(y, x, z, plan) AS m FROM t GROUP BY g) f
                     JOIN serial s USING (part)$$),
             ($$SELECT sum(differences((SELECT logistic_fit(y, x, z, plan) FROM t WHERE g::text = part), m)) AS each_group
                FROM serial WHERE part <> 'whole'$$)) v (q) \gexec

-- the whole query in a worker, with its temporary file
SELECT set_config(CASE WHEN current_setting('server_version_num')::int < 160000
                       THEN 'force_parallel_mode' ELSE 'debug_parallel_query' END,
                  'on', false) AS forced;
SELECT part, differences(m, (SELECT m FROM serial s WHERE s.part = f.part))
FROM (SELECT g::text AS part, logistic_fit(y, x, z, plan) AS m FROM t GROUP BY g) f ORDER BY part;
SELECT differences(logistic_fit(y, x, z, plan), (SELECT m FROM serial WHERE part = 'whole')) FROM t;
SELECT logistic_fit(y, x / nullif(i - 777, 0) * CASE WHEN i = 778 THEN 'Infinity'::float8 ELSE 1 END) FROM t;
SELECT count(*) FROM pg_ls_tmpdir();

DROP FUNCTION differences;
DROP TABLE t, serial;
