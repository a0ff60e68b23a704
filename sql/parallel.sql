--
-- Fits by several processes: the same as by one, on data of every kind
--

-- any rows are worth it, and two workers are to be had
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;

CREATE TABLE many AS
SELECT i AS id, i * 7919 % 1009 < 300 + i % 17 * 20 AS y,
       CASE WHEN i * 7919 % 1009 < 300 + i % 17 * 20 THEN 'yes' ELSE 'no' END AS answer,
       (i % 17)::float8 AS x, (i * 31 % 101)::int AS n, i % 3 = 0 AS b,
       (ARRAY['a', 'b', 'c', 'd'])[1 + i / 7500 % 4] AS late,
       (ARRAY['north', 'east', 'south'])[1 + i * 11 % 7 % 3] AS region,
       ARRAY[i % 5, i % 7]::float8[] AS v,
       1 + i % 3 AS copies, (1 + i % 4) / 2.0 AS w, i % 5 / 10.0 AS o,
       CASE WHEN i % 11 > 0 THEN (i % 13)::float8 END AS holes
FROM generate_series(1, 30000) i;
ANALYZE many;

-- Both fits of a query, and the largest differences of what they print.
CREATE FUNCTION compare(query text, options logistic_options DEFAULT NULL,
                        weight text DEFAULT NULL, frequency text DEFAULT NULL, "offset" text DEFAULT NULL,
                        OUT terms int, OUT rows int, OUT skipped int, OUT estimates boolean, OUT errors boolean,
                        OUT likelihoods boolean, OUT shares boolean)
LANGUAGE plpgsql AS $$
DECLARE
    several logistic_model;
    one logistic_model;
BEGIN
    several := logistic_fit_distributed(query, options => options, weight_column => weight,
                                        frequency_column => frequency, offset_column => "offset");
    PERFORM set_config('max_parallel_workers_per_gather', '0', true);
    one := logistic_fit_distributed(query, options => options, weight_column => weight,
                                    frequency_column => frequency, offset_column => "offset");
    PERFORM set_config('max_parallel_workers_per_gather', '2', true);
    SELECT count(*), bool_and(a.term = b.term AND (a.estimate IS NOT DISTINCT FROM b.estimate
                                                  OR abs(a.estimate - b.estimate) <= 1e-13 * abs(b.estimate) + 1e-14)),
           bool_and(a.std_error IS NOT DISTINCT FROM b.std_error
                    OR abs(a.std_error - b.std_error) <= 1e-13 * b.std_error)
    INTO terms, estimates, errors
    FROM logistic_coefficients(several) WITH ORDINALITY a
         FULL JOIN logistic_coefficients(one) WITH ORDINALITY b USING (ordinality);
    SELECT a.nobs, a.n_skipped, abs(a.log_lik - b.log_lik) <= 1e-13 * abs(b.log_lik)
           AND abs(a.null_log_lik - b.null_log_lik) <= 1e-13 * abs(b.null_log_lik)
    INTO rows, skipped, likelihoods
    FROM logistic_statistics(several) a, logistic_statistics(one) b;
    SELECT bool_and(a.feature = b.feature AND a.levels IS NOT DISTINCT FROM b.levels
                    AND (a.mean IS NOT DISTINCT FROM b.mean OR abs(a.mean - b.mean) <= 1e-13 * abs(b.mean))
                    AND a.min IS NOT DISTINCT FROM b.min AND a.max IS NOT DISTINCT FROM b.max)
    INTO shares
    FROM logistic_features(several) WITH ORDINALITY a
         FULL JOIN logistic_features(one) WITH ORDINALITY b USING (ordinality);
END
$$;

-- the query that holds the rows is parallel
EXPLAIN (COSTS OFF)
SELECT logistic_internal.logistic_hold(1, NULL, logistic_options(label => 'y'), q.y, q.x)
FROM (SELECT y, x FROM many) AS q;

SELECT * FROM compare('SELECT y, x, n, b FROM many');
-- levels that a process meets in another order, or not at all
SELECT * FROM compare('SELECT answer, x, late, region FROM many');
SELECT * FROM compare('SELECT y, v, late FROM many');
SELECT * FROM compare('SELECT y, x, region, w, o FROM many', weight => 'w', "offset" => 'o');
SELECT * FROM compare('SELECT y, x, region, copies FROM many', frequency => 'copies');
-- rows that are left out, or filled in
SELECT * FROM compare('SELECT y, x, holes FROM many');
SELECT * FROM compare('SELECT y, x, holes, region FROM many', logistic_options(missing => 'impute'));
SELECT * FROM compare('SELECT y, x, n, region FROM many', logistic_options(terms => 'x * region + spline(n, 3)'));
SELECT * FROM compare('SELECT y, x, region FROM many', logistic_options(min_level_rows => 10000));
-- options of every kind, some of which need the rows themselves
SELECT * FROM compare('SELECT y, x, n, region FROM many', logistic_options(l2 => 3));
SELECT * FROM compare('SELECT y, x, n, region FROM many', logistic_options(l1 => 20));
SELECT * FROM compare('SELECT y, x, region FROM many', logistic_options(class_weight => 'balanced'));
SELECT * FROM compare('SELECT y, x, region FROM many', logistic_options(std_error => 'HC3'));
SELECT * FROM compare('SELECT y, x, region FROM many', logistic_options(intercept => false));
SELECT * FROM compare('SELECT y, x, n FROM many', logistic_options(l2 => 1, terms => 'x + n^2'));

-- separation, aliasing, one class, no rows
SELECT * FROM compare('SELECT x > 8 AS y, x, n FROM many');
SELECT * FROM compare('SELECT y, x, 2 * x AS twice, n FROM many');
SELECT * FROM compare('SELECT true AS y, x FROM many');
SELECT logistic_fit_distributed('SELECT y, x FROM many WHERE id < 0') IS NULL AS no_model;
SELECT logistic_fit_distributed('SELECT y, NULL::float8 AS x FROM many') IS NULL AS no_model;

-- what only the rows of two processes together show is an error all the same,
-- though it depends on them which value is the third
CREATE FUNCTION failure(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM logistic_fit_distributed(query);
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || regexp_replace(SQLERRM, '"[a-d]"|[23]', '*', 'g');
END
$$;
SELECT failure('SELECT late, x FROM many');
SELECT failure('SELECT y, CASE WHEN id < 15000 THEN v ELSE v || 1.0::float8 END AS v FROM many');
SELECT failure('SELECT y, CASE id WHEN 29999 THEN ''NaN'' ELSE x END AS x FROM many');
SELECT failure('SELECT y, x, (id % 1002)::text AS wide FROM many');

-- called by hand: no handle is right
SELECT logistic_internal.logistic_hold(1, NULL, NULL::logistic_options, y, x) FROM many;
SELECT logistic_internal.logistic_hold(NULL, NULL, NULL::logistic_options, y, x) FROM many;
SELECT logistic_internal.logistic_hold_trans(0, 1, NULL, NULL::logistic_options, true, 1.0);

-- nothing is left behind
SELECT count(*) FROM pg_ls_dir('base/pgsql_tmp', true, false) AS file WHERE file LIKE '%fileset%';

DROP FUNCTION compare;
DROP FUNCTION failure;
DROP TABLE many;
