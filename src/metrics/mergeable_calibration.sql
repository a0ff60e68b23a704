--
-- Mergeable metrics: calibration by bins
--

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
