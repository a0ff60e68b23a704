--
-- Drift: how far rows have moved from those of the training
--

CREATE FUNCTION logistic_drift(
    name text, query text DEFAULT NULL, group_value text DEFAULT NULL,
    OUT term text, OUT psi float8, OUT training_mean float8,
    OUT current_mean float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_drift'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION logistic_drift(text, text, text)
IS 'how far the rows of a query have moved from those of the training';

