-- Features of other types: what pg_cast makes a number, an array of numbers
-- or text, implicitly or on assignment, is read by that cast.
SET client_min_messages = error;
SET extra_float_digits = 0;

-- a vector: four bytes of head, then float4 numbers, as pgvector has them;
-- its cast looks the bytes of three numbers up
CREATE TYPE vec;
CREATE FUNCTION vec_in(cstring) RETURNS vec LANGUAGE internal IMMUTABLE STRICT AS 'byteain';
CREATE FUNCTION vec_out(vec) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'byteaout';
CREATE TYPE vec (INPUT = vec_in, OUTPUT = vec_out, LIKE = bytea);
CREATE CAST (vec AS bytea) WITHOUT FUNCTION;
CREATE FUNCTION vec_to_float4(vec, integer, boolean) RETURNS real[] LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT array_agg(CASE encode(substr($1::bytea, 5 + 4 * i, 4), 'hex')
                     WHEN '0000803f' THEN 1 WHEN '00000040' THEN 2 WHEN '0000003f' THEN 0.5 END::real ORDER BY i)
    FROM generate_series(0, length($1::bytea) / 4 - 2) i $$;
CREATE CAST (vec AS real[]) WITH FUNCTION vec_to_float4(vec, integer, boolean) AS IMPLICIT;
-- another one, cast to that by assignment only
CREATE TYPE sparse;
CREATE FUNCTION sparse_in(cstring) RETURNS sparse LANGUAGE internal IMMUTABLE STRICT AS 'byteain';
CREATE FUNCTION sparse_out(sparse) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'byteaout';
CREATE TYPE sparse (INPUT = sparse_in, OUTPUT = sparse_out, LIKE = bytea);
CREATE CAST (sparse AS bytea) WITHOUT FUNCTION;
CREATE FUNCTION sparse_to_vec(sparse) RETURNS vec LANGUAGE sql IMMUTABLE STRICT AS
    $$SELECT (replace(($1::bytea)::text, 'ff', ''))::vec$$;
CREATE CAST (sparse AS vec) WITH FUNCTION sparse_to_vec(sparse) AS ASSIGNMENT;
-- text under another name, numbers by a function, domains over all
CREATE TYPE label;
CREATE FUNCTION label_in(cstring) RETURNS label LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION label_out(label) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE label (INPUT = label_in, OUTPUT = label_out, LIKE = text);
CREATE CAST (label AS text) WITHOUT FUNCTION AS IMPLICIT;
CREATE TYPE steps AS RANGE (subtype = integer);
CREATE FUNCTION steps_length(steps) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT upper($1) - lower($1)';
CREATE CAST (steps AS integer) WITH FUNCTION steps_length(steps) AS ASSIGNMENT;
CREATE DOMAIN vec_domain AS vec;
CREATE DOMAIN amount AS money;
CREATE DOMAIN scores AS float8[];

CREATE TABLE t AS
SELECT i % 5 IN (0, 3) AS y, i::float8 AS x,
       ('\x02000000' || a || b)::vec AS v, ('\x02000000ff' || a || 'ff' || b)::sparse AS s,
       ('\x02000000' || a || b)::vec_domain AS d,
       ARRAY[CASE i % 3 WHEN 0 THEN 1 WHEN 1 THEN 2 ELSE 0.5 END, CASE i % 2 WHEN 0 THEN 1 ELSE 0.5 END]::float4[] AS f,
       (i % 7 + 0.25)::numeric::money AS m, (i % 7 + 0.25)::numeric::money::amount AS m_domain, (i % 7 + 0.25) AS m_number,
       ('p' || i % 4)::label AS l, 'p' || i % 4 AS l_text, int4range(i, i + i % 6 + 1)::text::steps AS r, i % 6 + 1 AS r_number,
       ARRAY[i % 11, i % 13]::scores AS sc, ('10.0.0.' || i % 3)::inet AS ip, (i % 9)::oid AS o
FROM generate_series(1, 60) i,
     LATERAL (SELECT CASE i % 3 WHEN 0 THEN '0000803f' WHEN 1 THEN '00000040' ELSE '0000003f' END AS a,
                     CASE i % 2 WHEN 0 THEN '0000803f' ELSE '0000003f' END AS b) n;
CREATE FUNCTION estimates(logistic_model) RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(round(estimate::numeric, 9)::text, ' ') FROM logistic_coefficients($1)$$;
CREATE FUNCTION terms(logistic_model) RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(term, ' | ') FROM logistic_coefficients($1)$$;

-- vectors are arrays of numbers
SELECT estimates(logistic_fit(y, v)) = estimates(logistic_fit(y, f)) AS vec,
       estimates(logistic_fit(y, s)) = estimates(logistic_fit(y, f)) AS sparse,
       estimates(logistic_fit(y, d)) = estimates(logistic_fit(y, f)) AS domain,
       terms(logistic_fit(y, v)), terms(logistic_fit(y, sc)) FROM t;
CREATE TABLE models AS SELECT logistic_fit(y, x, v) AS v, logistic_fit(y, x, f) AS f FROM t;
SELECT count(*) FILTER (WHERE logistic_predict(m.v, t.x, t.v) = logistic_predict(m.f, t.x, t.f)) AS values,
       count(*) FILTER (WHERE logistic_predict(m.v, t.x, t.s) = logistic_predict(m.f, t.x, t.f)) AS sparse,
       count(*) FILTER (WHERE logistic_predict(m.v, t.x, t.f) = logistic_predict(m.f, t.x, t.f)) AS mixed,
       count(*) FILTER (WHERE logistic_predict(m.v, t) = logistic_predict(m.f, t)) AS records,
       count(*) FILTER (WHERE logistic_predict(m.v, w) = logistic_predict(m.f, t)) AS rows
FROM t, models m, LATERAL (SELECT t.x, t.v) w;
-- a value of another layout among them is cast
SELECT round(logistic_predict(m.v, 7, '\x020000000000803f0000803f'::vec)::numeric, 9) = round(logistic_predict(m.f, 7, '{1,1}'::float4[])::numeric, 9) AS same FROM models m;
SELECT logistic_predict(m.v, 7, '\x010000000000803f'::vec) FROM models m;
SELECT logistic_fit(y, CASE WHEN x < 9 THEN v ELSE '\x010000000000803f' END) FROM t;
SELECT estimates(logistic_fit(y, v)) = estimates(logistic_fit(y, f)) AS longer
FROM (SELECT y, CASE WHEN x < 30 THEN v ELSE ('\x020000ff' || substr(v::bytea::text, 11))::vec END AS v, f FROM t) q;
SELECT array_length(logistic_margins(m.v, t.x, t.v), 1) AS margins FROM t, models m GROUP BY m.v;
SELECT round((ftrl_predict(ftrl_fit(y, x, v), 7, '\x020000000000803f0000803f'::vec))::numeric, 6) = round((ftrl_predict(ftrl_fit(y, x, f), 7, '{1,1}'::float4[]))::numeric, 6) AS ftrl FROM t;

-- numbers
SELECT estimates(logistic_fit(y, m)) = estimates(logistic_fit(y, m_number)) AS money,
       estimates(logistic_fit(y, m_domain)) = estimates(logistic_fit(y, m_number)) AS domain,
       estimates(logistic_fit(y, r)) = estimates(logistic_fit(y, r_number)) AS by_function,
       estimates(logistic_fit(y, m, r)) = estimates(logistic_fit(y, m_number, r_number)) AS both,
       terms(logistic_fit(y, o)) AS oid FROM t;
SELECT logistic_fit(r, x) IS NOT NULL AS label FROM (SELECT int4range(1, 1 + (x > 20)::int)::text::steps AS r, x FROM t WHERE x > 20 OR x < 5) q WHERE NOT isempty(r);
-- text
SELECT estimates(logistic_fit(y, l)) = estimates(logistic_fit(y, l_text)) AS text,
       terms(logistic_fit(y, l)) AS terms, terms(logistic_fit(y, ip)) AS inet FROM t;
SELECT round(roc_auc(l = 'p1'::label, m)::numeric, 6) = round(roc_auc(l_text = 'p1', m_number)::numeric, 6) AS metric FROM (SELECT l::text AS l, l_text, m, m_number FROM t) q;
SELECT logistic_fit(l, x)::jsonb->'label' AS label FROM t WHERE l::text IN ('p1', 'p2');
CREATE TABLE by_label AS SELECT logistic_fit(y, l, m) AS m FROM t;
SELECT count(*) FILTER (WHERE logistic_predict(b.m, t.l, t.m) = logistic_predict(b.m, t.l_text, t.m_number)) FROM t, by_label b;
SELECT logistic_train('types', 'SELECT y, v, m, l, r FROM t');
SELECT count(*) FILTER (WHERE logistic_predict('types', t) > 0) FROM t;
-- a distributed fit casts them in its queries
SELECT estimates(logistic_fit_distributed('SELECT y, m, r, v, s AS v2, l FROM t')) = estimates(logistic_fit(y, m_number, r_number, f, f, l_text)) AS distributed FROM t;

-- dates and JSON are none: the hint has the expression to write
CREATE TABLE others AS SELECT true AS y, date '2024-01-01' AS born, now() AS "Seen At", interval '1 day' AS age, time '10:00' AS at, '{}'::jsonb AS tags, NULL::xml AS page, point '(1,2)' AS place;
SELECT logistic_fit(y, born) FROM others;
SELECT logistic_fit(y, o."Seen At") FROM others o;
SELECT logistic_fit(y, 1, age) FROM others;
SELECT logistic_fit(y, at) FROM others;
SELECT logistic_fit(y, tags) FROM others;
SELECT logistic_fit(y, page) FROM others;
SELECT logistic_fit(y, place) FROM others;
SELECT logistic_fit(born, 1) FROM others;
SELECT logistic_predict('types', o) FROM (SELECT v, born AS m, l, r FROM t, others) o;
SELECT logistic_predict('types', t.v, o."Seen At", t.l, t.r) FROM t, others o;
SELECT 'é', logistic_score('types', t.v, born + 1, t.l, t.r) FROM t, others;
DO $$BEGIN PERFORM logistic_predict('types', t.v, born, t.l, t.r) FROM t, others; END$$;

SELECT logistic_drop('types');
DROP TABLE t, models, by_label, others;
DROP FUNCTION estimates(logistic_model), terms(logistic_model);
DROP TYPE vec, sparse, label, steps CASCADE;
DROP DOMAIN amount, scores;

-- texts of every length, alike but for one byte at either end or their length:
-- each is a level of its own, whose probability is its rows' share
CREATE TABLE keys AS
SELECT key, i, (hashint4(n * 7 + i) & 3) = 0 OR i = 0 AS y
FROM (SELECT key, row_number() OVER () :: int AS n FROM (
    SELECT DISTINCT overlay(repeat('k', n) PLACING other FROM place) AS key
    FROM generate_series(0, 40) n, (VALUES ('k'), ('l')) o (other),
         LATERAL (VALUES (1), (greatest(n, 1))) p (place) WHERE n > 0 OR other = 'k' UNION SELECT '') d) k,
     generate_series(0, 9) i;
INSERT INTO keys SELECT key, 10, false FROM keys WHERE i = 0;
SELECT count(DISTINCT key), count(*) FROM keys;
SELECT count(*), max(abs(p - share)) < 1e-9 AS is_share
FROM (SELECT key, avg(y::int::float8) AS share FROM keys GROUP BY key) g,
     LATERAL (SELECT logistic_predict((SELECT logistic_fit(y, key) FROM keys), key) AS p OFFSET 0) s;
DROP TABLE keys;
