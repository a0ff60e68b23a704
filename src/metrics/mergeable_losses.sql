--
-- Mergeable metrics: losses
--
-- The same metrics for labels that are boolean or numbers and scores that are
-- numbers: argument types are fixed and the state is a bytea, so that engines
-- which run an aggregate where its rows are, such as Citus, can push them
-- down; they cannot with "any" and internal states.  Labels of other types,
-- and calls with options, resolve to the signatures above.
--

CREATE FUNCTION logistic_tally_combine(state bytea, other bytea)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_tally_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_tally_combine(bytea, bytea)
IS 'combine function of metrics that are sums';

CREATE FUNCTION logistic_loss_trans(state bytea, label boolean, probability float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(bytea, boolean, float8)
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_loss_trans(state bytea, label boolean, probability float8, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(bytea, boolean, float8, float8)
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_loss_trans(state bytea, label float8, probability float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(bytea, float8, float8)
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_loss_trans(state bytea, label float8, probability float8, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(bytea, float8, float8, float8)
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_log_loss_final(state bytea)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_log_loss_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_log_loss_final(bytea)
IS 'final function of log_loss';

CREATE AGGREGATE log_loss(label boolean, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss(boolean, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE log_loss(label boolean, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss(boolean, float8, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE log_loss(label float8, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss(float8, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE log_loss(label float8, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss(float8, float8, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE FUNCTION logistic_brier_score_final(state bytea)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_brier_score_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_brier_score_final(bytea)
IS 'final function of brier_score';

CREATE AGGREGATE brier_score(label boolean, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score(boolean, float8)
IS 'mean squared difference of label and probability';

CREATE AGGREGATE brier_score(label boolean, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score(boolean, float8, float8)
IS 'mean squared difference of label and probability';

CREATE AGGREGATE brier_score(label float8, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score(float8, float8)
IS 'mean squared difference of label and probability';

CREATE AGGREGATE brier_score(label float8, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score(float8, float8, float8)
IS 'mean squared difference of label and probability';

