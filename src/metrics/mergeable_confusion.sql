--
-- Mergeable metrics: accuracy and the confusion matrix
--

CREATE FUNCTION logistic_confusion_trans(state bytea, label boolean, score float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, boolean, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(state bytea, label boolean, score float8, threshold float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, boolean, float8, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(state bytea, label boolean, score float8, threshold float8, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, boolean, float8, float8, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(state bytea, label float8, score float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, float8, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(state bytea, label float8, score float8, threshold float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, float8, float8, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_confusion_trans(state bytea, label float8, score float8, threshold float8, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_confusion_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_trans(bytea, float8, float8, float8, float8)
IS 'transition function of accuracy and confusion_matrix';

CREATE FUNCTION logistic_accuracy_final(state bytea)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_accuracy_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_accuracy_final(bytea)
IS 'final function of accuracy';

CREATE AGGREGATE accuracy(label boolean, score float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(boolean, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label boolean, score float8, threshold float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(boolean, float8, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label boolean, score float8, threshold float8, weight float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(boolean, float8, float8, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label float8, score float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(float8, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label float8, score float8, threshold float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(float8, float8, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE AGGREGATE accuracy(label float8, score float8, threshold float8, weight float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_accuracy_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE accuracy(float8, float8, float8, float8)
IS 'share of rows whose label is told by score >= threshold';

CREATE FUNCTION logistic_confusion_matrix_final(state bytea)
RETURNS logistic_confusion
AS 'MODULE_PATHNAME', 'logistic_confusion_matrix_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_confusion_matrix_final(bytea)
IS 'final function of confusion_matrix';

CREATE AGGREGATE confusion_matrix(label boolean, score float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(boolean, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label boolean, score float8, threshold float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(boolean, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label boolean, score float8, threshold float8, weight float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(boolean, float8, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label float8, score float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label float8, score float8, threshold float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(float8, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE confusion_matrix(label float8, score float8, threshold float8, weight float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE confusion_matrix(float8, float8, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

