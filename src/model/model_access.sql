--
-- Looking at a model
--

CREATE FUNCTION logistic_coefficients(
    model logistic_model, level float8 DEFAULT 0.95,
    method text DEFAULT 'default',
    OUT term text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT p_value float8,
    OUT conf_low float8, OUT conf_high float8,
    OUT odds_ratio float8, OUT odds_ratio_low float8,
    OUT odds_ratio_high float8, OUT bound text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_coefficients'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_coefficients(logistic_model, float8, text)
IS 'the terms with estimates, standard errors, tests and intervals';

CREATE FUNCTION logistic_statistics(
    model logistic_model,
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
AS 'MODULE_PATHNAME', 'logistic_statistics'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_statistics(logistic_model)
IS 'how the fit ended and how well the model fits, in one row';

CREATE FUNCTION logistic_covariance(
    model logistic_model,
    OUT term_a text, OUT term_b text, OUT covariance float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_covariance'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION logistic_covariance(logistic_model)
IS 'covariances of the estimates, all pairs of terms';

CREATE FUNCTION logistic_features(
    model logistic_model,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_features'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_features(logistic_model)
IS 'the features with their training rows summarised';

CREATE FUNCTION logistic_summary(
    model logistic_model, level float8 DEFAULT 0.95,
    odds_ratios boolean DEFAULT false)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_summary'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_summary(logistic_model, float8, boolean)
IS 'a page on the model, laid out as R users know it';

CREATE FUNCTION logistic_sql(model logistic_model)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_sql'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_sql(logistic_model)
IS 'the probability as one SQL expression for any database';

CREATE FUNCTION logistic_pmml(model logistic_model)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_pmml'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_pmml(logistic_model)
IS 'the model as PMML 4.4, for programs that score it elsewhere';

CREATE FUNCTION logistic_from_pmml(pmml text)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_from_pmml'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_from_pmml(text)
IS 'a model from PMML that holds a regression of two classes';

CREATE FUNCTION logistic_with(
    model logistic_model, threshold float8 DEFAULT NULL,
    on_null text DEFAULT NULL, on_new_level text DEFAULT NULL)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_with'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_with(logistic_model, float8, text, text)
IS 'the same model with another threshold, or another way with NULLs and new levels';

