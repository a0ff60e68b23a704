--
-- Evaluation of a model on the rows of a query
--

CREATE FUNCTION logistic_evaluate(
    model logistic_model, query text, label text DEFAULT NULL,
    weight_column text DEFAULT NULL, frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    OUT nobs bigint, OUT log_loss float8, OUT brier_score float8,
    OUT roc_auc float8, OUT average_precision float8, OUT ks float8,
    INOUT threshold float8 DEFAULT NULL,
    OUT true_positives float8, OUT false_positives float8,
    OUT true_negatives float8, OUT false_negatives float8,
    OUT accuracy float8, OUT "precision" float8, OUT recall float8,
    OUT specificity float8, OUT f1_score float8,
    OUT balanced_accuracy float8, OUT mcc float8)
AS 'MODULE_PATHNAME', 'logistic_evaluate'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_evaluate(logistic_model, text, text, text, text, text, float8)
IS 'how good a model is on the rows of a query';

CREATE FUNCTION logistic_evaluate(
    name text, query text, label text DEFAULT NULL,
    weight_column text DEFAULT NULL, frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    OUT nobs bigint, OUT log_loss float8, OUT brier_score float8,
    OUT roc_auc float8, OUT average_precision float8, OUT ks float8,
    INOUT threshold float8 DEFAULT NULL,
    OUT true_positives float8, OUT false_positives float8,
    OUT true_negatives float8, OUT false_negatives float8,
    OUT accuracy float8, OUT "precision" float8, OUT recall float8,
    OUT specificity float8, OUT f1_score float8,
    OUT balanced_accuracy float8, OUT mcc float8)
AS 'MODULE_PATHNAME', 'logistic_evaluate_by_name'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_evaluate(text, text, text, text, text, text, float8)
IS 'how good the active version of a model is on the rows of a query';


