/* logistic--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION logistic" to load this file. \quit

--
-- 1. Elementwise functions
--

--
-- 2. The type logistic_model
--

CREATE TYPE logistic_model;

CREATE FUNCTION logistic_model_in(cstring) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_model_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_in(cstring) IS 'I/O';
CREATE FUNCTION logistic_model_out(logistic_model) RETURNS cstring
    AS 'MODULE_PATHNAME', 'logistic_model_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_out(logistic_model) IS 'I/O';
CREATE FUNCTION logistic_model_recv(internal) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_model_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_recv(internal) IS 'I/O';
CREATE FUNCTION logistic_model_send(logistic_model) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_model_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_send(logistic_model) IS 'I/O';

CREATE TYPE logistic_model (
    INPUT = logistic_model_in,
    OUTPUT = logistic_model_out,
    RECEIVE = logistic_model_recv,
    SEND = logistic_model_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE logistic_model IS 'a fitted logistic regression: estimates, covariance, statistics, scoring policies; its text form is JSON';

CREATE FUNCTION jsonb(logistic_model) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'logistic_model_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION jsonb(logistic_model) IS 'the written form of a model as jsonb';
CREATE FUNCTION logistic_model(jsonb) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_model_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model(jsonb) IS 'a model from its written form or from the short one';

CREATE CAST (logistic_model AS jsonb) WITH FUNCTION jsonb(logistic_model);
COMMENT ON CAST (logistic_model AS jsonb) IS 'the written form of a model as jsonb';
CREATE CAST (jsonb AS logistic_model) WITH FUNCTION logistic_model(jsonb);
COMMENT ON CAST (jsonb AS logistic_model) IS 'a model from its written form or from the short one';

CREATE FUNCTION logistic_model_eq(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_model_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_eq(logistic_model, logistic_model) IS 'implementation of = operator';
CREATE FUNCTION logistic_model_ne(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_model_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_ne(logistic_model, logistic_model) IS 'implementation of <> operator';
CREATE FUNCTION logistic_model_lt(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_model_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_lt(logistic_model, logistic_model) IS 'implementation of < operator';
CREATE FUNCTION logistic_model_le(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_model_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_le(logistic_model, logistic_model) IS 'implementation of <= operator';
CREATE FUNCTION logistic_model_gt(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_model_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_gt(logistic_model, logistic_model) IS 'implementation of > operator';
CREATE FUNCTION logistic_model_ge(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_model_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_ge(logistic_model, logistic_model) IS 'implementation of >= operator';
CREATE FUNCTION logistic_model_cmp(logistic_model, logistic_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_model_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_cmp(logistic_model, logistic_model) IS 'less-equal-greater; an order without a meaning';
CREATE FUNCTION logistic_model_hash(logistic_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_model_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_hash(logistic_model) IS 'hash';
CREATE FUNCTION logistic_model_hash_extended(logistic_model, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'logistic_model_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_hash_extended(logistic_model, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (logistic_model, logistic_model) IS 'equal';
CREATE OPERATOR <> (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (logistic_model, logistic_model) IS 'not equal';
CREATE OPERATOR < (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (logistic_model, logistic_model) IS 'less than';
CREATE OPERATOR <= (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (logistic_model, logistic_model) IS 'less than or equal';
CREATE OPERATOR > (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (logistic_model, logistic_model) IS 'greater than';
CREATE OPERATOR >= (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (logistic_model, logistic_model) IS 'greater than or equal';

CREATE OPERATOR CLASS logistic_model_ops DEFAULT FOR TYPE logistic_model USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 logistic_model_cmp(logistic_model, logistic_model);
COMMENT ON OPERATOR CLASS logistic_model_ops USING btree IS 'for DISTINCT and sorting';
COMMENT ON OPERATOR FAMILY logistic_model_ops USING btree IS 'for DISTINCT and sorting';
CREATE OPERATOR CLASS logistic_model_ops DEFAULT FOR TYPE logistic_model USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 logistic_model_hash(logistic_model),
    FUNCTION 2 logistic_model_hash_extended(logistic_model, bigint);
COMMENT ON OPERATOR CLASS logistic_model_ops USING hash IS 'for DISTINCT and grouping';
COMMENT ON OPERATOR FAMILY logistic_model_ops USING hash IS 'for DISTINCT and grouping';

--
-- 3. The type logistic_options
--

CREATE TYPE logistic_options;

CREATE FUNCTION logistic_options_in(cstring) RETURNS logistic_options
    AS 'MODULE_PATHNAME', 'logistic_options_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_in(cstring) IS 'I/O';
CREATE FUNCTION logistic_options_out(logistic_options) RETURNS cstring
    AS 'MODULE_PATHNAME', 'logistic_options_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_out(logistic_options) IS 'I/O';
CREATE FUNCTION logistic_options_recv(internal) RETURNS logistic_options
    AS 'MODULE_PATHNAME', 'logistic_options_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_recv(internal) IS 'I/O';
CREATE FUNCTION logistic_options_send(logistic_options) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_options_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_send(logistic_options) IS 'I/O';

CREATE TYPE logistic_options (
    INPUT = logistic_options_in,
    OUTPUT = logistic_options_out,
    RECEIVE = logistic_options_recv,
    SEND = logistic_options_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE logistic_options IS 'how logistic_fit is to fit: weight, offset, reference levels, scoring policies';

-- Not strict: a NULL weight or offset leaves the row out, any other NULL is
-- the default.
CREATE FUNCTION logistic_options(
    weight float8 DEFAULT 1,
    logit_offset float8 DEFAULT 0,
    intercept boolean DEFAULT true,
    reference jsonb DEFAULT NULL,
    positive text DEFAULT NULL,
    threshold float8 DEFAULT 0.5,
    on_null text DEFAULT 'null',
    on_new_level text DEFAULT 'null',
    max_iterations integer DEFAULT 100,
    tolerance float8 DEFAULT NULL
) RETURNS logistic_options
    AS 'MODULE_PATHNAME', 'logistic_options_make' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options(float8, float8, boolean, jsonb, text, float8, text, text, integer, float8)
    IS 'options of a fit, by named arguments; the first argument of logistic_fit';

CREATE FUNCTION logistic_options_eq(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_options_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_eq(logistic_options, logistic_options) IS 'implementation of = operator';
CREATE FUNCTION logistic_options_ne(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_options_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_ne(logistic_options, logistic_options) IS 'implementation of <> operator';
CREATE FUNCTION logistic_options_lt(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_options_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_lt(logistic_options, logistic_options) IS 'implementation of < operator';
CREATE FUNCTION logistic_options_le(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_options_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_le(logistic_options, logistic_options) IS 'implementation of <= operator';
CREATE FUNCTION logistic_options_gt(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_options_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_gt(logistic_options, logistic_options) IS 'implementation of > operator';
CREATE FUNCTION logistic_options_ge(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_options_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_ge(logistic_options, logistic_options) IS 'implementation of >= operator';
CREATE FUNCTION logistic_options_cmp(logistic_options, logistic_options) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_options_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_cmp(logistic_options, logistic_options) IS 'less-equal-greater; an order without a meaning';
CREATE FUNCTION logistic_options_hash(logistic_options) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_options_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_hash(logistic_options) IS 'hash';
CREATE FUNCTION logistic_options_hash_extended(logistic_options, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'logistic_options_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_hash_extended(logistic_options, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = logistic_options, RIGHTARG = logistic_options, FUNCTION = logistic_options_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (logistic_options, logistic_options) IS 'equal';
CREATE OPERATOR <> (
    LEFTARG = logistic_options, RIGHTARG = logistic_options, FUNCTION = logistic_options_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (logistic_options, logistic_options) IS 'not equal';
CREATE OPERATOR < (
    LEFTARG = logistic_options, RIGHTARG = logistic_options, FUNCTION = logistic_options_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (logistic_options, logistic_options) IS 'less than';
CREATE OPERATOR <= (
    LEFTARG = logistic_options, RIGHTARG = logistic_options, FUNCTION = logistic_options_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (logistic_options, logistic_options) IS 'less than or equal';
CREATE OPERATOR > (
    LEFTARG = logistic_options, RIGHTARG = logistic_options, FUNCTION = logistic_options_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (logistic_options, logistic_options) IS 'greater than';
CREATE OPERATOR >= (
    LEFTARG = logistic_options, RIGHTARG = logistic_options, FUNCTION = logistic_options_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (logistic_options, logistic_options) IS 'greater than or equal';

CREATE OPERATOR CLASS logistic_options_ops DEFAULT FOR TYPE logistic_options USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 logistic_options_cmp(logistic_options, logistic_options);
COMMENT ON OPERATOR CLASS logistic_options_ops USING btree IS 'for DISTINCT and sorting';
COMMENT ON OPERATOR FAMILY logistic_options_ops USING btree IS 'for DISTINCT and sorting';
CREATE OPERATOR CLASS logistic_options_ops DEFAULT FOR TYPE logistic_options USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 logistic_options_hash(logistic_options),
    FUNCTION 2 logistic_options_hash_extended(logistic_options, bigint);
COMMENT ON OPERATOR CLASS logistic_options_ops USING hash IS 'for DISTINCT and grouping';
COMMENT ON OPERATOR FAMILY logistic_options_ops USING hash IS 'for DISTINCT and grouping';

--
-- 4. The aggregate logistic_fit
--

CREATE FUNCTION logistic_fit_trans(internal, label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_trans(internal, label "any",
                                   VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, "any", "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_trans(internal, options logistic_options,
                                   label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, logistic_options, "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_trans(internal, options logistic_options,
                                   label "any", VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, logistic_options, "any", "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_final(internal)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_fit_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_final(internal)
IS 'final function of logistic_fit';

-- SSPACE keeps the planner from hashing 100,000 groups into memory.
CREATE AGGREGATE logistic_fit(label "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit("any")
IS 'fits the intercept alone: the log-odds of the label';

CREATE AGGREGATE logistic_fit(label "any", VARIADIC features "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit("any", "any")
IS 'fits a logistic regression of the label on the features';

CREATE AGGREGATE logistic_fit(options logistic_options, label "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit(logistic_options, "any")
IS 'fits the intercept alone, with options';

CREATE AGGREGATE logistic_fit(options logistic_options, label "any",
                              VARIADIC features "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit(logistic_options, "any", "any")
IS 'fits a logistic regression of the label on the features, with options';

--
-- 5. Looking at a model
--

--
-- 6. Scoring
--
