--
-- Fits along a grid of penalties, for the SQL of C code alone
--

CREATE FUNCTION logistic_internal.fit_path_trans(
    internal, grid float8[], options logistic_options, label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_grid_path_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_path_trans(internal, float8[], logistic_options, "any")
IS 'transition function of fit_path';

CREATE FUNCTION logistic_internal.fit_path_trans(
    internal, grid float8[], options logistic_options, label "any",
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_grid_path_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_path_trans(internal, float8[], logistic_options, "any", "any")
IS 'transition function of fit_path';

CREATE FUNCTION logistic_internal.fit_path_final(
    internal, OUT terms text[], OUT numbers float8[])
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_grid_path_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_path_final(internal)
IS 'final function of fit_path';

CREATE AGGREGATE logistic_internal.fit_path(
    grid float8[], options logistic_options, label "any") (
    SFUNC = logistic_internal.fit_path_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.fit_path_final,
    FINALFUNC_MODIFY = READ_WRITE,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.fit_path(float8[], logistic_options, "any")
IS 'the intercept alone along a grid of penalties';

CREATE AGGREGATE logistic_internal.fit_path(
    grid float8[], options logistic_options, label "any",
    VARIADIC features "any") (
    SFUNC = logistic_internal.fit_path_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.fit_path_final,
    FINALFUNC_MODIFY = READ_WRITE,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.fit_path(float8[], logistic_options, "any", "any")
IS 'fits along a grid of penalties';

CREATE FUNCTION logistic_internal.fit_folds_trans(
    internal, grid float8[], fold integer, options logistic_options,
    label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_grid_folds_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_folds_trans(internal, float8[], integer, logistic_options, "any")
IS 'transition function of fit_folds';

CREATE FUNCTION logistic_internal.fit_folds_trans(
    internal, grid float8[], fold integer, options logistic_options,
    label "any", VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_grid_folds_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_folds_trans(internal, float8[], integer, logistic_options, "any", "any")
IS 'transition function of fit_folds';

CREATE FUNCTION logistic_internal.fit_folds_final(internal)
RETURNS float8[]
AS 'MODULE_PATHNAME', 'logistic_grid_folds_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_folds_final(internal)
IS 'final function of fit_folds';

CREATE AGGREGATE logistic_internal.fit_folds(
    grid float8[], fold integer, options logistic_options, label "any") (
    SFUNC = logistic_internal.fit_folds_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.fit_folds_final,
    FINALFUNC_MODIFY = READ_WRITE,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.fit_folds(float8[], integer, logistic_options, "any")
IS 'held-out loss of the intercept alone along a grid of penalties';

CREATE AGGREGATE logistic_internal.fit_folds(
    grid float8[], fold integer, options logistic_options, label "any",
    VARIADIC features "any") (
    SFUNC = logistic_internal.fit_folds_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.fit_folds_final,
    FINALFUNC_MODIFY = READ_WRITE,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.fit_folds(float8[], integer, logistic_options, "any", "any")
IS 'held-out loss of folds along a grid of penalties';

