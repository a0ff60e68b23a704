--
-- Binary cross-entropy of a label and a probability or score
--

-- bce, bce_with_logits
CREATE FUNCTION bce(y float8, p float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_bce'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bce(float8, float8) IS 'binary cross-entropy of label and probability';

CREATE FUNCTION bce(y boolean, p float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_bce_boolean'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bce(boolean, float8) IS 'binary cross-entropy of label and probability';

CREATE FUNCTION bce(y text, p text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_bce_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bce(text, text) IS 'binary cross-entropy of label and probability';

CREATE FUNCTION bce(y text, p float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_bce_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bce(text, float8) IS 'binary cross-entropy of label and probability';

CREATE FUNCTION bce(y float8, p text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_bce_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bce(float8, text) IS 'binary cross-entropy of label and probability';

CREATE FUNCTION bce_with_logits(y float8, z float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_bce_with_logits'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bce_with_logits(float8, float8) IS 'binary cross-entropy of label and score (log-odds)';

CREATE FUNCTION bce_with_logits(y boolean, z float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_bce_with_logits_boolean'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bce_with_logits(boolean, float8) IS 'binary cross-entropy of label and score (log-odds)';

CREATE FUNCTION bce_with_logits(y text, z text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_bce_with_logits_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bce_with_logits(text, text) IS 'binary cross-entropy of label and score (log-odds)';

CREATE FUNCTION bce_with_logits(y text, z float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_bce_with_logits_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bce_with_logits(text, float8) IS 'binary cross-entropy of label and score (log-odds)';

CREATE FUNCTION bce_with_logits(y float8, z text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_bce_with_logits_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bce_with_logits(float8, text) IS 'binary cross-entropy of label and score (log-odds)';

