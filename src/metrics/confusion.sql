--
-- Metrics: the confusion matrix and its ratios at a threshold
--

CREATE TYPE logistic_confusion AS (
    threshold float8,
    true_positives float8, false_positives float8,
    true_negatives float8, false_negatives float8,
    accuracy float8, precision float8, recall float8, specificity float8,
    f1_score float8, balanced_accuracy float8, mcc float8
);
COMMENT ON TYPE logistic_confusion
IS 'a confusion matrix at a threshold, and what follows from it';

CREATE FUNCTION logistic_confusion_trans(internal, label "any", score "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(internal, "any", "any")
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(internal, label "any", score "any", threshold "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(internal, "any", "any", "any")
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(internal, label "any", score "any", threshold "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(internal, "any", "any", "any", "any")
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(internal, options logistic_options, label "any", score "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_confusion_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(internal, logistic_options, "any", "any")
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(internal, options logistic_options, label "any", score "any", threshold "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_confusion_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(internal, logistic_options, "any", "any", "any")
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_accuracy_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_accuracy_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_accuracy_final(internal)
IS 'final function of accuracy';

CREATE AGGREGATE accuracy(label "any", score "any") (
    SFUNC = logistic_confusion_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy("any", "any")
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label "any", score "any", threshold "any") (
    SFUNC = logistic_confusion_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy("any", "any", "any")
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label "any", score "any", threshold "any", weight "any") (
    SFUNC = logistic_confusion_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy("any", "any", "any", "any")
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(options logistic_options, label "any", score "any") (
    SFUNC = logistic_confusion_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(logistic_options, "any", "any")
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(options logistic_options, label "any", score "any", threshold "any") (
    SFUNC = logistic_confusion_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(logistic_options, "any", "any", "any")
IS 'share of rows whose label is told by score >= threshold';

CREATE FUNCTION logistic_confusion_matrix_final(internal)
RETURNS logistic_confusion
AS 'MODULE_PATHNAME', 'logistic_confusion_matrix_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_matrix_final(internal)
IS 'final function of confusion_matrix';

CREATE AGGREGATE confusion_matrix(label "any", score "any") (
    SFUNC = logistic_confusion_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix("any", "any")
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label "any", score "any", threshold "any") (
    SFUNC = logistic_confusion_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix("any", "any", "any")
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label "any", score "any", threshold "any", weight "any") (
    SFUNC = logistic_confusion_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix("any", "any", "any", "any")
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(options logistic_options, label "any", score "any") (
    SFUNC = logistic_confusion_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(logistic_options, "any", "any")
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(options logistic_options, label "any", score "any", threshold "any") (
    SFUNC = logistic_confusion_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(logistic_options, "any", "any", "any")
IS 'counts of labels by score >= threshold, and what follows from them';

