--
-- Metrics: calibration, how well probabilities agree with what happened
--

CREATE TYPE logistic_calibration_bin AS (
    mean_predicted float8, observed float8, n bigint
);
COMMENT ON TYPE logistic_calibration_bin
IS 'the rows of a bin of probabilities: mean, share of positives, number';

CREATE TYPE logistic_hosmer_lemeshow AS (
    statistic float8, df integer, p_value float8
);
COMMENT ON TYPE logistic_hosmer_lemeshow
IS 'the test of Hosmer and Lemeshow';

CREATE FUNCTION logistic_bins_trans(internal, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(internal, "any", "any")
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(internal, label "any", probability "any", bins "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(internal, "any", "any", "any")
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(internal, label "any", probability "any", bins "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(internal, "any", "any", "any", "any")
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(internal, options logistic_options, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_bins_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(internal, logistic_options, "any", "any")
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(internal, options logistic_options, label "any", probability "any", bins "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_bins_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(internal, logistic_options, "any", "any", "any")
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_calibration_curve_final(internal)
RETURNS logistic_calibration_bin[]
AS 'MODULE_PATHNAME', 'logistic_calibration_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_calibration_curve_final(internal)
IS 'final function of calibration_curve';

CREATE AGGREGATE calibration_curve(label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve("any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve("any", "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(label "any", probability "any", bins "any", weight "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve("any", "any", "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(logistic_options, "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(options logistic_options, label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(logistic_options, "any", "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE FUNCTION logistic_expected_calibration_error_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_expected_calibration_error_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_expected_calibration_error_final(internal)
IS 'final function of expected_calibration_error';

CREATE AGGREGATE expected_calibration_error(label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error("any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error("any", "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label "any", probability "any", bins "any", weight "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error("any", "any", "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(logistic_options, "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(options logistic_options, label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(logistic_options, "any", "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE FUNCTION logistic_rank_bins_trans(internal, label "any", probability "any", bins "any", strategy text)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_bins_trans(internal, "any", "any", "any", text)
IS 'transition function of calibration_curve with a strategy';

CREATE FUNCTION logistic_rank_bins_trans(internal, label "any", probability "any", bins "any", strategy text, weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_bins_trans(internal, "any", "any", "any", text, "any")
IS 'transition function of calibration_curve with a strategy';

CREATE FUNCTION logistic_rank_bins_trans(internal, options logistic_options, label "any", probability "any", bins "any", strategy text)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_bins_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_bins_trans(internal, logistic_options, "any", "any", "any", text)
IS 'transition function of calibration_curve with a strategy';

CREATE FUNCTION logistic_calibration_bins_final(internal)
RETURNS logistic_calibration_bin[]
AS 'MODULE_PATHNAME', 'logistic_calibration_bins_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_calibration_bins_final(internal)
IS 'final function of calibration_curve with a strategy';

CREATE AGGREGATE calibration_curve(label "any", probability "any", bins "any", strategy text) (
    SFUNC = logistic_rank_bins_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve("any", "any", "any", text)
IS 'mean probability and share of positives, by bins of equal width (uniform) or equally many rows (quantile)';

CREATE AGGREGATE calibration_curve(label "any", probability "any", bins "any", strategy text, weight "any") (
    SFUNC = logistic_rank_bins_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve("any", "any", "any", text, "any")
IS 'mean probability and share of positives, by bins of equal width (uniform) or equally many rows (quantile)';

CREATE AGGREGATE calibration_curve(options logistic_options, label "any", probability "any", bins "any", strategy text) (
    SFUNC = logistic_rank_bins_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(logistic_options, "any", "any", "any", text)
IS 'mean probability and share of positives, by bins of equal width (uniform) or equally many rows (quantile)';

CREATE FUNCTION logistic_rank_groups_trans(internal, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_groups_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_groups_trans(internal, "any", "any")
IS 'transition function of hosmer_lemeshow';

CREATE FUNCTION logistic_rank_groups_trans(internal, label "any", probability "any", groups "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_groups_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_groups_trans(internal, "any", "any", "any")
IS 'transition function of hosmer_lemeshow';

CREATE FUNCTION logistic_rank_groups_trans(internal, options logistic_options, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_groups_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_groups_trans(internal, logistic_options, "any", "any")
IS 'transition function of hosmer_lemeshow';

CREATE FUNCTION logistic_rank_groups_trans(internal, options logistic_options, label "any", probability "any", groups "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_groups_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_groups_trans(internal, logistic_options, "any", "any", "any")
IS 'transition function of hosmer_lemeshow';

CREATE FUNCTION logistic_hosmer_lemeshow_final(internal)
RETURNS logistic_hosmer_lemeshow
AS 'MODULE_PATHNAME', 'logistic_hosmer_lemeshow_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_hosmer_lemeshow_final(internal)
IS 'final function of hosmer_lemeshow';

CREATE AGGREGATE hosmer_lemeshow(label "any", probability "any") (
    SFUNC = logistic_rank_groups_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_hosmer_lemeshow_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hosmer_lemeshow("any", "any")
IS 'do probabilities agree with what happened, in groups of equal size?';

CREATE AGGREGATE hosmer_lemeshow(label "any", probability "any", groups "any") (
    SFUNC = logistic_rank_groups_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_hosmer_lemeshow_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hosmer_lemeshow("any", "any", "any")
IS 'do probabilities agree with what happened, in groups of equal size?';

CREATE AGGREGATE hosmer_lemeshow(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_rank_groups_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_hosmer_lemeshow_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hosmer_lemeshow(logistic_options, "any", "any")
IS 'do probabilities agree with what happened, in groups of equal size?';

CREATE AGGREGATE hosmer_lemeshow(options logistic_options, label "any", probability "any", groups "any") (
    SFUNC = logistic_rank_groups_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_hosmer_lemeshow_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hosmer_lemeshow(logistic_options, "any", "any", "any")
IS 'do probabilities agree with what happened, in groups of equal size?';

