--
-- Reports and pictures
--

CREATE FUNCTION logistic_plot_coefficients(
    model logistic_model, level float8 DEFAULT 0.95)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_coefficients'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_coefficients(logistic_model, float8)
IS 'the odds ratios with their intervals as an SVG picture';

CREATE FUNCTION logistic_plot_coefficients(
    name text, level float8 DEFAULT 0.95, group_value text DEFAULT NULL)
RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN logistic_plot_coefficients(logistic_get($1, NULL::integer, $3), $2);
COMMENT ON FUNCTION logistic_plot_coefficients(text, float8, text)
IS 'the odds ratios with their intervals as an SVG picture';

CREATE FUNCTION logistic_plot_roc(curve logistic_roc_point[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_roc'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_roc(logistic_roc_point[])
IS 'a ROC curve as an SVG picture';

CREATE FUNCTION logistic_plot_precision_recall(
    curve logistic_precision_recall_point[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_precision_recall'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_precision_recall(logistic_precision_recall_point[])
IS 'a precision-recall curve as an SVG picture';

CREATE FUNCTION logistic_plot_gain(curve logistic_gain_point[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_gain'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_gain(logistic_gain_point[])
IS 'a gain curve as an SVG picture';

CREATE FUNCTION logistic_plot_calibration(curve logistic_calibration_bin[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_calibration'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_calibration(logistic_calibration_bin[])
IS 'a calibration curve as an SVG picture';

CREATE FUNCTION logistic_plot_decision(curve logistic_decision_point[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_decision'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_decision(logistic_decision_point[])
IS 'a decision curve as an SVG picture';

CREATE FUNCTION logistic_plot_woe(bins logistic_woe_bin[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_woe'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_woe(logistic_woe_bin[])
IS 'the weights of evidence of a feature''s bins as an SVG picture';

CREATE FUNCTION logistic_plot_contrasts(
    names text[], contrasts logistic_prediction_contrast[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_contrasts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_contrasts(text[], logistic_prediction_contrast[])
IS 'differences of average predictions with their intervals as an SVG picture';

CREATE FUNCTION logistic_report(
    model logistic_model, query text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_report'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_report(logistic_model, text)
IS 'a model, judged by the rows of a query, on one HTML page';

CREATE FUNCTION logistic_report(
    name text, query text DEFAULT NULL, group_value text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_report_named'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_report(text, text, text)
IS 'a registered model, judged by its own rows, on one HTML page';

CREATE FUNCTION multinomial_report(
    model multinomial_model, query text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_report'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION multinomial_report(multinomial_model, text)
IS 'a model of many classes, judged by the rows of a query, on one HTML page';

CREATE FUNCTION multinomial_report(
    name text, query text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_report_named'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION multinomial_report(text, text)
IS 'a registered model of many classes, judged by its own rows, on one HTML page';
