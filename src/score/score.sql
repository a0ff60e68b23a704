--
-- Scoring
--

CREATE FUNCTION logistic_score_support(request internal) RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_score_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_score_support(internal)
IS 'has the planner pass the columns of a row instead of the row';

CREATE FUNCTION logistic_score(model logistic_model)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_score(logistic_model)
IS 'the log-odds of a row';

CREATE FUNCTION logistic_score(model logistic_model, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_score(logistic_model, "any")
IS 'the log-odds of a row';

CREATE FUNCTION logistic_score(model logistic_model, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_score(logistic_model, text[])
IS 'the log-odds of a row';

CREATE FUNCTION logistic_predict(model logistic_model)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_predict(logistic_model)
IS 'the probability of the positive label';

CREATE FUNCTION logistic_predict(model logistic_model, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_predict(logistic_model, "any")
IS 'the probability of the positive label';

CREATE FUNCTION logistic_predict(model logistic_model, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_predict(logistic_model, text[])
IS 'the probability of the positive label';

CREATE FUNCTION logistic_classify(model logistic_model)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_classify(logistic_model)
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_classify(model logistic_model, VARIADIC features "any")
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_classify(logistic_model, "any")
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_classify(model logistic_model, VARIADIC features text[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_classify(logistic_model, text[])
IS 'the label, by the threshold of the model';

CREATE TYPE logistic_probability_interval AS (
    probability float8,
    conf_low float8,
    conf_high float8
);
COMMENT ON TYPE logistic_probability_interval
IS 'a probability with its confidence interval, as logistic_interval returns it';

CREATE FUNCTION logistic_interval(
    model logistic_model, level float8)
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_interval(logistic_model, float8)
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_interval(
    model logistic_model, level float8, VARIADIC features "any")
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_interval(logistic_model, float8, "any")
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_interval(
    model logistic_model, level float8, VARIADIC features text[])
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_interval(logistic_model, float8, text[])
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_explain(
    model logistic_model,
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_explain(logistic_model)
IS 'what each feature adds to the log-odds of a row, largest first';

CREATE FUNCTION logistic_explain(
    model logistic_model, VARIADIC features "any",
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_explain(logistic_model, "any")
IS 'what each feature adds to the log-odds of a row, largest first';

CREATE FUNCTION logistic_explain(
    model logistic_model, VARIADIC features text[],
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_explain(logistic_model, text[])
IS 'what each feature adds to the log-odds of a row, largest first';

