--
-- Rows held out of a training, where rows are repeated
--

CREATE FUNCTION logistic_internal.logistic_holdout_copy(name text, VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout_copy'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION logistic_internal.logistic_holdout_copy(text, "any")
IS 'the same with a place of its own for each copy of a row within a query';

CREATE FUNCTION logistic_internal.logistic_holdout_frequency(name text, share float8, frequency float8,
                                   VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout_frequency'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_holdout_frequency(text, float8, float8, "any")
IS 'how many of the equal rows that a row stands for have a place below a share';

CREATE FUNCTION logistic_internal.logistic_holdout_copy_frequency(name text, share float8, frequency float8,
                                        VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout_copy_frequency'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION logistic_internal.logistic_holdout_copy_frequency(text, float8, float8, "any")
IS 'the same where rows of the same content within a query are copies of each other';

CREATE FUNCTION logistic_internal.logistic_holdout_folds(name text, folds integer, frequency float8,
                               VARIADIC content "any")
RETURNS float8[]
AS 'MODULE_PATHNAME', 'logistic_holdout_folds'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION logistic_internal.logistic_holdout_folds(text, integer, float8, "any")
IS 'how many of the equal rows that a row stands for are in each fold';

CREATE FUNCTION logistic_internal.logistic_frequency(frequency float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_frequency'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_frequency(float8)
IS 'the frequency itself; an error if it is no whole number of at least 0';

