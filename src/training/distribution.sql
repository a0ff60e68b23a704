--
-- The distribution of the rows of a model, which drift compares
--

CREATE FUNCTION logistic_internal.logistic_distribution_trans(state bytea, model logistic_model,
                                    score_deciles float8[], weight float8,
                                    logit_offset float8, names name[],
                                    content record)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_distribution_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_distribution_trans(bytea, logistic_model, float8[], float8, float8, name[], record)
IS 'transition function of logistic_distribution';

CREATE FUNCTION logistic_internal.logistic_distribution_combine(state bytea, other bytea)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_distribution_combine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_distribution_combine(bytea, bytea)
IS 'combine function of logistic_distribution';

CREATE FUNCTION logistic_internal.logistic_distribution_final(state bytea)
RETURNS float8[]
AS 'MODULE_PATHNAME', 'logistic_distribution_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_distribution_final(bytea)
IS 'final function of logistic_distribution';

CREATE AGGREGATE logistic_internal.logistic_distribution(model logistic_model, score_deciles float8[],
                               weight float8, logit_offset float8,
                               names name[], content record) (
    SFUNC = logistic_internal.logistic_distribution_trans,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.logistic_distribution_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_internal.logistic_distribution_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_distribution(logistic_model, float8[], float8, float8, name[], record)
IS 'means and shares of bins of the rows of a model; for logistic_drift';

