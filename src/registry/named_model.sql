--
-- What a registered model holds, by name: for its owner only
--
-- The columns are those of the functions that take a logistic_model.
--

CREATE FUNCTION logistic_coefficients(
    name text, level float8 DEFAULT 0.95, method text DEFAULT 'default', group_value text DEFAULT NULL,
    OUT term text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT p_value float8,
    OUT conf_low float8, OUT conf_high float8,
    OUT odds_ratio float8, OUT odds_ratio_low float8,
    OUT odds_ratio_high float8, OUT bound text)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_coefficients(logistic_get($1, NULL::integer, $4), $2, $3);
END;
COMMENT ON FUNCTION logistic_coefficients(text, float8, text, text)
IS 'the terms with estimates, standard errors, tests and intervals';

CREATE FUNCTION logistic_statistics(
    name text, group_value text DEFAULT NULL,
    OUT status text, OUT converged boolean, OUT iterations integer,
    OUT nobs bigint, OUT n_skipped bigint, OUT n_positive bigint,
    OUT sum_weights float8, OUT df_null bigint, OUT df_residual bigint,
    OUT log_lik float8, OUT null_log_lik float8,
    OUT deviance float8, OUT null_deviance float8,
    OUT aic float8, OUT bic float8, OUT mcfadden_r2 float8,
    OUT lr_statistic float8, OUT lr_p_value float8,
    OUT condition_number float8, OUT effective_df float8,
    OUT method text, OUT std_error_type text, OUT n_clusters bigint,
    OUT positive text, OUT n_strata bigint)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT * FROM logistic_statistics(logistic_get($1, NULL::integer, $2));
END;
COMMENT ON FUNCTION logistic_statistics(text, text)
IS 'how the fit ended and how well the model fits, in one row';

CREATE FUNCTION logistic_covariance(
    name text, group_value text DEFAULT NULL,
    OUT term_a text, OUT term_b text, OUT covariance float8)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT * FROM logistic_covariance(logistic_get($1, NULL::integer, $2));
END;
COMMENT ON FUNCTION logistic_covariance(text, text)
IS 'covariances of the estimates, all pairs of terms';

CREATE FUNCTION logistic_features(
    name text, group_value text DEFAULT NULL,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_features(logistic_get($1, NULL::integer, $2));
END;
COMMENT ON FUNCTION logistic_features(text, text)
IS 'the features with their training rows summarised';

CREATE FUNCTION logistic_scorecard(
    name text, points float8 DEFAULT 600, odds float8 DEFAULT 50, pdo float8 DEFAULT 20, group_value text DEFAULT NULL,
    OUT feature text, OUT bin text, OUT low float8, OUT high float8,
    OUT n float8, OUT rate float8, OUT woe float8,
    OUT coefficient float8, OUT points integer)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 50
BEGIN ATOMIC
    SELECT * FROM logistic_scorecard(logistic_get($1, NULL::integer, $5), $2, $3, $4);
END;
COMMENT ON FUNCTION logistic_scorecard(text, float8, float8, float8, text)
IS 'the model as a table of whole points';

CREATE FUNCTION logistic_summary(
    name text, level float8 DEFAULT 0.95, odds_ratios boolean DEFAULT false, group_value text DEFAULT NULL)
RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN logistic_summary(logistic_get($1, NULL::integer, $4), $2, $3);
COMMENT ON FUNCTION logistic_summary(text, float8, boolean, text)
IS 'a page on the model, laid out as R users know it';

CREATE FUNCTION logistic_anova(
    smaller text, larger text, group_value text DEFAULT NULL,
    OUT model text, OUT df_residual bigint, OUT deviance float8,
    OUT df integer, OUT statistic float8, OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 2
BEGIN ATOMIC
    SELECT * FROM logistic_anova(logistic_get($1, NULL::integer, $3),
                                 logistic_get($2, NULL::integer, $3));
END;
COMMENT ON FUNCTION logistic_anova(text, text, text)
IS 'likelihood-ratio test of two nested models';

CREATE FUNCTION logistic_wald(
    name text,
    OUT feature text, OUT statistic float8, OUT df integer,
    OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_wald(logistic_get($1, NULL::integer));
END;
COMMENT ON FUNCTION logistic_wald(text)
IS 'joint Wald test of each feature, all its terms together';

CREATE FUNCTION logistic_wald(
    name text, contrasts jsonb, group_value text DEFAULT NULL,
    OUT contrast text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT df integer, OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 3
BEGIN ATOMIC
    SELECT * FROM logistic_wald(logistic_get($1, NULL::integer, $3), $2);
END;
COMMENT ON FUNCTION logistic_wald(text, jsonb, text)
IS 'Wald tests of linear combinations of terms, one by one and jointly';

CREATE FUNCTION logistic_vif(
    name text, group_value text DEFAULT NULL,
    OUT feature text, OUT gvif float8, OUT df integer,
    OUT adjusted_gvif float8)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_vif(logistic_get($1, NULL::integer, $2));
END;
COMMENT ON FUNCTION logistic_vif(text, text)
IS 'generalised variance inflation factor of each feature';

CREATE FUNCTION logistic_margins_trans(
    internal, name text, VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_margins_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_margins_trans(internal, text, "any")
IS 'transition function of logistic_margins';

CREATE AGGREGATE logistic_margins(
    name text, VARIADIC features "any") (
    SFUNC = logistic_margins_trans,
    STYPE = internal,
    FINALFUNC = logistic_margins_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_margins(text, "any")
IS 'average marginal effects on the probability, one row per term';

CREATE FUNCTION logistic_contrast_trans(
    internal, name text, a "any", b "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_contrast_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_contrast_trans(internal, text, "any", "any")
IS 'transition function of logistic_contrast';

CREATE AGGREGATE logistic_contrast(
    name text, a "any", b "any") (
    SFUNC = logistic_contrast_trans,
    STYPE = internal,
    FINALFUNC = logistic_contrast_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_contrast(text, "any", "any")
IS 'average predictions of two versions of the rows, and their difference and ratios with errors';

CREATE FUNCTION logistic_contrast_trans(
    internal, name text, a "any", b "any", weight float8)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_contrast_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_contrast_trans(internal, text, "any", "any", float8)
IS 'transition function of logistic_contrast';

CREATE AGGREGATE logistic_contrast(
    name text, a "any", b "any", weight float8) (
    SFUNC = logistic_contrast_trans,
    STYPE = internal,
    FINALFUNC = logistic_contrast_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_contrast(text, "any", "any", float8)
IS 'average predictions of two versions of the rows, and their difference and ratios with errors';

CREATE FUNCTION logistic_augment(
    name text, label "any",
    OUT fitted float8, OUT residual float8, OUT pearson_residual float8,
    OUT leverage float8, OUT cooks_distance float8)
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_augment'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_augment(text, "any")
IS 'fitted value, residuals, leverage and Cook''s distance of a row';

CREATE FUNCTION logistic_augment(
    name text, label "any", VARIADIC features "any",
    OUT fitted float8, OUT residual float8, OUT pearson_residual float8,
    OUT leverage float8, OUT cooks_distance float8)
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_augment'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_augment(text, "any", "any")
IS 'fitted value, residuals, leverage and Cook''s distance of a row';

CREATE FUNCTION logistic_sql(
    name text, group_value text DEFAULT NULL)
RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN logistic_sql(logistic_get($1, NULL::integer, $2));
COMMENT ON FUNCTION logistic_sql(text, text)
IS 'the probability as one SQL expression for any database';

CREATE FUNCTION logistic_pmml(
    name text, group_value text DEFAULT NULL)
RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN logistic_pmml(logistic_get($1, NULL::integer, $2));
COMMENT ON FUNCTION logistic_pmml(text, text)
IS 'the model as PMML 4.4, for programs that score it elsewhere';

