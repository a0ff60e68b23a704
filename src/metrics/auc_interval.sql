--
-- Metrics: confidence interval of an AUC, and DeLong's test comparing two
--

CREATE TYPE logistic_roc_auc_interval AS (
    roc_auc float8, std_error float8, conf_low float8, conf_high float8
);
COMMENT ON TYPE logistic_roc_auc_interval
IS 'an area under a ROC curve with its confidence interval';

CREATE FUNCTION logistic_rank_number_trans(internal, label "any", score "any", number "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_number_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_number_trans(internal, "any", "any", "any")
IS 'transition function of metrics of the order of scores that take a number';

CREATE FUNCTION logistic_rank_number_trans(internal, label "any", score "any", number "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_number_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_number_trans(internal, "any", "any", "any", "any")
IS 'transition function of metrics of the order of scores that take a number';

CREATE FUNCTION logistic_rank_number_trans(internal, options logistic_options, label "any", score "any", number "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_number_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_number_trans(internal, logistic_options, "any", "any", "any")
IS 'transition function of metrics of the order of scores that take a number';

CREATE FUNCTION logistic_roc_auc_interval_final(internal)
RETURNS logistic_roc_auc_interval
AS 'MODULE_PATHNAME', 'logistic_roc_auc_interval_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_roc_auc_interval_final(internal)
IS 'final function of roc_auc_interval';

CREATE AGGREGATE roc_auc_interval(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_interval_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_interval("any", "any")
IS 'area under the ROC curve with standard error and 95% interval (DeLong)';

CREATE AGGREGATE roc_auc_interval(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_interval_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_interval(logistic_options, "any", "any")
IS 'area under the ROC curve with standard error and 95% interval (DeLong)';

CREATE AGGREGATE roc_auc_interval(label "any", score "any", level "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_interval_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_interval("any", "any", "any")
IS 'area under the ROC curve with standard error and interval (DeLong)';

CREATE AGGREGATE roc_auc_interval(options logistic_options, label "any", score "any", level "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_interval_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_interval(logistic_options, "any", "any", "any")
IS 'area under the ROC curve with standard error and interval (DeLong)';

CREATE TYPE logistic_roc_auc_test AS (
    roc_auc_a float8, roc_auc_b float8, difference float8,
    std_error float8, statistic float8, p_value float8
);
COMMENT ON TYPE logistic_roc_auc_test
IS 'a test for the areas of two scores';

CREATE FUNCTION logistic_auc_test_trans(internal, label "any", score_a "any", score_b "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_auc_test_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_auc_test_trans(internal, "any", "any", "any")
IS 'transition function of roc_auc_test';

CREATE FUNCTION logistic_auc_test_trans(internal, options logistic_options, label "any", score_a "any", score_b "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_auc_test_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_auc_test_trans(internal, logistic_options, "any", "any", "any")
IS 'transition function of roc_auc_test';

CREATE FUNCTION logistic_auc_test_final(internal)
RETURNS logistic_roc_auc_test
AS 'MODULE_PATHNAME', 'logistic_auc_test_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_auc_test_final(internal)
IS 'final function of roc_auc_test';

CREATE AGGREGATE roc_auc_test(label "any", score_a "any", score_b "any") (
    SFUNC = logistic_auc_test_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_auc_test_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_test("any", "any", "any")
IS 'do two scores of the same rows have the same area? (DeLong)';

CREATE AGGREGATE roc_auc_test(options logistic_options, label "any", score_a "any", score_b "any") (
    SFUNC = logistic_auc_test_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_auc_test_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_test(logistic_options, "any", "any", "any")
IS 'do two scores of the same rows have the same area? (DeLong)';

