--
-- Models of many classes: tests, explanations, metrics
--

CREATE FUNCTION multinomial_wald(
    model multinomial_model,
    OUT feature text, OUT statistic float8, OUT df integer,
    OUT p_value float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_wald'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION multinomial_wald(multinomial_model)
IS 'joint Wald test of each feature, its coefficients of all classes together';

CREATE FUNCTION multinomial_features(
    model multinomial_model,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_features'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION multinomial_features(multinomial_model)
IS 'the features with their training rows summarised';

CREATE FUNCTION multinomial_with(
    model multinomial_model, on_null text DEFAULT NULL,
    on_new_level text DEFAULT NULL)
RETURNS multinomial_model
AS 'MODULE_PATHNAME', 'logistic_multinomial_with'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_with(multinomial_model, text, text)
IS 'the same model with another way to score NULLs and new levels';

CREATE FUNCTION multinomial_summary(
    model multinomial_model, level float8 DEFAULT 0.95)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_summary'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_summary(multinomial_model, float8)
IS 'a page on the model, the coefficients class by class';

CREATE FUNCTION multinomial_explain(
    model multinomial_model,
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION multinomial_explain(multinomial_model)
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_explain(
    model multinomial_model, VARIADIC features "any",
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_explain(multinomial_model, "any")
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_explain(
    model multinomial_model, VARIADIC features text[],
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_explain(multinomial_model, text[])
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_loss(model multinomial_model, label "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_loss(multinomial_model, "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE FUNCTION multinomial_loss(
    model multinomial_model, label "any", VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_loss(multinomial_model, "any", "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE TYPE multinomial_auc AS (
    average text,
    label text,
    roc_auc float8,
    support float8
);
COMMENT ON TYPE multinomial_auc
IS 'area under the ROC curve of a class against all others, or the mean over all';

CREATE FUNCTION multinomial_log_loss_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_log_loss_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_log_loss_final(internal)
IS 'final function of multinomial_log_loss';

CREATE FUNCTION multinomial_log_loss_trans(
    internal, label "any", model multinomial_model,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_log_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_log_loss_trans(internal, "any", multinomial_model, "any")
IS 'transition function of multinomial_log_loss';

CREATE AGGREGATE multinomial_log_loss(
    label "any", model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_log_loss_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_log_loss("any", multinomial_model, "any")
IS 'mean of minus the logarithm of the probability of the label';

CREATE FUNCTION multinomial_log_loss_options_trans(
    internal, options logistic_options, label "any",
    model multinomial_model,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_log_loss_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_log_loss_options_trans(internal, logistic_options, "any", multinomial_model, "any")
IS 'transition function of multinomial_log_loss';

CREATE AGGREGATE multinomial_log_loss(
    options logistic_options, label "any",
    model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_log_loss_options_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_log_loss(logistic_options, "any", multinomial_model, "any")
IS 'mean of minus the logarithm of the probability of the label';

CREATE FUNCTION multinomial_auc_final(internal)
RETURNS multinomial_auc[]
AS 'MODULE_PATHNAME', 'logistic_multinomial_auc_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_auc_final(internal)
IS 'final function of multinomial_roc_auc';

CREATE FUNCTION multinomial_auc_trans(
    internal, label "any", model multinomial_model,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_auc_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_auc_trans(internal, "any", multinomial_model, "any")
IS 'transition function of multinomial_roc_auc';

CREATE AGGREGATE multinomial_roc_auc(
    label "any", model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_auc_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_roc_auc("any", multinomial_model, "any")
IS 'area under the ROC curve of each class against all others, and their means';

CREATE FUNCTION multinomial_auc_options_trans(
    internal, options logistic_options, label "any",
    model multinomial_model,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_auc_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_auc_options_trans(internal, logistic_options, "any", multinomial_model, "any")
IS 'transition function of multinomial_roc_auc';

CREATE AGGREGATE multinomial_roc_auc(
    options logistic_options, label "any",
    model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_auc_options_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_roc_auc(logistic_options, "any", multinomial_model, "any")
IS 'area under the ROC curve of each class against all others, and their means';

CREATE FUNCTION multinomial_evaluate(
    model multinomial_model, query text, label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    OUT nobs bigint, OUT log_loss float8, OUT accuracy float8,
    OUT balanced_accuracy float8, OUT f1_macro float8,
    OUT f1_weighted float8, OUT roc_auc_macro float8,
    OUT roc_auc_weighted float8)
AS 'MODULE_PATHNAME', 'logistic_multinomial_evaluate'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION multinomial_evaluate(multinomial_model, text, text, text)
IS 'how good a model of many classes is on the rows of a query';

