--
-- Metrics: ROC, precision-recall and gain curves, and the best threshold
--

CREATE TYPE logistic_roc_point AS (
    threshold float8, true_positive_rate float8, false_positive_rate float8
);
COMMENT ON TYPE logistic_roc_point
IS 'a point of a ROC curve';

CREATE TYPE logistic_precision_recall_point AS (
    threshold float8, precision float8, recall float8
);
COMMENT ON TYPE logistic_precision_recall_point
IS 'a point of a precision-recall curve';

CREATE TYPE logistic_gain_point AS (
    fraction float8, threshold float8, gain float8, lift float8
);
COMMENT ON TYPE logistic_gain_point
IS 'a point of a gain and lift curve';

CREATE FUNCTION logistic_roc_curve_final(internal)
RETURNS logistic_roc_point[]
AS 'MODULE_PATHNAME', 'logistic_roc_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_roc_curve_final(internal)
IS 'final function of roc_curve';

CREATE AGGREGATE roc_curve(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_curve("any", "any")
IS 'points of the ROC curve, from the highest score down';

CREATE AGGREGATE roc_curve(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_curve("any", "any", "any")
IS 'points of the ROC curve, from the highest score down';

CREATE AGGREGATE roc_curve(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_curve(logistic_options, "any", "any")
IS 'points of the ROC curve, from the highest score down';

CREATE FUNCTION logistic_precision_recall_curve_final(internal)
RETURNS logistic_precision_recall_point[]
AS 'MODULE_PATHNAME', 'logistic_precision_recall_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_precision_recall_curve_final(internal)
IS 'final function of precision_recall_curve';

CREATE AGGREGATE precision_recall_curve(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_precision_recall_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE precision_recall_curve("any", "any")
IS 'points of the precision-recall curve, from the highest score down';

CREATE AGGREGATE precision_recall_curve(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_precision_recall_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE precision_recall_curve("any", "any", "any")
IS 'points of the precision-recall curve, from the highest score down';

CREATE AGGREGATE precision_recall_curve(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_precision_recall_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE precision_recall_curve(logistic_options, "any", "any")
IS 'points of the precision-recall curve, from the highest score down';

CREATE FUNCTION logistic_gain_curve_final(internal)
RETURNS logistic_gain_point[]
AS 'MODULE_PATHNAME', 'logistic_gain_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_gain_curve_final(internal)
IS 'final function of gain_curve';

CREATE AGGREGATE gain_curve(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gain_curve("any", "any")
IS 'share of the positives among the best tenth, two tenths, ... of the rows';

CREATE AGGREGATE gain_curve(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gain_curve(logistic_options, "any", "any")
IS 'share of the positives among the best tenth, two tenths, ... of the rows';

CREATE AGGREGATE gain_curve(label "any", score "any", bins "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gain_curve("any", "any", "any")
IS 'share of the positives among the best rows, by fraction of all';

CREATE AGGREGATE gain_curve(label "any", score "any", bins "any", weight "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gain_curve("any", "any", "any", "any")
IS 'share of the positives among the best rows, by fraction of all';

CREATE AGGREGATE gain_curve(options logistic_options, label "any", score "any", bins "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gain_curve(logistic_options, "any", "any", "any")
IS 'share of the positives among the best rows, by fraction of all';

CREATE FUNCTION logistic_rank_costs_trans(internal, label "any", score "any", cost_false_positive "any", cost_false_negative "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_costs_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_costs_trans(internal, "any", "any", "any", "any")
IS 'transition function of optimal_threshold';

CREATE FUNCTION logistic_rank_costs_trans(internal, label "any", score "any", cost_false_positive "any", cost_false_negative "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_costs_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_costs_trans(internal, "any", "any", "any", "any", "any")
IS 'transition function of optimal_threshold';

CREATE FUNCTION logistic_rank_costs_trans(internal, options logistic_options, label "any", score "any", cost_false_positive "any", cost_false_negative "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_costs_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_costs_trans(internal, logistic_options, "any", "any", "any", "any")
IS 'transition function of optimal_threshold';

CREATE FUNCTION logistic_optimal_threshold_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_optimal_threshold_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_optimal_threshold_final(internal)
IS 'final function of optimal_threshold';

CREATE AGGREGATE optimal_threshold(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_optimal_threshold_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE optimal_threshold("any", "any")
IS 'score from which on to say positive, for the fewest wrong answers';

CREATE AGGREGATE optimal_threshold(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_optimal_threshold_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE optimal_threshold(logistic_options, "any", "any")
IS 'score from which on to say positive, for the fewest wrong answers';

CREATE AGGREGATE optimal_threshold(label "any", score "any", cost_false_positive "any", cost_false_negative "any") (
    SFUNC = logistic_rank_costs_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_optimal_threshold_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE optimal_threshold("any", "any", "any", "any")
IS 'score from which on to say positive, for the least cost of wrong answers';

CREATE AGGREGATE optimal_threshold(label "any", score "any", cost_false_positive "any", cost_false_negative "any", weight "any") (
    SFUNC = logistic_rank_costs_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_optimal_threshold_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE optimal_threshold("any", "any", "any", "any", "any")
IS 'score from which on to say positive, for the least cost of wrong answers';

CREATE AGGREGATE optimal_threshold(options logistic_options, label "any", score "any", cost_false_positive "any", cost_false_negative "any") (
    SFUNC = logistic_rank_costs_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_optimal_threshold_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE optimal_threshold(logistic_options, "any", "any", "any", "any")
IS 'score from which on to say positive, for the least cost of wrong answers';

