-- Options are printed as those that differ from their defaults.
SELECT logistic_options();
SELECT logistic_options(weight => 1, logit_offset => 0, intercept => true, reference => NULL, positive => NULL,
                        threshold => 0.5, on_null => 'null', on_new_level => 'null', max_iterations => 100, tolerance => NULL);
SELECT logistic_options(weight => 2.5, logit_offset => -0.1);
SELECT logistic_options(intercept => false, positive => 'yes', threshold => 0.3);
SELECT logistic_options(reference => '{"plan": "free", "a": "\"quoted\"", "größe": ""}');
SELECT logistic_options(on_null => 'error', on_new_level => 'error');
SELECT logistic_options(on_null => 'mean', on_new_level => 'reference');
SELECT logistic_options(max_iterations => 10000, tolerance => 1e-9);
SELECT logistic_options(weight => 0, threshold => 0), logistic_options(threshold => 1, positive => '');

-- An integer or numeric will do for a number.
SELECT logistic_options(weight => 3::smallint, logit_offset => 1.25::numeric, tolerance => 1);

-- A NULL weight or offset is kept, as it leaves its row out; any other NULL
-- is the default.
SELECT logistic_options(weight => NULL), logistic_options(logit_offset => NULL);
SELECT logistic_options(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
SELECT logistic_options(intercept => NULL, threshold => NULL, on_null => NULL, on_new_level => NULL,
                        max_iterations => NULL, tolerance => NULL) = logistic_options() AS is_default;

-- A penalty, on standardised columns unless told otherwise.
SELECT logistic_options(l2 => 0.5), logistic_options(l2 => 1, standardize => false), logistic_options(l2 => '-0'), logistic_options(l1 => 1, l2 => 2);

-- Kinds of errors; what goes with the other options is not printed.
SELECT logistic_options(std_error => 'HC1'), logistic_options(std_error => 'model'), logistic_options(class_weight => 'balanced', std_error => 'HC0'),
       logistic_options(class_weight => 'none', prevalence => 0.03);
SELECT logistic_options(method => 'firth'), logistic_options(profile => true), logistic_options(method => 'mle', profile => false);
SELECT logistic_options(cluster => 'a"b', std_error => 'HC1'), logistic_options(cluster => NULL), logistic_options(cluster => nullif(v, 'x'))
FROM (VALUES ('x'), ('y')) AS c (v);

-- Not every two options go together.
SELECT logistic_options(std_error => 'model', class_weight => 'balanced');
SELECT logistic_options(std_error => 'model', cluster => 'a');
SELECT logistic_options(std_error => 'HC2', cluster => 'a');
SELECT logistic_options(std_error => 'HC0', l2 => 1);
SELECT logistic_options(cluster => 'a', l2 => 1);
SELECT logistic_options(std_error => 'model', l2 => 1, class_weight => 'balanced');
SELECT logistic_options(prevalence => 0.1, intercept => false);

-- A wrong value is an error that says what is right.
SELECT logistic_options(std_error => 'hc1');
SELECT logistic_options(std_error => 'none');
SELECT logistic_options(class_weight => 'Balanced');
SELECT logistic_options(prevalence => 0);
SELECT logistic_options(prevalence => 1);
SELECT logistic_options(prevalence => 'NaN');
SELECT logistic_options(l2 => -1e-9);
SELECT logistic_options(l2 => 'NaN');
SELECT logistic_options(l2 => 'Infinity');
SELECT logistic_options(l1 => -1);
SELECT logistic_options(l1 => 'NaN');
SELECT logistic_options(l1 => 1, std_error => 'HC0');
SELECT logistic_options(l1 => 1, std_error => 'model');
SELECT logistic_options(l1 => 1, method => 'firth');
SELECT logistic_options(l1 => 1, profile => true);
SELECT logistic_options(l1 => 1, cluster => 'a');
SELECT logistic_options(weight => -1);
SELECT logistic_options(weight => 'NaN');
SELECT logistic_options(weight => 'Infinity');
SELECT logistic_options(logit_offset => 'NaN');
SELECT logistic_options(logit_offset => '-Infinity');
SELECT logistic_options(threshold => 1.5);
SELECT logistic_options(threshold => -1e-300);
SELECT logistic_options(threshold => 'NaN');
SELECT logistic_options(on_null => 'skip');
SELECT logistic_options(on_null => 'reference');
SELECT logistic_options(on_null => 'NULL');
SELECT logistic_options(on_new_level => 'mean');
SELECT logistic_options(on_new_level => '');
SELECT logistic_options(max_iterations => 0);
SELECT logistic_options(max_iterations => -5);
SELECT logistic_options(max_iterations => 10001);
SELECT logistic_options(tolerance => 0);
SELECT logistic_options(tolerance => -0.5);
SELECT logistic_options(tolerance => 'NaN');
SELECT logistic_options(tolerance => 'Infinity');
SELECT logistic_options(reference => '["plan", "free"]');
SELECT logistic_options(reference => '"free"');
SELECT logistic_options(reference => 'null');
SELECT logistic_options(reference => '{"plan": 1}');
SELECT logistic_options(reference => '{"plan": null}');
SELECT logistic_options(reference => '{"plan": {"level": "free"}}');
\set VERBOSITY sqlstate
SELECT logistic_options(reference => '{plan: free}');
SELECT logistic_options(ridge => 1);
SELECT logistic_options(weight => -1);
SELECT logistic_options(logit_offset => 'Infinity');
SELECT logistic_options(threshold => 2);
SELECT logistic_options(on_null => 'x');
SELECT logistic_options(reference => '{"plan": 1}');
\set VERBOSITY default

-- Constant options are folded to a constant, which is made once.
EXPLAIN (VERBOSE, COSTS OFF) SELECT logistic_options(threshold => 0.1 + 0.2, weight => 2) FROM generate_series(1, 3);

-- Where an option is a column, each row has its own.
CREATE TABLE cases (id int, w float8, o float8, t float8, r jsonb, p text);
INSERT INTO cases VALUES
    (1, 1, 0, 0.5, NULL, NULL),
    (2, 0, -1, 0.5, NULL, NULL),
    (3, NULL, 1, 0.5, '{}', NULL),
    (4, 0.1, NULL, 0.2, '{"plan": "free"}', 'yes'),
    (5, 0.1, 2, 0.2, '{"plan": "free"}', 'yes'),
    (6, '-0', '-0', 0.2, '{"plan": "pro"}', 'no'),
    (7, 1e-320, 1e308, '-0', '{"b": "1", "a": "2"}', '');
SELECT id, logistic_options(w, o, threshold => 0.25) FROM cases ORDER BY id;
SELECT id, logistic_options(w, o, threshold => t, reference => r, positive => p) FROM cases ORDER BY id;
SELECT id, logistic_options(w, CASE WHEN id = 6 THEN 'NaN' ELSE o END) FROM cases ORDER BY id;

-- So it is in PL/pgSQL, which keeps what a call has remembered.
DO $$
DECLARE
    options logistic_options;
    name text := 'a';
BEGIN
    FOR i IN 1..3 LOOP
        options := logistic_options(weight => i, positive => name, threshold => i / 10.0,
                                    reference => jsonb_build_object(name, i::text));
        RAISE NOTICE '%', options;
        name := chr(ascii(name) + 1);
    END LOOP;
END
$$;

-- A long value that is stored out of line is read as any other.
CREATE TABLE long (r jsonb, p text);
ALTER TABLE long ALTER r SET STORAGE external, ALTER p SET STORAGE external;
INSERT INTO long SELECT jsonb_build_object('plan', repeat('x', 3000 + i)), repeat('y', 5000 + i)
FROM generate_series(1, 3) i;
SELECT length(logistic_options(reference => r, positive => p)::text) FROM long ORDER BY p;

-- The written form is read again: what is written, and what a hand writes.
SELECT count(*) FILTER (WHERE logistic_options(w, o, threshold => t, reference => r, positive => p)::text::logistic_options
                            = logistic_options(w, o, threshold => t, reference => r, positive => p)) AS same, count(*)
FROM cases;
SELECT '{}'::logistic_options = logistic_options() AS is_default;
SELECT '{"weight": 1, "intercept": true, "threshold": 5e-1, "on_null": "null", "reference": {}, "tolerance": null}'::logistic_options;
SELECT '{"tolerance": 1e-7, "on_new_level": "reference", "max_iterations": 5.0, "reference": {"z": "1", "aa": "2"}, "weight": null}'::logistic_options;
SELECT '[]'::logistic_options;
SELECT '1'::logistic_options;
SELECT '{"ridge": 1}'::logistic_options;
SELECT '{"weight": "1"}'::logistic_options;
SELECT '{"weight": -1}'::logistic_options;
SELECT '{"intercept": 1}'::logistic_options;
SELECT '{"reference": "free"}'::logistic_options;
SELECT '{"reference": ["free"]}'::logistic_options;
SELECT '{"positive": true}'::logistic_options;
SELECT '{"max_iterations": 1.5}'::logistic_options;
SELECT '{"max_iterations": 1e300}'::logistic_options;
SELECT '{"tolerance": 0}'::logistic_options;
SELECT '{"l2": 1e-300, "standardize": false}'::logistic_options;
SELECT '{"l2": -1}'::logistic_options;
SELECT '{"standardize": 0}'::logistic_options;
\set VERBOSITY sqlstate
SELECT ''::logistic_options;
SELECT '{'::logistic_options;
SELECT '{"weight": 1e400}'::logistic_options;
\set VERBOSITY default

-- Equal options are equal however they came about; DISTINCT and GROUP BY
-- work, by sorting and by hashing.
CREATE TABLE options (o logistic_options);
INSERT INTO options
SELECT logistic_options(w, o, threshold => t, reference => r, positive => p) FROM cases, generate_series(1, 2)
UNION ALL SELECT NULL;
INSERT INTO options VALUES ('{"weight": 0, "logit_offset": -1}'), (logistic_options(0, -1, reference => '{}')),
    (logistic_options(cluster => 'ß', std_error => 'HC1', prevalence => 0.25)), (logistic_options(class_weight => 'balanced', l2 => 3)),
    (logistic_options(std_error => 'HC3', positive => 'p', class_weight => 'balanced')), ('{"cluster": null}'), (logistic_options(method => 'firth', profile => true)),
    (logistic_options(l1 => 0.25));
SELECT o, count(*) FROM options GROUP BY o ORDER BY o::text COLLATE "C";
SET enable_hashagg = off;
SELECT count(*), count(o), count(DISTINCT o) FROM options;
SELECT count(*) FROM (SELECT DISTINCT o FROM options) q;
RESET enable_hashagg;
SET enable_sort = off;
SELECT count(*) FROM (SELECT DISTINCT o FROM options) q;
RESET enable_sort;
SELECT a.o = b.o AS eq, a.o <> b.o AS ne, (a.o < b.o) <> (a.o >= b.o) AS lt, (a.o <= b.o) <> (a.o > b.o) AS le, count(*)
FROM options a, options b GROUP BY 1, 2, 3, 4 ORDER BY 1;
SELECT bool_and(logistic_options_cmp(a.o, b.o) = - logistic_options_cmp(b.o, a.o)
                AND (a.o = b.o) = (logistic_options_hash(a.o) = logistic_options_hash(b.o))
                AND (a.o = b.o) = (logistic_options_hash_extended(a.o, 7) = logistic_options_hash_extended(b.o, 7)))
FROM options a, options b;
CREATE INDEX ON options (o);
CREATE INDEX ON options USING hash (o);

-- A dump is read back, as text and as bytes.
CREATE TABLE copy (LIKE options);
\copy options TO 'results/options.txt'
\copy copy FROM 'results/options.txt'
\copy options TO 'results/options.bin' WITH (FORMAT binary)
\copy copy FROM 'results/options.bin' WITH (FORMAT binary)
SELECT count(*) = 2 * (SELECT count(*) FROM options) AS complete,
       (SELECT count(*) FROM (TABLE options EXCEPT TABLE copy) q) AS missing,
       (SELECT count(*) FROM (TABLE copy EXCEPT TABLE options) q) AS surplus
FROM copy;

-- The binary form is a version and the text, and is checked as it comes in: a
-- bytea sent is what options receive.
CREATE TABLE received (o logistic_options);
CREATE FUNCTION pg_temp.bytes(version int, written text) RETURNS bytea
    LANGUAGE sql AS $$ SELECT set_byte('\x0000', 1, version) || convert_to(written, 'UTF8') $$;
SELECT logistic_options_send(logistic_options(threshold => 0.25)) = pg_temp.bytes(1, '{"threshold": 0.25}') AS is_text;
\copy (SELECT pg_temp.bytes(1, '{"positive": "p", "weight": 2}')) TO 'results/options.bin' WITH (FORMAT binary)
\copy received FROM 'results/options.bin' WITH (FORMAT binary)
TABLE received;
-- another format
\copy (SELECT pg_temp.bytes(2, '{}')) TO 'results/options.bin' WITH (FORMAT binary)
\copy received FROM 'results/options.bin' WITH (FORMAT binary)
-- text that is no object
\copy (SELECT pg_temp.bytes(1, '[1]')) TO 'results/options.bin' WITH (FORMAT binary)
\copy received FROM 'results/options.bin' WITH (FORMAT binary)
-- a negative weight, and no iterations
\copy (SELECT pg_temp.bytes(1, '{"weight": -1}')) TO 'results/options.bin' WITH (FORMAT binary)
\copy received FROM 'results/options.bin' WITH (FORMAT binary)
\copy (SELECT pg_temp.bytes(1, '{"max_iterations": 0}')) TO 'results/options.bin' WITH (FORMAT binary)
\copy received FROM 'results/options.bin' WITH (FORMAT binary)
-- a zero byte behind it
\copy (SELECT pg_temp.bytes(1, '{}') || '\x00'::bytea) TO 'results/options.bin' WITH (FORMAT binary)
\copy received FROM 'results/options.bin' WITH (FORMAT binary)
-- a version that is cut off, nothing at all
\copy (SELECT '\x00'::bytea) TO 'results/options.bin' WITH (FORMAT binary)
\copy received FROM 'results/options.bin' WITH (FORMAT binary)
\copy (SELECT ''::bytea) TO 'results/options.bin' WITH (FORMAT binary)
\copy received FROM 'results/options.bin' WITH (FORMAT binary)
-- text that is cut off, or not there: no JSON, which versions tell differently
\set VERBOSITY sqlstate
\copy (SELECT pg_temp.bytes(1, '{"weight": 1')) TO 'results/options.bin' WITH (FORMAT binary)
\copy received FROM 'results/options.bin' WITH (FORMAT binary)
\copy (SELECT pg_temp.bytes(1, '')) TO 'results/options.bin' WITH (FORMAT binary)
\copy received FROM 'results/options.bin' WITH (FORMAT binary)
\set VERBOSITY default
SELECT count(*) FROM received;
DROP TABLE cases, long, options, copy, received;
