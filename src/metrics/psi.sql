--
-- Metrics: population stability index
--

CREATE FUNCTION logistic_stability_trans(internal, expected "any", actual "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_stability_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_stability_trans(internal, "any", "any")
IS 'transition function of population_stability_index';

CREATE FUNCTION logistic_stability_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_stability_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_stability_final(internal)
IS 'final function of population_stability_index';

CREATE AGGREGATE population_stability_index(expected "any", actual "any") (
    SFUNC = logistic_stability_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_stability_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE population_stability_index("any", "any")
IS 'how far the values have moved from those expected, by deciles or levels';

