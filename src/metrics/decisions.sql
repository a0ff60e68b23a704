--
-- Metrics: decision curves, costs and thresholds
--

CREATE TYPE logistic_decision_point AS (
    threshold float8, net_benefit float8, net_benefit_all float8
);
COMMENT ON TYPE logistic_decision_point
IS 'a point of a decision curve';

CREATE TYPE logistic_threshold_row AS (
    threshold float8, precision float8, recall float8,
    false_positive_rate float8, cost float8
);
COMMENT ON TYPE logistic_threshold_row
IS 'what becomes of the rows at a threshold';

CREATE FUNCTION logistic_decision_curve_final(internal)
RETURNS logistic_decision_point[]
AS 'MODULE_PATHNAME', 'logistic_decision_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_decision_curve_final(internal)
IS 'final function of decision_curve';

CREATE FUNCTION logistic_rank_thresholds_trans(internal, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_thresholds_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_thresholds_trans(internal, "any", "any")
IS 'transition function of decision_curve';

CREATE AGGREGATE decision_curve(label "any", probability "any") (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE decision_curve("any", "any")
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE FUNCTION logistic_rank_thresholds_trans(internal, label "any", probability "any", thresholds float8[])
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_thresholds_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_thresholds_trans(internal, "any", "any", float8[])
IS 'transition function of decision_curve';

CREATE AGGREGATE decision_curve(label "any", probability "any", thresholds float8[]) (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE decision_curve("any", "any", float8[])
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE FUNCTION logistic_rank_thresholds_trans(internal, label "any", probability "any", thresholds float8[], weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_thresholds_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_thresholds_trans(internal, "any", "any", float8[], "any")
IS 'transition function of decision_curve';

CREATE AGGREGATE decision_curve(label "any", probability "any", thresholds float8[], weight "any") (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE decision_curve("any", "any", float8[], "any")
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE FUNCTION logistic_rank_thresholds_trans(internal, options logistic_options, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_thresholds_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_thresholds_trans(internal, logistic_options, "any", "any")
IS 'transition function of decision_curve';

CREATE AGGREGATE decision_curve(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE decision_curve(logistic_options, "any", "any")
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE FUNCTION logistic_rank_thresholds_trans(internal, options logistic_options, label "any", probability "any", thresholds float8[])
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_thresholds_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_thresholds_trans(internal, logistic_options, "any", "any", float8[])
IS 'transition function of decision_curve';

CREATE AGGREGATE decision_curve(options logistic_options, label "any", probability "any", thresholds float8[]) (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE decision_curve(logistic_options, "any", "any", float8[])
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE FUNCTION logistic_threshold_table_final(internal)
RETURNS logistic_threshold_row[]
AS 'MODULE_PATHNAME', 'logistic_threshold_table_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_threshold_table_final(internal)
IS 'final function of threshold_table';

CREATE FUNCTION logistic_rank_table_trans(internal, label "any", score "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, "any", "any")
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(label "any", score "any") (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table("any", "any")
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, label "any", score "any", thresholds float8[])
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, "any", "any", float8[])
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(label "any", score "any", thresholds float8[]) (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table("any", "any", float8[])
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, "any", "any", float8[], "any", "any")
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any") (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table("any", "any", float8[], "any", "any")
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, "any", "any", float8[], "any", "any", "any")
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any", weight "any") (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table("any", "any", float8[], "any", "any", "any")
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, options logistic_options, label "any", score "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, logistic_options, "any", "any")
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table(logistic_options, "any", "any")
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, options logistic_options, label "any", score "any", thresholds float8[])
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, logistic_options, "any", "any", float8[])
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(options logistic_options, label "any", score "any", thresholds float8[]) (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table(logistic_options, "any", "any", float8[])
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, options logistic_options, label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, logistic_options, "any", "any", float8[], "any", "any")
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(options logistic_options, label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any") (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table(logistic_options, "any", "any", float8[], "any", "any")
IS 'precision, recall, false positive rate and cost at each threshold';
