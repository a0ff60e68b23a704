--
-- Calibration
--

CREATE FUNCTION logistic_platt_fit_final(internal)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_platt_fit_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_platt_fit_final(internal)
IS 'final function of platt_fit';

CREATE AGGREGATE platt_fit(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_platt_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE platt_fit("any", "any")
IS 'Platt''s calibration: a logistic model of the label on a score';

CREATE AGGREGATE platt_fit(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_platt_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE platt_fit("any", "any", "any")
IS 'Platt''s calibration: a logistic model of the label on a score';

CREATE AGGREGATE platt_fit(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_platt_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE platt_fit(logistic_options, "any", "any")
IS 'Platt''s calibration: a logistic model of the label on a score';

CREATE TYPE isotonic_model;

CREATE FUNCTION isotonic_model_in(cstring) RETURNS isotonic_model
    AS 'MODULE_PATHNAME', 'logistic_isotonic_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_in(cstring) IS 'I/O';
CREATE FUNCTION isotonic_model_out(isotonic_model) RETURNS cstring
    AS 'MODULE_PATHNAME', 'logistic_isotonic_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_out(isotonic_model) IS 'I/O';
CREATE FUNCTION isotonic_model_recv(internal) RETURNS isotonic_model
    AS 'MODULE_PATHNAME', 'logistic_isotonic_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_recv(internal) IS 'I/O';
CREATE FUNCTION isotonic_model_send(isotonic_model) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_isotonic_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_send(isotonic_model) IS 'I/O';

CREATE TYPE isotonic_model (
    INPUT = isotonic_model_in,
    OUTPUT = isotonic_model_out,
    RECEIVE = isotonic_model_recv,
    SEND = isotonic_model_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE isotonic_model IS 'an isotonic calibration: blocks of scores with values that never fall; its text form is JSON';

CREATE FUNCTION jsonb(model isotonic_model) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'logistic_isotonic_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION jsonb(isotonic_model) IS 'the written form of a model as jsonb';
CREATE FUNCTION isotonic_model(model jsonb) RETURNS isotonic_model
    AS 'MODULE_PATHNAME', 'logistic_isotonic_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model(jsonb) IS 'a model from its written form';

CREATE CAST (isotonic_model AS jsonb) WITH FUNCTION jsonb(isotonic_model);
COMMENT ON CAST (isotonic_model AS jsonb) IS 'the written form of a model as jsonb';
CREATE CAST (jsonb AS isotonic_model) WITH FUNCTION isotonic_model(jsonb);
COMMENT ON CAST (jsonb AS isotonic_model) IS 'a model from its written form';

CREATE FUNCTION isotonic_model_eq(isotonic_model, isotonic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_eq(isotonic_model, isotonic_model) IS 'implementation of = operator';
CREATE FUNCTION isotonic_model_ne(isotonic_model, isotonic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_ne(isotonic_model, isotonic_model) IS 'implementation of <> operator';
CREATE FUNCTION isotonic_model_lt(isotonic_model, isotonic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_lt(isotonic_model, isotonic_model) IS 'implementation of < operator';
CREATE FUNCTION isotonic_model_le(isotonic_model, isotonic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_le(isotonic_model, isotonic_model) IS 'implementation of <= operator';
CREATE FUNCTION isotonic_model_gt(isotonic_model, isotonic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_gt(isotonic_model, isotonic_model) IS 'implementation of > operator';
CREATE FUNCTION isotonic_model_ge(isotonic_model, isotonic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_ge(isotonic_model, isotonic_model) IS 'implementation of >= operator';
CREATE FUNCTION isotonic_model_cmp(isotonic_model, isotonic_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_cmp(isotonic_model, isotonic_model) IS 'less-equal-greater; an order without a meaning';
CREATE FUNCTION isotonic_model_hash(isotonic_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_hash(isotonic_model) IS 'hash';
CREATE FUNCTION isotonic_model_hash_extended(isotonic_model, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'logistic_flat_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_model_hash_extended(isotonic_model, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = isotonic_model, RIGHTARG = isotonic_model, FUNCTION = isotonic_model_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (isotonic_model, isotonic_model) IS 'equal';
CREATE OPERATOR <> (
    LEFTARG = isotonic_model, RIGHTARG = isotonic_model, FUNCTION = isotonic_model_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (isotonic_model, isotonic_model) IS 'not equal';
CREATE OPERATOR < (
    LEFTARG = isotonic_model, RIGHTARG = isotonic_model, FUNCTION = isotonic_model_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (isotonic_model, isotonic_model) IS 'less than';
CREATE OPERATOR <= (
    LEFTARG = isotonic_model, RIGHTARG = isotonic_model, FUNCTION = isotonic_model_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (isotonic_model, isotonic_model) IS 'less than or equal';
CREATE OPERATOR > (
    LEFTARG = isotonic_model, RIGHTARG = isotonic_model, FUNCTION = isotonic_model_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (isotonic_model, isotonic_model) IS 'greater than';
CREATE OPERATOR >= (
    LEFTARG = isotonic_model, RIGHTARG = isotonic_model, FUNCTION = isotonic_model_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (isotonic_model, isotonic_model) IS 'greater than or equal';

CREATE OPERATOR CLASS isotonic_model_ops DEFAULT FOR TYPE isotonic_model USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 isotonic_model_cmp(isotonic_model, isotonic_model);
COMMENT ON OPERATOR CLASS isotonic_model_ops USING btree IS 'for DISTINCT and sorting';
COMMENT ON OPERATOR FAMILY isotonic_model_ops USING btree IS 'for DISTINCT and sorting';
CREATE OPERATOR CLASS isotonic_model_ops DEFAULT FOR TYPE isotonic_model USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 isotonic_model_hash(isotonic_model),
    FUNCTION 2 isotonic_model_hash_extended(isotonic_model, bigint);
COMMENT ON OPERATOR CLASS isotonic_model_ops USING hash IS 'for DISTINCT and grouping';
COMMENT ON OPERATOR FAMILY isotonic_model_ops USING hash IS 'for DISTINCT and grouping';

CREATE FUNCTION logistic_isotonic_fit_final(internal)
RETURNS isotonic_model
AS 'MODULE_PATHNAME', 'logistic_isotonic_fit_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_isotonic_fit_final(internal)
IS 'final function of isotonic_fit';

CREATE AGGREGATE isotonic_fit(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_isotonic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE isotonic_fit("any", "any")
IS 'isotonic calibration: the share of positives as a function of a score that never falls';

CREATE AGGREGATE isotonic_fit(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_isotonic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE isotonic_fit("any", "any", "any")
IS 'isotonic calibration: the share of positives as a function of a score that never falls';

CREATE AGGREGATE isotonic_fit(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_isotonic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE isotonic_fit(logistic_options, "any", "any")
IS 'isotonic calibration: the share of positives as a function of a score that never falls';

CREATE FUNCTION isotonic_predict(model isotonic_model, score float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_isotonic_predict'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION isotonic_predict(isotonic_model, float8)
IS 'the share of positives at a score, by an isotonic calibration';

CREATE FUNCTION isotonic_blocks(
    model isotonic_model, OUT low float8, OUT high float8, OUT value float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_isotonic_blocks'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION isotonic_blocks(isotonic_model)
IS 'the blocks of an isotonic calibration, from the lowest scores up';

