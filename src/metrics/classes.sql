--
-- Metrics: precision, recall and F1 score of each class
--

CREATE TYPE logistic_class_metrics AS (
    average text,
    label text,
    precision float8,
    recall float8,
    f1_score float8,
    support float8
);
COMMENT ON TYPE logistic_class_metrics
IS 'precision, recall and F1 score of a class, or their mean over all';

CREATE FUNCTION logistic_class_trans(internal, label "any", predicted "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_class_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_class_trans(internal, "any", "any")
IS 'transition function of class_metrics';

CREATE FUNCTION logistic_class_trans(internal, label "any", predicted "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_class_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_class_trans(internal, "any", "any", "any")
IS 'transition function of class_metrics';

CREATE FUNCTION logistic_class_combine(internal, internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_class_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_class_combine(internal, internal)
IS 'combine function of class_metrics';

CREATE FUNCTION logistic_class_serialize(internal)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_class_serialize'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_class_serialize(internal)
IS 'serialization function of class_metrics';

CREATE FUNCTION logistic_class_deserialize(bytea, internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_class_deserialize'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_class_deserialize(bytea, internal)
IS 'deserialization function of class_metrics';

CREATE FUNCTION logistic_class_metrics_final(internal)
RETURNS logistic_class_metrics[]
AS 'MODULE_PATHNAME', 'logistic_class_metrics_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_class_metrics_final(internal)
IS 'final function of class_metrics';

CREATE AGGREGATE class_metrics(label "any", predicted "any") (
    SFUNC = logistic_class_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_class_metrics_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_class_combine,
    SERIALFUNC = logistic_class_serialize,
    DESERIALFUNC = logistic_class_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE class_metrics("any", "any")
IS 'precision, recall and F1 score of each class, and their means';

CREATE AGGREGATE class_metrics(label "any", predicted "any", weight "any") (
    SFUNC = logistic_class_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_class_metrics_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_class_combine,
    SERIALFUNC = logistic_class_serialize,
    DESERIALFUNC = logistic_class_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE class_metrics("any", "any", "any")
IS 'precision, recall and F1 score of each class, and their means';

