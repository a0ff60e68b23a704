--
-- Elementwise functions
--
-- Arrays of numeric and of integers are cast, so that ARRAY[0.5, 1] and
-- ARRAY[1, 2] need not choose between float8[] and float4[].
--

-- Names as common as these may be taken.  The server says so of one function
-- at a time, and not what to do.
DO $$
DECLARE
    taken text;
BEGIN
    SELECT pg_catalog.string_agg(f, ', ') INTO taken
    FROM pg_catalog.unnest(ARRAY[
        'sigmoid(float8)', 'sigmoid_derivative(float8)',
        'log_sigmoid(float8)', 'softplus(float8)', 'logit(float8)',
        'relu(float8)', 'gelu(float8)', 'silu(float8)',
        'leaky_relu(float8, float8)', 'bce(float8, float8)',
        'bce(boolean, float8)', 'bce_with_logits(float8, float8)',
        'bce_with_logits(boolean, float8)', 'sigmoid(float8[])',
        'softmax(float8[])', 'log_softmax(float8[])',
        'dot(float8[], float8[])', 'hadamard(float8[], float8[])',
        'matvec(float8[], float8[])']) AS f
    WHERE pg_catalog.to_regprocedure(
        pg_catalog.format('%I.%s', pg_catalog.current_schema(), f)) IS NOT NULL;
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" has functions that the extension brings: %',
            pg_catalog.current_schema(), taken
            USING ERRCODE = 'duplicate_function',
                HINT = 'Give the extension a schema of its own: CREATE SCHEMA ml; CREATE EXTENSION logistic SCHEMA ml;';
    END IF;
END $$;

-- sigmoid
CREATE FUNCTION sigmoid(x float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_sigmoid'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigmoid(float8) IS 'logistic function 1/(1+e^-x)';

CREATE FUNCTION sigmoid(x float4) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_sigmoid_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigmoid(float4) IS 'logistic function 1/(1+e^-x)';

CREATE FUNCTION sigmoid(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_sigmoid_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigmoid(float8[]) IS 'sigmoid of each element';

CREATE FUNCTION sigmoid(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_sigmoid_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigmoid(float4[]) IS 'sigmoid of each element';

CREATE FUNCTION sigmoid(x numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN sigmoid($1::float8[]);
COMMENT ON FUNCTION sigmoid(numeric[]) IS 'sigmoid of each element';

CREATE FUNCTION sigmoid(x bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN sigmoid($1::float8[]);
COMMENT ON FUNCTION sigmoid(bigint[]) IS 'sigmoid of each element';

CREATE FUNCTION sigmoid(x integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN sigmoid($1::float8[]);
COMMENT ON FUNCTION sigmoid(integer[]) IS 'sigmoid of each element';

CREATE FUNCTION sigmoid(x smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN sigmoid($1::float8[]);
COMMENT ON FUNCTION sigmoid(smallint[]) IS 'sigmoid of each element';

CREATE FUNCTION sigmoid(x text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_sigmoid_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigmoid(text) IS 'logistic function 1/(1+e^-x)';

-- sigmoid_derivative
CREATE FUNCTION sigmoid_derivative(x float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_sigmoid_derivative'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigmoid_derivative(float8) IS 'derivative of the logistic function';

CREATE FUNCTION sigmoid_derivative(x float4) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_sigmoid_derivative_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigmoid_derivative(float4) IS 'derivative of the logistic function';

CREATE FUNCTION sigmoid_derivative(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_sigmoid_derivative_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigmoid_derivative(float8[]) IS 'sigmoid_derivative of each element';

CREATE FUNCTION sigmoid_derivative(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_sigmoid_derivative_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigmoid_derivative(float4[]) IS 'sigmoid_derivative of each element';

CREATE FUNCTION sigmoid_derivative(x numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN sigmoid_derivative($1::float8[]);
COMMENT ON FUNCTION sigmoid_derivative(numeric[]) IS 'sigmoid_derivative of each element';

CREATE FUNCTION sigmoid_derivative(x bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN sigmoid_derivative($1::float8[]);
COMMENT ON FUNCTION sigmoid_derivative(bigint[]) IS 'sigmoid_derivative of each element';

CREATE FUNCTION sigmoid_derivative(x integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN sigmoid_derivative($1::float8[]);
COMMENT ON FUNCTION sigmoid_derivative(integer[]) IS 'sigmoid_derivative of each element';

CREATE FUNCTION sigmoid_derivative(x smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN sigmoid_derivative($1::float8[]);
COMMENT ON FUNCTION sigmoid_derivative(smallint[]) IS 'sigmoid_derivative of each element';

CREATE FUNCTION sigmoid_derivative(x text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_sigmoid_derivative_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sigmoid_derivative(text) IS 'derivative of the logistic function';

-- log_sigmoid
CREATE FUNCTION log_sigmoid(x float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_log_sigmoid'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_sigmoid(float8) IS 'ln sigmoid(x), exact in both tails';

CREATE FUNCTION log_sigmoid(x float4) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_log_sigmoid_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_sigmoid(float4) IS 'ln sigmoid(x), exact in both tails';

CREATE FUNCTION log_sigmoid(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_log_sigmoid_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_sigmoid(float8[]) IS 'log_sigmoid of each element';

CREATE FUNCTION log_sigmoid(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_log_sigmoid_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_sigmoid(float4[]) IS 'log_sigmoid of each element';

CREATE FUNCTION log_sigmoid(x numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN log_sigmoid($1::float8[]);
COMMENT ON FUNCTION log_sigmoid(numeric[]) IS 'log_sigmoid of each element';

CREATE FUNCTION log_sigmoid(x bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN log_sigmoid($1::float8[]);
COMMENT ON FUNCTION log_sigmoid(bigint[]) IS 'log_sigmoid of each element';

CREATE FUNCTION log_sigmoid(x integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN log_sigmoid($1::float8[]);
COMMENT ON FUNCTION log_sigmoid(integer[]) IS 'log_sigmoid of each element';

CREATE FUNCTION log_sigmoid(x smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN log_sigmoid($1::float8[]);
COMMENT ON FUNCTION log_sigmoid(smallint[]) IS 'log_sigmoid of each element';

CREATE FUNCTION log_sigmoid(x text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_log_sigmoid_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_sigmoid(text) IS 'ln sigmoid(x), exact in both tails';

-- softplus
CREATE FUNCTION softplus(x float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_softplus'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION softplus(float8) IS 'ln(1+e^x), exact in both tails';

CREATE FUNCTION softplus(x float4) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_softplus_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION softplus(float4) IS 'ln(1+e^x), exact in both tails';

CREATE FUNCTION softplus(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_softplus_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION softplus(float8[]) IS 'softplus of each element';

CREATE FUNCTION softplus(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_softplus_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION softplus(float4[]) IS 'softplus of each element';

CREATE FUNCTION softplus(x numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN softplus($1::float8[]);
COMMENT ON FUNCTION softplus(numeric[]) IS 'softplus of each element';

CREATE FUNCTION softplus(x bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN softplus($1::float8[]);
COMMENT ON FUNCTION softplus(bigint[]) IS 'softplus of each element';

CREATE FUNCTION softplus(x integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN softplus($1::float8[]);
COMMENT ON FUNCTION softplus(integer[]) IS 'softplus of each element';

CREATE FUNCTION softplus(x smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN softplus($1::float8[]);
COMMENT ON FUNCTION softplus(smallint[]) IS 'softplus of each element';

CREATE FUNCTION softplus(x text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_softplus_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION softplus(text) IS 'ln(1+e^x), exact in both tails';

-- logit
CREATE FUNCTION logit(p float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_logit'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logit(float8) IS 'log-odds ln(p/(1-p))';

CREATE FUNCTION logit(p float4) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_logit_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logit(float4) IS 'log-odds ln(p/(1-p))';

CREATE FUNCTION logit(p float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_logit_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logit(float8[]) IS 'logit of each element';

CREATE FUNCTION logit(p float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_logit_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logit(float4[]) IS 'logit of each element';

CREATE FUNCTION logit(p numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN logit($1::float8[]);
COMMENT ON FUNCTION logit(numeric[]) IS 'logit of each element';

CREATE FUNCTION logit(p bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN logit($1::float8[]);
COMMENT ON FUNCTION logit(bigint[]) IS 'logit of each element';

CREATE FUNCTION logit(p integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN logit($1::float8[]);
COMMENT ON FUNCTION logit(integer[]) IS 'logit of each element';

CREATE FUNCTION logit(p smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN logit($1::float8[]);
COMMENT ON FUNCTION logit(smallint[]) IS 'logit of each element';

CREATE FUNCTION logit(p text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_logit_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logit(text) IS 'log-odds ln(p/(1-p))';

-- relu
CREATE FUNCTION relu(x float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_relu'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relu(float8) IS 'rectifier max(x, 0)';

CREATE FUNCTION relu(x float4) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_relu_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relu(float4) IS 'rectifier max(x, 0)';

CREATE FUNCTION relu(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_relu_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relu(float8[]) IS 'relu of each element';

CREATE FUNCTION relu(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_relu_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relu(float4[]) IS 'relu of each element';

CREATE FUNCTION relu(x numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN relu($1::float8[]);
COMMENT ON FUNCTION relu(numeric[]) IS 'relu of each element';

CREATE FUNCTION relu(x bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN relu($1::float8[]);
COMMENT ON FUNCTION relu(bigint[]) IS 'relu of each element';

CREATE FUNCTION relu(x integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN relu($1::float8[]);
COMMENT ON FUNCTION relu(integer[]) IS 'relu of each element';

CREATE FUNCTION relu(x smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN relu($1::float8[]);
COMMENT ON FUNCTION relu(smallint[]) IS 'relu of each element';

CREATE FUNCTION relu(x text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_relu_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relu(text) IS 'rectifier max(x, 0)';

-- leaky_relu
CREATE FUNCTION leaky_relu(x float8, slope float8 DEFAULT 0.01) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_leaky_relu'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION leaky_relu(float8, float8) IS 'x, or slope times x below 0';

CREATE FUNCTION leaky_relu(x float4, slope float8 DEFAULT 0.01) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_leaky_relu_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION leaky_relu(float4, float8) IS 'x, or slope times x below 0';

CREATE FUNCTION leaky_relu(x float8[], slope float8 DEFAULT 0.01) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_leaky_relu_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION leaky_relu(float8[], float8) IS 'leaky_relu of each element';

CREATE FUNCTION leaky_relu(x float4[], slope float8 DEFAULT 0.01) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_leaky_relu_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION leaky_relu(float4[], float8) IS 'leaky_relu of each element';

CREATE FUNCTION leaky_relu(x numeric[], slope float8 DEFAULT 0.01) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN leaky_relu($1::float8[], $2);
COMMENT ON FUNCTION leaky_relu(numeric[], float8) IS 'leaky_relu of each element';

CREATE FUNCTION leaky_relu(x bigint[], slope float8 DEFAULT 0.01) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN leaky_relu($1::float8[], $2);
COMMENT ON FUNCTION leaky_relu(bigint[], float8) IS 'leaky_relu of each element';

CREATE FUNCTION leaky_relu(x integer[], slope float8 DEFAULT 0.01) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN leaky_relu($1::float8[], $2);
COMMENT ON FUNCTION leaky_relu(integer[], float8) IS 'leaky_relu of each element';

CREATE FUNCTION leaky_relu(x smallint[], slope float8 DEFAULT 0.01) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN leaky_relu($1::float8[], $2);
COMMENT ON FUNCTION leaky_relu(smallint[], float8) IS 'leaky_relu of each element';

CREATE FUNCTION leaky_relu(x text, slope float8 DEFAULT 0.01) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_leaky_relu_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION leaky_relu(text, float8) IS 'x, or slope times x below 0';

-- gelu
CREATE FUNCTION gelu(x float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_gelu'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gelu(float8) IS 'Gaussian error linear unit x Phi(x), by erf';

CREATE FUNCTION gelu(x float4) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_gelu_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gelu(float4) IS 'Gaussian error linear unit x Phi(x), by erf';

CREATE FUNCTION gelu(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_gelu_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gelu(float8[]) IS 'gelu of each element';

CREATE FUNCTION gelu(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_gelu_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gelu(float4[]) IS 'gelu of each element';

CREATE FUNCTION gelu(x numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN gelu($1::float8[]);
COMMENT ON FUNCTION gelu(numeric[]) IS 'gelu of each element';

CREATE FUNCTION gelu(x bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN gelu($1::float8[]);
COMMENT ON FUNCTION gelu(bigint[]) IS 'gelu of each element';

CREATE FUNCTION gelu(x integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN gelu($1::float8[]);
COMMENT ON FUNCTION gelu(integer[]) IS 'gelu of each element';

CREATE FUNCTION gelu(x smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN gelu($1::float8[]);
COMMENT ON FUNCTION gelu(smallint[]) IS 'gelu of each element';

CREATE FUNCTION gelu(x text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_gelu_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gelu(text) IS 'Gaussian error linear unit x Phi(x), by erf';

-- silu
CREATE FUNCTION silu(x float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_silu'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION silu(float8) IS 'sigmoid linear unit x sigmoid(x)';

CREATE FUNCTION silu(x float4) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_silu_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION silu(float4) IS 'sigmoid linear unit x sigmoid(x)';

CREATE FUNCTION silu(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_silu_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION silu(float8[]) IS 'silu of each element';

CREATE FUNCTION silu(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_silu_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION silu(float4[]) IS 'silu of each element';

CREATE FUNCTION silu(x numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN silu($1::float8[]);
COMMENT ON FUNCTION silu(numeric[]) IS 'silu of each element';

CREATE FUNCTION silu(x bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN silu($1::float8[]);
COMMENT ON FUNCTION silu(bigint[]) IS 'silu of each element';

CREATE FUNCTION silu(x integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN silu($1::float8[]);
COMMENT ON FUNCTION silu(integer[]) IS 'silu of each element';

CREATE FUNCTION silu(x smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN silu($1::float8[]);
COMMENT ON FUNCTION silu(smallint[]) IS 'silu of each element';

CREATE FUNCTION silu(x text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_silu_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION silu(text) IS 'sigmoid linear unit x sigmoid(x)';

-- softmax
CREATE FUNCTION softmax(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_softmax'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION softmax(float8[]) IS 'e^x over the sum of e^x, sums to 1';

CREATE FUNCTION softmax(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_softmax'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION softmax(float4[]) IS 'e^x over the sum of e^x, sums to 1';

CREATE FUNCTION softmax(x numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN softmax($1::float8[]);
COMMENT ON FUNCTION softmax(numeric[]) IS 'e^x over the sum of e^x, sums to 1';

CREATE FUNCTION softmax(x bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN softmax($1::float8[]);
COMMENT ON FUNCTION softmax(bigint[]) IS 'e^x over the sum of e^x, sums to 1';

CREATE FUNCTION softmax(x integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN softmax($1::float8[]);
COMMENT ON FUNCTION softmax(integer[]) IS 'e^x over the sum of e^x, sums to 1';

CREATE FUNCTION softmax(x smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN softmax($1::float8[]);
COMMENT ON FUNCTION softmax(smallint[]) IS 'e^x over the sum of e^x, sums to 1';

CREATE FUNCTION softmax(x text) RETURNS float8[]
    AS 'MODULE_PATHNAME', 'logistic_softmax_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION softmax(text) IS 'e^x over the sum of e^x, sums to 1';

-- log_softmax
CREATE FUNCTION log_softmax(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_log_softmax'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_softmax(float8[]) IS 'logarithms of softmax(x)';

CREATE FUNCTION log_softmax(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_log_softmax'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_softmax(float4[]) IS 'logarithms of softmax(x)';

CREATE FUNCTION log_softmax(x numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN log_softmax($1::float8[]);
COMMENT ON FUNCTION log_softmax(numeric[]) IS 'logarithms of softmax(x)';

CREATE FUNCTION log_softmax(x bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN log_softmax($1::float8[]);
COMMENT ON FUNCTION log_softmax(bigint[]) IS 'logarithms of softmax(x)';

CREATE FUNCTION log_softmax(x integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN log_softmax($1::float8[]);
COMMENT ON FUNCTION log_softmax(integer[]) IS 'logarithms of softmax(x)';

CREATE FUNCTION log_softmax(x smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN log_softmax($1::float8[]);
COMMENT ON FUNCTION log_softmax(smallint[]) IS 'logarithms of softmax(x)';

CREATE FUNCTION log_softmax(x text) RETURNS float8[]
    AS 'MODULE_PATHNAME', 'logistic_log_softmax_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_softmax(text) IS 'logarithms of softmax(x)';

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

-- dot, hadamard, matvec
CREATE FUNCTION dot(a float8[], b float8[]) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_dot'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dot(float8[], float8[]) IS 'sum of the products of elements';

CREATE FUNCTION hadamard(a float8[], b float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_hadamard'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hadamard(float8[], float8[]) IS 'products of elements';

CREATE FUNCTION matvec(matrix float8[], vector float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_matvec'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION matvec(float8[], float8[]) IS 'a matrix, row by row, times a vector';

