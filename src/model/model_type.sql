--
-- The type logistic_model
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

-- A literal where a model of either kind may stand is one of two classes.
CREATE TYPE logistic_model (
    INPUT = logistic_model_in,
    OUTPUT = logistic_model_out,
    RECEIVE = logistic_model_recv,
    SEND = logistic_model_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended,
    CATEGORY = 'M',
    PREFERRED = true
);
COMMENT ON TYPE logistic_model IS 'a fitted logistic regression: estimates, covariance, statistics, scoring policies; its text form is JSON';

CREATE FUNCTION jsonb(model logistic_model) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'logistic_model_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION jsonb(logistic_model) IS 'the written form of a model as jsonb';
CREATE FUNCTION logistic_model(model jsonb) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_model_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model(jsonb) IS 'a model from its written form or from the short one';

CREATE CAST (logistic_model AS jsonb) WITH FUNCTION jsonb(logistic_model);
COMMENT ON CAST (logistic_model AS jsonb) IS 'the written form of a model as jsonb';
CREATE CAST (jsonb AS logistic_model) WITH FUNCTION logistic_model(jsonb);
COMMENT ON CAST (jsonb AS logistic_model) IS 'a model from its written form or from the short one';

CREATE FUNCTION logistic_model_eq(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_eq(logistic_model, logistic_model) IS 'implementation of = operator';
CREATE FUNCTION logistic_model_ne(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_ne(logistic_model, logistic_model) IS 'implementation of <> operator';
CREATE FUNCTION logistic_model_lt(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_lt(logistic_model, logistic_model) IS 'implementation of < operator';
CREATE FUNCTION logistic_model_le(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_le(logistic_model, logistic_model) IS 'implementation of <= operator';
CREATE FUNCTION logistic_model_gt(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_gt(logistic_model, logistic_model) IS 'implementation of > operator';
CREATE FUNCTION logistic_model_ge(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_ge(logistic_model, logistic_model) IS 'implementation of >= operator';
CREATE FUNCTION logistic_model_cmp(logistic_model, logistic_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_cmp(logistic_model, logistic_model) IS 'less-equal-greater; an order without a meaning';
CREATE FUNCTION logistic_model_hash(logistic_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_hash(logistic_model) IS 'hash';
CREATE FUNCTION logistic_model_hash_extended(logistic_model, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'logistic_flat_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
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

