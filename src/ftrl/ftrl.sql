--
-- Online learning
--

CREATE TYPE ftrl_model;

CREATE FUNCTION ftrl_model_in(cstring) RETURNS ftrl_model
    AS 'MODULE_PATHNAME', 'logistic_ftrl_model_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_in(cstring) IS 'I/O';
CREATE FUNCTION ftrl_model_out(ftrl_model) RETURNS cstring
    AS 'MODULE_PATHNAME', 'logistic_ftrl_model_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_out(ftrl_model) IS 'I/O';
CREATE FUNCTION ftrl_model_recv(internal) RETURNS ftrl_model
    AS 'MODULE_PATHNAME', 'logistic_ftrl_model_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_recv(internal) IS 'I/O';
CREATE FUNCTION ftrl_model_send(ftrl_model) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_ftrl_model_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_send(ftrl_model) IS 'I/O';

-- External: sums of gradients do not compress.
CREATE TYPE ftrl_model (
    INPUT = ftrl_model_in,
    OUTPUT = ftrl_model_out,
    RECEIVE = ftrl_model_recv,
    SEND = ftrl_model_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = external
);
COMMENT ON TYPE ftrl_model IS 'an online learner: what it has learnt, its options and its statistics; its text form is JSON';

CREATE FUNCTION ftrl_model_eq(ftrl_model, ftrl_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_eq(ftrl_model, ftrl_model) IS 'implementation of = operator';
CREATE FUNCTION ftrl_model_ne(ftrl_model, ftrl_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_ne(ftrl_model, ftrl_model) IS 'implementation of <> operator';
CREATE FUNCTION ftrl_model_lt(ftrl_model, ftrl_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_lt(ftrl_model, ftrl_model) IS 'implementation of < operator';
CREATE FUNCTION ftrl_model_le(ftrl_model, ftrl_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_le(ftrl_model, ftrl_model) IS 'implementation of <= operator';
CREATE FUNCTION ftrl_model_gt(ftrl_model, ftrl_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_gt(ftrl_model, ftrl_model) IS 'implementation of > operator';
CREATE FUNCTION ftrl_model_ge(ftrl_model, ftrl_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_ge(ftrl_model, ftrl_model) IS 'implementation of >= operator';
CREATE FUNCTION ftrl_model_cmp(ftrl_model, ftrl_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_cmp(ftrl_model, ftrl_model) IS 'less-equal-greater; an order without a meaning';
CREATE FUNCTION ftrl_model_hash(ftrl_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_hash(ftrl_model) IS 'hash';
CREATE FUNCTION ftrl_model_hash_extended(ftrl_model, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'logistic_flat_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_model_hash_extended(ftrl_model, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = ftrl_model, RIGHTARG = ftrl_model, FUNCTION = ftrl_model_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (ftrl_model, ftrl_model) IS 'equal';
CREATE OPERATOR <> (
    LEFTARG = ftrl_model, RIGHTARG = ftrl_model, FUNCTION = ftrl_model_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (ftrl_model, ftrl_model) IS 'not equal';
CREATE OPERATOR < (
    LEFTARG = ftrl_model, RIGHTARG = ftrl_model, FUNCTION = ftrl_model_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (ftrl_model, ftrl_model) IS 'less than';
CREATE OPERATOR <= (
    LEFTARG = ftrl_model, RIGHTARG = ftrl_model, FUNCTION = ftrl_model_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (ftrl_model, ftrl_model) IS 'less than or equal';
CREATE OPERATOR > (
    LEFTARG = ftrl_model, RIGHTARG = ftrl_model, FUNCTION = ftrl_model_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (ftrl_model, ftrl_model) IS 'greater than';
CREATE OPERATOR >= (
    LEFTARG = ftrl_model, RIGHTARG = ftrl_model, FUNCTION = ftrl_model_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (ftrl_model, ftrl_model) IS 'greater than or equal';

CREATE OPERATOR CLASS ftrl_model_ops DEFAULT FOR TYPE ftrl_model USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 ftrl_model_cmp(ftrl_model, ftrl_model);
COMMENT ON OPERATOR CLASS ftrl_model_ops USING btree IS 'for DISTINCT and sorting';
COMMENT ON OPERATOR FAMILY ftrl_model_ops USING btree IS 'for DISTINCT and sorting';
CREATE OPERATOR CLASS ftrl_model_ops DEFAULT FOR TYPE ftrl_model USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 ftrl_model_hash(ftrl_model),
    FUNCTION 2 ftrl_model_hash_extended(ftrl_model, bigint);
COMMENT ON OPERATOR CLASS ftrl_model_ops USING hash IS 'for DISTINCT and grouping';
COMMENT ON OPERATOR FAMILY ftrl_model_ops USING hash IS 'for DISTINCT and grouping';

-- A composite type; NULL stands for the default, or for what the model has
-- that is continued.  A NULL weight leaves the row out.
CREATE TYPE ftrl_options AS (
    weight float8,
    alpha float8,
    beta float8,
    l1 float8,
    l2 float8,
    bits integer,
    intercept boolean,
    positive text,
    crosses jsonb
);
COMMENT ON TYPE ftrl_options IS 'how ftrl_fit is to learn';

CREATE FUNCTION ftrl_options(
    weight float8 DEFAULT 1,
    alpha float8 DEFAULT NULL,
    beta float8 DEFAULT NULL,
    l1 float8 DEFAULT NULL,
    l2 float8 DEFAULT NULL,
    bits integer DEFAULT NULL,
    intercept boolean DEFAULT NULL,
    positive text DEFAULT NULL,
    crosses jsonb DEFAULT NULL
) RETURNS ftrl_options
    LANGUAGE SQL IMMUTABLE PARALLEL SAFE
    RETURN ROW($1, $2, $3, $4, $5, $6, $7, $8, $9)::ftrl_options;
COMMENT ON FUNCTION ftrl_options(float8, float8, float8, float8, float8, integer, boolean, text, jsonb)
    IS 'options of an online learner, by named arguments: alpha 0.1, beta 1, l1 0, l2 0, bits 18';

CREATE FUNCTION ftrl_fit_trans(internal, label "any", VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_ftrl_fit_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_fit_trans(internal, "any", "any")
IS 'transition function of ftrl_fit';

CREATE FUNCTION ftrl_fit_trans(internal, options ftrl_options, label "any",
                               VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_ftrl_fit_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_fit_trans(internal, ftrl_options, "any", "any")
IS 'transition function of ftrl_fit';

CREATE FUNCTION ftrl_update_trans(internal, model ftrl_model, label "any",
                                  VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_ftrl_update_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_update_trans(internal, ftrl_model, "any", "any")
IS 'transition function of ftrl_update';

CREATE FUNCTION ftrl_update_trans(internal, model ftrl_model,
                                  options ftrl_options, label "any",
                                  VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_ftrl_update_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_update_trans(internal, ftrl_model, ftrl_options, "any", "any")
IS 'transition function of ftrl_update';

CREATE FUNCTION ftrl_fit_final(internal)
RETURNS ftrl_model
AS 'MODULE_PATHNAME', 'logistic_ftrl_fit_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_fit_final(internal)
IS 'final function of ftrl_fit and ftrl_update';

-- SSPACE keeps the planner from hashing 100,000 groups into memory.
CREATE AGGREGATE ftrl_fit(label "any", VARIADIC features "any") (
    SFUNC = ftrl_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = ftrl_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ftrl_fit("any", "any")
IS 'learns a logistic regression online, row after row';

CREATE AGGREGATE ftrl_fit(options ftrl_options, label "any",
                          VARIADIC features "any") (
    SFUNC = ftrl_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = ftrl_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ftrl_fit(ftrl_options, "any", "any")
IS 'learns a logistic regression online, with options';

CREATE AGGREGATE ftrl_update(model ftrl_model, label "any",
                             VARIADIC features "any") (
    SFUNC = ftrl_update_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = ftrl_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ftrl_update(ftrl_model, "any", "any")
IS 'continues a model with more rows';

CREATE AGGREGATE ftrl_update(model ftrl_model, options ftrl_options,
                             label "any", VARIADIC features "any") (
    SFUNC = ftrl_update_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = ftrl_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ftrl_update(ftrl_model, ftrl_options, "any", "any")
IS 'continues a model with more rows, with options for them';

CREATE FUNCTION ftrl_merge_trans(ftrl_model, ftrl_model)
RETURNS ftrl_model
AS 'MODULE_PATHNAME', 'logistic_ftrl_merge_trans'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_merge_trans(ftrl_model, ftrl_model)
IS 'transition function of ftrl_merge';

CREATE AGGREGATE ftrl_merge(model ftrl_model) (
    SFUNC = ftrl_merge_trans,
    STYPE = ftrl_model,
    COMBINEFUNC = ftrl_merge_trans,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ftrl_merge(ftrl_model)
IS 'merges models of separate rows: an average, not what one pass over all rows gives';

CREATE FUNCTION ftrl_predict(model ftrl_model, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_ftrl_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_predict(ftrl_model, "any")
IS 'the probability of the positive label';

CREATE FUNCTION ftrl_text_support(request internal) RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_text_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_text_support(internal)
IS 'has the planner pass texts one by one instead of their array';

CREATE FUNCTION ftrl_predict(model ftrl_model, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_ftrl_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT ftrl_text_support;
COMMENT ON FUNCTION ftrl_predict(ftrl_model, text[])
IS 'the probability of the positive label';

CREATE FUNCTION ftrl_statistics(
    model ftrl_model,
    OUT nobs bigint, OUT n_skipped bigint, OUT n_positive bigint,
    OUT sum_weights float8, OUT log_loss float8, OUT null_log_loss float8,
    OUT n_coordinates bigint, OUT n_nonzero bigint,
    OUT alpha float8, OUT beta float8, OUT l1 float8, OUT l2 float8,
    OUT bits integer)
AS 'MODULE_PATHNAME', 'logistic_ftrl_statistics'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ftrl_statistics(ftrl_model)
IS 'what a learner has seen and how well it has predicted it, in one row';

CREATE FUNCTION ftrl_coefficients(
    model ftrl_model,
    OUT term text, OUT bucket integer, OUT estimate float8,
    OUT z float8, OUT n float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_ftrl_coefficients'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION ftrl_coefficients(ftrl_model)
IS 'the weights of a learner: by name where they have one, else by bucket';

