--
-- Inference: tests, intervals, margins and residuals of a model
--

CREATE FUNCTION logistic_anova(
    smaller logistic_model, larger logistic_model,
    OUT model text, OUT df_residual bigint, OUT deviance float8,
    OUT df integer, OUT statistic float8, OUT p_value float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_anova'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 2;
COMMENT ON FUNCTION logistic_anova(logistic_model, logistic_model)
IS 'likelihood-ratio test of two nested models';

CREATE FUNCTION logistic_wald(
    model logistic_model,
    OUT feature text, OUT statistic float8, OUT df integer,
    OUT p_value float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_wald'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_wald(logistic_model)
IS 'joint Wald test of each feature, all its terms together';

CREATE FUNCTION logistic_wald(
    model logistic_model, contrasts jsonb,
    OUT contrast text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT df integer, OUT p_value float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_wald_contrasts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION logistic_wald(logistic_model, jsonb)
IS 'Wald tests of linear combinations of terms, one by one and jointly';

CREATE FUNCTION logistic_vif(
    model logistic_model,
    OUT feature text, OUT gvif float8, OUT df integer,
    OUT adjusted_gvif float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_vif'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_vif(logistic_model)
IS 'generalised variance inflation factor of each feature';

CREATE TYPE logistic_margin AS (
    term text, estimate float8, std_error float8, statistic float8,
    p_value float8, conf_low float8, conf_high float8);
COMMENT ON TYPE logistic_margin
IS 'average marginal effect of a term, a row of logistic_margins';

CREATE FUNCTION logistic_margins_trans(
    internal, model logistic_model, VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_margins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_margins_trans(internal, logistic_model, "any")
IS 'transition function of logistic_margins';

CREATE FUNCTION logistic_margins_final(internal)
RETURNS logistic_margin[]
AS 'MODULE_PATHNAME', 'logistic_margins_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_margins_final(internal)
IS 'final function of logistic_margins';

CREATE AGGREGATE logistic_margins(
    model logistic_model, VARIADIC features "any") (
    SFUNC = logistic_margins_trans,
    STYPE = internal,
    FINALFUNC = logistic_margins_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_margins(logistic_model, "any")
IS 'average marginal effects on the probability, one row per term';

CREATE TYPE logistic_prediction_contrast AS (
    n bigint, mean_a float8, mean_b float8,
    difference float8, std_error float8, conf_low float8, conf_high float8,
    p_value float8,
    ratio float8, ratio_low float8, ratio_high float8,
    odds_ratio float8, odds_ratio_low float8, odds_ratio_high float8);
COMMENT ON TYPE logistic_prediction_contrast
IS 'average predictions of two versions of the rows compared, what logistic_contrast returns';

CREATE FUNCTION logistic_contrast_final(internal)
RETURNS logistic_prediction_contrast
AS 'MODULE_PATHNAME', 'logistic_contrast_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_contrast_final(internal)
IS 'final function of logistic_contrast';

CREATE FUNCTION logistic_contrast_trans(
    internal, model logistic_model, a "any", b "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_contrast_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_contrast_trans(internal, logistic_model, "any", "any")
IS 'transition function of logistic_contrast';

CREATE AGGREGATE logistic_contrast(
    model logistic_model, a "any", b "any") (
    SFUNC = logistic_contrast_trans,
    STYPE = internal,
    FINALFUNC = logistic_contrast_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_contrast(logistic_model, "any", "any")
IS 'average predictions of two versions of the rows, and their difference and ratios with errors';

CREATE FUNCTION logistic_contrast_trans(
    internal, model logistic_model, a "any", b "any", weight float8)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_contrast_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_contrast_trans(internal, logistic_model, "any", "any", float8)
IS 'transition function of logistic_contrast';

CREATE AGGREGATE logistic_contrast(
    model logistic_model, a "any", b "any", weight float8) (
    SFUNC = logistic_contrast_trans,
    STYPE = internal,
    FINALFUNC = logistic_contrast_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_contrast(logistic_model, "any", "any", float8)
IS 'average predictions of two versions of the rows, and their difference and ratios with errors';

CREATE FUNCTION logistic_augment(
    model logistic_model, label "any",
    OUT fitted float8, OUT residual float8, OUT pearson_residual float8,
    OUT leverage float8, OUT cooks_distance float8)
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_augment'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_augment(logistic_model, "any")
IS 'fitted value, residuals, leverage and Cook''s distance of a row';

CREATE FUNCTION logistic_augment(
    model logistic_model, label "any", VARIADIC features "any",
    OUT fitted float8, OUT residual float8, OUT pearson_residual float8,
    OUT leverage float8, OUT cooks_distance float8)
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_augment'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_augment(logistic_model, "any", "any")
IS 'fitted value, residuals, leverage and Cook''s distance of a row';

