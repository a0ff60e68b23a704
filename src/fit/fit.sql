--
-- The aggregate logistic_fit
--

CREATE FUNCTION logistic_fit_trans(internal, label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_trans(internal, label "any",
                                   VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, "any", "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_trans(internal, options logistic_options,
                                   label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, logistic_options, "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_trans(internal, options logistic_options,
                                   label "any", VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, logistic_options, "any", "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_final(internal)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_fit_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_final(internal)
IS 'final function of logistic_fit';

-- SSPACE keeps the planner from hashing 100,000 groups into memory.
CREATE AGGREGATE logistic_fit(label "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit("any")
IS 'fits the intercept alone: the log-odds of the label';

CREATE AGGREGATE logistic_fit(label "any", VARIADIC features "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit("any", "any")
IS 'fits a logistic regression of the label on the features';

CREATE AGGREGATE logistic_fit(options logistic_options, label "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit(logistic_options, "any")
IS 'fits the intercept alone, with options';

CREATE AGGREGATE logistic_fit(options logistic_options, label "any",
                              VARIADIC features "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit(logistic_options, "any", "any")
IS 'fits a logistic regression of the label on the features, with options';

