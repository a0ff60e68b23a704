--
-- Penalty paths and cross-validation
--

CREATE FUNCTION logistic_path(
    query text, l1 float8[] DEFAULT '{0}', l2 float8[] DEFAULT '{0}',
    label text DEFAULT NULL, weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL, offset_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    OUT l1 float8, OUT l2 float8, OUT term text, OUT estimate float8,
    OUT effective_df float8, OUT log_lik float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_path'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_path(text, float8[], float8[], text, text, text, text, logistic_options)
IS 'coefficients of a query''s rows along a grid of penalties';

CREATE FUNCTION logistic_cross_validate(
    query text, l1 float8[] DEFAULT '{0}', l2 float8[] DEFAULT '{0}',
    folds integer DEFAULT 10,
    label text DEFAULT NULL, weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL, offset_column text DEFAULT NULL,
    cluster_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    OUT l1 float8, OUT l2 float8, OUT log_loss float8,
    OUT log_loss_std_error float8, OUT roc_auc float8, OUT n_nonzero integer,
    OUT is_minimum boolean, OUT is_one_std_error boolean)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_cross_validate'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_cross_validate(text, float8[], float8[], integer, text, text, text, text, text, logistic_options)
IS 'loss of held-out rows along a grid of penalties';

