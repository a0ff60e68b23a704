--
-- Scores by name
--
-- The active version that the query's snapshot sees.  An untyped literal is a
-- name; a model that is written out needs a cast.
--

CREATE FUNCTION logistic_score(name text)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_score(text)
IS 'the log-odds of a row';

CREATE FUNCTION logistic_score(name text, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_score(text, "any")
IS 'the log-odds of a row';

CREATE FUNCTION logistic_score(name text, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_score(text, text[])
IS 'the log-odds of a row';

CREATE FUNCTION logistic_predict(name text)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_predict(text)
IS 'the probability of the positive label';

CREATE FUNCTION logistic_predict(name text, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_predict(text, "any")
IS 'the probability of the positive label';

CREATE FUNCTION logistic_predict(name text, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_predict(text, text[])
IS 'the probability of the positive label';

CREATE FUNCTION logistic_classify(name text)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_classify(text)
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_classify(name text, VARIADIC features "any")
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_classify(text, "any")
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_classify(name text, VARIADIC features text[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_classify(text, text[])
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_interval(
    name text, level float8)
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_interval(text, float8)
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_interval(
    name text, level float8, VARIADIC features "any")
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_interval(text, float8, "any")
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_interval(
    name text, level float8, VARIADIC features text[])
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_interval(text, float8, text[])
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_explain(
    name text,
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_explain(text)
IS 'what each feature adds to the log-odds of a row, largest first';

CREATE FUNCTION logistic_explain(
    name text, VARIADIC features "any",
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_explain(text, "any")
IS 'what each feature adds to the log-odds of a row, largest first';

CREATE FUNCTION logistic_explain(
    name text, VARIADIC features text[],
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_explain(text, text[])
IS 'what each feature adds to the log-odds of a row, largest first';

