-- logistic_fit_distributed: it answers what logistic_fit answers, over rows
-- that it never fetches.  Several servers are tested by test/t/servers.pl.
\set VERBOSITY terse
SET logistic.passes = on; -- over local tables, too

CREATE TEMP TABLE t AS
SELECT i AS id, i * i % 7 < 3 AS y, i * i % 7 < 3 AND i % 5 > 0 AS z,
       i % 11 AS age, (i * 31 % 17)::numeric / 8 AS price, i % 4 = 0 AS ok,
       (ARRAY['free', 'pro', 'team', 'it''s "odd"\'])[1 + i % 4] AS plan,
       ARRAY[sin(i), cos(i * i)] AS xs, i % 3 AS w, i % 2 / 4.0 AS o,
       i % 5 AS shard
FROM generate_series(1, 400) i;
UPDATE t SET age = NULL WHERE id % 50 = 7;
UPDATE t SET plan = NULL WHERE id % 50 = 8;
UPDATE t SET xs[2] = NULL WHERE id % 50 = 9;
UPDATE t SET y = NULL WHERE id % 50 = 10;
-- relative difference; of an estimate near zero, relative to its error
CREATE FUNCTION far(a float8, b float8, error float8 DEFAULT 0) RETURNS float8 LANGUAGE SQL AS $$
    SELECT CASE WHEN a IS NOT DISTINCT FROM b THEN 0
                WHEN a IS NULL OR b IS NULL OR a = 0 AND error = 0 THEN 1
                ELSE abs(b - a) / (abs(a) + coalesce(error, 0)) END $$;
CREATE FUNCTION agree(a logistic_model, b logistic_model) RETURNS boolean LANGUAGE SQL AS $$
    SELECT (SELECT array_agg(term) FROM logistic_coefficients(a))
         = (SELECT array_agg(term) FROM logistic_coefficients(b))
       AND (SELECT array_agg((feature, type, levels)) FROM logistic_features(a))
         = (SELECT array_agg((feature, type, levels)) FROM logistic_features(b))
       AND (SELECT max(greatest(far(c.estimate, d.estimate, c.std_error), far(c.std_error, d.std_error)))
            FROM logistic_coefficients(a) c JOIN logistic_coefficients(b) d USING (term)) < 1e-10
       AND (SELECT count(*) = 0 OR max(greatest(far(c.mean, d.mean), far(c.std_dev, d.std_dev),
                                far(c.min, d.min), far(c.max, d.max))) < 1e-10 AND bool_and(c.deciles IS NOT DISTINCT FROM d.deciles)
            FROM logistic_features(a) c JOIN logistic_features(b) d USING (feature))
       AND (SELECT (s.status, s.nobs, s.n_skipped, s.n_positive, s.sum_weights, s.df_null, s.df_residual)
                 IS NOT DISTINCT FROM (r.status, r.nobs, r.n_skipped, r.n_positive, r.sum_weights, r.df_null, r.df_residual)
               AND greatest(far(s.log_lik, r.log_lik), far(s.null_log_lik, r.null_log_lik), far(s.aic, r.aic)) < 1e-10
               AND far(s.condition_number, r.condition_number) < 1e-3
            FROM logistic_statistics(a) s, logistic_statistics(b) r) $$;

-- numbers, booleans, categories and arrays; rows with a NULL are counted
SELECT agree((SELECT logistic_fit(y, age, price, ok, plan, xs) FROM t),
             logistic_fit_distributed('SELECT y, age, price, ok, plan, xs FROM t'));
SELECT agree((SELECT logistic_fit(y) FROM t), logistic_fit_distributed('SELECT y FROM t'));

-- of more than a thousand rows, deciles are those of a sample
SELECT feature, bool_and(abs(d - k * 0.1) < 0.1) AS near, count(*)
FROM logistic_features(logistic_fit_distributed('SELECT i % 7 < 3, i / 20000.0 AS uniform, sin(i) FROM generate_series(1, 20000) i')),
     unnest(deciles) WITH ORDINALITY AS u (d, k)
WHERE feature = 'uniform' GROUP BY feature;

-- many rows start near the maximum of the sample, and end where they must
CREATE TABLE many AS SELECT i * 4827::bigint % 65537 % 1000 < 300 + 200 * sin(i) + 40 * cos(i * 7) AS y, sin(i) AS a, cos(i * 7) AS b, i % 3 = 0 AS c FROM generate_series(1, 430000) i;
SELECT max(abs(c.estimate / d.estimate - 1)) < 1e-10 AND max(abs(c.std_error / d.std_error - 1)) < 1e-10 AS agree
FROM (SELECT logistic_fit(y, a, b, c) AS a, logistic_fit_distributed('TABLE many') AS b FROM many) AS m,
     LATERAL logistic_coefficients(a) AS c JOIN LATERAL logistic_coefficients(b) AS d USING (term);
DROP TABLE many;

-- an array before a number: the columns keep their order
SELECT agree(a, logistic_fit_distributed('SELECT y, xs, price, ARRAY[age] AS "ARRAY[age]" FROM t'))
FROM (SELECT logistic_fit(y, xs, price, ARRAY[age]) AS a FROM t) AS m;

-- weights and offsets are columns; a weight of zero leaves the row out
SELECT agree((SELECT logistic_fit(logistic_options(weight => w, logit_offset => o), y, age, plan) FROM t),
             logistic_fit_distributed('SELECT w, y, age, o, plan FROM t', label => 'y',
                                      weight_column => 'w', offset_column => 'o'));

SELECT agree((SELECT logistic_fit(logistic_options(weight => w, logit_offset => o, class_weight => 'balanced', std_error => 'HC1'), y, age, xs) FROM t),
             logistic_fit_distributed('SELECT y, age, xs, o, w, shard FROM t', weight_column => 'w', offset_column => 'o', partition_key => 'shard',
                                      options => logistic_options(class_weight => 'balanced', std_error => 'HC1')));

-- every kind of label
SELECT agree((SELECT logistic_fit(y::int, age) FROM t),
             logistic_fit_distributed('SELECT y::int, age FROM t')),
       agree((SELECT logistic_fit(CASE WHEN y THEN 'yes' ELSE 'no' END, age) FROM t),
             logistic_fit_distributed('SELECT CASE WHEN y THEN ''yes'' ELSE ''no'' END AS y, age FROM t')),
       agree((SELECT logistic_fit(logistic_options(positive => 'no'), CASE WHEN y THEN 'yes' ELSE 'no' END, age) FROM t),
             logistic_fit_distributed('SELECT CASE WHEN y THEN ''yes'' ELSE ''no'' END AS y, age FROM t',
                                      options => logistic_options(positive => 'no')));

-- every kind of category
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN tier AS varchar(9);
CREATE TEMP TABLE kinds AS
SELECT y, plan::char(12) AS padded, plan::tier AS tier, substr(plan, 1, 1)::"char" AS letter,
       plan::name AS name, (ARRAY['happy', 'sad', 'ok'])[1 + id % 3]::mood AS mood,
       md5((id % 3)::text)::uuid AS uuid FROM t;
SELECT kind, agree(a, logistic_fit_distributed(format('SELECT y, %I FROM kinds', kind)))
FROM (SELECT logistic_fit(y, padded) AS padded, logistic_fit(y, tier) AS tier, logistic_fit(y, letter) AS letter,
             logistic_fit(y, name) AS name, logistic_fit(y, mood) AS mood, logistic_fit(y, uuid) AS uuid FROM kinds) AS m,
     LATERAL (VALUES ('padded', padded), ('tier', tier), ('letter', letter), ('name', name), ('mood', mood), ('uuid', uuid)) AS v (kind, a);

-- options: those of the fit, and those of the scores
SELECT what, agree(a, logistic_fit_distributed('SELECT y, age, plan FROM t', options => options))
FROM (VALUES ('intercept', logistic_options(intercept => false)),
             ('reference', logistic_options(reference => '{"plan": "pro"}')),
             ('ridge', logistic_options(l2 => 3)),
             ('lasso', logistic_options(l1 => 3)),
             ('elastic net', logistic_options(l1 => 2, l2 => 1)),
             ('prevalence', logistic_options(prevalence => 0.1)),
             ('HC0', logistic_options(std_error => 'HC0')),
             ('HC1', logistic_options(std_error => 'HC1')),
             ('HC2', logistic_options(std_error => 'HC2')),
             ('HC3', logistic_options(std_error => 'HC3')),
             ('balanced', logistic_options(class_weight => 'balanced')),
             ('balanced, HC3', logistic_options(class_weight => 'balanced', std_error => 'HC3', prevalence => 0.2)),
             ('scores', logistic_options(threshold => 0.3, on_null => 'mean', on_new_level => 'reference'))) AS v (what, options),
     LATERAL (SELECT logistic_fit(options, y, age, plan) AS a FROM t) AS m;

-- what is not to be had without the rows
SELECT logistic_fit_distributed('SELECT y, age FROM t', options => logistic_options(method => 'firth'));
SELECT logistic_fit_distributed('SELECT y, age FROM t', options => logistic_options(profile => true));
SELECT logistic_fit_distributed('SELECT y, age FROM t', options => logistic_options("cluster" => 'a'));
SELECT logistic_fit_distributed('SELECT y, age FROM t', options => logistic_options(weight => 2));
SELECT logistic_fit_distributed('SELECT y, age FROM t', options => logistic_options(logit_offset => 1));

-- odd data is no error: one class, separation, aliased terms, no rows
SELECT status FROM logistic_statistics(logistic_fit_distributed('SELECT y OR true, age FROM t'));
SELECT status FROM logistic_statistics(logistic_fit_distributed('SELECT ''yes''::text AS y, age FROM t'));
SELECT agree((SELECT logistic_fit(z, age, plan, id % 5 = 0) FROM t),
             logistic_fit_distributed('SELECT z, age, plan, id % 5 = 0 AS "id % 5 = 0" FROM t'));
SELECT agree((SELECT logistic_fit(price > 1, age, price) FROM t),
             logistic_fit_distributed('SELECT price > 1 AS "price > 1", age, price FROM t'));
SELECT agree((SELECT logistic_fit(y, age, age * 2 + 1, 7) FROM t),
             logistic_fit_distributed('SELECT y, age, age * 2 + 1 AS "age * 2 + 1", 7 AS "7" FROM t'));
SELECT logistic_fit_distributed('SELECT y, age FROM t WHERE false') IS NULL,
       logistic_fit_distributed('SELECT y, plan, xs FROM t WHERE false') IS NULL,
       logistic_fit_distributed('SELECT y, xs FROM t WHERE age IS NULL AND xs IS NULL') IS NULL,
       logistic_fit_distributed('SELECT y, age, 0 AS w FROM t', weight_column => 'w') IS NULL;

-- by partition key or in parts: the same, also where parts are empty, of one
-- class, or the only ones with a level
SELECT agree(a, logistic_fit_distributed('SELECT y, age, plan, xs, shard FROM t', partition_key => 'shard')),
       agree(a, logistic_fit_distributed('SELECT y, age, plan, xs, id FROM t', partition_key => 'id')),
       agree(a, logistic_fit_distributed(ARRAY['SELECT y, age, plan, xs FROM t WHERE plan = ''pro''; ',
                                               'SELECT y, age, plan, xs FROM t WHERE false',
                                               'SELECT y, age, plan, xs FROM t WHERE plan <> ''pro'' AND y -- a comment',
                                               'SELECT y, age, plan, xs FROM t WHERE (plan <> ''pro'' AND NOT y) OR plan IS NULL OR (y IS NULL AND plan <> ''pro'')']))
FROM (SELECT logistic_fit(y, age, plan, xs) AS a FROM t) AS m;

-- the plan may be parallel
SET max_parallel_workers_per_gather = 2;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
CREATE TABLE wide_rows AS SELECT y, age, plan, xs, repeat('x', 500) AS filler FROM t;
ANALYZE wide_rows;
CREATE FUNCTION plan_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
    BEGIN RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query; END $$;
SELECT * FROM plan_of('SELECT logistic_internal.logistic_step(''\x'', 1, 1, 0, ARRAY[age]) FROM wide_rows');
SELECT agree((SELECT logistic_fit(y, age, plan, xs) FROM t),
             logistic_fit_distributed('SELECT y, age, plan, xs FROM wide_rows'));
RESET max_parallel_workers_per_gather;
RESET min_parallel_table_scan_size;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
DROP TABLE wide_rows;

-- a registered model may be trained so, and is refitted as it was trained
CREATE TABLE kept AS SELECT y, age, plan, w, o, shard AS "part %" FROM t;
SELECT logistic_train('fetched', 'SELECT y, age, plan, w, o FROM kept', weight_column => 'w', offset_column => 'o',
                      options => logistic_options(l2 => 1, reference => '{"plan": "pro"}')),
       logistic_train('apart', 'TABLE kept;', weight_column => 'w', offset_column => 'o',
                      options => logistic_options(l2 => 1, reference => '{"plan": "pro"}'), partition_key => 'part %'),
       logistic_train('parallel', 'SELECT y, age FROM kept -- all', distributed => true, holdout => 0);
SELECT agree(logistic_get('fetched'), logistic_get('apart'));
SELECT (logistic_refit('apart', promote => 'if_better')).version;
SELECT name, version, active, distributed, partition_key, nobs, round(log_loss::numeric, 9) IS NULL AS unknown
FROM logistic_model_versions ORDER BY 1, 2;
SELECT logistic_train('apart', 'TABLE kept', cluster_column => 'plan', partition_key => 'part %');
SELECT logistic_train('apart', 'TABLE kept', partition_key => 'part');
SELECT logistic_drop(name) FROM (VALUES ('fetched'), ('apart'), ('parallel')) AS v (name);
DROP TABLE kept;

-- all passes see the rows of the caller's snapshot, and cannot write
SELECT logistic_fit_distributed('SELECT y, age FROM t FOR UPDATE');

CREATE TEMP SEQUENCE s;
SELECT logistic_fit_distributed('SELECT y, price FROM t WHERE nextval(''s'') <= 500');
-- rows that change between two passes are no sample of anything, even where
-- there are as many as before: labels, features and weights are compared
ALTER SEQUENCE s RESTART;
SELECT logistic_fit_distributed('SELECT y = (nextval(''s'') <= 1000) AS y, price FROM t WHERE price IS NOT NULL');
ALTER SEQUENCE s RESTART;
SELECT logistic_fit_distributed('SELECT y, price + (nextval(''s'') > 1000)::int AS price FROM t WHERE price IS NOT NULL');
ALTER SEQUENCE s RESTART;
SELECT logistic_fit_distributed('SELECT y, price, 1 + (nextval(''s'') > 1000)::int AS weight FROM t WHERE price IS NOT NULL', weight_column => 'weight');

-- values are checked as logistic_fit checks them
SELECT logistic_fit_distributed('SELECT y, CASE id WHEN 20 THEN ''NaN'' ELSE age::float8 END FROM t');
SELECT logistic_fit_distributed('SELECT y, age, xs || CASE id WHEN 20 THEN ''Infinity''::float8 ELSE 1 END FROM t');
SELECT logistic_fit_distributed('SELECT id % 3, age FROM t');
SELECT logistic_fit_distributed('SELECT plan, age FROM t');
SELECT logistic_fit_distributed('SELECT y, age, -1 AS w FROM t', weight_column => 'w');
SELECT logistic_fit_distributed('SELECT y, age, ''NaN''::float8 AS o FROM t', offset_column => 'o');
SELECT logistic_fit_distributed('SELECT y, xs[:1 + (id / 300)] AS xs FROM t ORDER BY id');
SELECT logistic_fit_distributed('SELECT i % 2, i::text FROM generate_series(1, 1001) i');
SELECT logistic_fit_distributed('SELECT CASE WHEN y THEN ''a'' ELSE ''b'' END, age FROM t',
                                options => logistic_options(positive => 'c'));

-- wrong calls
SELECT logistic_fit_distributed(NULL::text);
SELECT logistic_fit_distributed('');
SELECT logistic_fit_distributed('SELECT 1; SELECT 2');
SELECT logistic_fit_distributed('SELECT 1) AS q, (SELECT 2');
SELECT logistic_fit_distributed('VALUES (true)') IS NOT NULL;
SELECT logistic_fit_distributed('TABLE t', label => 'nothing');
SELECT logistic_fit_distributed('SELECT y, age FROM t', partition_key => 'shard');
SELECT logistic_fit_distributed('SELECT y, now() FROM t');
SELECT logistic_fit_distributed('SELECT y, age, age FROM t');
SELECT logistic_fit_distributed(ARRAY[]::text[]);
SELECT logistic_fit_distributed(ARRAY['SELECT y, age FROM t', NULL]);
SELECT logistic_fit_distributed(ARRAY['SELECT y, age FROM t', 'SELECT y, price FROM t']);
SELECT logistic_fit_distributed(ARRAY['SELECT y, age FROM t', 'SELECT y FROM t']);

DROP DOMAIN tier CASCADE;
DROP TYPE mood CASCADE;
DROP FUNCTION agree, far, plan_of;

-- An error of the query comes without the SQL that the fit makes of it.
CREATE TABLE by_zero AS SELECT i % 3 = 0 AS y, i % 10 AS x FROM generate_series(1, 400) AS i;
\set VERBOSITY default
SELECT logistic_train('by zero', 'SELECT y, 1 / (x - 3) AS inverse FROM by_zero', distributed => true);
SELECT logistic_fit_distributed('SELECT y, 1 / (x - 3) AS inverse FROM by_zero');
DROP TABLE by_zero;

-- The rows of local tables are read once, unless they would not fit into the
-- temporary files that a session may have.
SET logistic.passes = off;
CREATE TABLE local_rows AS SELECT i % 7 < 3 AS y, sin(i) AS x, CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END AS c FROM generate_series(1, 3000) AS i;
ANALYZE local_rows;
CREATE FUNCTION reads(VARIADIC queries text[]) RETURNS bigint LANGUAGE plpgsql AS $$
    DECLARE
        before bigint;
        n bigint;
    BEGIN
        SELECT seq_scan INTO before FROM pg_stat_xact_user_tables WHERE relname = 'local_rows';
        PERFORM logistic_fit_distributed(queries);
        SELECT seq_scan INTO n FROM pg_stat_xact_user_tables WHERE relname = 'local_rows';
        RETURN n - before;
    END $$;
SELECT reads('SELECT y, x, c FROM local_rows'), reads('SELECT y, x FROM local_rows WHERE c = ''a''', 'SELECT y, x FROM local_rows WHERE c = ''b''');
SET temp_file_limit = '8kB';
SET work_mem = '64kB';
SELECT reads('SELECT y, x, c FROM local_rows') > 3 AS passes, reads('SELECT y, x FROM local_rows LIMIT 100') AS few;
SET logistic.passes = on;
RESET temp_file_limit;
RESET work_mem;
SELECT reads('SELECT y, x, c FROM local_rows') > 3 AS passes;
DROP FUNCTION reads;
DROP TABLE local_rows;
