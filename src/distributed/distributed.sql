--
-- Distributed fits of the rows of a query
--

CREATE FUNCTION logistic_fit_distributed(
    query text,
    label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    partition_key text DEFAULT NULL
) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_fit_distributed' LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_fit_distributed(text, text, text, text, text, logistic_options, text)
    IS 'fits the rows of a query where they are, pass by pass';
CREATE FUNCTION logistic_fit_distributed(
    queries text[],
    label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    partition_key text DEFAULT NULL
) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_fit_distributed' LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_fit_distributed(text[], text, text, text, text, logistic_options, text)
    IS 'fits the rows of several queries as one, where they are';

