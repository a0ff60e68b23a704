--
-- The type logistic_options
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
COMMENT ON TYPE logistic_options IS 'how logistic_fit is to fit: weights, penalties, kinds of errors, reference levels, scoring policies';

-- Not strict: a NULL weight, offset, frequency, cluster or stratum leaves the row out, any other NULL is
-- the default.
CREATE FUNCTION logistic_options(
    weight float8 DEFAULT 1,
    logit_offset float8 DEFAULT 0,
    frequency float8 DEFAULT 1,
    cluster text DEFAULT NULL,
    strata text DEFAULT NULL,
    intercept boolean DEFAULT true,
    reference jsonb DEFAULT NULL,
    positive text DEFAULT NULL,
    threshold float8 DEFAULT 0.5,
    on_null text DEFAULT 'null',
    on_new_level text DEFAULT 'null',
    max_iterations integer DEFAULT 100,
    tolerance float8 DEFAULT NULL,
    l2 float8 DEFAULT 0,
    standardize boolean DEFAULT true,
    std_error text DEFAULT NULL,
    class_weight text DEFAULT 'none',
    prevalence float8 DEFAULT NULL,
    method text DEFAULT 'mle',
    profile boolean DEFAULT false,
    l1 float8 DEFAULT 0,
    label text DEFAULT NULL,
    names text[] DEFAULT NULL,
    terms text DEFAULT NULL,
    missing text DEFAULT 'drop',
    min_level_rows integer DEFAULT 0,
    bounds jsonb DEFAULT NULL
) RETURNS logistic_options
    AS 'MODULE_PATHNAME', 'logistic_options_make' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options(float8, float8, float8, text, text, boolean, jsonb, text, float8, text, text, integer, float8, float8, boolean, text, text, float8, text, boolean, float8, text, text[], text, text, integer, jsonb)
    IS 'options of a fit, by named arguments; the first argument of logistic_fit';

CREATE FUNCTION logistic_options_eq(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_eq(logistic_options, logistic_options) IS 'implementation of = operator';
CREATE FUNCTION logistic_options_ne(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_ne(logistic_options, logistic_options) IS 'implementation of <> operator';
CREATE FUNCTION logistic_options_lt(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_lt(logistic_options, logistic_options) IS 'implementation of < operator';
CREATE FUNCTION logistic_options_le(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_le(logistic_options, logistic_options) IS 'implementation of <= operator';
CREATE FUNCTION logistic_options_gt(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_gt(logistic_options, logistic_options) IS 'implementation of > operator';
CREATE FUNCTION logistic_options_ge(logistic_options, logistic_options) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_ge(logistic_options, logistic_options) IS 'implementation of >= operator';
CREATE FUNCTION logistic_options_cmp(logistic_options, logistic_options) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_cmp(logistic_options, logistic_options) IS 'less-equal-greater; an order without a meaning';
CREATE FUNCTION logistic_options_hash(logistic_options) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_options_hash(logistic_options) IS 'hash';
CREATE FUNCTION logistic_options_hash_extended(logistic_options, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'logistic_flat_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
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

