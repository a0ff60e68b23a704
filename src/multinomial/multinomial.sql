--
-- More than two classes
--

CREATE TYPE multinomial_model;

CREATE FUNCTION multinomial_model_in(cstring) RETURNS multinomial_model
    AS 'MODULE_PATHNAME', 'logistic_multinomial_model_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_in(cstring) IS 'I/O';
CREATE FUNCTION multinomial_model_out(multinomial_model) RETURNS cstring
    AS 'MODULE_PATHNAME', 'logistic_multinomial_model_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_out(multinomial_model) IS 'I/O';
CREATE FUNCTION multinomial_model_recv(internal) RETURNS multinomial_model
    AS 'MODULE_PATHNAME', 'logistic_multinomial_model_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_recv(internal) IS 'I/O';
CREATE FUNCTION multinomial_model_send(multinomial_model) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_multinomial_model_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_send(multinomial_model) IS 'I/O';

CREATE TYPE multinomial_model (
    INPUT = multinomial_model_in,
    OUTPUT = multinomial_model_out,
    RECEIVE = multinomial_model_recv,
    SEND = multinomial_model_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended,
    CATEGORY = 'M'
);
COMMENT ON TYPE multinomial_model IS 'a fitted softmax regression: one logistic_model per class against the baseline, and the joint covariance; its text form is JSON';

CREATE FUNCTION jsonb(model multinomial_model) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'logistic_multinomial_model_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION jsonb(multinomial_model) IS 'the written form of a model as jsonb';
CREATE FUNCTION multinomial_model(model jsonb) RETURNS multinomial_model
    AS 'MODULE_PATHNAME', 'logistic_multinomial_model_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model(jsonb) IS 'a model from its written form';

CREATE CAST (multinomial_model AS jsonb) WITH FUNCTION jsonb(multinomial_model);
COMMENT ON CAST (multinomial_model AS jsonb) IS 'the written form of a model as jsonb';
CREATE CAST (jsonb AS multinomial_model) WITH FUNCTION multinomial_model(jsonb);
COMMENT ON CAST (jsonb AS multinomial_model) IS 'a model from its written form';

CREATE FUNCTION multinomial_model_eq(multinomial_model, multinomial_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_eq(multinomial_model, multinomial_model) IS 'implementation of = operator';
CREATE FUNCTION multinomial_model_ne(multinomial_model, multinomial_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_ne(multinomial_model, multinomial_model) IS 'implementation of <> operator';
CREATE FUNCTION multinomial_model_lt(multinomial_model, multinomial_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_lt(multinomial_model, multinomial_model) IS 'implementation of < operator';
CREATE FUNCTION multinomial_model_le(multinomial_model, multinomial_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_le(multinomial_model, multinomial_model) IS 'implementation of <= operator';
CREATE FUNCTION multinomial_model_gt(multinomial_model, multinomial_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_gt(multinomial_model, multinomial_model) IS 'implementation of > operator';
CREATE FUNCTION multinomial_model_ge(multinomial_model, multinomial_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_ge(multinomial_model, multinomial_model) IS 'implementation of >= operator';
CREATE FUNCTION multinomial_model_cmp(multinomial_model, multinomial_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_cmp(multinomial_model, multinomial_model) IS 'less-equal-greater; an order without a meaning';
CREATE FUNCTION multinomial_model_hash(multinomial_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_hash(multinomial_model) IS 'hash';
CREATE FUNCTION multinomial_model_hash_extended(multinomial_model, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'logistic_flat_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_model_hash_extended(multinomial_model, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = multinomial_model, RIGHTARG = multinomial_model, FUNCTION = multinomial_model_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (multinomial_model, multinomial_model) IS 'equal';
CREATE OPERATOR <> (
    LEFTARG = multinomial_model, RIGHTARG = multinomial_model, FUNCTION = multinomial_model_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (multinomial_model, multinomial_model) IS 'not equal';
CREATE OPERATOR < (
    LEFTARG = multinomial_model, RIGHTARG = multinomial_model, FUNCTION = multinomial_model_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (multinomial_model, multinomial_model) IS 'less than';
CREATE OPERATOR <= (
    LEFTARG = multinomial_model, RIGHTARG = multinomial_model, FUNCTION = multinomial_model_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (multinomial_model, multinomial_model) IS 'less than or equal';
CREATE OPERATOR > (
    LEFTARG = multinomial_model, RIGHTARG = multinomial_model, FUNCTION = multinomial_model_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (multinomial_model, multinomial_model) IS 'greater than';
CREATE OPERATOR >= (
    LEFTARG = multinomial_model, RIGHTARG = multinomial_model, FUNCTION = multinomial_model_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (multinomial_model, multinomial_model) IS 'greater than or equal';

CREATE OPERATOR CLASS multinomial_model_ops DEFAULT FOR TYPE multinomial_model USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 multinomial_model_cmp(multinomial_model, multinomial_model);
COMMENT ON OPERATOR CLASS multinomial_model_ops USING btree IS 'for DISTINCT and sorting';
COMMENT ON OPERATOR FAMILY multinomial_model_ops USING btree IS 'for DISTINCT and sorting';
CREATE OPERATOR CLASS multinomial_model_ops DEFAULT FOR TYPE multinomial_model USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 multinomial_model_hash(multinomial_model),
    FUNCTION 2 multinomial_model_hash_extended(multinomial_model, bigint);
COMMENT ON OPERATOR CLASS multinomial_model_ops USING hash IS 'for DISTINCT and grouping';
COMMENT ON OPERATOR FAMILY multinomial_model_ops USING hash IS 'for DISTINCT and grouping';

CREATE FUNCTION multinomial_fit_trans(internal, label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_fit_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_fit_trans(internal, "any")
IS 'transition function of multinomial_fit';

CREATE FUNCTION multinomial_fit_trans(internal, label "any",
                                      VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_fit_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_fit_trans(internal, "any", "any")
IS 'transition function of multinomial_fit';

CREATE FUNCTION multinomial_fit_trans(internal, options logistic_options,
                                      label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_fit_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_fit_trans(internal, logistic_options, "any")
IS 'transition function of multinomial_fit';

CREATE FUNCTION multinomial_fit_trans(internal, options logistic_options,
                                      label "any", VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_fit_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_fit_trans(internal, logistic_options, "any", "any")
IS 'transition function of multinomial_fit';

CREATE FUNCTION multinomial_fit_final(internal)
RETURNS multinomial_model
AS 'MODULE_PATHNAME', 'logistic_multinomial_fit_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_fit_final(internal)
IS 'final function of multinomial_fit';

-- SSPACE keeps the planner from hashing 100,000 groups into memory.
CREATE AGGREGATE multinomial_fit(label "any") (
    SFUNC = multinomial_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = multinomial_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_fit("any")
IS 'fits the shares of the classes alone';

CREATE AGGREGATE multinomial_fit(label "any", VARIADIC features "any") (
    SFUNC = multinomial_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = multinomial_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_fit("any", "any")
IS 'fits a softmax regression of the label on the features';

CREATE AGGREGATE multinomial_fit(options logistic_options, label "any") (
    SFUNC = multinomial_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = multinomial_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_fit(logistic_options, "any")
IS 'fits the shares of the classes alone, with options';

CREATE AGGREGATE multinomial_fit(options logistic_options, label "any",
                                 VARIADIC features "any") (
    SFUNC = multinomial_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = multinomial_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_fit(logistic_options, "any", "any")
IS 'fits a softmax regression of the label on the features, with options: those of logistic_fit but positive and threshold, and of more than two classes logit_offset and prevalence';

CREATE FUNCTION multinomial_coefficients(
    model multinomial_model, level float8 DEFAULT 0.95,
    method text DEFAULT 'default',
    OUT label text, OUT term text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT p_value float8,
    OUT conf_low float8, OUT conf_high float8,
    OUT odds_ratio float8, OUT odds_ratio_low float8,
    OUT odds_ratio_high float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_coefficients'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION multinomial_coefficients(multinomial_model, float8, text)
IS 'the terms of each class against the baseline, with standard errors, tests and intervals';

CREATE FUNCTION multinomial_statistics(
    model multinomial_model,
    OUT status text, OUT converged boolean, OUT iterations integer,
    OUT nobs bigint, OUT n_skipped bigint, OUT n_classes integer,
    OUT baseline text, OUT sum_weights float8, OUT rank integer,
    OUT log_lik float8, OUT null_log_lik float8,
    OUT deviance float8, OUT null_deviance float8,
    OUT aic float8, OUT bic float8, OUT mcfadden_r2 float8,
    OUT lr_statistic float8, OUT lr_p_value float8,
    OUT condition_number float8, OUT effective_df float8,
    OUT method text, OUT std_error_type text, OUT n_clusters bigint)
AS 'MODULE_PATHNAME', 'logistic_multinomial_statistics'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_statistics(multinomial_model)
IS 'how the fit ended and how well the model fits, in one row';

CREATE FUNCTION multinomial_covariance(
    model multinomial_model,
    OUT label_a text, OUT term_a text, OUT label_b text, OUT term_b text,
    OUT covariance float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_covariance_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION multinomial_covariance(multinomial_model)
IS 'covariances of the estimates, all pairs of classes and terms';

CREATE FUNCTION multinomial_predict(model multinomial_model)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_predict(multinomial_model)
IS 'the most probable label';

CREATE FUNCTION multinomial_predict(model multinomial_model, VARIADIC features "any")
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_predict(multinomial_model, "any")
IS 'the most probable label';

CREATE FUNCTION multinomial_predict(model multinomial_model, VARIADIC features text[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_predict(multinomial_model, text[])
IS 'the most probable label';

CREATE FUNCTION multinomial_probabilities(
    model multinomial_model, OUT label text, OUT probability float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_probabilities'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION multinomial_probabilities(multinomial_model)
IS 'the probability of each label';

CREATE FUNCTION multinomial_probabilities(
    model multinomial_model, VARIADIC features "any",
    OUT label text, OUT probability float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_probabilities'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 3
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_probabilities(multinomial_model, "any")
IS 'the probability of each label';

CREATE FUNCTION multinomial_probabilities(
    model multinomial_model, VARIADIC features text[],
    OUT label text, OUT probability float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_probabilities'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 3
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_probabilities(multinomial_model, text[])
IS 'the probability of each label';

