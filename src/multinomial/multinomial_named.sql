--
-- Registered models of many classes
--

CREATE FUNCTION multinomial_get(name text, version integer DEFAULT NULL)
RETURNS multinomial_model
AS 'MODULE_PATHNAME', 'logistic_multinomial_get_named'
LANGUAGE C STABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION multinomial_get(text, integer)
IS 'a version of a registered model of many classes as a value, for its owner';

CREATE FUNCTION logistic_register(
    name text, model multinomial_model, comment text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_register'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_register(text, multinomial_model, text)
IS 'stores a model that was made elsewhere as a new version, and makes it the active one';

CREATE FUNCTION multinomial_explain(
    name text,
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION multinomial_explain(text)
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_explain(
    name text, VARIADIC features "any",
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 20
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_explain(text, "any")
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_explain(
    name text, VARIADIC features text[],
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 20
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_explain(text, text[])
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_loss(name text, label "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_loss(text, "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE FUNCTION multinomial_loss(name text, label "any", VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_loss(text, "any", "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE FUNCTION multinomial_predict(name text)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_predict(text)
IS 'the most probable label';

CREATE FUNCTION multinomial_predict(name text, VARIADIC features "any")
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_predict(text, "any")
IS 'the most probable label';

CREATE FUNCTION multinomial_predict(name text, VARIADIC features text[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_predict(text, text[])
IS 'the most probable label';

CREATE FUNCTION multinomial_probabilities(name text, OUT label text, OUT probability float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_probabilities'
LANGUAGE C STABLE PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION multinomial_probabilities(text)
IS 'the probability of each label';

CREATE FUNCTION multinomial_probabilities(
    name text, VARIADIC features "any",
    OUT label text, OUT probability float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_probabilities'
LANGUAGE C STABLE PARALLEL SAFE ROWS 3
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_probabilities(text, "any")
IS 'the probability of each label';

CREATE FUNCTION multinomial_probabilities(
    name text, VARIADIC features text[],
    OUT label text, OUT probability float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_probabilities'
LANGUAGE C STABLE PARALLEL SAFE ROWS 3
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_probabilities(text, text[])
IS 'the probability of each label';

CREATE FUNCTION multinomial_log_loss_trans(
    internal, label "any", name text,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_log_loss_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_log_loss_trans(internal, "any", text, "any")
IS 'transition function of multinomial_log_loss';

CREATE AGGREGATE multinomial_log_loss(
    label "any", name text, VARIADIC features "any") (
    SFUNC = multinomial_log_loss_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_log_loss("any", text, "any")
IS 'mean of minus the logarithm of the probability of the label';

CREATE FUNCTION multinomial_auc_trans(
    internal, label "any", name text,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_auc_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_auc_trans(internal, "any", text, "any")
IS 'transition function of multinomial_roc_auc';

CREATE AGGREGATE multinomial_roc_auc(
    label "any", name text, VARIADIC features "any") (
    SFUNC = multinomial_auc_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_roc_auc("any", text, "any")
IS 'area under the ROC curve of each class against all others, and their means';

CREATE FUNCTION multinomial_evaluate(
    name text, query text, label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    OUT nobs bigint, OUT log_loss float8, OUT accuracy float8,
    OUT balanced_accuracy float8, OUT f1_macro float8,
    OUT f1_weighted float8, OUT roc_auc_macro float8,
    OUT roc_auc_weighted float8)
AS 'MODULE_PATHNAME', 'logistic_multinomial_evaluate_by_name'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION multinomial_evaluate(text, text, text, text)
IS 'how good the active version of a model of many classes is on the rows of a query';

CREATE FUNCTION multinomial_coefficients(
    name text, level float8 DEFAULT 0.95,
    method text DEFAULT 'default',
    OUT label text, OUT term text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT p_value float8,
    OUT conf_low float8, OUT conf_high float8,
    OUT odds_ratio float8, OUT odds_ratio_low float8,
    OUT odds_ratio_high float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 20
BEGIN ATOMIC
    SELECT * FROM multinomial_coefficients(multinomial_get($1, NULL::integer), $2, $3);
END;
COMMENT ON FUNCTION multinomial_coefficients(text, float8, text)
IS 'the terms of each class against the baseline, with standard errors, tests and intervals';

CREATE FUNCTION multinomial_statistics(
    name text,
    OUT status text, OUT converged boolean, OUT iterations integer,
    OUT nobs bigint, OUT n_skipped bigint, OUT n_classes integer,
    OUT baseline text, OUT sum_weights float8, OUT rank integer,
    OUT log_lik float8, OUT null_log_lik float8,
    OUT deviance float8, OUT null_deviance float8,
    OUT aic float8, OUT bic float8, OUT mcfadden_r2 float8,
    OUT lr_statistic float8, OUT lr_p_value float8,
    OUT condition_number float8, OUT effective_df float8,
    OUT method text, OUT std_error_type text, OUT n_clusters bigint)
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT * FROM multinomial_statistics(multinomial_get($1, NULL::integer));
END;
COMMENT ON FUNCTION multinomial_statistics(text)
IS 'how the fit ended and how well the model fits, in one row';

CREATE FUNCTION multinomial_covariance(
    name text,
    OUT label_a text, OUT term_a text, OUT label_b text, OUT term_b text,
    OUT covariance float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT * FROM multinomial_covariance(multinomial_get($1, NULL::integer));
END;
COMMENT ON FUNCTION multinomial_covariance(text)
IS 'covariances of the estimates, all pairs of classes and terms';

CREATE FUNCTION multinomial_features(
    name text,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM multinomial_features(multinomial_get($1, NULL::integer));
END;
COMMENT ON FUNCTION multinomial_features(text)
IS 'the features with their training rows summarised';

CREATE FUNCTION multinomial_wald(
    name text,
    OUT feature text, OUT statistic float8, OUT df integer,
    OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM multinomial_wald(multinomial_get($1, NULL::integer));
END;
COMMENT ON FUNCTION multinomial_wald(text)
IS 'joint Wald test of each feature, its coefficients of all classes together';

CREATE FUNCTION multinomial_summary(
    name text, level float8 DEFAULT 0.95)
RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN multinomial_summary(multinomial_get($1, NULL::integer), $2);
COMMENT ON FUNCTION multinomial_summary(text, float8)
IS 'a page on the model, the coefficients class by class';

