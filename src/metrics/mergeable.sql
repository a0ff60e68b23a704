-- The same metrics for labels that are boolean or numbers and scores that are
-- numbers: argument types are fixed and the state is a bytea, so that engines
-- which run an aggregate where its rows are, such as Citus, push them down;
-- "any" and internal states they do not.  Labels of other types, and calls
-- with options, resolve to the signatures above.

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

CREATE FUNCTION logistic_confusion_trans(state bytea, label boolean, score float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, boolean, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(state bytea, label boolean, score float8, threshold float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, boolean, float8, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(state bytea, label boolean, score float8, threshold float8, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, boolean, float8, float8, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(state bytea, label float8, score float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, float8, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(state bytea, label float8, score float8, threshold float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, float8, float8, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(state bytea, label float8, score float8, threshold float8, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, float8, float8, float8, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_accuracy_final(state bytea)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_accuracy_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_accuracy_final(bytea)
IS 'final function of accuracy';

CREATE AGGREGATE accuracy(label boolean, score float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(boolean, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label boolean, score float8, threshold float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(boolean, float8, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label boolean, score float8, threshold float8, weight float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(boolean, float8, float8, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label float8, score float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(float8, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label float8, score float8, threshold float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(float8, float8, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label float8, score float8, threshold float8, weight float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(float8, float8, float8, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE FUNCTION logistic_confusion_matrix_final(state bytea)
RETURNS logistic_confusion
AS 'MODULE_PATHNAME', 'logistic_confusion_matrix_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_matrix_final(bytea)
IS 'final function of confusion_matrix';

CREATE AGGREGATE confusion_matrix(label boolean, score float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(boolean, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label boolean, score float8, threshold float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(boolean, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label boolean, score float8, threshold float8, weight float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(boolean, float8, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label float8, score float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label float8, score float8, threshold float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(float8, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label float8, score float8, threshold float8, weight float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(float8, float8, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE FUNCTION logistic_bins_trans(state bytea, label boolean, probability float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, boolean, float8)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(state bytea, label boolean, probability float8, bins integer)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, boolean, float8, integer)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(state bytea, label boolean, probability float8, bins integer, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, boolean, float8, integer, float8)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(state bytea, label float8, probability float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, float8, float8)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(state bytea, label float8, probability float8, bins integer)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, float8, float8, integer)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(state bytea, label float8, probability float8, bins integer, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, float8, float8, integer, float8)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_calibration_curve_final(state bytea)
RETURNS logistic_calibration_bin[]
AS 'MODULE_PATHNAME', 'logistic_calibration_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_calibration_curve_final(bytea)
IS 'final function of calibration_curve';

CREATE AGGREGATE calibration_curve(label boolean, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(boolean, float8)
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(label boolean, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(boolean, float8, integer)
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(label float8, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(float8, float8)
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(label float8, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(float8, float8, integer)
IS 'mean probability and share of positives, by bins of equal width';

CREATE FUNCTION logistic_expected_calibration_error_final(state bytea)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_expected_calibration_error_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_expected_calibration_error_final(bytea)
IS 'final function of expected_calibration_error';

CREATE AGGREGATE expected_calibration_error(label boolean, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(boolean, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label boolean, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(boolean, float8, integer)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label boolean, probability float8, bins integer, weight float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(boolean, float8, integer, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label float8, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(float8, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label float8, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(float8, float8, integer)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label float8, probability float8, bins integer, weight float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(float8, float8, integer, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';
