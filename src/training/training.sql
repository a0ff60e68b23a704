--
-- Training: fits of the rows of a query, stored as versions of a model
--

CREATE FUNCTION logistic_holdout(name text, VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_holdout(text, "any")
IS 'place of a row from 0 to 1 by its content: below the holdout it is held out';

CREATE FUNCTION logistic_train(
    name text,
    query text,
    label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    cluster_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    promote text DEFAULT 'always',
    holdout float8 DEFAULT 0.2,
    holdout_by text DEFAULT NULL,
    gate jsonb DEFAULT NULL,
    keep integer DEFAULT NULL,
    comment text DEFAULT NULL,
    distributed boolean DEFAULT false,
    partition_key text DEFAULT NULL,
    family text DEFAULT 'binomial',
    by text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_train'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_train(text, text, text, text, text, text, text, logistic_options, text, float8, text, jsonb, integer, text, boolean, text, text, text)
IS 'fits the rows of a query and stores the fit as a new version of a model';

CREATE FUNCTION logistic_refit(
    name text, promote text DEFAULT 'if_better',
    holdout float8 DEFAULT NULL,
    OUT version integer, OUT promoted boolean, OUT status text,
    OUT nobs bigint, OUT log_loss float8, OUT champion_log_loss float8,
    OUT reason text)
AS 'MODULE_PATHNAME', 'logistic_refit'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_refit(text, text, float8)
IS 'runs the query of a model again and stores the fit as a new version';

CREATE FUNCTION logistic_refit_all(
    promote text DEFAULT 'if_better', holdout float8 DEFAULT NULL,
    OUT name text, OUT version integer, OUT promoted boolean, OUT status text,
    OUT nobs bigint, OUT log_loss float8, OUT champion_log_loss float8,
    OUT reason text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_refit_all'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION logistic_refit_all(text, float8)
IS 'refits every model of the current role, each on its own';

CREATE PROCEDURE logistic_refit_each(
    promote text DEFAULT 'if_better', holdout float8 DEFAULT NULL)
AS 'MODULE_PATHNAME', 'logistic_refit_each'
LANGUAGE C;
COMMENT ON PROCEDURE logistic_refit_each(text, float8)
IS 'the same, committed model by model; ends in an error that names those that failed';

