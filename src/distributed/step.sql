--
-- The passes of a distributed fit, as mergeable aggregates
--
-- Argument types are fixed and the state is a bytea: engines that push
-- aggregates down to their workers know no pseudo-types.
--

CREATE FUNCTION logistic_internal.logistic_step_trans(
    state bytea, parameters bytea, label float8, weight float8,
    logit_offset float8, features float8[]
) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_trans(bytea, bytea, float8, float8, float8, float8[])
    IS 'transition function of logistic_step';
CREATE FUNCTION logistic_internal.logistic_step_trans(
    state bytea, parameters bytea, label float8, weight float8,
    logit_offset float8, features float8[], frequency float8
) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_trans(bytea, bytea, float8, float8, float8, float8[], float8)
    IS 'transition function of logistic_step';
CREATE FUNCTION logistic_internal.logistic_step_combine(state bytea, other bytea) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_combine' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_combine(bytea, bytea)
    IS 'combine function of logistic_step';
CREATE FUNCTION logistic_internal.logistic_step_final(state bytea) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_final(bytea)
    IS 'final function of logistic_step';

CREATE AGGREGATE logistic_internal.logistic_step(
    parameters bytea, label float8, weight float8, logit_offset float8,
    features float8[]
) (
    SFUNC = logistic_internal.logistic_step_trans,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.logistic_step_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_internal.logistic_step_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_step(bytea, float8, float8, float8, float8[])
    IS 'one pass of a fit over its rows, as a state that can be merged';

CREATE AGGREGATE logistic_internal.logistic_step(
    parameters bytea, label float8, weight float8, logit_offset float8,
    features float8[], frequency float8
) (
    SFUNC = logistic_internal.logistic_step_trans,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.logistic_step_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_internal.logistic_step_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_step(bytea, float8, float8, float8, float8[], float8)
    IS 'one pass of a fit over its rows, as a state that can be merged';

CREATE AGGREGATE logistic_internal.logistic_step_merge(state bytea) (
    SFUNC = logistic_internal.logistic_step_combine,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.logistic_step_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_internal.logistic_step_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_step_merge(bytea)
    IS 'merges what logistic_step found in parts of the rows';

-- Where an aggregate is slow to call, rows are added by its filter.
CREATE FUNCTION logistic_internal.logistic_step_take(parameters bytea, VARIADIC row_values "any") RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_step_take' LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_take(bytea, "any")
    IS 'adds a row to a state of logistic_step_rows; true for the first one';
CREATE FUNCTION logistic_internal.logistic_step_taken(value "any") RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_taken' LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_taken("any")
    IS 'the state that logistic_step_take has begun';
CREATE FUNCTION logistic_internal.logistic_step_rows_trans(state bytea, other bytea) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_rows_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_rows_trans(bytea, bytea)
    IS 'transition function of logistic_step_rows';
CREATE AGGREGATE logistic_internal.logistic_step_rows(state bytea) (
    SFUNC = logistic_internal.logistic_step_rows_trans,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.logistic_step_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_internal.logistic_step_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_step_rows(bytea)
    IS 'one pass of a fit over the rows that logistic_step_take took';

