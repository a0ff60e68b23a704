--
-- Metrics: log loss and Brier score
--

-- A metric takes label and score, its own parameters, and a weight; or options,
-- which have the weight, in front of label, score and parameters.  All are
-- "any": number types would leave logistic_options and a numeric label
-- ambiguous.  Aggregates with one transition function and the same arguments
-- share their state.

CREATE FUNCTION logistic_loss_trans(internal, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(internal, "any", "any")
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_loss_trans(internal, label "any", probability "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(internal, "any", "any", "any")
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_loss_trans(internal, options logistic_options, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_loss_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(internal, logistic_options, "any", "any")
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_tally_combine(internal, internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_tally_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_tally_combine(internal, internal)
IS 'combine function of metrics that are sums';

CREATE FUNCTION logistic_tally_serialize(internal)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_tally_serialize'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_tally_serialize(internal)
IS 'serialization function of metrics that are sums';

CREATE FUNCTION logistic_tally_deserialize(bytea, internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_tally_deserialize'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_tally_deserialize(bytea, internal)
IS 'deserialization function of metrics that are sums';

CREATE FUNCTION logistic_log_loss_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_log_loss_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_log_loss_final(internal)
IS 'final function of log_loss';

CREATE AGGREGATE log_loss(label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss("any", "any")
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE log_loss(label "any", probability "any", weight "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss("any", "any", "any")
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE log_loss(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss(logistic_options, "any", "any")
IS 'mean of -ln of the probability given to the label that came';

CREATE FUNCTION logistic_brier_score_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_brier_score_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_brier_score_final(internal)
IS 'final function of brier_score';

CREATE AGGREGATE brier_score(label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score("any", "any")
IS 'mean squared difference of label and probability';

CREATE AGGREGATE brier_score(label "any", probability "any", weight "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score("any", "any", "any")
IS 'mean squared difference of label and probability';

CREATE AGGREGATE brier_score(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score(logistic_options, "any", "any")
IS 'mean squared difference of label and probability';

