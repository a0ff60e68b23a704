-- The planner passes the columns of a row where a query passes the row: the
-- scores are the same as by record, and the row stays where they would not be.
\set VERBOSITY terse
CREATE TABLE customers (gone int, id int PRIMARY KEY, age numeric, "Plan" text, note json, "odd ""name""" float8, later text);
ALTER TABLE customers DROP COLUMN gone;
INSERT INTO customers VALUES (1, 4, 'pro', '{}', 0.5, NULL), (2, NULL, 'pro', NULL, 1.5, 'x'), (3, 6, 'gold', '{}', NULL, 'y'), (4, 8, NULL, '{}', -1, repeat('long ', 10000));
CREATE TABLE models (name text PRIMARY KEY, m logistic_model);
INSERT INTO models VALUES
    ('strict', '{"label": "churned", "intercept": -1, "features": {"Plan": {"levels": ["free", "pro"]}},
                 "coefficients": {"age": 0.5, "Planpro": 2}}'),
    ('lenient', '{"label": "churned", "intercept": 1, "coefficients": {"odd \"name\"": 4}, "on_null": "mean"}');
CREATE FUNCTION model(n text) RETURNS logistic_model LANGUAGE sql STABLE AS 'SELECT m FROM models WHERE name = n';

-- what there is to compare with: a variable stays a record
CREATE FUNCTION by_record(m logistic_model, r record) RETURNS float8 LANGUAGE plpgsql AS $$
BEGIN
    RETURN logistic_score(m, r);
END $$;
-- does a query pass columns?
CREATE FUNCTION is_spread(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (VERBOSE, COSTS OFF) ' || query LOOP
        IF line ~ '::name\[\]' THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END $$;

-- a table: dropped columns, names in quotes, columns that are no features
EXPLAIN (VERBOSE, COSTS OFF) SELECT logistic_score(m, c) FROM customers c, models;
SELECT name, id, logistic_score(m, c), by_record(m, c) FROM customers c, models ORDER BY 1, 2;
SELECT is_spread('SELECT logistic_predict(m, c.*) FROM customers c, models');
SELECT is_spread('SELECT by_record(m, c) FROM customers c, models') AS no;
-- column aliases are not what the row type calls its columns, in both ways
SELECT id, logistic_score(m, c), by_record(m, c) FROM customers c (id, x, y, z), models WHERE name = 'strict' ORDER BY 1;
SELECT logistic_score(m, c) FROM customers c (age, id), models WHERE name = 'strict' AND age = 1;
-- a missing column
SELECT logistic_score('{"label": "y", "intercept": 0, "coefficients": {"plan": 1}}'::logistic_model, c) FROM customers c WHERE id = 1;

-- every function that takes a row
SELECT is_spread('SELECT logistic_classify(m, c) FROM customers c, models'),
       is_spread('SELECT logistic_interval(m, 0.9, c) FROM customers c, models'),
       is_spread('SELECT e.* FROM customers c, models, logistic_explain(m, c) e'),
       is_spread('SELECT logistic_explain(m, c) FROM customers c, models'),
       is_spread('SELECT logistic_augment(m, true, c) FROM customers c, models'),
       is_spread('SELECT logistic_predict(''churn'', c) FROM customers c');
SELECT name, e.* FROM customers c, models, logistic_explain(m, c) e WHERE id = 1 ORDER BY name, term;
SELECT (logistic_explain(m, c)).* FROM customers c, models WHERE id = 1 AND name = 'lenient';
CREATE TABLE flowers (petal float8, kind text);
INSERT INTO flowers SELECT i % 10, (ARRAY['a', 'b', 'c'])[1 + (i * i + i / 10) % 3] FROM generate_series(1, 90) i;
CREATE TABLE sorts AS SELECT multinomial_fit(kind, petal) AS m FROM flowers;
SELECT is_spread('SELECT multinomial_predict(m, f), multinomial_probabilities(m, f) FROM flowers f, sorts');
SELECT bool_and(multinomial_predict(m, f) = multinomial_predict(m, petal)) FROM flowers f, sorts;

-- a row that an outer join leaves out has no score; a row of NULLs may have
SELECT i, logistic_score(m, c) FROM (VALUES (2), (3), (5)) v (i) CROSS JOIN models LEFT JOIN customers c ON id = i WHERE name = 'lenient' ORDER BY i;
SELECT is_spread('SELECT logistic_score(m, c) FROM models LEFT JOIN customers c ON true') AS no,
       is_spread('SELECT logistic_score(m, c) FROM (customers c JOIN models ON true) RIGHT JOIN customers d USING (id)') AS no,
       is_spread('SELECT logistic_score(m, c) FROM customers c FULL JOIN models ON name = later') AS no,
       is_spread('SELECT logistic_score(m, c) FROM customers c LEFT JOIN models ON true');
SELECT i, s FROM (VALUES (2), (3), (5)) v (i) LEFT JOIN (SELECT id, logistic_score(m, c) AS s FROM customers c, models WHERE name = 'lenient') x ON id = i ORDER BY i;
CREATE VIEW seen AS SELECT id, age, "Plan", 1 + "odd ""name""" AS "odd ""name""" FROM customers;
SELECT i, logistic_score(m, s) FROM (VALUES (2), (3), (5)) v (i) CROSS JOIN models LEFT JOIN seen s ON id = i WHERE name = 'lenient' ORDER BY i;

-- views and sub-selects, whether the planner pulls them up or not
SELECT is_spread('SELECT logistic_score(m, s) FROM seen s, models'), is_spread('SELECT logistic_score(m, s) FROM (SELECT * FROM seen LIMIT 3) s, models');
SELECT name, id, logistic_score(m, s), by_record(m, s) FROM seen s, models ORDER BY 1, 2;
SELECT name, id, logistic_score(m, s), by_record(m, s) FROM (SELECT id, age * 2 AS age, 'pro' AS "Plan", 0 AS "odd ""name""" FROM customers ORDER BY id LIMIT 2) s, models ORDER BY 1, 2;
SELECT logistic_score(m, s), by_record(m, s) FROM (SELECT avg(age) AS age, min("Plan") AS "Plan", 7 AS id FROM customers) s, models WHERE name = 'strict';
WITH s AS MATERIALIZED (SELECT * FROM customers) SELECT id, logistic_score(m, s) FROM s, models WHERE name = 'strict' ORDER BY id;
SELECT logistic_score(m, v) FROM (VALUES (1, 'pro'), (2, 'free')) v (age, "Plan"), models WHERE name = 'strict' ORDER BY age;
CREATE FUNCTION some_customers() RETURNS SETOF customers LANGUAGE sql STABLE AS 'SELECT * FROM customers WHERE id < 3';
SELECT id, logistic_score(m, f) FROM some_customers() f, models WHERE name = 'strict' ORDER BY id;
SELECT logistic_score(m, f) FROM models, ROWS FROM (generate_series(1, 2), some_customers()) f (n) WHERE name = 'strict' ORDER BY id;
SELECT logistic_score(m, j) FROM models, (customers c JOIN (VALUES (1)) v (i) ON i = c.id) j WHERE name = 'strict';
SELECT logistic_score(m, ROW(1, 'pro')) FROM models WHERE name = 'strict';
SELECT logistic_score(m, ROW(1, 4, 'pro', '{}', 0.5, NULL)::customers) FROM models WHERE name = 'strict';
SELECT logistic_score(m, u) FROM models, (SELECT age, "Plan" FROM customers UNION ALL SELECT 0, 'pro') u WHERE name = 'strict' ORDER BY age;
-- a query within the query, where the row stays, and a function that the planner writes out
SELECT id, (SELECT logistic_score(m, c) FROM models WHERE name = 'strict') FROM customers c ORDER BY id;
SELECT id, s FROM customers c, LATERAL (SELECT logistic_score(m, c) AS s FROM models WHERE name = 'lenient' LIMIT 1) l ORDER BY id;
SELECT i, (SELECT logistic_score(m, c) FROM models WHERE name = 'lenient') FROM (VALUES (3), (5)) v (i) LEFT JOIN customers c ON id = i ORDER BY i;
CREATE FUNCTION score_of(c customers) RETURNS float8 LANGUAGE sql STABLE AS $$ SELECT logistic_score(model('strict'), c) $$;
SELECT is_spread('SELECT score_of(c) FROM customers c');
SELECT id, score_of(c) FROM customers c ORDER BY id;

-- groups of whole rows; with grouping sets a row may stand for none
CREATE TABLE pairs AS SELECT i % 2 AS x, i % 3 AS y FROM generate_series(1, 12) i;
CREATE TABLE plane AS SELECT '{"label": "l", "intercept": 0, "coefficients": {"x": 10, "y": 1}, "on_null": "mean"}'::logistic_model AS m;
SET enable_hashagg = off;
SELECT logistic_score((SELECT m FROM plane), p), count(*) FROM pairs p GROUP BY p ORDER BY 1;
RESET enable_hashagg;
SET enable_sort = off;
SELECT logistic_score((SELECT m FROM plane), p), count(*) FROM pairs p GROUP BY p HAVING logistic_score((SELECT m FROM plane), p) > 5 ORDER BY 1;
RESET enable_sort;
SELECT logistic_score((SELECT m FROM plane), p), count(*) FROM pairs p GROUP BY GROUPING SETS ((p), ()) ORDER BY 1;
SELECT (SELECT logistic_score(m, p) FROM plane), count(*) FROM pairs p GROUP BY ROLLUP (p) ORDER BY 1;
SELECT id, logistic_score((SELECT m FROM models WHERE name = 'strict'), c) FROM customers c GROUP BY id ORDER BY id;

-- wherever an expression may stand
SELECT p.x, p.y, q.y FROM pairs p LEFT JOIN pairs q ON p.x = q.x AND logistic_score((SELECT m FROM plane), q) > 11 WHERE p.y = 2 ORDER BY 1, 2, 3;
SELECT DISTINCT x FROM pairs p WHERE NOT EXISTS (SELECT FROM pairs q, plane WHERE q.x = p.x AND logistic_score(m, q) > 11);
SELECT DISTINCT p, rank() OVER (ORDER BY logistic_score(m, p)) FROM pairs p, plane ORDER BY 2 LIMIT 3;
SELECT e.* FROM plane, (VALUES (3, 4)) v (x, y) LEFT JOIN LATERAL logistic_explain((SELECT m FROM plane), v) e ON true ORDER BY term;
WITH RECURSIVE t (x, y, s) AS (SELECT 1, 2, 0::float8 UNION ALL SELECT x + 1, y, logistic_score((SELECT m FROM plane), t) FROM t WHERE x < 3) SELECT * FROM t;
SELECT logistic_score(m, r) FROM plane, json_to_recordset('[{"x": 1, "y": 2}, {"x": 3}]') r (y float8, x float8);

-- children whose columns lie in another order
CREATE TABLE parent (x float8, y float8);
CREATE TABLE child (note text, y float8, x float8);
ALTER TABLE child INHERIT parent;
INSERT INTO parent VALUES (1, 2);
INSERT INTO child VALUES ('', 4, 3);
SELECT is_spread('SELECT logistic_score(m, p) FROM parent p, plane');
SELECT p.tableoid::regclass, logistic_score(m, p), by_record(m, p) FROM parent p, plane ORDER BY 2;
UPDATE parent p SET x = logistic_score(m, p) FROM plane;
SELECT * FROM parent ORDER BY x;

-- rows that are written
INSERT INTO pairs VALUES (5, 6) RETURNING logistic_score((SELECT m FROM plane), pairs);
UPDATE pairs SET y = logistic_score((SELECT m FROM plane), pairs) WHERE x = 5 RETURNING logistic_score((SELECT m FROM plane), pairs);
DELETE FROM pairs WHERE x = 5 RETURNING logistic_score((SELECT m FROM plane), pairs);
INSERT INTO customers AS c VALUES (4, 0, 'free') ON CONFLICT (id) DO UPDATE
SET age = logistic_score(model('strict'), excluded), later = logistic_score(model('strict'), c) RETURNING id, age, later;
CREATE FUNCTION on_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.y := logistic_score((SELECT m FROM plane), NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER t BEFORE INSERT ON pairs FOR EACH ROW
WHEN (logistic_score('{"label": "l", "intercept": 0, "coefficients": {"x": 1}}'::logistic_model, NEW) > 7)
EXECUTE FUNCTION on_write();
INSERT INTO pairs VALUES (7, 1), (8, 1) RETURNING *;
CREATE FUNCTION on_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE '%', (SELECT sum(logistic_score(m, n)) FROM n, plane);
    RETURN NULL;
END $$;
CREATE TRIGGER s AFTER INSERT ON parent REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION on_statement();
INSERT INTO parent VALUES (1, 1), (2, 2);
ALTER TABLE pairs ADD CHECK (logistic_score('{"label": "l", "intercept": 0, "coefficients": {"x": 1}}'::logistic_model, pairs) < 9);
INSERT INTO pairs VALUES (9, 1);
SET constraint_exclusion = on;
SELECT count(*) FROM plane, pairs p WHERE logistic_score('{"label": "l", "intercept": 0, "coefficients": {"x": 1}}'::logistic_model, p) >= 9;
RESET constraint_exclusion;
ALTER TABLE pairs ADD z float8 GENERATED ALWAYS AS (x * 100) STORED;
SELECT logistic_score('{"label": "l", "intercept": 0, "coefficients": {"z": 1}}'::logistic_model, p) FROM pairs p WHERE x = 8;

-- plans that are kept follow the names of columns, those of views and types too
CREATE TYPE point2 AS (x float8, y float8);
SET plan_cache_mode = force_generic_plan;
PREPARE of_table AS SELECT logistic_score(m, p) FROM parent p, plane ORDER BY 1 LIMIT 1;
PREPARE of_type AS SELECT logistic_score(m, ROW(1, 2)::point2) FROM plane;
EXECUTE of_table;
EXECUTE of_type;
BEGIN;
ALTER TABLE parent RENAME x TO z;
EXECUTE of_table;
ROLLBACK;
ALTER TABLE parent RENAME x TO z;
ALTER TABLE parent RENAME y TO x;
ALTER TABLE parent RENAME z TO y;
EXECUTE of_table;
ALTER TYPE point2 RENAME ATTRIBUTE x TO z;
ALTER TYPE point2 RENAME ATTRIBUTE y TO x;
ALTER TYPE point2 RENAME ATTRIBUTE z TO y;
EXECUTE of_type;
ALTER TABLE parent DROP COLUMN x;
EXECUTE of_table;
DEALLOCATE ALL;
RESET plan_cache_mode;

-- as many columns as a function may have arguments, and one more
SELECT string_agg(format('c%s int DEFAULT %s', i, i), ', ' ORDER BY i) AS many FROM generate_series(1, 98) i \gset
CREATE TABLE broad (:many);
INSERT INTO broad DEFAULT VALUES;
SELECT is_spread('SELECT logistic_score(model(''strict''), b) FROM broad b'), is_spread('SELECT logistic_interval(model(''strict''), 0.9, b) FROM broad b');
SELECT logistic_score('{"label": "l", "intercept": 0, "coefficients": {"c98": 1, "c1": 100}}'::logistic_model, b) FROM broad b;
ALTER TABLE broad ADD c99 int DEFAULT 99;
SELECT is_spread('SELECT logistic_score(model(''strict''), b) FROM broad b');
SELECT logistic_score('{"label": "l", "intercept": 0, "coefficients": {"c98": 1, "c99": 100}}'::logistic_model, b) FROM broad b;
-- the columns beyond them come as a record of their own: of 300, in any order,
-- with NULLs, texts of any length, and NULL where the row is
SELECT string_agg(format('d%s float8 DEFAULT %s', i, i), ', ' ORDER BY i) AS many FROM generate_series(1, 300) i \gset
CREATE TABLE broader (id int, :many, word text, last numeric);
INSERT INTO broader (id, word, last) VALUES (1, 'pro', 7), (2, 'free', NULL), (3, repeat('long ', 10000), 5), (4, NULL, 1), (5, 'pro', 0);
UPDATE broader SET d200 = NULL WHERE id = 5;
CREATE TABLE broad_models (name text, m logistic_model);
INSERT INTO broad_models VALUES
    ('both', '{"label": "l", "intercept": 0.5, "features": {"word": {"levels": ["free", "pro"]}}, "coefficients": {"d200": 1, "d3": 10, "d300": 100, "last": 1000, "wordpro": 10000}, "on_new_level": "reference"}'),
    ('rest', '{"label": "l", "intercept": 0, "coefficients": {"d299": 1, "d300": 1}}'),
    ('means', '{"label": "l", "intercept": 0, "coefficients": {"last": 1, "d1": 1}, "on_null": "mean"}');
SELECT is_spread('SELECT logistic_score(m, b) FROM broader b, broad_models');
SELECT name, id, logistic_score(m, b), logistic_score(m, b) IS NOT DISTINCT FROM by_record(m, b) AS same FROM broader b, broad_models ORDER BY name, id;
SELECT name, e.* FROM broader b, broad_models, logistic_explain(m, b) e WHERE id = 1 ORDER BY name, term;
DO $$
BEGIN
    PERFORM logistic_score('{"label": "l", "intercept": 0, "coefficients": {"d301": 1}}'::logistic_model, b) FROM broader b;
EXCEPTION WHEN undefined_column THEN
    RAISE NOTICE '%', SQLERRM;
END $$;
-- a model for each value of a column there
SELECT logistic_train('by_word', 'SELECT x, word, x % 3 = 0 AS y FROM generate_series(1, 60) x, (VALUES (''pro''), (''free'')) w (word)', 'y', by => 'word', holdout => 0) IS NULL AS n \gset
ALTER TABLE broader ADD x int DEFAULT 3;
SELECT id, logistic_score('by_word', b) IS NULL AS is_null, logistic_score('by_word', b) = logistic_score('by_word', jsonb_build_object('x', x, 'word', word)) AS same FROM broader b ORDER BY id;
-- calls as the planner makes them, made by hand
SELECT logistic_score(m, '{d299}'::name[], 1.0, ROW(2.0)) FROM broad_models WHERE name = 'rest';
SELECT logistic_score(m, '{d299}'::name[], 1.0, r) FROM broad_models, (SELECT 2.0 AS d300) r WHERE name = 'rest';
SELECT logistic_score(m, '{d299}'::name[], 1.0, NULL::record) FROM broad_models WHERE name = 'rest';
SELECT logistic_score(m, '{d299}'::name[], 1.0, CASE WHEN i = 1 THEN ROW(1) ELSE ROW(1::float8, 2) END) FROM broad_models, generate_series(1, 2) i WHERE name = 'rest';
SELECT logistic_score(m, '{d299}'::name[], 1.0, CASE WHEN i = 1 THEN ROW(1) ELSE ROW(1::float8, 2) END) FROM (SELECT '{"label": "l", "intercept": 0, "coefficients": {"d299": 1, "f1": 1}}'::logistic_model AS m) m, generate_series(1, 2) i;
SELECT logistic_score(m, '{d299}'::name[], 1.0, 2.0, ROW(2.0)) FROM broad_models WHERE name = 'rest';
SELECT logistic_drop('by_word');
DROP TABLE broader, broad_models;

-- whoever may not read all columns may not pass the row
CREATE ROLE logistic_support_reader;
GRANT SELECT (id, age) ON customers TO logistic_support_reader;
GRANT SELECT ON models TO logistic_support_reader;
SET ROLE logistic_support_reader;
SELECT logistic_score(m, age, 'pro'::text) FROM customers, models WHERE name = 'strict' AND id = 1;
SELECT logistic_score(m, c) FROM customers c, models WHERE name = 'strict';
RESET ROLE;
DROP OWNED BY logistic_support_reader;
DROP ROLE logistic_support_reader;

-- by a name of the registry, with the offset of the training
SELECT logistic_train('exposed', 'SELECT i % 3 = 0 AS y, i % 5 AS x, i % 2 AS o FROM generate_series(1, 30) i', offset_column => 'o', holdout => 0);
SELECT is_spread('SELECT logistic_score(''exposed'', t) FROM (SELECT i AS x, i * 10 AS o FROM generate_series(1, 3) i) t');
SELECT bool_and(abs(logistic_score('exposed', t) - logistic_score('exposed', x) - o) < 1e-12) FROM (SELECT i AS x, i * 10 AS o FROM generate_series(1, 3) i) t;
SELECT logistic_score('exposed', t) FROM (SELECT 1 AS x, NULL::int AS o) t;
SELECT logistic_score('exposed', t) FROM (SELECT 1 AS x) t;
SELECT logistic_drop('exposed');

-- names and columns are for everybody, if they agree
SELECT logistic_score(m, '{Plan,id,age}'::name[], 'pro'::text, 1, 4) FROM models WHERE name = 'strict';
SELECT logistic_score(m, '{age}'::name[], 1, 2) FROM models;
SELECT logistic_score(m, '{age,id}'::name[], 1) FROM models;
SELECT logistic_score(m, '{age,NULL}'::name[], 1, 2) FROM models;
SELECT logistic_score(m, NULL::name[], 1) FROM models;
SELECT logistic_score(m, ARRAY[name]::name[], 1) FROM models;
SELECT logistic_score(m, '{age}'::name[], 1) FROM models WHERE name = 'strict';
SELECT logistic_score(m, '{}'::name[]) FROM models WHERE name = 'strict';

DROP TABLE customers, models, sorts, flowers, pairs, plane, parent, child, broad CASCADE;
DROP TYPE point2;
DROP FUNCTION model, by_record, is_spread, on_write, on_statement;
