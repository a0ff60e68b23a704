--
-- Scorecards
--

CREATE FUNCTION logistic_scorecard(
    model logistic_model,
    points float8 DEFAULT 600, odds float8 DEFAULT 50, pdo float8 DEFAULT 20,
    OUT feature text, OUT bin text, OUT low float8, OUT high float8,
    OUT n float8, OUT rate float8, OUT woe float8,
    OUT coefficient float8, OUT points integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_scorecard'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 50;
COMMENT ON FUNCTION logistic_scorecard(logistic_model, float8, float8, float8)
IS 'the model as a table of whole points';

CREATE FUNCTION logistic_points(
    model logistic_model, scale float8[])
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_points(logistic_model, float8[])
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_points(
    model logistic_model, scale float8[], VARIADIC features "any")
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_points(logistic_model, float8[], "any")
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_points(
    model logistic_model, scale float8[], VARIADIC features text[])
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_points(logistic_model, float8[], text[])
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_point_reasons(
    model logistic_model, scale float8[],
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_point_reasons(logistic_model, float8[])
IS 'what each feature gives a row and takes from it, most lost first';

CREATE FUNCTION logistic_point_reasons(
    model logistic_model, scale float8[], VARIADIC features "any",
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_point_reasons(logistic_model, float8[], "any")
IS 'what each feature gives a row and takes from it, most lost first';

CREATE FUNCTION logistic_point_reasons(
    model logistic_model, scale float8[], VARIADIC features text[],
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_point_reasons(logistic_model, float8[], text[])
IS 'what each feature gives a row and takes from it, most lost first';

CREATE FUNCTION logistic_points(
    name text, scale float8[])
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_points(text, float8[])
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_points(
    name text, scale float8[], VARIADIC features "any")
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_points(text, float8[], "any")
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_points(
    name text, scale float8[], VARIADIC features text[])
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_points(text, float8[], text[])
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_point_reasons(
    name text, scale float8[],
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_point_reasons(text, float8[])
IS 'what each feature gives a row and takes from it, most lost first';

CREATE FUNCTION logistic_point_reasons(
    name text, scale float8[], VARIADIC features "any",
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_point_reasons(text, float8[], "any")
IS 'what each feature gives a row and takes from it, most lost first';

CREATE FUNCTION logistic_point_reasons(
    name text, scale float8[], VARIADIC features text[],
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_point_reasons(text, float8[], text[])
IS 'what each feature gives a row and takes from it, most lost first';
