--
-- Metrics: AUC, average precision and others of the order of scores
--

CREATE FUNCTION logistic_rank_trans(internal, label "any", score "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_trans(internal, "any", "any")
IS 'transition function of metrics of the order of scores';

CREATE FUNCTION logistic_rank_trans(internal, label "any", score "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_trans(internal, "any", "any", "any")
IS 'transition function of metrics of the order of scores';

CREATE FUNCTION logistic_rank_trans(internal, options logistic_options, label "any", score "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_trans(internal, logistic_options, "any", "any")
IS 'transition function of metrics of the order of scores';

CREATE FUNCTION logistic_roc_auc_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_roc_auc_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_roc_auc_final(internal)
IS 'final function of roc_auc';

CREATE AGGREGATE roc_auc(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc("any", "any")
IS 'probability that a positive scores above a negative, ties a half';

CREATE AGGREGATE roc_auc(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc("any", "any", "any")
IS 'probability that a positive scores above a negative, ties a half';

CREATE AGGREGATE roc_auc(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc(logistic_options, "any", "any")
IS 'probability that a positive scores above a negative, ties a half';

CREATE FUNCTION logistic_average_precision_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_average_precision_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_average_precision_final(internal)
IS 'final function of average_precision';

CREATE AGGREGATE average_precision(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_average_precision_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE average_precision("any", "any")
IS 'precision weighted with the recall gained at each distinct score';

CREATE AGGREGATE average_precision(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_average_precision_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE average_precision("any", "any", "any")
IS 'precision weighted with the recall gained at each distinct score';

CREATE AGGREGATE average_precision(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_average_precision_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE average_precision(logistic_options, "any", "any")
IS 'precision weighted with the recall gained at each distinct score';

CREATE FUNCTION logistic_ks_statistic_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_ks_statistic_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_ks_statistic_final(internal)
IS 'final function of ks_statistic';

CREATE AGGREGATE ks_statistic(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_ks_statistic_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ks_statistic("any", "any")
IS 'largest difference of true and false positive rates';

CREATE AGGREGATE ks_statistic(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_ks_statistic_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ks_statistic("any", "any", "any")
IS 'largest difference of true and false positive rates';

CREATE AGGREGATE ks_statistic(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_ks_statistic_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ks_statistic(logistic_options, "any", "any")
IS 'largest difference of true and false positive rates';

