-- A stream of impressions with a number, a boolean, two texts and some tags.
CREATE TABLE stream AS
SELECT t, (t * 7919 % 201)::float8 / 100 - 1 AS x, t % 3 = 0 AS mobile,
       's' || t * 31 % 17 AS site, 'a' || t * 17 % 23 AS ad,
       ARRAY['t' || t % 5, 'u' || t * 3 % 7] AS tags,
       t * 48271 % 1009 < 300 + 250 * ((t * 7919 % 201)::float8 / 100 - 1)
           + t * 31 % 17 * 20 - (t % 3) * 60 AS clicked
FROM generate_series(1, 3000) AS t;

-- Algorithm 1 of McMahan et al. (KDD 2013), line by line, on rows whose
-- coordinates have numbers.  Coordinate 1 is the intercept, not penalised.
CREATE TABLE coordinates (row_number int, place int, token text, value float8);
INSERT INTO coordinates
SELECT t, i, token, value
FROM stream, LATERAL (VALUES (1, '(Intercept)', 1), (2, 'x', x),
    (3, 'mobiletrue', mobile::int), (4, 'site=' || site, 1), (5, 'ad=' || ad, 1),
    (6, 'tags=' || tags[1], 1), (7, 'tags=' || tags[2], 1),
    (8, 'site=' || site || '*ad=' || ad, 1),
    (9, 'x*ad=' || ad, x)) AS v (i, token, value);
CREATE TABLE tokens AS
SELECT token, (row_number() OVER (ORDER BY token <> '(Intercept)', token))::int AS id
FROM (SELECT DISTINCT token FROM coordinates) AS c;

CREATE FUNCTION published(alpha float8, beta float8, lambda1 float8, lambda2 float8, crossed boolean,
                          OUT z float8[], OUT n float8[], OUT loss float8)
LANGUAGE plpgsql AS $$
DECLARE
    w float8[];
    dot float8;
    p float8;
    g float8;
    sigma float8;
    l1 float8;
    l2 float8;
    i int;
    r record;
BEGIN
    z := array_fill(0::float8, ARRAY[(SELECT count(*)::int FROM tokens)]);
    n := z;
    w := z;
    loss := 0;
    FOR r IN SELECT clicked::int::float8 AS y, array_agg(id ORDER BY place) AS ids, array_agg(value ORDER BY place) AS x
             FROM stream JOIN coordinates ON t = row_number JOIN tokens USING (token)
             WHERE place <= CASE WHEN crossed THEN 9 ELSE 7 END
             GROUP BY t, clicked ORDER BY t
    LOOP
        dot := 0;
        FOR k IN 1 .. cardinality(r.ids) LOOP
            i := r.ids[k];
            l1 := CASE i WHEN 1 THEN 0 ELSE lambda1 END;
            l2 := CASE i WHEN 1 THEN 0 ELSE lambda2 END;
            IF abs(z[i]) <= l1 THEN
                w[i] := 0;
            ELSE
                w[i] := - (z[i] - sign(z[i]) * l1) / ((beta + sqrt(n[i])) / alpha + l2);
            END IF;
            dot := dot + r.x[k] * w[i];
        END LOOP;
        p := sigmoid(dot);
        loss := loss + softplus(CASE r.y WHEN 1 THEN - dot ELSE dot END);
        FOR k IN 1 .. cardinality(r.ids) LOOP
            i := r.ids[k];
            g := (p - r.y) * r.x[k];
            sigma := (sqrt(n[i] + g * g) - sqrt(n[i])) / alpha;
            z[i] := z[i] + g - sigma * w[i];
            n[i] := n[i] + g * g;
        END LOOP;
    END LOOP;
END
$$;

-- Does a model hold what the published algorithm has learnt, to the last
-- digit?  A bucket does not know its text, so those are compared as a set.
CREATE FUNCTION differences(model ftrl_model, z float8[], n float8[], loss float8,
                            OUT n_coordinates bigint, OUT n_different bigint, OUT same_loss boolean)
LANGUAGE sql AS $$
    WITH wanted AS (
        SELECT CASE WHEN token IN ('(Intercept)', 'x', 'mobiletrue') THEN token END AS term, v.z, v.n
        FROM unnest($2, $3) WITH ORDINALITY AS v (z, n, id) JOIN tokens USING (id)
        WHERE v.n > 0)
    SELECT (SELECT count(*) FROM wanted),
           (SELECT count(*) FROM (SELECT * FROM wanted EXCEPT ALL
                                  SELECT term, c.z, c.n FROM ftrl_coefficients(model) AS c) AS d),
           (SELECT log_loss = loss / nobs FROM ftrl_statistics(model))
$$;

SELECT d.*
FROM (SELECT ftrl_fit(clicked, x, mobile, site, ad, tags ORDER BY t) AS model FROM stream) AS m,
     published(0.1, 1, 0, 0, false) AS p, differences(model, z, n, loss) AS d;
SELECT d.*
FROM (SELECT ftrl_fit(ftrl_options(alpha => 0.5, beta => 0.3, l1 => 2, l2 => 0.5),
                      clicked, x, mobile, site, ad, tags ORDER BY t) AS model FROM stream) AS m,
     published(0.5, 0.3, 2, 0.5, false) AS p, differences(model, z, n, loss) AS d;
SELECT d.*
FROM (SELECT ftrl_fit(ftrl_options(l1 => 1.5, bits => 22, crosses => '[["site", "ad"], ["x", "ad"]]'),
                      clicked, x, mobile, site, ad, tags ORDER BY t) AS model FROM stream) AS m,
     published(0.1, 1, 1.5, 0, true) AS p, differences(model, z, n, loss) AS d;

-- L1 leaves exact zeros.
SELECT n_coordinates, n_nonzero, (SELECT count(*) FROM ftrl_coefficients(model) WHERE estimate = 0) AS n_zero
FROM (SELECT ftrl_fit(ftrl_options(l1 => 5), clicked, x, mobile, site, ad, tags ORDER BY t) AS model FROM stream) AS m,
     ftrl_statistics(model);

-- Learning today, and going on tomorrow, is learning both at once.
CREATE TABLE models AS
SELECT 'all' AS name, ftrl_fit(clicked, x, mobile, site, ad, tags ORDER BY t) AS model FROM stream
UNION ALL
SELECT 'today', ftrl_fit(clicked, x, mobile, site, ad, tags ORDER BY t) FROM stream WHERE t <= 1700;
INSERT INTO models
SELECT 'tomorrow', ftrl_update(model, clicked, x, mobile, site, ad, tags ORDER BY t)
FROM models, stream WHERE name = 'today' AND t > 1700;
SELECT a.model = b.model AS equal FROM models a, models b WHERE a.name = 'all' AND b.name = 'tomorrow';
-- ... also where the model is a value that never was in a table,
SELECT ftrl_update((SELECT ftrl_fit(clicked, x, site ORDER BY t) FROM stream WHERE t <= 100), clicked, x, site ORDER BY t)
       = (SELECT ftrl_fit(clicked, x, site ORDER BY t) FROM stream) AS equal
FROM stream WHERE t > 100;
-- ... by group, and where there is no model yet.
SELECT mobile, ftrl_update(NULL::ftrl_model, clicked, x, site ORDER BY t) = ftrl_fit(clicked, x, site ORDER BY t) AS equal
FROM stream GROUP BY mobile ORDER BY mobile;
-- A window sees a model grow.
SELECT t, nobs, round(log_loss::numeric, 6) AS log_loss
FROM (SELECT t, ftrl_fit(clicked, x, site) OVER (ORDER BY t) AS model FROM stream WHERE t <= 5) AS w, ftrl_statistics(model);

-- Text and bytes hold a model to the last digit.
SELECT name, model::text::ftrl_model = model AS same_text FROM models;
SELECT bool_and(a.model = b.model), bool_or(a.model < b.model OR a.model <> b.model), bool_and(a.model >= b.model AND a.model <= b.model)
FROM models a JOIN models b USING (name);
SELECT count(DISTINCT model) FROM models;
SELECT count(*) FROM models a JOIN models b ON a.model = b.model;
SELECT regexp_replace(ftrl_fit(clicked, x, ARRAY[x, 1], mobile, site, tags ORDER BY t)::text, '"plain".*', '') FROM stream;

-- Features by name: other columns are ignored.
SELECT t, round(ftrl_predict(model, s)::numeric, 10) AS p, ftrl_predict(model, s) = ftrl_predict(model, x, mobile, site, ad, tags) AS equal
FROM models, stream s WHERE name = 'all' ORDER BY t LIMIT 3;
-- What is scored next is what the learner would have predicted itself.
SELECT max(abs(loss - bce(clicked, ftrl_predict(before, x, site)))) < 1e-12 AS progressive
FROM (SELECT t, x, site, clicked, lag(model) OVER (ORDER BY t) AS before,
             sum_loss - lag(sum_loss) OVER (ORDER BY t) AS loss
      FROM (SELECT t, x, site, clicked, ftrl_fit(clicked, x, site) OVER (ORDER BY t) AS model FROM stream WHERE t <= 200) AS w,
           LATERAL (SELECT log_loss * nobs AS sum_loss FROM ftrl_statistics(model)) AS s) AS d
WHERE before IS NOT NULL;
-- A text that never came counts as nothing; a NULL gives NULL.
SELECT ftrl_predict(model, 0, false, 'new'::text, 'new'::text, '{}'::text[]) = sigmoid((SELECT estimate FROM ftrl_coefficients(model) WHERE term = '(Intercept)')) AS intercept,
       ftrl_predict(model, NULL, false, 's1'::text, 'a1'::text, '{}'::text[]), ftrl_predict(model, 0, NULL::boolean, 's1'::text, 'a1'::text, '{}'::text[]),
       ftrl_predict(model, 0, false, 's1'::text, 'a1'::text, '{a,NULL}'::text[]), ftrl_predict(model, NULL::stream)
FROM models WHERE name = 'all';
SELECT ftrl_predict(NULL::ftrl_model, 1);
-- One model per row, from a join.
SELECT count(*), bool_and(ftrl_predict(m.model, s) = ftrl_predict((SELECT model FROM models WHERE name = m.name), s)) AS equal
FROM models m, stream s WHERE t <= 20;

-- Labels: boolean, 0 and 1, or two texts.
SELECT (a.model::text)::jsonb - 'label' = (b.model::text)::jsonb - 'label' AS equal, b.model::text::jsonb -> 'label' AS label
FROM (SELECT ftrl_fit(clicked, x, site ORDER BY t) AS model FROM stream) AS a,
     (SELECT ftrl_fit(clicked::int, x, site ORDER BY t) AS model FROM stream) AS b;
-- The second text in byte order is positive, whichever comes first; it may be told.
CREATE FUNCTION distance(a ftrl_model, b ftrl_model) RETURNS boolean LANGUAGE sql AS $$
    SELECT max(abs(x.z - y.z)) < 1e-12 AND max(abs(x.n - y.n)) < 1e-12
    FROM (SELECT *, row_number() OVER () AS i FROM ftrl_coefficients(a)) AS x
    FULL JOIN (SELECT *, row_number() OVER () AS i FROM ftrl_coefficients(b)) AS y USING (i)
$$;
CREATE TYPE answer AS ENUM ('yes', 'no');
WITH m AS (
    SELECT ftrl_fit(clicked, x, site ORDER BY t) AS clicked,
           ftrl_fit(NOT clicked, x, site ORDER BY t) AS not_clicked,
           ftrl_fit(CASE WHEN clicked THEN 'yes' ELSE 'no' END, x, site ORDER BY t) AS second,
           ftrl_fit(CASE WHEN clicked THEN 'no' ELSE 'yes' END, x, site ORDER BY t) AS first,
           ftrl_fit(ftrl_options(positive => 'no'), CASE WHEN clicked THEN 'no' ELSE 'yes' END, x, site ORDER BY t) AS told,
           ftrl_fit((CASE WHEN clicked THEN 'no' ELSE 'yes' END)::answer, x, site ORDER BY t) AS enum
    FROM stream)
SELECT distance(clicked, second), distance(not_clicked, first), distance(clicked, told), distance(clicked, enum),
       first::text::jsonb -> 'label' AS first, told::text::jsonb -> 'label' AS told, enum::text::jsonb -> 'label' AS enum
FROM m;
-- One value alone does not tell whether it is the positive one.
SELECT ftrl_predict(model, 1), n_positive, nobs
FROM (SELECT ftrl_fit('yes'::text, x) AS model FROM stream) AS m, ftrl_statistics(model);
SELECT ftrl_predict(model, 1) > 0.5 AS yes, n_positive, nobs
FROM (SELECT ftrl_fit(ftrl_options(positive => 'yes'), 'yes'::text, x) AS model FROM stream) AS m, ftrl_statistics(model);
SELECT model::text::jsonb -> 'label' AS label, n_positive, nobs
FROM (SELECT ftrl_update((SELECT ftrl_fit('yes'::text, x) FROM stream), 'no'::text, x) AS model FROM stream WHERE t < 10) AS m,
     ftrl_statistics(model);

-- Rows with a NULL are left out and counted; a weight of zero is not there.
SELECT nobs, n_skipped, n_positive, sum_weights
FROM (SELECT ftrl_fit(ftrl_options(weight => w), y, x, v, tags) AS model
      FROM (VALUES (true, 1.0, 'a', 2.0, ARRAY['t']), (NULL, 1, 'a', 1, '{}'), (false, NULL, 'a', 1, '{}'), (false, 2, NULL, 1, '{}'),
                   (false, 2, 'b', NULL, '{}'), (true, 2, 'b', 1, '{t,NULL}'), (true, 2, 'b', 0, '{}'), (false, 3, 'b', 0.5, '{}'))
           AS r (y, x, v, w, tags)) AS m, ftrl_statistics(model);
SELECT ftrl_fit(clicked, x) IS NULL AS no_rows FROM stream WHERE false;
SELECT ftrl_fit(clicked, NULL::float8) IS NULL AS no_rows_left FROM stream;
SELECT nobs, n_skipped FROM models, LATERAL (SELECT ftrl_update(model, NULL::boolean, x, mobile, site, ad, tags) AS model FROM stream) AS u (updated),
    ftrl_statistics(updated) WHERE name = 'all';
-- A weight counts like rows in the statistics, and multiplies gradients.
SELECT n, round(log_loss::numeric, 12) AS log_loss
FROM (SELECT ftrl_fit(ftrl_options(weight => 3), true, 2) AS model) AS m, ftrl_statistics(model), ftrl_coefficients(model);

-- Every type of feature; equal texts are equal, whatever their type.
SELECT ftrl_predict(model, 'no'::answer) = ftrl_predict(model, 'no'::text) AS enum_is_text,
       ftrl_predict(model, 'no'::char(5)) = ftrl_predict(model, 'no'::name) AS char_is_name
FROM (SELECT ftrl_fit(clicked, (CASE WHEN x > 0 THEN 'no' ELSE 'yes' END)::answer) AS model FROM stream) AS m;
SELECT ftrl_predict(model, u::uuid) = ftrl_predict(model, u) AS uuid_is_text
FROM (SELECT ftrl_fit(clicked, md5(site)::uuid) AS model FROM stream) AS m,
     (SELECT md5('s1')::uuid::text AS u) AS u;
SELECT term, round(estimate::numeric, 6) AS estimate
FROM (SELECT ftrl_fit(clicked, x::numeric, ARRAY[x, x * x]::float4[], t % 2 = 0, t % 5) AS model FROM stream) AS m, ftrl_coefficients(model);
SELECT count(*) FROM (SELECT ftrl_fit(ftrl_options(intercept => false), clicked, site) AS model FROM stream) AS m,
    ftrl_coefficients(model) WHERE term IS NOT NULL;

-- A model is as large as the texts that it has met, whatever the rows.
SELECT count(*) AS models, count(DISTINCT pg_column_size(model)) AS sizes
FROM (SELECT n, ftrl_fit(clicked, x, site, ad) AS model FROM stream, (VALUES (1), (2), (20)) AS v (n), generate_series(1, n) GROUP BY n) AS m;
-- Few buckets collide, and stay few.
SELECT n_coordinates FROM (SELECT ftrl_fit(ftrl_options(bits => 2), clicked, site, ad, t::text) AS model FROM stream) AS m, ftrl_statistics(model);

-- Merging: in any order, and with what is to be merged left alone.
WITH shards AS (
    SELECT t % 4 AS shard, ftrl_fit(ftrl_options(l1 => 0.5), clicked, x, mobile, site, ad, tags ORDER BY t) AS model
    FROM stream GROUP BY shard)
SELECT distance(ftrl_merge(model ORDER BY shard), ftrl_merge(model ORDER BY shard DESC)) AS any_order,
       distance((SELECT ftrl_merge(pair) FROM (SELECT ftrl_merge(model) AS pair FROM shards GROUP BY shard / 2) AS p),
                ftrl_merge(model)) AS any_tree,
       (SELECT ftrl_merge(model) FROM shards WHERE shard = 1) = (SELECT model FROM shards WHERE shard = 1) AS one_is_itself,
       (SELECT nobs FROM ftrl_statistics(ftrl_merge(model))) AS nobs
FROM shards;
-- Models of different texts keep what each has learnt.
SELECT bool_and(a.z = b.z AND a.n = b.n) AS kept, count(*)
FROM (SELECT ftrl_merge(model) AS merged FROM (SELECT ftrl_fit(ftrl_options(intercept => false), clicked, site ORDER BY t) AS model FROM stream GROUP BY site) AS s) AS m,
     (SELECT ftrl_fit(ftrl_options(intercept => false), clicked, site ORDER BY t) AS model FROM stream) AS w,
     LATERAL ftrl_coefficients(merged) AS a JOIN LATERAL ftrl_coefficients(model) AS b USING (bucket);
-- A model of one text label learns from the other which class it had.
SELECT m.merged::text::jsonb -> 'label' AS label, n_positive, nobs
FROM (SELECT ftrl_merge(model) AS merged FROM (
        SELECT ftrl_fit('yes'::text, x) AS model FROM stream WHERE t < 10
        UNION ALL SELECT ftrl_fit(CASE WHEN t < 15 THEN 'no' ELSE 'yes' END, x) FROM stream WHERE t BETWEEN 10 AND 20) AS u) AS m,
     ftrl_statistics(merged);
SELECT ftrl_merge(model) IS NULL AS nothing FROM models WHERE false;
-- In parallel it is the same up to the last digits.
CREATE TABLE shards AS SELECT t % 50 AS shard, ftrl_fit(clicked, x, site ORDER BY t) AS model FROM stream GROUP BY shard;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS off) SELECT ftrl_merge(model) FROM shards;
SELECT ftrl_merge(model) AS model INTO parallel_merge FROM shards;
SET max_parallel_workers_per_gather = 0;
SELECT distance(model, (SELECT ftrl_merge(model) FROM shards)) FROM parallel_merge;
RESET ALL;

-- Near the exact fit: mean log loss over the same rows, and the loss on the way.
CREATE TABLE generated AS
SELECT i, x1, x2, site, sin(i * 12345.678) * 0.5 + 0.5 < sigmoid(-0.5 + x1 - 0.7 * x2 + (site % 7 - 3) / 4.0) AS y
FROM (SELECT i, sin(i * 1.2345) * 2 AS x1, cos(i * 3.4567) * 2 AS x2, i * 7919 % 20 AS site FROM generate_series(1, 50000) AS i) AS g;
WITH m AS (
    SELECT ftrl_fit(ftrl_options(alpha => 0.1), y, x1, x2, 's' || site ORDER BY i) AS online,
           logistic_fit(y, x1, x2, 's' || site) AS exact FROM generated)
SELECT avg(bce(y, ftrl_predict(online, x1, x2, 's' || site))) < 1.002 * avg(bce(y, logistic_predict(exact, x1, x2, 's' || site))) AS near,
       (SELECT log_loss FROM ftrl_statistics(online)) < 1.005 * avg(bce(y, logistic_predict(exact, x1, x2, 's' || site))) AS near_on_the_way
FROM m, generated GROUP BY online;

-- Wrong calls.
\set VERBOSITY terse
SELECT ftrl_fit(clicked, now()) FROM stream;
SELECT ftrl_fit(clicked, ARRAY[now()]) FROM stream;
SELECT ftrl_fit(clicked, ARRAY[true]) FROM stream;
SELECT ftrl_fit(ARRAY[1], x) FROM stream;
SELECT ftrl_fit(t, x ORDER BY t) FROM stream;
SELECT ftrl_fit(site, x ORDER BY t) FROM stream;
SELECT ftrl_fit(ftrl_options(positive => 's1'), site, x ORDER BY t) FROM stream;
SELECT ftrl_fit(clicked, 'NaN'::float8) FROM stream;
SELECT ftrl_fit(clicked, ARRAY[1, '-Infinity'::float8]) FROM stream;
SELECT ftrl_fit(clicked, -1e51) FROM stream;
WITH large AS MATERIALIZED (SELECT true AS y, 1e40::float8 AS a, -1e40::float8 AS b)
SELECT ftrl_fit(ftrl_options(crosses => '[["a", "b"]]'), y, a, b) FROM large;
SELECT ftrl_fit(clicked, CASE WHEN t < 3 THEN ARRAY[1, 2] ELSE ARRAY[1] END ORDER BY t) FROM stream;
SELECT ftrl_fit(clicked, array_fill(1, ARRAY[100000])) FROM stream;
SELECT ftrl_fit(clicked, 'abc') FROM stream;
SELECT ftrl_fit(ftrl_options(alpha => 0), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(alpha => 'NaN'), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(beta => -1), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(l1 => -1), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(l2 => 'Infinity'), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(bits => 23), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(bits => 0), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(weight => -1), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(weight => 'NaN'), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(alpha => t), clicked, x ORDER BY t) FROM stream;
SELECT ftrl_fit(ftrl_options(crosses => '{}'), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(crosses => '["x"]'), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(crosses => '[["x"]]'), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(crosses => '[["x", 1]]'), clicked, x) FROM stream;
SELECT ftrl_fit(ftrl_options(crosses => '[["x", "y"]]'), clicked, x) FROM stream;
SELECT ftrl_update(model, clicked, x) FROM models, stream WHERE name = 'all';
SELECT ftrl_update(model, clicked, x, mobile, site, ad, site) FROM models, stream WHERE name = 'all';
SELECT ftrl_update(model, t, x, mobile, site, ad, tags) FROM models, stream WHERE name = 'all';
SELECT ftrl_update(model, clicked, x, mobile, site, ad, tags) FROM models, stream;
SELECT ftrl_update(model, ftrl_options(alpha => 0.3), clicked, x, mobile, site, ad, tags) FROM models, stream WHERE name = 'all';
SELECT ftrl_update(model, ftrl_options(bits => 20), clicked, x, mobile, site, ad, tags) FROM models, stream WHERE name = 'all';
SELECT ftrl_update(model, ftrl_options(crosses => '[["site", "ad"]]'), clicked, x, mobile, site, ad, tags) FROM models, stream WHERE name = 'all';
SELECT ftrl_update(model, ftrl_options(weight => 1, alpha => 0.1), clicked, x, mobile, site, ad, tags) IS NOT NULL FROM models, stream WHERE name = 'all';
SELECT ftrl_predict(model, 1) FROM models;
SELECT ftrl_predict(model, 1, 1, 's'::text, 'a'::text, '{}'::text[]) FROM models;
SELECT ftrl_predict(model, 1, true, 's'::text, 'a'::text, 'tag'::text) FROM models;
SELECT ftrl_predict(model, r) FROM models, (SELECT x, mobile, site, ad FROM stream LIMIT 1) AS r;
SELECT ftrl_merge(model) FROM (SELECT ftrl_fit(clicked, x) AS model FROM stream UNION ALL SELECT ftrl_fit(clicked, site) FROM stream) AS u;
SELECT ftrl_merge(model) FROM (SELECT ftrl_fit(clicked, x) AS model FROM stream UNION ALL SELECT ftrl_fit(ftrl_options(alpha => 1), clicked, x) FROM stream) AS u;
SELECT ftrl_merge(model) FROM (SELECT ftrl_fit('yes'::text, x) AS model FROM stream UNION ALL SELECT ftrl_fit('no'::text, x) FROM stream) AS u;
SELECT ftrl_merge(model) FROM (SELECT ftrl_fit(site, x) AS model FROM stream WHERE site IN ('s1', 's2') UNION ALL SELECT ftrl_fit(site, x) FROM stream WHERE site IN ('s3', 's2')) AS u;

-- Damaged text.
CREATE FUNCTION damaged(VARIADIC changes text[]) RETURNS ftrl_model LANGUAGE sql AS $$
    SELECT jsonb_set(model::text::jsonb, changes[1]::text[], changes[2]::jsonb)::text::ftrl_model
    FROM (SELECT ftrl_fit(clicked, x, site, ARRAY[x, 1]) AS model FROM stream) AS m
$$;
SELECT '1'::ftrl_model;
SELECT '{}'::ftrl_model;
SELECT '{"version": 2}'::ftrl_model;
SELECT damaged('{unknown}', '1');
SELECT damaged('{alpha}', '-1');
SELECT damaged('{bits}', '40');
SELECT damaged('{label}', '"y"');
SELECT damaged('{features, 0, type}', '"date"');
SELECT damaged('{features, 2, length}', '1');
SELECT damaged('{features, 2, length}', '100000000000');
SELECT damaged('{crosses}', '[[0, 7]]');
SELECT damaged('{crosses}', '[[0]]');
SELECT damaged('{crosses}', '[[0, 0.5]]');
SELECT damaged('{statistics, nobs}', '-3');
SELECT damaged('{statistics, n_positive}', '100000');
SELECT damaged('{statistics, sum_weights}', '1');
SELECT damaged('{plain}', '[1]');
SELECT damaged('{plain, 1}', '-1');
SELECT damaged('{plain, 0}', '"Infinity"');
SELECT damaged('{plain, 0}', 'null');
SELECT damaged('{hashed}', '"AAAA"');
SELECT damaged('{hashed}', '"%"');
SELECT damaged('{hashed}', '7');
SELECT damaged('{hashed}', to_jsonb(repeat('A', 27) || '=')::text);
SELECT damaged('{hashed}', to_jsonb(encode('\x00ffffff3ff00000000000003ff0000000000000', 'base64'))::text);
SELECT damaged('{hashed}', to_jsonb(encode('\x000000ff7ff00000000000003ff0000000000000', 'base64'))::text);
SELECT damaged('{hashed}', to_jsonb(replace(encode('\x000000ff3ff00000000000003ff0000000000000000000ff3ff00000000000003ff0000000000000', 'base64'), E'\n', ''))::text);
SELECT damaged('{hashed}', '""') IS NOT NULL AS a_model_without_buckets;

DROP TABLE stream, coordinates, tokens, models, shards, parallel_merge, generated CASCADE;
DROP FUNCTION published, differences, distance, damaged;
DROP TYPE answer;

-- Literals and parameters without a type are read as the model's features are;
-- so is a row of JSON.
CREATE TABLE typed AS SELECT i % 3 = 0 AS y, i % 7 AS x, 'c' || i % 2 AS c, ARRAY['t' || i % 3] AS tags, i % 2 = 0 AS b, ARRAY[i % 5, 1] AS v FROM generate_series(1, 300) i;
CREATE TABLE typed_model AS SELECT ftrl_fit(y, x, c, tags, b, v ORDER BY x) AS m FROM typed;
SELECT ftrl_predict(m, 5, 'c1'::text, ARRAY['t1'], true, ARRAY[2, 1]) = ftrl_predict(m, '5', 'c1', '{t1}', 'yes', '{2,1}') AS literals,
       ftrl_predict(m, 5, 'c1'::text, ARRAY['t1'], true, ARRAY[2, 1]) = ftrl_predict(m, 5, 'c1', '{t1}', true, '{2,1}') AS mixed,
       ftrl_predict(m, 5, 'c1'::text, ARRAY['t1'], true, ARRAY[2, 1]) = ftrl_predict(m, '{"x": 5, "c": "c1", "tags": ["t1"], "b": true, "v": [2, 1]}'::jsonb) AS json,
       ftrl_predict(m, '5', NULL, '{t1}', 'yes', '{2,1}') AS missing, ftrl_predict(m, 'null'::jsonb) AS no_row FROM typed_model;
SELECT bool_and(ftrl_predict(m, x, c, tags, b, v) = ftrl_predict(m, VARIADIC texts)) AS texts, bool_and(ftrl_predict(m, x, c, tags, b, v) = ftrl_predict(m, to_jsonb(t))) AS json
FROM typed_model, (SELECT *, ARRAY[x::text, c, tags::text, b::text, v::text] AS texts FROM typed OFFSET 0) t;
PREPARE untyped AS SELECT ftrl_predict(m, $1, $2, $3, $4, $5) = ftrl_predict(m, 5, 'c1'::text, ARRAY['t1'], true, ARRAY[2, 1]) AS parameters FROM typed_model;
EXECUTE untyped('5', 'c1', '{t1}', 'true', '[2,1]');
DEALLOCATE untyped;
SELECT ftrl_predict(m, 'five', 'c1', '{t1}', 'yes', '{2,1}') FROM typed_model;
SELECT ftrl_predict(m, '{"x": 5, "c": "c1"}'::jsonb) FROM typed_model;
SELECT ftrl_predict(m, VARIADIC '{5,c1}'::text[]) FROM typed_model;
SELECT ftrl_predict(m, 5, 6, '{t1}', 'yes', '{2,1}') FROM typed_model;
-- binary COPY takes a model there and back
CREATE TEMP TABLE received (LIKE typed_model);
\copy typed_model TO 'results/ftrl.bin' WITH (FORMAT binary)
\copy received FROM 'results/ftrl.bin' WITH (FORMAT binary)
SELECT s.m::text = r.m::text AS same FROM typed_model AS s, received AS r;
DROP TABLE typed, typed_model, received;
