-- logistic_step and logistic_step_merge: what the bytes between servers say,
-- and that nothing but the right ones is believed.
\set VERBOSITY terse

-- Bytes as an engine would send them: network order, a checksum (CRC-32C) in
-- front, the parameters as in src/distributed/pass_question.c.
CREATE FUNCTION checksum_of(b bytea) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE crc bigint := 4294967295;
BEGIN
    FOR i IN 0 .. length(b) - 1 LOOP
        crc := crc # get_byte(b, i);
        FOR k IN 1 .. 8 LOOP
            crc := (crc >> 1) # CASE WHEN crc & 1 = 1 THEN 2197175160 ELSE 0 END;
        END LOOP;
    END LOOP;
    RETURN substr(int8send(crc # 4294967295), 5);
END $$;
CREATE FUNCTION sealed(b bytea) RETURNS bytea LANGUAGE SQL AS 'SELECT checksum_of(b) || b';
CREATE FUNCTION bytes(VARIADIC n int[]) RETURNS bytea LANGUAGE SQL AS $$
    SELECT string_agg(substr(int4send(i), 4), '') FROM unnest(n) i $$;
CREATE FUNCTION words(VARIADIC n int[]) RETURNS bytea LANGUAGE SQL AS $$
    SELECT string_agg(int4send(i), '') FROM unnest(n) i $$;
CREATE FUNCTION numbers(VARIADIC n float8[]) RETURNS bytea LANGUAGE SQL AS $$
    SELECT string_agg(float8send(i), '') FROM unnest(n) i $$;

-- a term: kind (intercept, number, code), column, code; unit, centre, spread
CREATE FUNCTION term(kind int, col int, code int DEFAULT 0, VARIADIC scale float8[] DEFAULT '{1,0,1}')
RETURNS bytea LANGUAGE SQL AS 'SELECT bytes(kind) || words(col, code) || numbers(VARIADIC scale)';

-- parameters for the curvature (kind 1) at the point (b0, b1) of an intercept
-- and one number, which is the only feature; "made" is whether NULL is a value,
-- and how columns are filled and made of others
CREATE FUNCTION curvature(b0 float8, b1 float8, version int DEFAULT 1, kind int DEFAULT 1, inputs bytea DEFAULT NULL, terms bytea DEFAULT NULL, columns bytea DEFAULT NULL, point bytea DEFAULT NULL, made bytea DEFAULT NULL)
RETURNS bytea LANGUAGE SQL AS $$
    SELECT bytes(version, kind, 1, 0) || numbers(1, 1) || words(1)
           || coalesce(inputs, words(1) || bytes(0) || words(0, 0)) || coalesce(made, bytes(0, 0, 0))
           || coalesce(terms, words(2) || term(0, 0) || term(1, 0))
           || coalesce(columns, words(2, 0, 1)) || coalesce(point, numbers(b0, 0, b1, 0)) $$;

-- what a state says, as in src/distributed/pass_answer.c
CREATE FUNCTION number_at(b bytea, place int) RETURNS float8 LANGUAGE SQL AS $$
    SELECT CASE WHEN bits & 9223372036854775807 = 0 THEN 0
                WHEN (bits >> 52) & 2047 = 2047 THEN NULL  -- an infinity
                ELSE (CASE WHEN bits < 0 THEN -1 ELSE 1 END)
                     * (1 + (bits & 4503599627370495) / 4503599627370496::float8)
                     * power(2::float8, ((bits >> 52) & 2047) - 1023) END
    FROM (SELECT ('x' || encode(substr(b, place + 1, 8), 'hex'))::bit(64)::bigint) AS t (bits) $$;
CREATE FUNCTION count_at(b bytea, place int) RETURNS bigint LANGUAGE SQL AS $$
    SELECT ('x' || encode(substr(b, place + 1, 8), 'hex'))::bit(64)::bigint $$;
CREATE FUNCTION int_at(b bytea, place int) RETURNS int LANGUAGE SQL AS $$
    SELECT ('x' || encode(substr(b, place + 1, 4), 'hex'))::bit(32)::int $$;
CREATE FUNCTION show(b bytea) RETURNS TABLE (rows bigint, skipped bigint, counted bigint, smallest numeric, largest numeric, sums numeric[])
LANGUAGE SQL AS $$
    SELECT count_at(b, 18), count_at(b, 26), count_at(b, 34), round(number_at(b, 42)::numeric, 9), round(number_at(b, 50)::numeric, 9),
           ARRAY(SELECT round(number_at(b, 58 + 16 * i)::numeric, 9) FROM generate_series(0, int_at(b, 14) - 1) i) $$;
-- and by what it knows its rows: sums of (1 + y) v for the label, the weight,
-- the offset and each element of the features, each with that of (1 + y) |v|
CREATE FUNCTION row_sums(b bytea) RETURNS numeric[] LANGUAGE SQL AS $$
    SELECT ARRAY(SELECT round(number_at(b, 62 + 16 * int_at(b, 14) + 8 * i)::numeric, 9) FROM generate_series(0, 2 * int_at(b, 58 + 16 * int_at(b, 14)) - 1) i) $$;

CREATE TEMP TABLE t AS
SELECT i AS id, i * i % 7 < 3 AS y, (i % 9 - 4)::float8 AS x, 1.0 + i % 3 AS w, i % 2 / 2.0 AS o, i % 4 AS part
FROM generate_series(1, 1000) i;
CREATE TEMP TABLE q AS SELECT sealed(curvature(0.25, -0.5)) AS question, sealed(curvature(0, 0)) AS origin,
       sealed(curvature(0, 0, kind => 3, point => '')) AS gram;

-- the sums are those of the textbook: log-likelihood, gradient, information
CREATE TEMP TABLE textbook AS
SELECT sum(w * ln(CASE WHEN y THEN p ELSE 1 - p END)) AS log_lik,
       ARRAY[sum(w * (y::int - p)), sum(w * (y::int - p) * x)] AS gradient,
       ARRAY[sum(w * p * (1 - p)), sum(w * p * (1 - p) * x), sum(w * p * (1 - p) * x * x)] AS information
FROM (SELECT *, 1 / (1 + exp(-(o + 0.25 - 0.5 * x))) AS p FROM t) AS s;
SELECT s.*, s.sums = ARRAY(SELECT round(v::numeric, 9) FROM unnest(log_lik || gradient || information) v) AS right
FROM textbook, q, LATERAL (SELECT logistic_internal.logistic_step(question, y::int, w, o, ARRAY[x]) AS state FROM t) AS a, show(state) AS s;

SELECT row_sums(state) = (SELECT ARRAY[sum(y::int), count(*), sum((1 + y::int) * w), sum((1 + y::int) * w), sum((1 + y::int) * o), sum((1 + y::int) * o),
                                       sum((1 + y::int) * x), sum((1 + y::int) * abs(x))]::numeric[] FROM t) AS identified
FROM q, LATERAL (SELECT logistic_internal.logistic_step(question, y::int, w, o, ARRAY[x]) AS state FROM t) AS a;

-- parts merge to the whole in any order; the sums of a cross product (kind 3)
-- of whole numbers are the same to the last bit
SELECT count(DISTINCT state) AS answers, count(*) AS ways, min(s.sums) AS sums
FROM q, LATERAL (
    SELECT logistic_internal.logistic_step(gram, y::int, w, 0, ARRAY[x]) AS state FROM t
    UNION ALL SELECT logistic_internal.logistic_step(gram, y::int, w, 0, ARRAY[x] ORDER BY id DESC) FROM t
    UNION ALL SELECT logistic_internal.logistic_step_merge(s ORDER BY part) FROM (SELECT part, logistic_internal.logistic_step(gram, y::int, w, 0, ARRAY[x]) AS s FROM t GROUP BY part) AS p
    UNION ALL SELECT logistic_internal.logistic_step_merge(s ORDER BY part DESC) FROM (SELECT part, logistic_internal.logistic_step(gram, y::int, w, 0, ARRAY[x]) AS s FROM t GROUP BY part) AS p
    UNION ALL SELECT logistic_internal.logistic_step_merge(s ORDER BY id * 7919 % 1009) FROM (SELECT id, logistic_internal.logistic_step(gram, y::int, w, 0, ARRAY[x]) AS s FROM t GROUP BY id) AS p
    UNION ALL SELECT logistic_internal.logistic_step_merge(s) FROM (SELECT logistic_internal.logistic_step_merge(s) AS s FROM (SELECT part, logistic_internal.logistic_step(gram, y::int, w, 0, ARRAY[x]) AS s FROM t GROUP BY part) AS p GROUP BY part % 2) AS r) AS a,
LATERAL show(state) AS s;

-- a state merged with itself counts twice, merged with none it is none
SELECT (show(logistic_internal.logistic_step_merge(state))).rows FROM q, LATERAL (SELECT logistic_internal.logistic_step(question, y::int, w, o, ARRAY[x]) AS state FROM t) AS a, generate_series(1, 2);
SELECT logistic_internal.logistic_step_merge(NULL) IS NULL AS none, logistic_internal.logistic_step(question, 1, 1, 0, ARRAY[1.0]) FILTER (WHERE false) IS NULL AS no_row FROM q GROUP BY question;

-- its size does not depend on the rows, and text carries it without loss
SELECT length(a.s) = length(b.s) AS same_size, length(a.s), a.s::text::bytea = a.s AS exact
FROM q, LATERAL (SELECT logistic_internal.logistic_step(question, y::int, w, o, ARRAY[x]) AS s FROM t) AS a,
     LATERAL (SELECT logistic_internal.logistic_step(question, y::int, w, o, ARRAY[x]) AS s FROM t WHERE id = 1) AS b;

-- a row with a NULL is counted, one of weight zero is not
SELECT s.* FROM q, LATERAL (
    SELECT logistic_internal.logistic_step(origin, y, w, o, x) AS state
    FROM (VALUES (1::float8, 1::float8, 0::float8, '{2}'::float8[]), (NULL, 1, 0, '{2}'), (1, NULL, 0, '{2}'),
                 (1, 1, NULL, '{2}'), (1, 1, 0, NULL), (1, 1, 0, '{NULL}'), (1, 0, 0, '{NaN}')) AS v (y, w, o, x)) AS a, show(state) s;

-- as a window aggregate, which asks again and again
SELECT id, (show(logistic_internal.logistic_step(question, y::int, w, o, ARRAY[x]) OVER (ORDER BY id))).rows FROM q, t WHERE id < 4;

-- codes count from 0; the length of an array is checked
SELECT (show(logistic_internal.logistic_step(sealed(curvature(0, 0, inputs => words(1) || bytes(1) || words(0, 0),
                                                 terms => words(2) || term(0, 0) || term(2, 0, 2))), 1, 1, 0, ARRAY[id % 3]))).sums
FROM t WHERE id <= 9;
SELECT logistic_internal.logistic_step(sealed(curvature(0, 0, inputs => words(1) || bytes(1) || words(0, 0),
                                      terms => words(2) || term(0, 0) || term(2, 0, 2))), 1, 1, 0, ARRAY[-1]);
SELECT logistic_internal.logistic_step(sealed(curvature(0, 0, inputs => words(2) || bytes(0) || words(0, 0) || bytes(2) || words(6, 3))), 1, 1, 0, ARRAY[5, 4]);

-- the first pass (kind 0) brings as much of the rows as it is asked for, each
-- with label, weight, frequency and offset
SELECT share, length(state) - 296 AS more, (length(state) - 296) / 40.0 BETWEEN 1000 * share - 100 AND 1000 * share + 100 AS as_asked,
       substr(state, length(state) - 107, 40) = numbers((1000 * 1000 % 7 < 3)::int, 2, 1, 0, -3) AND share = 1 AS the_last
FROM (SELECT share, sealed(curvature(0, 0, kind => 0, point => numbers(share))) AS question FROM (VALUES (0), (0.3), (1)) AS v (share) OFFSET 0) AS v,
LATERAL (SELECT logistic_internal.logistic_step(question, y::int, w, o, ARRAY[x]) AS state FROM t) AS a;

-- rows that cannot be right
SELECT logistic_internal.logistic_step(question, 2, 1, 0, ARRAY[1]) FROM q;
SELECT logistic_internal.logistic_step(question, 1, -1, 0, ARRAY[1]) FROM q;
SELECT logistic_internal.logistic_step(question, 1, 1, 'Infinity', ARRAY[1]) FROM q;
SELECT logistic_internal.logistic_step(question, 1, 1, 0, ARRAY['NaN'::float8]) FROM q;
SELECT logistic_internal.logistic_step(question, 1, 1, 0, ARRAY[1, 2]) FROM q;
SELECT logistic_internal.logistic_step(question, 1, 1, 0, '{}') FROM q;
SELECT logistic_internal.logistic_step(CASE id WHEN 3 THEN origin ELSE question END, 1, 1, 0, ARRAY[1]) FROM q, t;
SELECT logistic_internal.logistic_step(NULL, 1, 1, 0, ARRAY[1]);
SELECT logistic_internal.logistic_step_merge(s) FROM (
    SELECT logistic_internal.logistic_step(question, 1, 1, 0, ARRAY[1]) AS s FROM q UNION ALL SELECT logistic_internal.logistic_step(origin, 1, 1, 0, ARRAY[1]) FROM q) AS a;
SELECT logistic_internal.logistic_step_combine(question, question) FROM q;
SELECT logistic_internal.logistic_step_trans(NULL, question, 1, 1, 0, ARRAY[1]) FROM q;
SELECT logistic_internal.logistic_step_final(question) FROM q;

-- bytes that are damaged: cut anywhere, lengthened, or with a bit flipped in any byte
CREATE FUNCTION refused(statement text, argument bytea) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE state text;
BEGIN
    EXECUTE statement USING argument;
    RETURN false;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE;
    RETURN state IN ('22P03', '08P01', '54000', '55000');
END $$;
SELECT kind, count(*) > 300 AS tried, bool_and(refused(statement, damaged)) AS all_refused
FROM q, LATERAL (
    VALUES ('parameters', 'SELECT logistic_internal.logistic_step($1, 1, 1, 0, ARRAY[1])', question),
           ('state', 'SELECT logistic_internal.logistic_step_merge($1)', (SELECT logistic_internal.logistic_step(question, y::int, w, o, ARRAY[x]) FROM t))) AS v (kind, statement, good),
LATERAL (
    SELECT set_bit(good, i, 1 - get_bit(good, i)) FROM generate_series(0, 8 * length(good) - 1, 5) i
    UNION ALL SELECT substr(good, 1, i) FROM generate_series(0, length(good) - 1) i
    UNION ALL SELECT good || '\x00') AS d (damaged)
GROUP BY kind ORDER BY kind;

-- bytes that are sealed as they should be, by somebody who means no good
SELECT fault, refused('SELECT logistic_internal.logistic_step($1, 1, 1, 0, ARRAY[1])', sealed(bad))
FROM (VALUES ('nothing wrong', curvature(0, 0)),
             ('version', curvature(0, 0, version => 2)),
             ('kind', curvature(0, 0, kind => 14)),
             ('no meat', curvature(0, 0, kind => 10)),
             ('class weight', overlay(curvature(0, 0) PLACING numbers(-1) FROM 5)),
             ('too short', substr(curvature(0, 0), 1, 70)),
             ('too long', curvature(0, 0) || '\x00'),
             ('point', curvature('NaN', 0)),
             ('negative count', curvature(0, 0, inputs => words(-1))),
             ('huge count', curvature(0, 0, terms => words(2147483647))),
             ('input kind', curvature(0, 0, inputs => words(1) || bytes(3) || words(0, 0))),
             ('input beyond', curvature(0, 0, inputs => words(1) || bytes(0) || words(0, 1))),
             ('input before', curvature(0, 0, inputs => words(1) || bytes(0) || words(0, -1))),
             ('term kind', curvature(0, 0, terms => words(2) || term(0, 0) || term(3, 0))),
             ('term beyond', curvature(0, 0, terms => words(2) || term(0, 0) || term(1, 1))),
             ('term before', curvature(0, 0, terms => words(2) || term(0, 0) || term(1, -1))),
             ('term without codes', curvature(0, 0, terms => words(2) || term(0, 0) || term(2, 0))),
             ('infinite scale', curvature(0, 0, terms => words(2) || term(0, 0) || term(1, 0, 0, 'Infinity', 0, 1))),
             ('code below', curvature(0, 0, inputs => words(1) || bytes(1) || words(0, 0), terms => words(2) || term(0, 0) || term(2, 0, -1))),
             ('code above', curvature(0, 0, inputs => words(1) || bytes(1) || words(0, 0), terms => words(2) || term(0, 0) || term(2, 0, 65536))),
             ('no label', overlay(curvature(0, 0) PLACING words(2) FROM 21)),
             ('column beyond', curvature(0, 0, columns => words(2, 0, 2))),
             ('column before', curvature(0, 0, columns => words(2, -1, 1))),
             ('columns in disorder', curvature(0, 0, columns => words(2, 1, 0))),
             ('column twice', curvature(0, 0, columns => words(2, 1, 1)))) AS v (fault, bad);

-- columns that are made where the rows are: a filled one (1) with an indicator,
-- then x^2 (2), which are the terms; and what is wrong with others
CREATE FUNCTION square(fill_column int DEFAULT 0, filled int DEFAULT 1, indicator int DEFAULT 0, function bytea DEFAULT bytes(6) || words(1, 1) || numbers(2),
                       source_column int DEFAULT 1, n_made int DEFAULT 1, factor int DEFAULT 0, first int DEFAULT 2, codes bytea DEFAULT bytes(0), code_column int DEFAULT -1)
RETURNS bytea LANGUAGE SQL AS $$
    SELECT bytes(1, 1, 1) || words(1, 1, 1) || bytes(0) || words(fill_column) || numbers(7) || bytes(0, 0) || words(filled, -1, indicator)
           || words(1) || function || words(source_column) || 'x^2\000x\000'::bytea || words(n_made, 0, 1) || bytes(1) || words(factor) || codes || words(first, code_column) $$;
SELECT (show(logistic_internal.logistic_step(sealed(curvature(0, 0, terms => words(3) || term(1, 1) || term(1, 2) || term(2, 0, 1), columns => words(3, 0, 1, 2), point => numbers(0, 0, 0, 0, 0, 0), made => square())),
                           i % 2, 1, 0, ARRAY[nullif(i, 3)]))).sums AS of_1_2_7_and_squares
FROM generate_series(1, 3) AS i;
SELECT fault, refused('SELECT logistic_internal.logistic_step($1, 1, 1, 0, ARRAY[1])', sealed(curvature(0, 0, terms => words(2) || term(0, 0) || term(1, 2), made => bad)))
FROM (VALUES ('nothing wrong', square()),
             ('fill of no column', square(fill_column => 1)),
             ('filled in place', square(filled => 0)),
             ('filled beyond', square(filled => 2)),
             ('indicator beyond', square(indicator => 1)),
             ('function of another width', square(function => bytes(6) || words(2, 1) || numbers(2))),
             ('function without parameters', square(function => bytes(6) || words(1, 0))),
             ('bins as a number', square(function => bytes(9) || words(1, 1) || numbers(2))),
             ('no function', square(function => bytes(12) || words(1, 0))),
             ('knots in disorder', square(function => bytes(8) || words(2, 3) || numbers(1, 3, 2), n_made => 2)),
             ('source beyond', square(source_column => 2)),
             ('factor beyond', square(factor => 1)),
             ('column over another', square(first => 1)),
             ('column beyond', square(first => 3)),
             ('nothing made', square(n_made => 0)),
             ('a column without codes', square(code_column => 1)),
             ('codes of no column', square(codes => bytes(1, 0) || words(1, 1, 1) || bytes(0, 0), code_column => 1)),
             ('places beyond', square(codes => bytes(1, 0) || words(0, 1, 2) || bytes(0, 0, 0, 1))),
             ('too many factors', square(codes => bytes(9)))) AS v (fault, bad);
DROP FUNCTION square;

-- numbers at the ends of the range end in no crash
SELECT logistic_internal.logistic_step(sealed(curvature(0, 0, terms => words(2) || term(0, 0) || term(1, 0, 0, 1e300, -1e308, 1e300))), 1, 1, 0, ARRAY[1e308]) IS NOT NULL AS answers;

-- a state of another kind or size, or with a negative count
SELECT fault, refused('SELECT logistic_internal.logistic_step_merge($1)', sealed(bad))
FROM q, LATERAL (SELECT substr(logistic_internal.logistic_step(question, y::int, w, o, ARRAY[x]), 5) AS good FROM t) AS g,
LATERAL (VALUES ('nothing wrong', good),
                ('version', overlay(good PLACING '\x02' FROM 1)),
                ('kind', overlay(good PLACING '\x0e' FROM 2)),
                ('tally missing', overlay(good PLACING '\x00' FROM 2)),
                ('terms', overlay(good PLACING '\x00000001' FROM 7)),
                ('sums', overlay(good PLACING '\x7fffffff' FROM 11)),
                ('negative rows', overlay(good PLACING '\xff' FROM 15))) AS v (fault, bad);

-- An aggregate of one's own starts from any state.  One that claims to answer
-- these parameters, with fewer sums, would be written past its end; a count
-- that cannot be counted on is refused too.
CREATE FUNCTION forged(state bytea, question bytea, kind bytea DEFAULT '\x01') RETURNS bytea LANGUAGE SQL AS $$
    SELECT sealed(substr(overlay(overlay(state PLACING substr(question, 1, 4) FROM 7) PLACING kind FROM 6), 5)) $$;
CREATE FUNCTION starting_from(state bytea, question bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE said text;
BEGIN
    EXECUTE format('CREATE AGGREGATE pg_temp.forged_step(bytea, float8, float8, float8, float8[]) (SFUNC = logistic_internal.logistic_step_trans, STYPE = bytea,
        FINALFUNC = logistic_internal.logistic_step_final, INITCOND = %L)', state);
    BEGIN
        EXECUTE 'SELECT count_at(pg_temp.forged_step($1, (i % 2)::float8, 1, 0, ARRAY[i]::float8[]), 18) FROM generate_series(1, 600) i' INTO said USING question;
    EXCEPTION WHEN OTHERS THEN
        said := sqlstate || ' ' || sqlerrm;
    END;
    DROP AGGREGATE pg_temp.forged_step(bytea, float8, float8, float8, float8[]);
    RETURN said;
END $$;
SELECT fault, starting_from(v.state, v.question)
FROM q, LATERAL (SELECT sealed(curvature(0, 0, terms => words(1) || term(0, 0), columns => words(1, 0), point => numbers(0, 0))) AS small,
                        sealed(bytes(1, 0, 1, 0) || numbers(1, 1) || words(1, 1) || bytes(0) || words(0, 0) || bytes(0, 0, 0) || words(2) || term(0, 0) || term(1, 0) || words(2, 0, 1) || numbers(1)) AS measure,
                        sealed(bytes(1, 0, 1, 0) || numbers(1, 1) || words(1, 1) || bytes(0) || words(0, 0) || bytes(0, 0, 0) || words(2) || term(0, 0) || term(1, 0) || words(2, 0, 1) || numbers(0)) AS unsampled,
                        sealed(bytes(1, 0, 1, 0) || numbers(1, 1) || words(1, 0) || bytes(0, 0, 0) || words(0, 0) || numbers(1)) AS no_terms) AS s,
     LATERAL (SELECT logistic_internal.logistic_step(question, y, 1, 0, ARRAY[1]) AS good, logistic_internal.logistic_step(small, y, 1, 0, ARRAY[1]) AS few, logistic_internal.logistic_step(measure, y, 1, 0, ARRAY[1]) AS measured,
                     logistic_internal.logistic_step(unsampled, y, 1, 0, ARRAY[1]) AS no_sample, logistic_internal.logistic_step(no_terms, y, 1, 0, '{}') AS no_inputs FROM (VALUES (1)) AS v (y)) AS a,
     LATERAL (VALUES ('nothing wrong', good, q.question),
                     ('fewer sums', forged(few, q.question), q.question),
                     ('another kind', forged(measured, q.question), q.question),
                     ('fewer moments', forged(few, measure, '\x00'), measure),
                     ('no sample', forged(no_sample, measure, '\x00'), measure),
                     ('fewer features', forged(no_inputs, measure, '\x00'), measure),
                     ('2^62 rows', sealed(substr(overlay(good PLACING '\x40' FROM 19), 5)), q.question)) AS v (fault, state, question);

-- Rows that the filter of logistic_step_rows takes give the same bytes,
-- whatever types the numbers have, and with a NULL at each place.
CREATE FUNCTION taken_like_step(question bytea, y text, w text, o text, f text, x text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE same boolean;
BEGIN
    EXECUTE format('SELECT logistic_internal.logistic_step_rows(logistic_internal.logistic_step_taken(id)) FILTER (WHERE logistic_internal.logistic_step_take($1, %s, %s, %s, %s, %s))
                           = logistic_internal.logistic_step($1, (%1$s)::int, %2$s, %3$s, ARRAY[%5$s], %4$s) FROM t', y, w, o, f, x) INTO same USING question;
    RETURN same;
END $$;
SELECT y, x, bool_and(taken_like_step(question, y, 'w::real', 'o::real', f, x)) AS same
FROM q, (VALUES ('y'), ('y::int::smallint'), ('y::int::bigint')) AS a (y), (VALUES ('x'), ('x::real'), ('x::int'), ('x::bigint')) AS b (x), (VALUES ('1'), ('id % 3')) AS c (f)
GROUP BY y, x ORDER BY y, x;
SELECT place, taken_like_step(question, CASE place WHEN 'label' THEN 'nullif(y, id < 300)' ELSE 'y' END, CASE place WHEN 'weight' THEN 'nullif(w, 2)::float8' ELSE 'w::float8' END,
                              CASE place WHEN 'offset' THEN 'nullif(o::float8, 0.5)' ELSE 'o::float8' END, CASE place WHEN 'frequency' THEN 'nullif(id % 3, 1)' ELSE 'id % 3' END,
                              CASE place WHEN 'feature' THEN 'nullif(x, 2)' ELSE 'x' END) AS same
FROM q, unnest('{label,weight,offset,frequency,feature,none}'::text[]) AS place;

-- arrays are features, too; one that is missing has the length of the others
SELECT missing, same
FROM unnest('{f,t}'::boolean[]) AS missing,
LATERAL (SELECT sealed(curvature(0, 0, inputs => words(4) || bytes(2) || words(0, 2) || bytes(0) || words(1, 0) || bytes(0) || words(0, 1) || bytes(0) || words(0, 2),
                                 terms => words(4) || term(0, 0) || term(1, 0) || term(1, 1) || term(1, 2), columns => words(4, 0, 1, 2, 3), point => numbers(0, 0, 0, 0, 0, 0, 0, 0),
                                 made => bytes(missing::int, 0, 0))) AS question) AS s,
LATERAL (SELECT logistic_internal.logistic_step_rows(logistic_internal.logistic_step_taken(id)) FILTER (WHERE logistic_internal.logistic_step_take(question, y, 1, 0, 1, a, id))
                = logistic_internal.logistic_step(question, y::int, 1, 0, ARRAY[cardinality(a), id] || coalesce(a, CASE WHEN missing THEN '{NULL,NULL}'::float8[] END)) AS same
         FROM (SELECT id, y, CASE WHEN missing AND id % 7 = 0 THEN NULL WHEN id % 5 = 0 THEN ARRAY[x, NULL] ELSE ARRAY[x, o::float8] END AS a FROM t) AS r) AS c;

-- plans that begin again, several of them at once, and states that come from
-- elsewhere; the rows of a group would go to the state of another one
SELECT i, s.taken = s.whole AS same, s.rows
FROM q, generate_series(1, 3) AS i, LATERAL (
    SELECT logistic_internal.logistic_step_rows(logistic_internal.logistic_step_taken(id)) FILTER (WHERE logistic_internal.logistic_step_take(gram, y, w::real, 0, 1, x)) AS taken, logistic_internal.logistic_step(gram, y::int, w, 0, ARRAY[x]) AS whole,
           (show(logistic_internal.logistic_step_rows(logistic_internal.logistic_step_taken(id)) FILTER (WHERE logistic_internal.logistic_step_take(question, y, 1, 0, 1, x)))).rows FROM t WHERE id % 3 < i) AS s;
SELECT logistic_internal.logistic_step_rows(s) = logistic_internal.logistic_step_merge(s) AS of_states, logistic_internal.logistic_step_rows(NULL) IS NULL AS of_none
FROM q, LATERAL (SELECT logistic_internal.logistic_step(gram, y::int, w, 0, ARRAY[x]) AS s FROM t GROUP BY part) AS p;

SELECT part, logistic_internal.logistic_step_rows(logistic_internal.logistic_step_taken(id)) FILTER (WHERE logistic_internal.logistic_step_take(gram, y, 1, 0, 1, x)) IS NULL FROM q, t GROUP BY part;
SELECT logistic_internal.logistic_step_rows(logistic_internal.logistic_step_taken(id)) FILTER (WHERE logistic_internal.logistic_step_take(gram, y, 1, 0, 1, x)) OVER () IS NULL FROM q, t;

-- called in other ways they do no harm, and rows that cannot be right are none
SELECT logistic_internal.logistic_step_taken(1) IS NULL AS nothing_begun;
SELECT count(*) FILTER (WHERE logistic_internal.logistic_step_take(question, y, 1, 0, 1, x)) AS begun FROM q, t;
SELECT length(logistic_internal.logistic_step_taken(1)) IS NULL AS nothing_left;
SELECT logistic_internal.logistic_step_taken(1) IS NOT NULL AS given, logistic_internal.logistic_step_taken(1) IS NULL AS once FROM q WHERE logistic_internal.logistic_step_take(question, 1, 1, 0, 1, 1.5::float8);
SELECT length(s) > 100 AS given FROM (SELECT logistic_internal.logistic_step_taken(1) AS s FROM q WHERE logistic_internal.logistic_step_take(question, 1, 1, 0, 1, 1.5::float8) OFFSET 0) AS v;
SELECT logistic_internal.logistic_step_take(NULL, 1, 1, 0, 1, 1);
SELECT logistic_internal.logistic_step_take('\x', 1, 1, 0, 1, 1);
SELECT logistic_internal.logistic_step_take(question, 2, 1, 0, 1, 1) FROM q;
SELECT logistic_internal.logistic_step_take(question, 1, 1, 0, 1, 1, 1) FROM q;
SELECT logistic_internal.logistic_step_take(question, 1, 1, 0, 1, '{1}'::float8[]) FROM q;
SELECT logistic_internal.logistic_step_take(question, 1, 1, 0) FROM q;
SELECT logistic_internal.logistic_step_take(question, VARIADIC ARRAY[1, 1, 0, 1]) FROM q;
SELECT logistic_internal.logistic_step_take(question, '{1}'::float8[], 1, 0, 1, 1) FROM q;
SELECT logistic_internal.logistic_step_take(question, 1, 1, 0, 1, 'a'::text) FROM q;
SELECT logistic_internal.logistic_step_take(CASE id WHEN 3 THEN origin ELSE question END, 1, 1, 0, 1, 1) FROM q, t WHERE id < 4;
SELECT logistic_internal.logistic_step_rows_trans(question, question) FROM q;
DROP FUNCTION taken_like_step;

DROP FUNCTION forged, starting_from;
DROP FUNCTION checksum_of, sealed, bytes, words, numbers, term, curvature, number_at, count_at, int_at, show, row_sums, refused;
