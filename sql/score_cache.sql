-- What a call site remembers: plans by model, row types, and nothing stale.
\set VERBOSITY terse
CREATE TEMP TABLE many AS
SELECT i, format('{"label": "y", "intercept": %s, "coefficients": {"x": %s}}', i, i % 7)::logistic_model AS m
FROM generate_series(0, 999) i;

-- models that differ only in what they do with a NULL and with a new level
WITH fitted AS (SELECT logistic_fit(y, x, c) AS m FROM (SELECT i % 7 < 3 AS y, i % 10 AS x, chr(97 + i % 3) AS c FROM generate_series(1, 100) i) t),
     policies AS (SELECT on_null, on_new_level, logistic_with(m, on_null => on_null, on_new_level => on_new_level) AS m
                  FROM fitted, unnest(ARRAY['null', 'mean']) AS on_null, unnest(ARRAY['null', 'reference']) AS on_new_level)
SELECT on_null, on_new_level, logistic_score(m, NULL::float8, 'a'::text) IS NULL AS null_of_null, logistic_score(m, 1::float8, 'new'::text) IS NULL AS null_of_new FROM policies ORDER BY 1, 2;

-- a thousand models in turns, from a join, in memory and on disk
SELECT count(*), sum(logistic_score(m, x) - (i + i % 7 * x)) AS difference
FROM many, generate_series(1, 3) x;
SELECT count(*), sum(logistic_score(m, r) - (i + i % 7 * x)) AS difference
FROM many, LATERAL (SELECT x::float8 FROM generate_series(1, 3) x) r;

-- so many that work_mem cannot hold their plans
SET work_mem = '64kB';
SELECT count(*), sum(logistic_score(m, x) - (i + i % 7 * x)) AS difference
FROM generate_series(1, 3) x, many;
RESET work_mem;

-- the same memory holds another model in every turn of the loop
DO $$
DECLARE
    model logistic_model;
    difference float8 := 0;
BEGIN
    FOR turn IN 1..300 LOOP
        model := format('{"label": "y", "intercept": %s, "coefficients": {"x": 1}}', 100 + turn % 9);
        difference := difference + abs(logistic_score(model, 2::float8) - (102 + turn % 9));
    END LOOP;
    RAISE NOTICE 'difference %', difference;
END $$;

-- a prepared statement meets other models than it was planned with
CREATE TEMP TABLE current AS SELECT m FROM many WHERE i = 8;
SET plan_cache_mode = force_generic_plan;
PREPARE by_table AS SELECT logistic_score((SELECT m FROM current), 10);
PREPARE by_parameter(logistic_model) AS SELECT logistic_score($1, 10);
EXECUTE by_table;
UPDATE current SET m = many.m FROM many WHERE i = 9;
EXECUTE by_table;
\set ECHO errors
SELECT format('EXECUTE by_parameter(%L)', m) FROM many WHERE i IN (10, 11) \gexec
\set ECHO all
DEALLOCATE ALL;
RESET plan_cache_mode;

-- compressed, external and plain values of one model score the same
CREATE TEMP TABLE written AS
SELECT format('{"label": "y", "intercept": 0, "coefficients": {%s}}', string_agg(format('"x%s": %s', i, i), ', ' ORDER BY i)) AS t
FROM generate_series(10, 24) i;
CREATE TEMP TABLE stored (storage text, m logistic_model);
INSERT INTO stored SELECT 'compressed', t::logistic_model FROM written;
ALTER TABLE stored ALTER m SET STORAGE EXTERNAL;
INSERT INTO stored SELECT 'external', t::logistic_model FROM written;
INSERT INTO stored VALUES ('other', '{"label": "y", "intercept": 1, "coefficients": {"x10": 1}}');
SELECT storage, pg_column_size(m) < 2000 AS is_short FROM stored WHERE storage <> 'other' ORDER BY 1;
SELECT storage, logistic_score(m, r), logistic_score(m, s)
FROM (TABLE stored UNION ALL SELECT 'plain', t::logistic_model FROM written) stored,
     (SELECT 1 AS x10, 2 AS x11, 3 AS x12, 4 AS x13, 5 AS x14, 6 AS x15, 7 AS x16, 8 AS x17, 9 AS x18, 10 AS x19, 11 AS x20, 12 AS x21, 13 AS x22, 14 AS x23, 15 AS x24) r,
     (SELECT 0 AS x10, 0 AS x11, 0 AS x12, 0 AS x13, 0 AS x14, 0 AS x15, 0 AS x16, 0 AS x17, 0 AS x18, 0 AS x19, 0 AS x20, 0 AS x21, 0 AS x22, 0 AS x23, 1 AS x24) s
ORDER BY 1;

-- models whose features differ, row by row and by record
INSERT INTO many VALUES
    (1000, '{"label": "y", "intercept": 0, "coefficients": {"x": 1}}'),
    (1001, '{"label": "y", "intercept": 0, "coefficients": {"z": 10}}'),
    (1002, '{"label": "y", "intercept": 0, "coefficients": {"z": 100, "x": 1}}'),
    (1003, '{"label": "y", "intercept": 7, "coefficients": {}}');
SELECT i, logistic_score(m, r) FROM many, (VALUES (1, 2.5::float8, 3::float8), (2, NULL, 4)) r (id, x, z)
WHERE i >= 1000 ORDER BY i, id;
SELECT logistic_score(m, 1) FROM many WHERE i >= 1000;

-- the row type changes between the calls, and between the rows
CREATE TEMP TABLE narrow (x float8);
CREATE TEMP TABLE wide (note text, gone int, x int, z float8);
INSERT INTO narrow VALUES (1), (2);
INSERT INTO wide VALUES ('a', 1, 3, 30), (NULL, 1, 4, 40);
ALTER TABLE wide DROP COLUMN gone;
CREATE FUNCTION pg_temp.score_of(r record) RETURNS float8 LANGUAGE plpgsql AS $$
BEGIN
    RETURN logistic_score((SELECT m FROM many WHERE i = 1000), r);
END $$;
SELECT pg_temp.score_of(r) FROM narrow r UNION ALL SELECT pg_temp.score_of(r) FROM wide r;
DO $$
DECLARE
    r record;
    model logistic_model := (SELECT m FROM many WHERE i = 1000);
    total float8 := 0;
BEGIN
    FOR turn IN 1..20 LOOP
        IF turn % 2 = 0 THEN
            SELECT * INTO r FROM narrow LIMIT 1;
        ELSE
            SELECT * INTO r FROM wide LIMIT 1;
        END IF;
        total := total + logistic_score(model, r);
    END LOOP;
    RAISE NOTICE 'total %', total;
END $$;
ALTER TABLE wide ADD y2 int, ALTER x TYPE float8;
SELECT logistic_score(m, r) FROM wide r, many WHERE i = 1002;

-- columns of all fixed widths, by place; then one without, a NULL, and a record made before a column was added
CREATE TYPE mood AS ENUM ('low', 'high');
CREATE TABLE packed (b bool, i8 int8, c "char", i2 int2, f4 float4, u uuid, n name, e mood, f8 float8);
INSERT INTO packed VALUES (true, 2, 'q', 3, 4.5, '00000000-0000-0000-0000-00000000000a', 'nn', 'high', 0.25);
CREATE TEMP TABLE mixed AS SELECT '{"label": "y", "intercept": 1,
    "features": {"c": {"levels": ["p", "q"]}, "u": {"levels": ["00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-00000000000a"]},
                 "n": {"levels": ["mm", "nn"]}, "e": {"levels": ["low", "high"]}},
    "coefficients": {"b": 10, "i8": 100, "cq": 1000, "i2": 10000, "f4": 100000, "u00000000-0000-0000-0000-00000000000a": 3, "nnn": 5, "ehigh": 7, "f8": 16}}'::logistic_model AS m;
CREATE FUNCTION pg_temp.score_of(m logistic_model, r record) RETURNS float8 LANGUAGE plpgsql AS $$
BEGIN
    RETURN logistic_score(m, r);
END $$;
-- 1 + 10 + 200 + 1000 + 30000 + 450000 + 3 + 5 + 7 + 4
SELECT pg_temp.score_of(m, p), logistic_score(m, p) FROM packed p, mixed;
CREATE TABLE holder (p packed);
INSERT INTO holder SELECT p FROM packed p;
ALTER TABLE packed ADD note text, ADD g float8;
INSERT INTO packed VALUES (true, NULL, 'q', 3, 4.5, NULL, 'nn', 'high', 0.25, 'long', 1), (true, 2, 'q', 3, 4.5, '00000000-0000-0000-0000-00000000000a', 'nn', 'high', 0.25, NULL, 2);
SELECT g, pg_temp.score_of(m, p), pg_temp.score_of('{"label": "y", "intercept": 1, "coefficients": {"g": 2, "f8": 16}}', p) FROM packed p, mixed ORDER BY g;
SELECT pg_temp.score_of(m, p), pg_temp.score_of('{"label": "y", "intercept": 1, "coefficients": {"g": 2, "f8": 16}}', p) FROM holder, mixed;
DROP TABLE holder, packed;
DROP TYPE mood;

-- one call site, and a row type that changes between its records
CREATE TABLE moving (a int, x float8, y float8);
INSERT INTO moving VALUES (1, 10, 2);
CREATE FUNCTION pg_temp.follow(m logistic_model) RETURNS SETOF float8 LANGUAGE plpgsql AS $$
DECLARE
    r record;
    change text;
BEGIN
    FOREACH change IN ARRAY ARRAY['ALTER a TYPE text USING repeat(a::text, 30)', 'ALTER x TYPE text', 'ALTER x TYPE int USING 5 + x::int',
                                  'DROP y, ADD y float8 DEFAULT 77', 'RENAME x TO z', 'RENAME y TO x', 'RENAME z TO y', 'ADD b int'] LOOP
        SELECT moving AS row INTO r FROM moving;
        BEGIN
            RETURN NEXT logistic_score(m, r.row);
        EXCEPTION WHEN datatype_mismatch OR undefined_column THEN
            RAISE NOTICE '%', SQLERRM;
        END;
        EXECUTE 'ALTER TABLE moving ' || change;
    END LOOP;
END $$;
SELECT pg_temp.follow('{"label": "y", "intercept": 0, "coefficients": {"x": 10, "y": 1}}');
DROP TABLE moving;

-- a NULL gives NULL whatever the other values are; else they must be finite
SELECT logistic_score(m, 'NaN'::float8, NULL::float8) IS NULL AS by_null FROM many WHERE i = 1002;
SELECT logistic_score(m, 1::float8, 'NaN'::float8) FROM many WHERE i = 1002;
SELECT logistic_score(m, '-Infinity'::float8) FROM many WHERE i = 1000;
SELECT logistic_score(m, r) FROM many, (VALUES ('Infinity'::float8)) r (x) WHERE i = 0;

-- finite values whose products leave the range of doubles
SELECT logistic_score('{"label": "y", "intercept": 0, "coefficients": {"x": 1e200, "z": -1e200}}'::logistic_model, 1e200::float8, z) FROM (VALUES (0::float8), (1e200)) v (z);

-- parallel workers score as well as the leader does
CREATE TABLE scored AS SELECT x::float8, x::float8 / 3 AS z, x % 2 = 0 AS b, x::numeric / 7 AS n FROM generate_series(1, 5000) x;
CREATE TABLE scoring AS SELECT m FROM many WHERE i = 1002;
ANALYZE scored;
CREATE FUNCTION runs_in_workers(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
        IF line ~ 'Workers Launched: [1-9]' THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END $$;
SELECT sum(logistic_predict((SELECT m FROM scoring), x / 1e6, z / 1e6)) AS serial FROM scored \gset
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET parallel_leader_participation = off;
SET max_parallel_workers_per_gather = 2;
SELECT runs_in_workers('SELECT sum(logistic_predict((SELECT m FROM scoring), x / 1e6, z / 1e6)) FROM scored');
SELECT abs(sum(logistic_predict((SELECT m FROM scoring), x / 1e6, z / 1e6)) / :serial - 1) < 1e-12 AS same FROM scored;
SELECT runs_in_workers('SELECT count(logistic_score(m, s)) FROM scored s, scoring');
SELECT count(logistic_score(m, s)), count(logistic_classify(m, s)), count((logistic_interval(m, 0.9, s)).probability) FROM scored s, scoring;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET parallel_leader_participation;
RESET max_parallel_workers_per_gather;
DROP FUNCTION runs_in_workers;
DROP TABLE scored, scoring;
