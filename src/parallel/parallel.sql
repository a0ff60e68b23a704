--
-- Fits by several processes: the rows of a query, held in files
--
-- In the schema of what C code calls in SQL, and there alone: it takes the
-- handle of a running fit.
--

CREATE FUNCTION logistic_internal.logistic_hold_trans(
    state int8, handle int8, name text, options logistic_options, label "any",
    VARIADIC features "any"
) RETURNS int8
    AS 'MODULE_PATHNAME', 'logistic_hold_trans' LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_hold_trans(int8, int8, text, logistic_options, "any", "any")
    IS 'transition function of logistic_hold';

CREATE AGGREGATE logistic_internal.logistic_hold(
    handle int8, name text, options logistic_options, label "any", VARIADIC features "any"
) (
    SFUNC = logistic_internal.logistic_hold_trans,
    STYPE = int8,
    COMBINEFUNC = pg_catalog.int8pl,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_hold(int8, text, logistic_options, "any", "any")
    IS 'holds the rows of a parallel fit; called by such fits alone';

