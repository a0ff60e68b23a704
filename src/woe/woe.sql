--
-- Weight of evidence
--

-- A composite type; NULL stands for the default.
CREATE TYPE woe_options AS (
    bins integer,
    min_share float8,
    monotone text,
    special text[],
    positive text
);
COMMENT ON TYPE woe_options IS 'how woe_bins is to bin a feature';

CREATE FUNCTION woe_options(
    bins integer DEFAULT 10,
    min_share float8 DEFAULT 0.05,
    monotone text DEFAULT 'none',
    special text[] DEFAULT NULL,
    positive text DEFAULT NULL
) RETURNS woe_options
    LANGUAGE SQL IMMUTABLE PARALLEL SAFE
    RETURN ROW($1, $2, $3, $4, $5)::woe_options;
COMMENT ON FUNCTION woe_options(integer, float8, text, text[], text)
IS 'options of woe_bins and information_value, by named arguments';

CREATE TYPE logistic_woe_bin AS (
    bin text,
    low float8,
    high float8,
    levels text[],
    n float8,
    positives float8,
    rate float8,
    woe float8,
    iv float8
);
COMMENT ON TYPE logistic_woe_bin
IS 'a bin of a feature with its weight of evidence';

CREATE FUNCTION logistic_woe_trans(internal, label "any", x "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_woe_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_woe_trans(internal, "any", "any")
IS 'transition function of woe_bins and information_value';

CREATE FUNCTION logistic_woe_trans(internal, label "any", x "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_woe_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_woe_trans(internal, "any", "any", "any")
IS 'transition function of woe_bins and information_value';

CREATE FUNCTION logistic_woe_options_trans(internal, options woe_options, label "any", x "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_woe_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_woe_options_trans(internal, woe_options, "any", "any")
IS 'transition function of woe_bins and information_value';

CREATE FUNCTION logistic_woe_options_trans(internal, options woe_options, label "any", x "any",
                                           weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_woe_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_woe_options_trans(internal, woe_options, "any", "any", "any")
IS 'transition function of woe_bins and information_value';

CREATE FUNCTION logistic_woe_bins_final(internal)
RETURNS logistic_woe_bin[]
AS 'MODULE_PATHNAME', 'logistic_woe_bins_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_woe_bins_final(internal)
IS 'final function of woe_bins';

CREATE AGGREGATE woe_bins(label "any", x "any") (
    SFUNC = logistic_woe_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_woe_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE woe_bins("any", "any")
IS 'bins of a feature with the largest information value, and their weights of evidence';

CREATE AGGREGATE woe_bins(label "any", x "any", weight "any") (
    SFUNC = logistic_woe_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_woe_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE woe_bins("any", "any", "any")
IS 'bins of a feature with the largest information value, and their weights of evidence';

CREATE AGGREGATE woe_bins(options woe_options, label "any", x "any") (
    SFUNC = logistic_woe_options_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_woe_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE woe_bins(woe_options, "any", "any")
IS 'bins of a feature with the largest information value, and their weights of evidence';

CREATE AGGREGATE woe_bins(options woe_options, label "any", x "any", weight "any") (
    SFUNC = logistic_woe_options_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_woe_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE woe_bins(woe_options, "any", "any", "any")
IS 'bins of a feature with the largest information value, and their weights of evidence';

CREATE FUNCTION logistic_information_value_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_information_value_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_information_value_final(internal)
IS 'final function of information_value';

CREATE AGGREGATE information_value(label "any", x "any") (
    SFUNC = logistic_woe_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_information_value_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE information_value("any", "any")
IS 'how much the bins of a feature tell of the label';

CREATE AGGREGATE information_value(label "any", x "any", weight "any") (
    SFUNC = logistic_woe_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_information_value_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE information_value("any", "any", "any")
IS 'how much the bins of a feature tell of the label';

CREATE AGGREGATE information_value(options woe_options, label "any", x "any") (
    SFUNC = logistic_woe_options_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_information_value_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE information_value(woe_options, "any", "any")
IS 'how much the bins of a feature tell of the label';

CREATE AGGREGATE information_value(options woe_options, label "any", x "any", weight "any") (
    SFUNC = logistic_woe_options_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_information_value_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE information_value(woe_options, "any", "any", "any")
IS 'how much the bins of a feature tell of the label';

