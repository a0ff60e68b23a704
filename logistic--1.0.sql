/* logistic--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION logistic" to load this file. \quit

--
-- Functions of the same names that are in the schema already
--
-- Raises one error that lists all names that are taken, and says what to do;
-- the server would report one function at a time, without advice.
--

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
        'matvec(float8[], float8[])',
        'elu(float8, float8)', 'tanh(float8[])',
        'outer_product(float8[], float8[])', 'transpose(float8[])']) AS f
    WHERE pg_catalog.to_regprocedure(
        pg_catalog.format('%I.%s', pg_catalog.current_schema(), f)) IS NOT NULL;
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" has functions that the extension brings: %',
            pg_catalog.current_schema(), taken
            USING ERRCODE = 'duplicate_function',
                HINT = 'Give the extension a schema of its own: CREATE SCHEMA ml; CREATE EXTENSION logistic SCHEMA ml;';
    END IF;
END $$;

--
-- The logistic function, its inverse, derivative and logarithms
--
-- Of numbers and, element by element, of arrays.  Arrays of numeric and of
-- integers are cast, so that ARRAY[0.5, 1] and ARRAY[1, 2] need not choose
-- between float8[] and float4[].
--

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

--
-- Activation functions, of numbers and of arrays
--

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

-- elu
CREATE FUNCTION elu(x float8, alpha float8 DEFAULT 1) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_elu'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION elu(float8, float8) IS 'x, or alpha (e^x - 1) below 0';

CREATE FUNCTION elu(x float4, alpha float8 DEFAULT 1) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_elu_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION elu(float4, float8) IS 'x, or alpha (e^x - 1) below 0';

CREATE FUNCTION elu(x float8[], alpha float8 DEFAULT 1) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_elu_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION elu(float8[], float8) IS 'elu of each element';

CREATE FUNCTION elu(x float4[], alpha float8 DEFAULT 1) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_elu_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION elu(float4[], float8) IS 'elu of each element';

CREATE FUNCTION elu(x numeric[], alpha float8 DEFAULT 1) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN elu($1::float8[], $2);
COMMENT ON FUNCTION elu(numeric[], float8) IS 'elu of each element';

CREATE FUNCTION elu(x bigint[], alpha float8 DEFAULT 1) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN elu($1::float8[], $2);
COMMENT ON FUNCTION elu(bigint[], float8) IS 'elu of each element';

CREATE FUNCTION elu(x integer[], alpha float8 DEFAULT 1) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN elu($1::float8[], $2);
COMMENT ON FUNCTION elu(integer[], float8) IS 'elu of each element';

CREATE FUNCTION elu(x smallint[], alpha float8 DEFAULT 1) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN elu($1::float8[], $2);
COMMENT ON FUNCTION elu(smallint[], float8) IS 'elu of each element';

CREATE FUNCTION elu(x text, alpha float8 DEFAULT 1) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_elu_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION elu(text, float8) IS 'x, or alpha (e^x - 1) below 0';

-- tanh: of arrays; that of a number is the server's
CREATE FUNCTION tanh(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_tanh_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tanh(float8[]) IS 'tanh of each element';

CREATE FUNCTION tanh(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_tanh_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tanh(float4[]) IS 'tanh of each element';

CREATE FUNCTION tanh(x numeric[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN tanh($1::float8[]);
COMMENT ON FUNCTION tanh(numeric[]) IS 'tanh of each element';

CREATE FUNCTION tanh(x bigint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN tanh($1::float8[]);
COMMENT ON FUNCTION tanh(bigint[]) IS 'tanh of each element';

CREATE FUNCTION tanh(x integer[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN tanh($1::float8[]);
COMMENT ON FUNCTION tanh(integer[]) IS 'tanh of each element';

CREATE FUNCTION tanh(x smallint[]) RETURNS float8[]
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN tanh($1::float8[]);
COMMENT ON FUNCTION tanh(smallint[]) IS 'tanh of each element';

CREATE FUNCTION tanh(x text) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_tanh_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tanh(text) IS 'hyperbolic tangent of a literal or parameter';

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

--
-- Softmax of an array, and its logarithm
--

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

--
-- Products of arrays
--

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

CREATE FUNCTION outer_product(a float8[], b float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_outer_product'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outer_product(float8[], float8[]) IS 'matrix of the products of each element of a with each of b';

CREATE FUNCTION transpose(matrix float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_transpose'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transpose(float8[]) IS 'a matrix with its rows as columns';

--
-- The type logistic_model
--

CREATE TYPE logistic_model;

CREATE FUNCTION logistic_model_in(cstring) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_model_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_in(cstring) IS 'I/O';
CREATE FUNCTION logistic_model_out(logistic_model) RETURNS cstring
    AS 'MODULE_PATHNAME', 'logistic_model_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_out(logistic_model) IS 'I/O';
CREATE FUNCTION logistic_model_recv(internal) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_model_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_recv(internal) IS 'I/O';
CREATE FUNCTION logistic_model_send(logistic_model) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_model_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_send(logistic_model) IS 'I/O';

-- A literal where a model of either kind may stand is one of two classes.
CREATE TYPE logistic_model (
    INPUT = logistic_model_in,
    OUTPUT = logistic_model_out,
    RECEIVE = logistic_model_recv,
    SEND = logistic_model_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended,
    CATEGORY = 'M',
    PREFERRED = true
);
COMMENT ON TYPE logistic_model IS 'a fitted logistic regression: estimates, covariance, statistics, scoring policies; its text form is JSON';

CREATE FUNCTION jsonb(model logistic_model) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'logistic_model_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION jsonb(logistic_model) IS 'the written form of a model as jsonb';
CREATE FUNCTION logistic_model(model jsonb) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_model_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model(jsonb) IS 'a model from its written form or from the short one';

CREATE CAST (logistic_model AS jsonb) WITH FUNCTION jsonb(logistic_model);
COMMENT ON CAST (logistic_model AS jsonb) IS 'the written form of a model as jsonb';
CREATE CAST (jsonb AS logistic_model) WITH FUNCTION logistic_model(jsonb);
COMMENT ON CAST (jsonb AS logistic_model) IS 'a model from its written form or from the short one';

CREATE FUNCTION logistic_model_eq(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_eq(logistic_model, logistic_model) IS 'implementation of = operator';
CREATE FUNCTION logistic_model_ne(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_ne(logistic_model, logistic_model) IS 'implementation of <> operator';
CREATE FUNCTION logistic_model_lt(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_lt(logistic_model, logistic_model) IS 'implementation of < operator';
CREATE FUNCTION logistic_model_le(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_le(logistic_model, logistic_model) IS 'implementation of <= operator';
CREATE FUNCTION logistic_model_gt(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_gt(logistic_model, logistic_model) IS 'implementation of > operator';
CREATE FUNCTION logistic_model_ge(logistic_model, logistic_model) RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_flat_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_ge(logistic_model, logistic_model) IS 'implementation of >= operator';
CREATE FUNCTION logistic_model_cmp(logistic_model, logistic_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_cmp(logistic_model, logistic_model) IS 'less-equal-greater; an order without a meaning';
CREATE FUNCTION logistic_model_hash(logistic_model) RETURNS integer
    AS 'MODULE_PATHNAME', 'logistic_flat_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_hash(logistic_model) IS 'hash';
CREATE FUNCTION logistic_model_hash_extended(logistic_model, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'logistic_flat_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_model_hash_extended(logistic_model, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (logistic_model, logistic_model) IS 'equal';
CREATE OPERATOR <> (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (logistic_model, logistic_model) IS 'not equal';
CREATE OPERATOR < (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (logistic_model, logistic_model) IS 'less than';
CREATE OPERATOR <= (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (logistic_model, logistic_model) IS 'less than or equal';
CREATE OPERATOR > (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (logistic_model, logistic_model) IS 'greater than';
CREATE OPERATOR >= (
    LEFTARG = logistic_model, RIGHTARG = logistic_model, FUNCTION = logistic_model_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (logistic_model, logistic_model) IS 'greater than or equal';

CREATE OPERATOR CLASS logistic_model_ops DEFAULT FOR TYPE logistic_model USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 logistic_model_cmp(logistic_model, logistic_model);
COMMENT ON OPERATOR CLASS logistic_model_ops USING btree IS 'for DISTINCT and sorting';
COMMENT ON OPERATOR FAMILY logistic_model_ops USING btree IS 'for DISTINCT and sorting';
CREATE OPERATOR CLASS logistic_model_ops DEFAULT FOR TYPE logistic_model USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 logistic_model_hash(logistic_model),
    FUNCTION 2 logistic_model_hash_extended(logistic_model, bigint);
COMMENT ON OPERATOR CLASS logistic_model_ops USING hash IS 'for DISTINCT and grouping';
COMMENT ON OPERATOR FAMILY logistic_model_ops USING hash IS 'for DISTINCT and grouping';

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

--
-- The aggregate logistic_fit
--

CREATE FUNCTION logistic_fit_trans(internal, label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_trans(internal, label "any",
                                   VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, "any", "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_trans(internal, options logistic_options,
                                   label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, logistic_options, "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_trans(internal, options logistic_options,
                                   label "any", VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_fit_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_trans(internal, logistic_options, "any", "any")
IS 'transition function of logistic_fit';

CREATE FUNCTION logistic_fit_final(internal)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_fit_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_fit_final(internal)
IS 'final function of logistic_fit';

-- SSPACE keeps the planner from hashing 100,000 groups into memory.
CREATE AGGREGATE logistic_fit(label "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit("any")
IS 'fits the intercept alone: the log-odds of the label';

CREATE AGGREGATE logistic_fit(label "any", VARIADIC features "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit("any", "any")
IS 'fits a logistic regression of the label on the features';

CREATE AGGREGATE logistic_fit(options logistic_options, label "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit(logistic_options, "any")
IS 'fits the intercept alone, with options';

CREATE AGGREGATE logistic_fit(options logistic_options, label "any",
                              VARIADIC features "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_fit(logistic_options, "any", "any")
IS 'fits a logistic regression of the label on the features, with options';

--
-- Looking at a model
--

CREATE FUNCTION logistic_coefficients(
    model logistic_model, level float8 DEFAULT 0.95,
    method text DEFAULT 'default',
    OUT term text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT p_value float8,
    OUT conf_low float8, OUT conf_high float8,
    OUT odds_ratio float8, OUT odds_ratio_low float8,
    OUT odds_ratio_high float8, OUT bound text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_coefficients'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_coefficients(logistic_model, float8, text)
IS 'the terms with estimates, standard errors, tests and intervals';

CREATE FUNCTION logistic_statistics(
    model logistic_model,
    OUT status text, OUT converged boolean, OUT iterations integer,
    OUT nobs bigint, OUT n_skipped bigint, OUT n_positive bigint,
    OUT sum_weights float8, OUT df_null bigint, OUT df_residual bigint,
    OUT log_lik float8, OUT null_log_lik float8,
    OUT deviance float8, OUT null_deviance float8,
    OUT aic float8, OUT bic float8, OUT mcfadden_r2 float8,
    OUT lr_statistic float8, OUT lr_p_value float8,
    OUT condition_number float8, OUT effective_df float8,
    OUT method text, OUT std_error_type text, OUT n_clusters bigint,
    OUT positive text, OUT n_strata bigint)
AS 'MODULE_PATHNAME', 'logistic_statistics'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_statistics(logistic_model)
IS 'how the fit ended and how well the model fits, in one row';

CREATE FUNCTION logistic_covariance(
    model logistic_model,
    OUT term_a text, OUT term_b text, OUT covariance float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_covariance'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION logistic_covariance(logistic_model)
IS 'covariances of the estimates, all pairs of terms';

CREATE FUNCTION logistic_features(
    model logistic_model,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_features'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_features(logistic_model)
IS 'the features with their training rows summarised';

CREATE FUNCTION logistic_summary(
    model logistic_model, level float8 DEFAULT 0.95,
    odds_ratios boolean DEFAULT false)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_summary'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_summary(logistic_model, float8, boolean)
IS 'a page on the model, laid out as R users know it';

CREATE FUNCTION logistic_sql(model logistic_model)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_sql'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_sql(logistic_model)
IS 'the probability as one SQL expression for any database';

CREATE FUNCTION logistic_pmml(model logistic_model)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_pmml'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_pmml(logistic_model)
IS 'the model as PMML 4.4, for programs that score it elsewhere';

CREATE FUNCTION logistic_from_pmml(pmml text)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_from_pmml'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_from_pmml(text)
IS 'a model from PMML that holds a regression of two classes';

CREATE FUNCTION logistic_with(
    model logistic_model, threshold float8 DEFAULT NULL,
    on_null text DEFAULT NULL, on_new_level text DEFAULT NULL)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_with'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_with(logistic_model, float8, text, text)
IS 'the same model with another threshold, or another way with NULLs and new levels';

--
-- Scoring
--

CREATE FUNCTION logistic_score_support(request internal) RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_score_support'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_score_support(internal)
IS 'has the planner pass the columns of a row instead of the row';

CREATE FUNCTION logistic_score(model logistic_model)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_score(logistic_model)
IS 'the log-odds of a row';

CREATE FUNCTION logistic_score(model logistic_model, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_score(logistic_model, "any")
IS 'the log-odds of a row';

CREATE FUNCTION logistic_score(model logistic_model, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_score(logistic_model, text[])
IS 'the log-odds of a row';

CREATE FUNCTION logistic_predict(model logistic_model)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_predict(logistic_model)
IS 'the probability of the positive label';

CREATE FUNCTION logistic_predict(model logistic_model, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_predict(logistic_model, "any")
IS 'the probability of the positive label';

CREATE FUNCTION logistic_predict(model logistic_model, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_predict(logistic_model, text[])
IS 'the probability of the positive label';

CREATE FUNCTION logistic_classify(model logistic_model)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_classify(logistic_model)
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_classify(model logistic_model, VARIADIC features "any")
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_classify(logistic_model, "any")
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_classify(model logistic_model, VARIADIC features text[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_classify(logistic_model, text[])
IS 'the label, by the threshold of the model';

CREATE TYPE logistic_probability_interval AS (
    probability float8,
    conf_low float8,
    conf_high float8
);
COMMENT ON TYPE logistic_probability_interval
IS 'a probability with its confidence interval, as logistic_interval returns it';

CREATE FUNCTION logistic_interval(
    model logistic_model, level float8)
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_interval(logistic_model, float8)
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_interval(
    model logistic_model, level float8, VARIADIC features "any")
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_interval(logistic_model, float8, "any")
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_interval(
    model logistic_model, level float8, VARIADIC features text[])
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_interval(logistic_model, float8, text[])
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_explain(
    model logistic_model,
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_explain(logistic_model)
IS 'what each feature adds to the log-odds of a row, largest first';

CREATE FUNCTION logistic_explain(
    model logistic_model, VARIADIC features "any",
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_explain(logistic_model, "any")
IS 'what each feature adds to the log-odds of a row, largest first';

CREATE FUNCTION logistic_explain(
    model logistic_model, VARIADIC features text[],
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_explain(logistic_model, text[])
IS 'what each feature adds to the log-odds of a row, largest first';

--
-- Scorecards
--

CREATE FUNCTION logistic_scorecard(
    model logistic_model,
    points float8 DEFAULT 600, odds float8 DEFAULT 50, pdo float8 DEFAULT 20,
    OUT feature text, OUT bin text, OUT low float8, OUT high float8,
    OUT n float8, OUT rate float8, OUT woe float8,
    OUT coefficient float8, OUT points integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_scorecard'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 50;
COMMENT ON FUNCTION logistic_scorecard(logistic_model, float8, float8, float8)
IS 'the model as a table of whole points';

CREATE FUNCTION logistic_points(
    model logistic_model, scale float8[])
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_points(logistic_model, float8[])
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_points(
    model logistic_model, scale float8[], VARIADIC features "any")
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_points(logistic_model, float8[], "any")
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_points(
    model logistic_model, scale float8[], VARIADIC features text[])
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_points(logistic_model, float8[], text[])
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_point_reasons(
    model logistic_model, scale float8[],
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_point_reasons(logistic_model, float8[])
IS 'what each feature gives a row and takes from it, most lost first';

CREATE FUNCTION logistic_point_reasons(
    model logistic_model, scale float8[], VARIADIC features "any",
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_point_reasons(logistic_model, float8[], "any")
IS 'what each feature gives a row and takes from it, most lost first';

CREATE FUNCTION logistic_point_reasons(
    model logistic_model, scale float8[], VARIADIC features text[],
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_point_reasons(logistic_model, float8[], text[])
IS 'what each feature gives a row and takes from it, most lost first';

CREATE FUNCTION logistic_points(
    name text, scale float8[])
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_points(text, float8[])
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_points(
    name text, scale float8[], VARIADIC features "any")
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_points(text, float8[], "any")
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_points(
    name text, scale float8[], VARIADIC features text[])
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_points'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_points(text, float8[], text[])
IS 'the points of a row by a scorecard';

CREATE FUNCTION logistic_point_reasons(
    name text, scale float8[],
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_point_reasons(text, float8[])
IS 'what each feature gives a row and takes from it, most lost first';

CREATE FUNCTION logistic_point_reasons(
    name text, scale float8[], VARIADIC features "any",
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_point_reasons(text, float8[], "any")
IS 'what each feature gives a row and takes from it, most lost first';

CREATE FUNCTION logistic_point_reasons(
    name text, scale float8[], VARIADIC features text[],
    OUT feature text, OUT value text,
    OUT points integer, OUT points_lost integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_point_reasons'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_point_reasons(text, float8[], text[])
IS 'what each feature gives a row and takes from it, most lost first';
--
-- Inference: tests, intervals, margins and residuals of a model
--

CREATE FUNCTION logistic_anova(
    smaller logistic_model, larger logistic_model,
    OUT model text, OUT df_residual bigint, OUT deviance float8,
    OUT df integer, OUT statistic float8, OUT p_value float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_anova'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 2;
COMMENT ON FUNCTION logistic_anova(logistic_model, logistic_model)
IS 'likelihood-ratio test of two nested models';

CREATE FUNCTION logistic_wald(
    model logistic_model,
    OUT feature text, OUT statistic float8, OUT df integer,
    OUT p_value float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_wald'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_wald(logistic_model)
IS 'joint Wald test of each feature, all its terms together';

CREATE FUNCTION logistic_wald(
    model logistic_model, contrasts jsonb,
    OUT contrast text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT df integer, OUT p_value float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_wald_contrasts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION logistic_wald(logistic_model, jsonb)
IS 'Wald tests of linear combinations of terms, one by one and jointly';

CREATE FUNCTION logistic_vif(
    model logistic_model,
    OUT feature text, OUT gvif float8, OUT df integer,
    OUT adjusted_gvif float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_vif'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_vif(logistic_model)
IS 'generalised variance inflation factor of each feature';

CREATE TYPE logistic_margin AS (
    term text, estimate float8, std_error float8, statistic float8,
    p_value float8, conf_low float8, conf_high float8);
COMMENT ON TYPE logistic_margin
IS 'average marginal effect of a term, a row of logistic_margins';

CREATE FUNCTION logistic_margins_trans(
    internal, model logistic_model, VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_margins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_margins_trans(internal, logistic_model, "any")
IS 'transition function of logistic_margins';

CREATE FUNCTION logistic_margins_final(internal)
RETURNS logistic_margin[]
AS 'MODULE_PATHNAME', 'logistic_margins_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_margins_final(internal)
IS 'final function of logistic_margins';

CREATE AGGREGATE logistic_margins(
    model logistic_model, VARIADIC features "any") (
    SFUNC = logistic_margins_trans,
    STYPE = internal,
    FINALFUNC = logistic_margins_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_margins(logistic_model, "any")
IS 'average marginal effects on the probability, one row per term';

CREATE TYPE logistic_prediction_contrast AS (
    n bigint, mean_a float8, mean_b float8,
    difference float8, std_error float8, conf_low float8, conf_high float8,
    p_value float8,
    ratio float8, ratio_low float8, ratio_high float8,
    odds_ratio float8, odds_ratio_low float8, odds_ratio_high float8);
COMMENT ON TYPE logistic_prediction_contrast
IS 'average predictions of two versions of the rows compared, what logistic_contrast returns';

CREATE FUNCTION logistic_contrast_final(internal)
RETURNS logistic_prediction_contrast
AS 'MODULE_PATHNAME', 'logistic_contrast_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_contrast_final(internal)
IS 'final function of logistic_contrast';

CREATE FUNCTION logistic_contrast_trans(
    internal, model logistic_model, a "any", b "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_contrast_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_contrast_trans(internal, logistic_model, "any", "any")
IS 'transition function of logistic_contrast';

CREATE AGGREGATE logistic_contrast(
    model logistic_model, a "any", b "any") (
    SFUNC = logistic_contrast_trans,
    STYPE = internal,
    FINALFUNC = logistic_contrast_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_contrast(logistic_model, "any", "any")
IS 'average predictions of two versions of the rows, and their difference and ratios with errors';

CREATE FUNCTION logistic_contrast_trans(
    internal, model logistic_model, a "any", b "any", weight float8)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_contrast_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_contrast_trans(internal, logistic_model, "any", "any", float8)
IS 'transition function of logistic_contrast';

CREATE AGGREGATE logistic_contrast(
    model logistic_model, a "any", b "any", weight float8) (
    SFUNC = logistic_contrast_trans,
    STYPE = internal,
    FINALFUNC = logistic_contrast_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_contrast(logistic_model, "any", "any", float8)
IS 'average predictions of two versions of the rows, and their difference and ratios with errors';

CREATE FUNCTION logistic_augment(
    model logistic_model, label "any",
    OUT fitted float8, OUT residual float8, OUT pearson_residual float8,
    OUT leverage float8, OUT cooks_distance float8)
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_augment'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_augment(logistic_model, "any")
IS 'fitted value, residuals, leverage and Cook''s distance of a row';

CREATE FUNCTION logistic_augment(
    model logistic_model, label "any", VARIADIC features "any",
    OUT fitted float8, OUT residual float8, OUT pearson_residual float8,
    OUT leverage float8, OUT cooks_distance float8)
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_augment'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_augment(logistic_model, "any", "any")
IS 'fitted value, residuals, leverage and Cook''s distance of a row';

--
-- Penalty paths and cross-validation
--

CREATE FUNCTION logistic_path(
    query text, l1 float8[] DEFAULT '{0}', l2 float8[] DEFAULT '{0}',
    label text DEFAULT NULL, weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL, offset_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    OUT l1 float8, OUT l2 float8, OUT term text, OUT estimate float8,
    OUT effective_df float8, OUT log_lik float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_path'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_path(text, float8[], float8[], text, text, text, text, logistic_options)
IS 'coefficients of a query''s rows along a grid of penalties';

CREATE FUNCTION logistic_cross_validate(
    query text, l1 float8[] DEFAULT '{0}', l2 float8[] DEFAULT '{0}',
    folds integer DEFAULT 10,
    label text DEFAULT NULL, weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL, offset_column text DEFAULT NULL,
    cluster_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    OUT l1 float8, OUT l2 float8, OUT log_loss float8,
    OUT log_loss_std_error float8, OUT roc_auc float8, OUT n_nonzero integer,
    OUT is_minimum boolean, OUT is_one_std_error boolean)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_cross_validate'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_cross_validate(text, float8[], float8[], integer, text, text, text, text, text, logistic_options)
IS 'loss of held-out rows along a grid of penalties';

--
-- Metrics: log loss and Brier score
--

-- A metric takes label and score, its own parameters, and a weight; or options,
-- which have the weight, in front of label, score and parameters.  All are
-- "any": number types would leave logistic_options and a numeric label
-- ambiguous.  Aggregates with one transition function and the same arguments
-- share their state.

CREATE FUNCTION logistic_loss_trans(internal, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(internal, "any", "any")
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_loss_trans(internal, label "any", probability "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(internal, "any", "any", "any")
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_loss_trans(internal, options logistic_options, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_loss_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(internal, logistic_options, "any", "any")
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_tally_combine(internal, internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_tally_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_tally_combine(internal, internal)
IS 'combine function of metrics that are sums';

CREATE FUNCTION logistic_tally_serialize(internal)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_tally_serialize'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_tally_serialize(internal)
IS 'serialization function of metrics that are sums';

CREATE FUNCTION logistic_tally_deserialize(bytea, internal)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_tally_deserialize'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_tally_deserialize(bytea, internal)
IS 'deserialization function of metrics that are sums';

CREATE FUNCTION logistic_log_loss_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_log_loss_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_log_loss_final(internal)
IS 'final function of log_loss';

CREATE AGGREGATE log_loss(label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss("any", "any")
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE log_loss(label "any", probability "any", weight "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss("any", "any", "any")
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE log_loss(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss(logistic_options, "any", "any")
IS 'mean of -ln of the probability given to the label that came';

CREATE FUNCTION logistic_brier_score_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_brier_score_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_brier_score_final(internal)
IS 'final function of brier_score';

CREATE AGGREGATE brier_score(label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score("any", "any")
IS 'mean squared difference of label and probability';

CREATE AGGREGATE brier_score(label "any", probability "any", weight "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score("any", "any", "any")
IS 'mean squared difference of label and probability';

CREATE AGGREGATE brier_score(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score(logistic_options, "any", "any")
IS 'mean squared difference of label and probability';

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

--
-- Metrics: AUC, average precision and others of the order of scores
--

CREATE FUNCTION logistic_rank_trans(internal, label "any", score "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_trans(internal, "any", "any")
IS 'transition function of metrics of the order of scores';

CREATE FUNCTION logistic_rank_trans(internal, label "any", score "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_trans(internal, "any", "any", "any")
IS 'transition function of metrics of the order of scores';

CREATE FUNCTION logistic_rank_trans(internal, options logistic_options, label "any", score "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_trans(internal, logistic_options, "any", "any")
IS 'transition function of metrics of the order of scores';

CREATE FUNCTION logistic_roc_auc_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_roc_auc_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_roc_auc_final(internal)
IS 'final function of roc_auc';

CREATE AGGREGATE roc_auc(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc("any", "any")
IS 'probability that a positive scores above a negative, ties a half';

CREATE AGGREGATE roc_auc(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc("any", "any", "any")
IS 'probability that a positive scores above a negative, ties a half';

CREATE AGGREGATE roc_auc(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc(logistic_options, "any", "any")
IS 'probability that a positive scores above a negative, ties a half';

CREATE FUNCTION logistic_average_precision_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_average_precision_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_average_precision_final(internal)
IS 'final function of average_precision';

CREATE AGGREGATE average_precision(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_average_precision_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE average_precision("any", "any")
IS 'precision weighted with the recall gained at each distinct score';

CREATE AGGREGATE average_precision(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_average_precision_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE average_precision("any", "any", "any")
IS 'precision weighted with the recall gained at each distinct score';

CREATE AGGREGATE average_precision(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_average_precision_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE average_precision(logistic_options, "any", "any")
IS 'precision weighted with the recall gained at each distinct score';

CREATE FUNCTION logistic_ks_statistic_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_ks_statistic_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_ks_statistic_final(internal)
IS 'final function of ks_statistic';

CREATE AGGREGATE ks_statistic(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_ks_statistic_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ks_statistic("any", "any")
IS 'largest difference of true and false positive rates';

CREATE AGGREGATE ks_statistic(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_ks_statistic_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ks_statistic("any", "any", "any")
IS 'largest difference of true and false positive rates';

CREATE AGGREGATE ks_statistic(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_ks_statistic_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ks_statistic(logistic_options, "any", "any")
IS 'largest difference of true and false positive rates';

--
-- Metrics: population stability index
--

CREATE FUNCTION logistic_stability_trans(internal, expected "any", actual "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_stability_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_stability_trans(internal, "any", "any")
IS 'transition function of population_stability_index';

CREATE FUNCTION logistic_stability_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_stability_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_stability_final(internal)
IS 'final function of population_stability_index';

CREATE AGGREGATE population_stability_index(expected "any", actual "any") (
    SFUNC = logistic_stability_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_stability_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE population_stability_index("any", "any")
IS 'how far the values have moved from those expected, by deciles or levels';

--
-- Metrics: confidence interval of an AUC, and DeLong's test comparing two
--

CREATE TYPE logistic_roc_auc_interval AS (
    roc_auc float8, std_error float8, conf_low float8, conf_high float8
);
COMMENT ON TYPE logistic_roc_auc_interval
IS 'an area under a ROC curve with its confidence interval';

CREATE FUNCTION logistic_rank_number_trans(internal, label "any", score "any", number "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_number_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_number_trans(internal, "any", "any", "any")
IS 'transition function of metrics of the order of scores that take a number';

CREATE FUNCTION logistic_rank_number_trans(internal, label "any", score "any", number "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_number_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_number_trans(internal, "any", "any", "any", "any")
IS 'transition function of metrics of the order of scores that take a number';

CREATE FUNCTION logistic_rank_number_trans(internal, options logistic_options, label "any", score "any", number "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_number_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_number_trans(internal, logistic_options, "any", "any", "any")
IS 'transition function of metrics of the order of scores that take a number';

CREATE FUNCTION logistic_roc_auc_interval_final(internal)
RETURNS logistic_roc_auc_interval
AS 'MODULE_PATHNAME', 'logistic_roc_auc_interval_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_roc_auc_interval_final(internal)
IS 'final function of roc_auc_interval';

CREATE AGGREGATE roc_auc_interval(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_interval_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_interval("any", "any")
IS 'area under the ROC curve with standard error and 95% interval (DeLong)';

CREATE AGGREGATE roc_auc_interval(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_interval_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_interval(logistic_options, "any", "any")
IS 'area under the ROC curve with standard error and 95% interval (DeLong)';

CREATE AGGREGATE roc_auc_interval(label "any", score "any", level "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_interval_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_interval("any", "any", "any")
IS 'area under the ROC curve with standard error and interval (DeLong)';

CREATE AGGREGATE roc_auc_interval(options logistic_options, label "any", score "any", level "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_interval_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_interval(logistic_options, "any", "any", "any")
IS 'area under the ROC curve with standard error and interval (DeLong)';

CREATE TYPE logistic_roc_auc_test AS (
    roc_auc_a float8, roc_auc_b float8, difference float8,
    std_error float8, statistic float8, p_value float8
);
COMMENT ON TYPE logistic_roc_auc_test
IS 'a test for the areas of two scores';

CREATE FUNCTION logistic_auc_test_trans(internal, label "any", score_a "any", score_b "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_auc_test_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_auc_test_trans(internal, "any", "any", "any")
IS 'transition function of roc_auc_test';

CREATE FUNCTION logistic_auc_test_trans(internal, options logistic_options, label "any", score_a "any", score_b "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_auc_test_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_auc_test_trans(internal, logistic_options, "any", "any", "any")
IS 'transition function of roc_auc_test';

CREATE FUNCTION logistic_auc_test_final(internal)
RETURNS logistic_roc_auc_test
AS 'MODULE_PATHNAME', 'logistic_auc_test_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_auc_test_final(internal)
IS 'final function of roc_auc_test';

CREATE AGGREGATE roc_auc_test(label "any", score_a "any", score_b "any") (
    SFUNC = logistic_auc_test_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_auc_test_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_test("any", "any", "any")
IS 'do two scores of the same rows have the same area? (DeLong)';

CREATE AGGREGATE roc_auc_test(options logistic_options, label "any", score_a "any", score_b "any") (
    SFUNC = logistic_auc_test_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_auc_test_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_auc_test(logistic_options, "any", "any", "any")
IS 'do two scores of the same rows have the same area? (DeLong)';

--
-- Metrics: ROC, precision-recall and gain curves, and the best threshold
--

CREATE TYPE logistic_roc_point AS (
    threshold float8, true_positive_rate float8, false_positive_rate float8
);
COMMENT ON TYPE logistic_roc_point
IS 'a point of a ROC curve';

CREATE TYPE logistic_precision_recall_point AS (
    threshold float8, precision float8, recall float8
);
COMMENT ON TYPE logistic_precision_recall_point
IS 'a point of a precision-recall curve';

CREATE TYPE logistic_gain_point AS (
    fraction float8, threshold float8, gain float8, lift float8
);
COMMENT ON TYPE logistic_gain_point
IS 'a point of a gain and lift curve';

CREATE FUNCTION logistic_roc_curve_final(internal)
RETURNS logistic_roc_point[]
AS 'MODULE_PATHNAME', 'logistic_roc_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_roc_curve_final(internal)
IS 'final function of roc_curve';

CREATE AGGREGATE roc_curve(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_curve("any", "any")
IS 'points of the ROC curve, from the highest score down';

CREATE AGGREGATE roc_curve(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_curve("any", "any", "any")
IS 'points of the ROC curve, from the highest score down';

CREATE AGGREGATE roc_curve(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc_curve(logistic_options, "any", "any")
IS 'points of the ROC curve, from the highest score down';

CREATE FUNCTION logistic_precision_recall_curve_final(internal)
RETURNS logistic_precision_recall_point[]
AS 'MODULE_PATHNAME', 'logistic_precision_recall_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_precision_recall_curve_final(internal)
IS 'final function of precision_recall_curve';

CREATE AGGREGATE precision_recall_curve(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_precision_recall_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE precision_recall_curve("any", "any")
IS 'points of the precision-recall curve, from the highest score down';

CREATE AGGREGATE precision_recall_curve(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_precision_recall_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE precision_recall_curve("any", "any", "any")
IS 'points of the precision-recall curve, from the highest score down';

CREATE AGGREGATE precision_recall_curve(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_precision_recall_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE precision_recall_curve(logistic_options, "any", "any")
IS 'points of the precision-recall curve, from the highest score down';

CREATE FUNCTION logistic_gain_curve_final(internal)
RETURNS logistic_gain_point[]
AS 'MODULE_PATHNAME', 'logistic_gain_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_gain_curve_final(internal)
IS 'final function of gain_curve';

CREATE AGGREGATE gain_curve(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gain_curve("any", "any")
IS 'share of the positives among the best tenth, two tenths, ... of the rows';

CREATE AGGREGATE gain_curve(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gain_curve(logistic_options, "any", "any")
IS 'share of the positives among the best tenth, two tenths, ... of the rows';

CREATE AGGREGATE gain_curve(label "any", score "any", bins "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gain_curve("any", "any", "any")
IS 'share of the positives among the best rows, by fraction of all';

CREATE AGGREGATE gain_curve(label "any", score "any", bins "any", weight "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gain_curve("any", "any", "any", "any")
IS 'share of the positives among the best rows, by fraction of all';

CREATE AGGREGATE gain_curve(options logistic_options, label "any", score "any", bins "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gain_curve(logistic_options, "any", "any", "any")
IS 'share of the positives among the best rows, by fraction of all';

CREATE FUNCTION logistic_rank_costs_trans(internal, label "any", score "any", cost_false_positive "any", cost_false_negative "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_costs_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_costs_trans(internal, "any", "any", "any", "any")
IS 'transition function of optimal_threshold';

CREATE FUNCTION logistic_rank_costs_trans(internal, label "any", score "any", cost_false_positive "any", cost_false_negative "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_costs_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_costs_trans(internal, "any", "any", "any", "any", "any")
IS 'transition function of optimal_threshold';

CREATE FUNCTION logistic_rank_costs_trans(internal, options logistic_options, label "any", score "any", cost_false_positive "any", cost_false_negative "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_costs_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_costs_trans(internal, logistic_options, "any", "any", "any", "any")
IS 'transition function of optimal_threshold';

CREATE FUNCTION logistic_optimal_threshold_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_optimal_threshold_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_optimal_threshold_final(internal)
IS 'final function of optimal_threshold';

CREATE AGGREGATE optimal_threshold(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_optimal_threshold_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE optimal_threshold("any", "any")
IS 'score from which on to say positive, for the fewest wrong answers';

CREATE AGGREGATE optimal_threshold(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_optimal_threshold_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE optimal_threshold(logistic_options, "any", "any")
IS 'score from which on to say positive, for the fewest wrong answers';

CREATE AGGREGATE optimal_threshold(label "any", score "any", cost_false_positive "any", cost_false_negative "any") (
    SFUNC = logistic_rank_costs_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_optimal_threshold_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE optimal_threshold("any", "any", "any", "any")
IS 'score from which on to say positive, for the least cost of wrong answers';

CREATE AGGREGATE optimal_threshold(label "any", score "any", cost_false_positive "any", cost_false_negative "any", weight "any") (
    SFUNC = logistic_rank_costs_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_optimal_threshold_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE optimal_threshold("any", "any", "any", "any", "any")
IS 'score from which on to say positive, for the least cost of wrong answers';

CREATE AGGREGATE optimal_threshold(options logistic_options, label "any", score "any", cost_false_positive "any", cost_false_negative "any") (
    SFUNC = logistic_rank_costs_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_optimal_threshold_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE optimal_threshold(logistic_options, "any", "any", "any", "any")
IS 'score from which on to say positive, for the least cost of wrong answers';

--
-- Metrics: decision curves, costs and thresholds
--

CREATE TYPE logistic_decision_point AS (
    threshold float8, net_benefit float8, net_benefit_all float8
);
COMMENT ON TYPE logistic_decision_point
IS 'a point of a decision curve';

CREATE TYPE logistic_threshold_row AS (
    threshold float8, precision float8, recall float8,
    false_positive_rate float8, cost float8
);
COMMENT ON TYPE logistic_threshold_row
IS 'what becomes of the rows at a threshold';

CREATE FUNCTION logistic_decision_curve_final(internal)
RETURNS logistic_decision_point[]
AS 'MODULE_PATHNAME', 'logistic_decision_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_decision_curve_final(internal)
IS 'final function of decision_curve';

CREATE FUNCTION logistic_rank_thresholds_trans(internal, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_thresholds_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_thresholds_trans(internal, "any", "any")
IS 'transition function of decision_curve';

CREATE AGGREGATE decision_curve(label "any", probability "any") (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE decision_curve("any", "any")
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE FUNCTION logistic_rank_thresholds_trans(internal, label "any", probability "any", thresholds float8[])
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_thresholds_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_thresholds_trans(internal, "any", "any", float8[])
IS 'transition function of decision_curve';

CREATE AGGREGATE decision_curve(label "any", probability "any", thresholds float8[]) (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE decision_curve("any", "any", float8[])
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE FUNCTION logistic_rank_thresholds_trans(internal, label "any", probability "any", thresholds float8[], weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_thresholds_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_thresholds_trans(internal, "any", "any", float8[], "any")
IS 'transition function of decision_curve';

CREATE AGGREGATE decision_curve(label "any", probability "any", thresholds float8[], weight "any") (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE decision_curve("any", "any", float8[], "any")
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE FUNCTION logistic_rank_thresholds_trans(internal, options logistic_options, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_thresholds_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_thresholds_trans(internal, logistic_options, "any", "any")
IS 'transition function of decision_curve';

CREATE AGGREGATE decision_curve(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE decision_curve(logistic_options, "any", "any")
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE FUNCTION logistic_rank_thresholds_trans(internal, options logistic_options, label "any", probability "any", thresholds float8[])
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_thresholds_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_thresholds_trans(internal, logistic_options, "any", "any", float8[])
IS 'transition function of decision_curve';

CREATE AGGREGATE decision_curve(options logistic_options, label "any", probability "any", thresholds float8[]) (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE decision_curve(logistic_options, "any", "any", float8[])
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE FUNCTION logistic_threshold_table_final(internal)
RETURNS logistic_threshold_row[]
AS 'MODULE_PATHNAME', 'logistic_threshold_table_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_threshold_table_final(internal)
IS 'final function of threshold_table';

CREATE FUNCTION logistic_rank_table_trans(internal, label "any", score "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, "any", "any")
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(label "any", score "any") (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table("any", "any")
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, label "any", score "any", thresholds float8[])
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, "any", "any", float8[])
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(label "any", score "any", thresholds float8[]) (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table("any", "any", float8[])
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, "any", "any", float8[], "any", "any")
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any") (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table("any", "any", float8[], "any", "any")
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, "any", "any", float8[], "any", "any", "any")
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any", weight "any") (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table("any", "any", float8[], "any", "any", "any")
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, options logistic_options, label "any", score "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, logistic_options, "any", "any")
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table(logistic_options, "any", "any")
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, options logistic_options, label "any", score "any", thresholds float8[])
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, logistic_options, "any", "any", float8[])
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(options logistic_options, label "any", score "any", thresholds float8[]) (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table(logistic_options, "any", "any", float8[])
IS 'precision, recall, false positive rate and cost at each threshold';

CREATE FUNCTION logistic_rank_table_trans(internal, options logistic_options, label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_table_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_table_trans(internal, logistic_options, "any", "any", float8[], "any", "any")
IS 'transition function of threshold_table';

CREATE AGGREGATE threshold_table(options logistic_options, label "any", score "any", thresholds float8[], cost_false_positive "any", cost_false_negative "any") (
    SFUNC = logistic_rank_table_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_threshold_table_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE threshold_table(logistic_options, "any", "any", float8[], "any", "any")
IS 'precision, recall, false positive rate and cost at each threshold';
--
-- Metrics: calibration, how well probabilities agree with what happened
--

CREATE TYPE logistic_calibration_bin AS (
    mean_predicted float8, observed float8, n bigint
);
COMMENT ON TYPE logistic_calibration_bin
IS 'the rows of a bin of probabilities: mean, share of positives, number';

CREATE TYPE logistic_hosmer_lemeshow AS (
    statistic float8, df integer, p_value float8
);
COMMENT ON TYPE logistic_hosmer_lemeshow
IS 'the test of Hosmer and Lemeshow';

CREATE FUNCTION logistic_bins_trans(internal, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(internal, "any", "any")
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(internal, label "any", probability "any", bins "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(internal, "any", "any", "any")
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(internal, label "any", probability "any", bins "any", weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(internal, "any", "any", "any", "any")
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(internal, options logistic_options, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_bins_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(internal, logistic_options, "any", "any")
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(internal, options logistic_options, label "any", probability "any", bins "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_bins_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(internal, logistic_options, "any", "any", "any")
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_calibration_curve_final(internal)
RETURNS logistic_calibration_bin[]
AS 'MODULE_PATHNAME', 'logistic_calibration_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_calibration_curve_final(internal)
IS 'final function of calibration_curve';

CREATE AGGREGATE calibration_curve(label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve("any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve("any", "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(label "any", probability "any", bins "any", weight "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve("any", "any", "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(logistic_options, "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(options logistic_options, label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(logistic_options, "any", "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE FUNCTION logistic_expected_calibration_error_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_expected_calibration_error_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_expected_calibration_error_final(internal)
IS 'final function of expected_calibration_error';

CREATE AGGREGATE expected_calibration_error(label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error("any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error("any", "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label "any", probability "any", bins "any", weight "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error("any", "any", "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(logistic_options, "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(options logistic_options, label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(logistic_options, "any", "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE FUNCTION logistic_rank_bins_trans(internal, label "any", probability "any", bins "any", strategy text)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_bins_trans(internal, "any", "any", "any", text)
IS 'transition function of calibration_curve with a strategy';

CREATE FUNCTION logistic_rank_bins_trans(internal, label "any", probability "any", bins "any", strategy text, weight "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_bins_trans(internal, "any", "any", "any", text, "any")
IS 'transition function of calibration_curve with a strategy';

CREATE FUNCTION logistic_rank_bins_trans(internal, options logistic_options, label "any", probability "any", bins "any", strategy text)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_bins_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_bins_trans(internal, logistic_options, "any", "any", "any", text)
IS 'transition function of calibration_curve with a strategy';

CREATE FUNCTION logistic_calibration_bins_final(internal)
RETURNS logistic_calibration_bin[]
AS 'MODULE_PATHNAME', 'logistic_calibration_bins_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_calibration_bins_final(internal)
IS 'final function of calibration_curve with a strategy';

CREATE AGGREGATE calibration_curve(label "any", probability "any", bins "any", strategy text) (
    SFUNC = logistic_rank_bins_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve("any", "any", "any", text)
IS 'mean probability and share of positives, by bins of equal width (uniform) or equally many rows (quantile)';

CREATE AGGREGATE calibration_curve(label "any", probability "any", bins "any", strategy text, weight "any") (
    SFUNC = logistic_rank_bins_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve("any", "any", "any", text, "any")
IS 'mean probability and share of positives, by bins of equal width (uniform) or equally many rows (quantile)';

CREATE AGGREGATE calibration_curve(options logistic_options, label "any", probability "any", bins "any", strategy text) (
    SFUNC = logistic_rank_bins_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(logistic_options, "any", "any", "any", text)
IS 'mean probability and share of positives, by bins of equal width (uniform) or equally many rows (quantile)';

CREATE FUNCTION logistic_rank_groups_trans(internal, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_groups_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_groups_trans(internal, "any", "any")
IS 'transition function of hosmer_lemeshow';

CREATE FUNCTION logistic_rank_groups_trans(internal, label "any", probability "any", groups "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_groups_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_groups_trans(internal, "any", "any", "any")
IS 'transition function of hosmer_lemeshow';

CREATE FUNCTION logistic_rank_groups_trans(internal, options logistic_options, label "any", probability "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_groups_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_groups_trans(internal, logistic_options, "any", "any")
IS 'transition function of hosmer_lemeshow';

CREATE FUNCTION logistic_rank_groups_trans(internal, options logistic_options, label "any", probability "any", groups "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_rank_groups_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_rank_groups_trans(internal, logistic_options, "any", "any", "any")
IS 'transition function of hosmer_lemeshow';

CREATE FUNCTION logistic_hosmer_lemeshow_final(internal)
RETURNS logistic_hosmer_lemeshow
AS 'MODULE_PATHNAME', 'logistic_hosmer_lemeshow_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_hosmer_lemeshow_final(internal)
IS 'final function of hosmer_lemeshow';

CREATE AGGREGATE hosmer_lemeshow(label "any", probability "any") (
    SFUNC = logistic_rank_groups_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_hosmer_lemeshow_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hosmer_lemeshow("any", "any")
IS 'do probabilities agree with what happened, in groups of equal size?';

CREATE AGGREGATE hosmer_lemeshow(label "any", probability "any", groups "any") (
    SFUNC = logistic_rank_groups_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_hosmer_lemeshow_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hosmer_lemeshow("any", "any", "any")
IS 'do probabilities agree with what happened, in groups of equal size?';

CREATE AGGREGATE hosmer_lemeshow(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_rank_groups_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_hosmer_lemeshow_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hosmer_lemeshow(logistic_options, "any", "any")
IS 'do probabilities agree with what happened, in groups of equal size?';

CREATE AGGREGATE hosmer_lemeshow(options logistic_options, label "any", probability "any", groups "any") (
    SFUNC = logistic_rank_groups_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_hosmer_lemeshow_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE hosmer_lemeshow(logistic_options, "any", "any", "any")
IS 'do probabilities agree with what happened, in groups of equal size?';

--
-- Mergeable metrics: losses
--
-- The same metrics for labels that are boolean or numbers and scores that are
-- numbers: argument types are fixed and the state is a bytea, so that engines
-- which run an aggregate where its rows are, such as Citus, can push them
-- down; they cannot with "any" and internal states.  Labels of other types,
-- and calls with options, resolve to the signatures above.
--

CREATE FUNCTION logistic_tally_combine(state bytea, other bytea)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_tally_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_tally_combine(bytea, bytea)
IS 'combine function of metrics that are sums';

CREATE FUNCTION logistic_loss_trans(state bytea, label boolean, probability float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(bytea, boolean, float8)
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_loss_trans(state bytea, label boolean, probability float8, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(bytea, boolean, float8, float8)
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_loss_trans(state bytea, label float8, probability float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(bytea, float8, float8)
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_loss_trans(state bytea, label float8, probability float8, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_loss_trans(bytea, float8, float8, float8)
IS 'transition function of log_loss and brier_score';

CREATE FUNCTION logistic_log_loss_final(state bytea)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_log_loss_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_log_loss_final(bytea)
IS 'final function of log_loss';

CREATE AGGREGATE log_loss(label boolean, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss(boolean, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE log_loss(label boolean, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss(boolean, float8, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE log_loss(label float8, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss(float8, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE log_loss(label float8, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE log_loss(float8, float8, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE FUNCTION logistic_brier_score_final(state bytea)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_brier_score_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_brier_score_final(bytea)
IS 'final function of brier_score';

CREATE AGGREGATE brier_score(label boolean, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score(boolean, float8)
IS 'mean squared difference of label and probability';

CREATE AGGREGATE brier_score(label boolean, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score(boolean, float8, float8)
IS 'mean squared difference of label and probability';

CREATE AGGREGATE brier_score(label float8, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score(float8, float8)
IS 'mean squared difference of label and probability';

CREATE AGGREGATE brier_score(label float8, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brier_score(float8, float8, float8)
IS 'mean squared difference of label and probability';

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

--
-- Mergeable metrics: calibration by bins
--

CREATE FUNCTION logistic_bins_trans(state bytea, label boolean, probability float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, boolean, float8)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(state bytea, label boolean, probability float8, bins integer)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, boolean, float8, integer)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(state bytea, label boolean, probability float8, bins integer, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, boolean, float8, integer, float8)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(state bytea, label float8, probability float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, float8, float8)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(state bytea, label float8, probability float8, bins integer)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, float8, float8, integer)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_bins_trans(state bytea, label float8, probability float8, bins integer, weight float8)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_bins_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_bins_trans(bytea, float8, float8, integer, float8)
IS 'transition function of calibration_curve and expected_calibration_error';

CREATE FUNCTION logistic_calibration_curve_final(state bytea)
RETURNS logistic_calibration_bin[]
AS 'MODULE_PATHNAME', 'logistic_calibration_curve_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_calibration_curve_final(bytea)
IS 'final function of calibration_curve';

CREATE AGGREGATE calibration_curve(label boolean, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(boolean, float8)
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(label boolean, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(boolean, float8, integer)
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(label float8, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(float8, float8)
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE calibration_curve(label float8, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE calibration_curve(float8, float8, integer)
IS 'mean probability and share of positives, by bins of equal width';

CREATE FUNCTION logistic_expected_calibration_error_final(state bytea)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_expected_calibration_error_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_expected_calibration_error_final(bytea)
IS 'final function of expected_calibration_error';

CREATE AGGREGATE expected_calibration_error(label boolean, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(boolean, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label boolean, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(boolean, float8, integer)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label boolean, probability float8, bins integer, weight float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(boolean, float8, integer, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label float8, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(float8, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label float8, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(float8, float8, integer)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE expected_calibration_error(label float8, probability float8, bins integer, weight float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE expected_calibration_error(float8, float8, integer, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';
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

--
-- Evaluation of a model on the rows of a query
--

CREATE FUNCTION logistic_evaluate(
    model logistic_model, query text, label text DEFAULT NULL,
    weight_column text DEFAULT NULL, frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    OUT nobs bigint, OUT log_loss float8, OUT brier_score float8,
    OUT roc_auc float8, OUT average_precision float8, OUT ks float8,
    INOUT threshold float8 DEFAULT NULL,
    OUT true_positives float8, OUT false_positives float8,
    OUT true_negatives float8, OUT false_negatives float8,
    OUT accuracy float8, OUT "precision" float8, OUT recall float8,
    OUT specificity float8, OUT f1_score float8,
    OUT balanced_accuracy float8, OUT mcc float8)
AS 'MODULE_PATHNAME', 'logistic_evaluate'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_evaluate(logistic_model, text, text, text, text, text, float8)
IS 'how good a model is on the rows of a query';

CREATE FUNCTION logistic_evaluate(
    name text, query text, label text DEFAULT NULL,
    weight_column text DEFAULT NULL, frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    OUT nobs bigint, OUT log_loss float8, OUT brier_score float8,
    OUT roc_auc float8, OUT average_precision float8, OUT ks float8,
    INOUT threshold float8 DEFAULT NULL,
    OUT true_positives float8, OUT false_positives float8,
    OUT true_negatives float8, OUT false_negatives float8,
    OUT accuracy float8, OUT "precision" float8, OUT recall float8,
    OUT specificity float8, OUT f1_score float8,
    OUT balanced_accuracy float8, OUT mcc float8)
AS 'MODULE_PATHNAME', 'logistic_evaluate_by_name'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_evaluate(text, text, text, text, text, text, float8)
IS 'how good the active version of a model is on the rows of a query';


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

--
-- Distributed fits of the rows of a query
--

CREATE FUNCTION logistic_fit_distributed(
    query text,
    label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    partition_key text DEFAULT NULL
) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_fit_distributed' LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_fit_distributed(text, text, text, text, text, logistic_options, text)
    IS 'fits the rows of a query where they are, pass by pass';
CREATE FUNCTION logistic_fit_distributed(
    queries text[],
    label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    partition_key text DEFAULT NULL
) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_fit_distributed' LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_fit_distributed(text[], text, text, text, text, logistic_options, text)
    IS 'fits the rows of several queries as one, where they are';

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

--
-- Models of many classes: tests, explanations, metrics
--

CREATE FUNCTION multinomial_wald(
    model multinomial_model,
    OUT feature text, OUT statistic float8, OUT df integer,
    OUT p_value float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_wald'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION multinomial_wald(multinomial_model)
IS 'joint Wald test of each feature, its coefficients of all classes together';

CREATE FUNCTION multinomial_features(
    model multinomial_model,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_features'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION multinomial_features(multinomial_model)
IS 'the features with their training rows summarised';

CREATE FUNCTION multinomial_with(
    model multinomial_model, on_null text DEFAULT NULL,
    on_new_level text DEFAULT NULL)
RETURNS multinomial_model
AS 'MODULE_PATHNAME', 'logistic_multinomial_with'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_with(multinomial_model, text, text)
IS 'the same model with another way to score NULLs and new levels';

CREATE FUNCTION multinomial_summary(
    model multinomial_model, level float8 DEFAULT 0.95)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_summary'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_summary(multinomial_model, float8)
IS 'a page on the model, the coefficients class by class';

CREATE FUNCTION multinomial_explain(
    model multinomial_model,
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION multinomial_explain(multinomial_model)
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_explain(
    model multinomial_model, VARIADIC features "any",
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_explain(multinomial_model, "any")
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_explain(
    model multinomial_model, VARIADIC features text[],
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_explain(multinomial_model, text[])
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_loss(model multinomial_model, label "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_loss(multinomial_model, "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE FUNCTION multinomial_loss(
    model multinomial_model, label "any", VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_loss(multinomial_model, "any", "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE TYPE multinomial_auc AS (
    average text,
    label text,
    roc_auc float8,
    support float8
);
COMMENT ON TYPE multinomial_auc
IS 'area under the ROC curve of a class against all others, or the mean over all';

CREATE FUNCTION multinomial_log_loss_final(internal)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_log_loss_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_log_loss_final(internal)
IS 'final function of multinomial_log_loss';

CREATE FUNCTION multinomial_log_loss_trans(
    internal, label "any", model multinomial_model,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_log_loss_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_log_loss_trans(internal, "any", multinomial_model, "any")
IS 'transition function of multinomial_log_loss';

CREATE AGGREGATE multinomial_log_loss(
    label "any", model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_log_loss_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_log_loss("any", multinomial_model, "any")
IS 'mean of minus the logarithm of the probability of the label';

CREATE FUNCTION multinomial_log_loss_options_trans(
    internal, options logistic_options, label "any",
    model multinomial_model,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_log_loss_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_log_loss_options_trans(internal, logistic_options, "any", multinomial_model, "any")
IS 'transition function of multinomial_log_loss';

CREATE AGGREGATE multinomial_log_loss(
    options logistic_options, label "any",
    model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_log_loss_options_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_log_loss(logistic_options, "any", multinomial_model, "any")
IS 'mean of minus the logarithm of the probability of the label';

CREATE FUNCTION multinomial_auc_final(internal)
RETURNS multinomial_auc[]
AS 'MODULE_PATHNAME', 'logistic_multinomial_auc_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_auc_final(internal)
IS 'final function of multinomial_roc_auc';

CREATE FUNCTION multinomial_auc_trans(
    internal, label "any", model multinomial_model,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_auc_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_auc_trans(internal, "any", multinomial_model, "any")
IS 'transition function of multinomial_roc_auc';

CREATE AGGREGATE multinomial_roc_auc(
    label "any", model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_auc_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_roc_auc("any", multinomial_model, "any")
IS 'area under the ROC curve of each class against all others, and their means';

CREATE FUNCTION multinomial_auc_options_trans(
    internal, options logistic_options, label "any",
    model multinomial_model,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_auc_options_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_auc_options_trans(internal, logistic_options, "any", multinomial_model, "any")
IS 'transition function of multinomial_roc_auc';

CREATE AGGREGATE multinomial_roc_auc(
    options logistic_options, label "any",
    model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_auc_options_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_roc_auc(logistic_options, "any", multinomial_model, "any")
IS 'area under the ROC curve of each class against all others, and their means';

CREATE FUNCTION multinomial_evaluate(
    model multinomial_model, query text, label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    OUT nobs bigint, OUT log_loss float8, OUT accuracy float8,
    OUT balanced_accuracy float8, OUT f1_macro float8,
    OUT f1_weighted float8, OUT roc_auc_macro float8,
    OUT roc_auc_weighted float8)
AS 'MODULE_PATHNAME', 'logistic_multinomial_evaluate'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION multinomial_evaluate(multinomial_model, text, text, text)
IS 'how good a model of many classes is on the rows of a query';

--
-- Tables of the registry: models that have a name, versions and an owner
--
-- The tables stay with the superuser whose rights this script has, and the
-- role that creates the extension can read them and insert into them, which
-- its pg_dump and pg_restore need; a trigger keeps what it inserts within its
-- rights.  C functions check the rights on a model and write the tables.
--
-- There is no foreign key, so that pg_restore -j may fill the tables in any
-- order; no sequence, whose state a dump would leave out; and roles are kept
-- by name too, so that a dump restores into another cluster.
--

CREATE TABLE logistic_registry (
    name text COLLATE "C" PRIMARY KEY,
    owner name NOT NULL,
    owner_oid oid NOT NULL,
    cluster bigint NOT NULL,
    active_version integer,
    last_version integer NOT NULL DEFAULT 0,
    gate jsonb,
    keep integer,
    comment text
);
COMMENT ON TABLE logistic_registry IS 'the models: owner and active version of each';
COMMENT ON COLUMN logistic_registry.owner IS 'the role that trained it first, by the name that it had';
COMMENT ON COLUMN logistic_registry.owner_oid IS 'its OID, which tells who it is within the cluster';
COMMENT ON COLUMN logistic_registry.cluster IS 'system identifier of that cluster; in another one the name tells';
COMMENT ON COLUMN logistic_registry.active_version IS 'the version that scores by name; NULL if none';
COMMENT ON COLUMN logistic_registry.last_version IS 'the highest version there ever was: a number is given once';
COMMENT ON COLUMN logistic_registry.gate IS 'what a refit has to reach to be promoted; NULL: the default';
COMMENT ON COLUMN logistic_registry.keep IS 'how many versions are kept; NULL: all';
COMMENT ON COLUMN logistic_registry.comment IS 'the owner''s words on the model';

-- A score by name reads the model: while a row fits into a page, nothing of it
-- is compressed.
CREATE TABLE logistic_registry_version (
    name text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    model logistic_model,
    query text,
    label_column text,
    weight_column text,
    frequency_column text,
    offset_column text,
    cluster_column text,
    distributed boolean NOT NULL,
    partition_key text,
    options text,
    search_path text,
    holdout float8 NOT NULL,
    holdout_by text,
    by_column text,
    family text,
    gate_model logistic_model,
    multinomial multinomial_model,
    multinomial_gate_model multinomial_model,
    score_deciles float8[],
    distribution float8[],
    log_loss float8,
    roc_auc float8,
    reason text NOT NULL,
    run_as name,
    run_as_oid oid,
    run_as_cluster bigint,
    fitted_by name NOT NULL,
    fitted_at timestamptz NOT NULL,
    duration interval NOT NULL,
    query_hash text,
    extension_version text NOT NULL,
    server_version text NOT NULL,
    PRIMARY KEY (name, version)
) WITH (toast_tuple_target = 8160);
COMMENT ON TABLE logistic_registry_version IS 'the versions of the models, and how each was made';
COMMENT ON COLUMN logistic_registry_version.query IS 'gives the rows of the training; NULL: the model was made elsewhere';
COMMENT ON COLUMN logistic_registry_version.distributed IS 'fitted where the rows are, by logistic_fit_distributed';
COMMENT ON COLUMN logistic_registry_version.options IS 'logistic_options as text, without the row''s weight, frequency, offset and cluster';
COMMENT ON COLUMN logistic_registry_version.search_path IS 'schemas that the names in the query were found in';
COMMENT ON COLUMN logistic_registry_version.holdout IS 'share of the rows that gate_model was not fitted to';
COMMENT ON COLUMN logistic_registry_version.holdout_by IS 'column whose largest values are held out; NULL: rows by their hash';
COMMENT ON COLUMN logistic_registry_version.by_column IS 'column with a model of its own for each value; NULL: one model';
COMMENT ON COLUMN logistic_registry_version.family IS 'binomial or multinomial; NULL: binomial';
COMMENT ON COLUMN logistic_registry_version.gate_model IS 'the fit without the rows held out, by which versions are compared';
COMMENT ON COLUMN logistic_registry_version.model IS 'of family binomial; NULL: another column has it';
COMMENT ON COLUMN logistic_registry_version.multinomial IS 'the model of family multinomial';
COMMENT ON COLUMN logistic_registry_version.multinomial_gate_model IS 'its fit without the rows held out';
COMMENT ON COLUMN logistic_registry_version.score_deciles IS 'deciles of the log-odds by the model on the rows held out';
COMMENT ON COLUMN logistic_registry_version.distribution IS 'of each feature, and of the score: mean and shares of bins of the training rows';
COMMENT ON COLUMN logistic_registry_version.log_loss IS 'of gate_model on the rows held out';
COMMENT ON COLUMN logistic_registry_version.roc_auc IS 'of gate_model on the rows held out';
COMMENT ON COLUMN logistic_registry_version.reason IS 'why the version was promoted, or was not';
COMMENT ON COLUMN logistic_registry_version.run_as IS 'the role for which the query was stored; it runs only while that role owns the model';
COMMENT ON COLUMN logistic_registry_version.run_as_oid IS 'its OID, which tells who it is within the cluster';
COMMENT ON COLUMN logistic_registry_version.run_as_cluster IS 'system identifier of that cluster';
COMMENT ON COLUMN logistic_registry_version.query_hash IS 'SHA-256 of the query in UTF-8';

CREATE TABLE logistic_registry_grant (
    name text COLLATE "C" NOT NULL,
    grantee name NOT NULL,
    grantee_oid oid NOT NULL,
    cluster bigint NOT NULL,
    PRIMARY KEY (name, grantee)
);
COMMENT ON TABLE logistic_registry_grant IS 'the roles that may score with a model';

CREATE TABLE logistic_registry_refit (
    name text COLLATE "C" NOT NULL,
    attempt integer NOT NULL,
    attempted_by name NOT NULL,
    attempted_at timestamptz NOT NULL,
    duration interval NOT NULL,
    outcome text NOT NULL,
    version integer,
    sqlstate text,
    message text,
    PRIMARY KEY (name, attempt)
);
COMMENT ON TABLE logistic_registry_refit IS 'attempts to train new versions, also those that failed';
COMMENT ON COLUMN logistic_registry_refit.outcome IS 'promoted, kept or failed';
COMMENT ON COLUMN logistic_registry_refit.version IS 'the version that came of it; NULL if it failed';
COMMENT ON COLUMN logistic_registry_refit.message IS 'the error, or the reason why the version was not promoted';

CREATE TABLE logistic_registry_deployment (
    name text COLLATE "C" NOT NULL,
    deployment integer NOT NULL,
    version integer,
    reason text NOT NULL,
    deployed_by name NOT NULL,
    deployed_at timestamptz NOT NULL,
    PRIMARY KEY (name, deployment)
);
COMMENT ON TABLE logistic_registry_deployment IS 'which version became the active one, when and why';
COMMENT ON COLUMN logistic_registry_deployment.reason IS 'train, refit, deploy, register or altered';

-- Default privileges may have given rights on them: to the owner's only.
DO $$
DECLARE
    granted pg_catalog.record;
BEGIN
    FOR granted IN
        SELECT c.oid::pg_catalog.regclass AS relation,
               CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END AS grantee
        FROM pg_catalog.pg_class c, LATERAL pg_catalog.aclexplode(c.relacl) a
        WHERE c.oid OPERATOR(pg_catalog.=) ANY (ARRAY[
                  'logistic_registry', 'logistic_registry_version',
                  'logistic_registry_grant', 'logistic_registry_refit',
                  'logistic_registry_deployment']::pg_catalog.regclass[]::pg_catalog.oid[])
              AND a.grantee OPERATOR(pg_catalog.<>) c.relowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON TABLE %s FROM %s CASCADE',
                                  granted.relation, granted.grantee);
    END LOOP;
END
$$;
GRANT SELECT, INSERT ON logistic_registry, logistic_registry_version,
    logistic_registry_grant, logistic_registry_refit,
    logistic_registry_deployment TO @extowner@;

SELECT pg_catalog.pg_extension_config_dump('logistic_registry', '');
SELECT pg_catalog.pg_extension_config_dump('logistic_registry_version', '');
SELECT pg_catalog.pg_extension_config_dump('logistic_registry_grant', '');
SELECT pg_catalog.pg_extension_config_dump('logistic_registry_refit', '');
SELECT pg_catalog.pg_extension_config_dump('logistic_registry_deployment', '');

CREATE FUNCTION logistic_guard()
RETURNS trigger
AS 'MODULE_PATHNAME', 'logistic_guard'
LANGUAGE C;
REVOKE ALL ON FUNCTION logistic_guard() FROM PUBLIC;
COMMENT ON FUNCTION logistic_guard()
IS 'keeps SQL from changing the registry beyond a role''s rights';

CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry ENABLE ALWAYS TRIGGER logistic_guard_truncate;
CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry_version
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry_version
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry_version ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry_version ENABLE ALWAYS TRIGGER logistic_guard_truncate;
CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry_grant
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry_grant
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry_grant ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry_grant ENABLE ALWAYS TRIGGER logistic_guard_truncate;
CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry_refit
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry_refit
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry_refit ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry_refit ENABLE ALWAYS TRIGGER logistic_guard_truncate;
CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry_deployment
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry_deployment
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry_deployment ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry_deployment ENABLE ALWAYS TRIGGER logistic_guard_truncate;

-- The models of versions by groups: one for each value of a column.  Owned,
-- guarded and dumped as the other tables of the registry.

CREATE TABLE logistic_registry_group (
    name text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    group_value text COLLATE "C" NOT NULL,
    model logistic_model NOT NULL,
    gate_model logistic_model,
    judged bigint NOT NULL,
    score_deciles float8[],
    distribution float8[],
    log_loss float8,
    roc_auc float8,
    from_version integer NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (name, version, group_value)
) WITH (toast_tuple_target = 8160);
COMMENT ON TABLE logistic_registry_group IS 'the models of versions that have one for each value of a column';
COMMENT ON COLUMN logistic_registry_group.group_value IS 'the value as text; (missing) for NULL';
COMMENT ON COLUMN logistic_registry_group.gate_model IS 'the fit without the rows held out';
COMMENT ON COLUMN logistic_registry_group.judged IS 'rows held out that it was judged on';
COMMENT ON COLUMN logistic_registry_group.from_version IS 'the version whose fit it is: an earlier one where the gate refused the group''s new fit';
COMMENT ON COLUMN logistic_registry_group.reason IS 'why the new fit was taken, or was not';

-- Default privileges may have given rights on it: to the owner's only.
DO $$
DECLARE
    grantee pg_catalog.text;
BEGIN
    FOR grantee IN
        SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END
        FROM pg_catalog.pg_class c, LATERAL pg_catalog.aclexplode(c.relacl) a
        WHERE c.oid OPERATOR(pg_catalog.=) 'logistic_registry_group'::pg_catalog.regclass
              AND a.grantee OPERATOR(pg_catalog.<>) c.relowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON TABLE logistic_registry_group FROM %s CASCADE', grantee);
    END LOOP;
END
$$;
GRANT SELECT, INSERT ON logistic_registry_group TO @extowner@;

SELECT pg_catalog.pg_extension_config_dump('logistic_registry_group', '');

CREATE TRIGGER logistic_guard BEFORE INSERT OR UPDATE OR DELETE ON logistic_registry_group
    FOR EACH ROW EXECUTE FUNCTION logistic_guard();
CREATE TRIGGER logistic_guard_truncate BEFORE TRUNCATE ON logistic_registry_group
    FOR EACH STATEMENT EXECUTE FUNCTION logistic_guard();
ALTER TABLE logistic_registry_group ENABLE ALWAYS TRIGGER logistic_guard;
ALTER TABLE logistic_registry_group ENABLE ALWAYS TRIGGER logistic_guard_truncate;

--
-- Training: fits of the rows of a query, stored as versions of a model
--

CREATE FUNCTION logistic_holdout(name text, VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_holdout(text, "any")
IS 'place of a row from 0 to 1 by its content: below the holdout it is held out';

CREATE FUNCTION logistic_train(
    name text,
    query text,
    label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    cluster_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    promote text DEFAULT 'always',
    holdout float8 DEFAULT 0.2,
    holdout_by text DEFAULT NULL,
    gate jsonb DEFAULT NULL,
    keep integer DEFAULT NULL,
    comment text DEFAULT NULL,
    distributed boolean DEFAULT false,
    partition_key text DEFAULT NULL,
    family text DEFAULT 'binomial',
    by text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_train'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_train(text, text, text, text, text, text, text, logistic_options, text, float8, text, jsonb, integer, text, boolean, text, text, text)
IS 'fits the rows of a query and stores the fit as a new version of a model';

CREATE FUNCTION logistic_refit(
    name text, promote text DEFAULT 'if_better',
    holdout float8 DEFAULT NULL,
    OUT version integer, OUT promoted boolean, OUT status text,
    OUT nobs bigint, OUT log_loss float8, OUT champion_log_loss float8,
    OUT reason text)
AS 'MODULE_PATHNAME', 'logistic_refit'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_refit(text, text, float8)
IS 'runs the query of a model again and stores the fit as a new version';

CREATE FUNCTION logistic_refit_all(
    promote text DEFAULT 'if_better', holdout float8 DEFAULT NULL,
    OUT name text, OUT version integer, OUT promoted boolean, OUT status text,
    OUT nobs bigint, OUT log_loss float8, OUT champion_log_loss float8,
    OUT reason text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_refit_all'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION logistic_refit_all(text, float8)
IS 'refits every model of the current role, each on its own';

CREATE PROCEDURE logistic_refit_each(
    promote text DEFAULT 'if_better', holdout float8 DEFAULT NULL)
AS 'MODULE_PATHNAME', 'logistic_refit_each'
LANGUAGE C;
COMMENT ON PROCEDURE logistic_refit_each(text, float8)
IS 'the same, committed model by model; ends in an error that names those that failed';

--
-- Registered models: versions, rights and settings
--

CREATE FUNCTION logistic_deploy(name text, version integer)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_deploy'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_deploy(text, integer)
IS 'makes a version of a model the active one';

CREATE FUNCTION logistic_register(
    name text, model logistic_model, comment text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_register'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_register(text, logistic_model, text)
IS 'stores a model that was made elsewhere as a new version, and makes it the active one';

CREATE FUNCTION logistic_alter(
    name text, threshold float8 DEFAULT NULL, on_null text DEFAULT NULL,
    on_new_level text DEFAULT NULL, gate jsonb DEFAULT NULL,
    keep integer DEFAULT NULL, comment text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_alter'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_alter(text, float8, text, text, jsonb, integer, text)
IS 'changes a model without a fit: how it scores, its gate, what is kept, its comment';

CREATE FUNCTION logistic_prune(name text, keep integer)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_prune'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_prune(text, integer)
IS 'removes all but the newest versions of a model and the active one';

CREATE FUNCTION logistic_accept(name text)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_accept'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_accept(text)
IS 'lets a query that somebody else stored run with the rights of the model''s owner';

CREATE FUNCTION logistic_drop(name text)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_drop'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_drop(text)
IS 'drops a model with all its versions';

CREATE FUNCTION logistic_drop(name text, version integer)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_drop'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_drop(text, integer)
IS 'drops a version that is not active';

CREATE FUNCTION logistic_grant(name text, role name)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_grant'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_grant(text, name)
IS 'lets a role, or "public", score with a model';

CREATE FUNCTION logistic_revoke(name text, role name)
RETURNS void
AS 'MODULE_PATHNAME', 'logistic_revoke'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_revoke(text, name)
IS 'takes the right to score with a model back';

CREATE FUNCTION logistic_access(name text)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_access'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logistic_access(text)
IS 'what the current role may do with a model: owner, score or NULL';

CREATE FUNCTION logistic_owner(name text)
RETURNS name
AS 'MODULE_PATHNAME', 'logistic_owner'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logistic_owner(text)
IS 'the role that owns a model that the current role may use; NULL if it is gone';

CREATE FUNCTION logistic_get(name text, version integer DEFAULT NULL,
    group_value text DEFAULT NULL)
RETURNS logistic_model
AS 'MODULE_PATHNAME', 'logistic_get'
LANGUAGE C STABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION logistic_get(text, integer, text)
IS 'a version of a registered model as a value, for its owner';

--
-- Drift: how far rows have moved from those of the training
--

CREATE FUNCTION logistic_drift(
    name text, query text DEFAULT NULL, group_value text DEFAULT NULL,
    OUT term text, OUT psi float8, OUT training_mean float8,
    OUT current_mean float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_drift'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION logistic_drift(text, text, text)
IS 'how far the rows of a query have moved from those of the training';

--
-- Scores by name
--
-- The active version that the query's snapshot sees.  An untyped literal is a
-- name; a model that is written out needs a cast.
--

CREATE FUNCTION logistic_score(name text)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_score(text)
IS 'the log-odds of a row';

CREATE FUNCTION logistic_score(name text, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_score(text, "any")
IS 'the log-odds of a row';

CREATE FUNCTION logistic_score(name text, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_score(text, text[])
IS 'the log-odds of a row';

CREATE FUNCTION logistic_predict(name text)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_predict(text)
IS 'the probability of the positive label';

CREATE FUNCTION logistic_predict(name text, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_predict(text, "any")
IS 'the probability of the positive label';

CREATE FUNCTION logistic_predict(name text, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_predict(text, text[])
IS 'the probability of the positive label';

CREATE FUNCTION logistic_classify(name text)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_classify(text)
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_classify(name text, VARIADIC features "any")
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_classify(text, "any")
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_classify(name text, VARIADIC features text[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_classify'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_classify(text, text[])
IS 'the label, by the threshold of the model';

CREATE FUNCTION logistic_interval(
    name text, level float8)
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_interval(text, float8)
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_interval(
    name text, level float8, VARIADIC features "any")
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_interval(text, float8, "any")
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_interval(
    name text, level float8, VARIADIC features text[])
RETURNS logistic_probability_interval
AS 'MODULE_PATHNAME', 'logistic_interval'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_interval(text, float8, text[])
IS 'the probability with its confidence interval';

CREATE FUNCTION logistic_explain(
    name text,
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_explain(text)
IS 'what each feature adds to the log-odds of a row, largest first';

CREATE FUNCTION logistic_explain(
    name text, VARIADIC features "any",
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_explain(text, "any")
IS 'what each feature adds to the log-odds of a row, largest first';

CREATE FUNCTION logistic_explain(
    name text, VARIADIC features text[],
    OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 10
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_explain(text, text[])
IS 'what each feature adds to the log-odds of a row, largest first';

--
-- What a registered model holds, by name: for its owner only
--
-- The columns are those of the functions that take a logistic_model.
--

CREATE FUNCTION logistic_coefficients(
    name text, level float8 DEFAULT 0.95, method text DEFAULT 'default', group_value text DEFAULT NULL,
    OUT term text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT p_value float8,
    OUT conf_low float8, OUT conf_high float8,
    OUT odds_ratio float8, OUT odds_ratio_low float8,
    OUT odds_ratio_high float8, OUT bound text)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_coefficients(logistic_get($1, NULL::integer, $4), $2, $3);
END;
COMMENT ON FUNCTION logistic_coefficients(text, float8, text, text)
IS 'the terms with estimates, standard errors, tests and intervals';

CREATE FUNCTION logistic_statistics(
    name text, group_value text DEFAULT NULL,
    OUT status text, OUT converged boolean, OUT iterations integer,
    OUT nobs bigint, OUT n_skipped bigint, OUT n_positive bigint,
    OUT sum_weights float8, OUT df_null bigint, OUT df_residual bigint,
    OUT log_lik float8, OUT null_log_lik float8,
    OUT deviance float8, OUT null_deviance float8,
    OUT aic float8, OUT bic float8, OUT mcfadden_r2 float8,
    OUT lr_statistic float8, OUT lr_p_value float8,
    OUT condition_number float8, OUT effective_df float8,
    OUT method text, OUT std_error_type text, OUT n_clusters bigint,
    OUT positive text, OUT n_strata bigint)
LANGUAGE SQL STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT * FROM logistic_statistics(logistic_get($1, NULL::integer, $2));
END;
COMMENT ON FUNCTION logistic_statistics(text, text)
IS 'how the fit ended and how well the model fits, in one row';

CREATE FUNCTION logistic_covariance(
    name text, group_value text DEFAULT NULL,
    OUT term_a text, OUT term_b text, OUT covariance float8)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT * FROM logistic_covariance(logistic_get($1, NULL::integer, $2));
END;
COMMENT ON FUNCTION logistic_covariance(text, text)
IS 'covariances of the estimates, all pairs of terms';

CREATE FUNCTION logistic_features(
    name text, group_value text DEFAULT NULL,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_features(logistic_get($1, NULL::integer, $2));
END;
COMMENT ON FUNCTION logistic_features(text, text)
IS 'the features with their training rows summarised';

CREATE FUNCTION logistic_scorecard(
    name text, points float8 DEFAULT 600, odds float8 DEFAULT 50, pdo float8 DEFAULT 20, group_value text DEFAULT NULL,
    OUT feature text, OUT bin text, OUT low float8, OUT high float8,
    OUT n float8, OUT rate float8, OUT woe float8,
    OUT coefficient float8, OUT points integer)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 50
BEGIN ATOMIC
    SELECT * FROM logistic_scorecard(logistic_get($1, NULL::integer, $5), $2, $3, $4);
END;
COMMENT ON FUNCTION logistic_scorecard(text, float8, float8, float8, text)
IS 'the model as a table of whole points';

CREATE FUNCTION logistic_summary(
    name text, level float8 DEFAULT 0.95, odds_ratios boolean DEFAULT false, group_value text DEFAULT NULL)
RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN logistic_summary(logistic_get($1, NULL::integer, $4), $2, $3);
COMMENT ON FUNCTION logistic_summary(text, float8, boolean, text)
IS 'a page on the model, laid out as R users know it';

CREATE FUNCTION logistic_anova(
    smaller text, larger text, group_value text DEFAULT NULL,
    OUT model text, OUT df_residual bigint, OUT deviance float8,
    OUT df integer, OUT statistic float8, OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 2
BEGIN ATOMIC
    SELECT * FROM logistic_anova(logistic_get($1, NULL::integer, $3),
                                 logistic_get($2, NULL::integer, $3));
END;
COMMENT ON FUNCTION logistic_anova(text, text, text)
IS 'likelihood-ratio test of two nested models';

CREATE FUNCTION logistic_wald(
    name text,
    OUT feature text, OUT statistic float8, OUT df integer,
    OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_wald(logistic_get($1, NULL::integer));
END;
COMMENT ON FUNCTION logistic_wald(text)
IS 'joint Wald test of each feature, all its terms together';

CREATE FUNCTION logistic_wald(
    name text, contrasts jsonb, group_value text DEFAULT NULL,
    OUT contrast text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT df integer, OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 3
BEGIN ATOMIC
    SELECT * FROM logistic_wald(logistic_get($1, NULL::integer, $3), $2);
END;
COMMENT ON FUNCTION logistic_wald(text, jsonb, text)
IS 'Wald tests of linear combinations of terms, one by one and jointly';

CREATE FUNCTION logistic_vif(
    name text, group_value text DEFAULT NULL,
    OUT feature text, OUT gvif float8, OUT df integer,
    OUT adjusted_gvif float8)
RETURNS SETOF record
LANGUAGE SQL STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM logistic_vif(logistic_get($1, NULL::integer, $2));
END;
COMMENT ON FUNCTION logistic_vif(text, text)
IS 'generalised variance inflation factor of each feature';

CREATE FUNCTION logistic_margins_trans(
    internal, name text, VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_margins_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_margins_trans(internal, text, "any")
IS 'transition function of logistic_margins';

CREATE AGGREGATE logistic_margins(
    name text, VARIADIC features "any") (
    SFUNC = logistic_margins_trans,
    STYPE = internal,
    FINALFUNC = logistic_margins_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_margins(text, "any")
IS 'average marginal effects on the probability, one row per term';

CREATE FUNCTION logistic_contrast_trans(
    internal, name text, a "any", b "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_contrast_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_contrast_trans(internal, text, "any", "any")
IS 'transition function of logistic_contrast';

CREATE AGGREGATE logistic_contrast(
    name text, a "any", b "any") (
    SFUNC = logistic_contrast_trans,
    STYPE = internal,
    FINALFUNC = logistic_contrast_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_contrast(text, "any", "any")
IS 'average predictions of two versions of the rows, and their difference and ratios with errors';

CREATE FUNCTION logistic_contrast_trans(
    internal, name text, a "any", b "any", weight float8)
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_contrast_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_contrast_trans(internal, text, "any", "any", float8)
IS 'transition function of logistic_contrast';

CREATE AGGREGATE logistic_contrast(
    name text, a "any", b "any", weight float8) (
    SFUNC = logistic_contrast_trans,
    STYPE = internal,
    FINALFUNC = logistic_contrast_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_contrast(text, "any", "any", float8)
IS 'average predictions of two versions of the rows, and their difference and ratios with errors';

CREATE FUNCTION logistic_augment(
    name text, label "any",
    OUT fitted float8, OUT residual float8, OUT pearson_residual float8,
    OUT leverage float8, OUT cooks_distance float8)
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_augment'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_augment(text, "any")
IS 'fitted value, residuals, leverage and Cook''s distance of a row';

CREATE FUNCTION logistic_augment(
    name text, label "any", VARIADIC features "any",
    OUT fitted float8, OUT residual float8, OUT pearson_residual float8,
    OUT leverage float8, OUT cooks_distance float8)
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_augment'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_augment(text, "any", "any")
IS 'fitted value, residuals, leverage and Cook''s distance of a row';

CREATE FUNCTION logistic_sql(
    name text, group_value text DEFAULT NULL)
RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN logistic_sql(logistic_get($1, NULL::integer, $2));
COMMENT ON FUNCTION logistic_sql(text, text)
IS 'the probability as one SQL expression for any database';

CREATE FUNCTION logistic_pmml(
    name text, group_value text DEFAULT NULL)
RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN logistic_pmml(logistic_get($1, NULL::integer, $2));
COMMENT ON FUNCTION logistic_pmml(text, text)
IS 'the model as PMML 4.4, for programs that score it elsewhere';

--
-- Views of the registry: what the current role may see
--

-- The query, and what else tells of the data, is shown to the owner only.
CREATE VIEW logistic_model_versions WITH (security_barrier = true) AS
SELECT v.name, v.version,
       v.version IS NOT DISTINCT FROM r.active_version AS active,
       logistic_owner(r.name) AS owner, v.fitted_at, v.duration, s.status, s.nobs,
       v.log_loss, v.roc_auc,
       CASE WHEN is_own THEN v.query END AS query,
       CASE WHEN is_own THEN v.query_hash END AS query_hash,
       CASE WHEN is_own THEN v.search_path END AS search_path,
       CASE WHEN is_own THEN v.label_column END AS label_column,
       CASE WHEN is_own THEN v.weight_column END AS weight_column,
       CASE WHEN is_own THEN v.frequency_column END AS frequency_column,
       CASE WHEN is_own THEN v.offset_column END AS offset_column,
       CASE WHEN is_own THEN v.cluster_column END AS cluster_column,
       v.distributed,
       CASE WHEN is_own THEN v.partition_key END AS partition_key,
       CASE WHEN is_own THEN v.options::logistic_options END AS options,
       v.holdout,
       CASE WHEN is_own THEN v.holdout_by END AS holdout_by,
       v.reason, r.comment,
       CASE WHEN is_own THEN v.run_as END AS run_as, v.fitted_by, v.extension_version,
       v.server_version, COALESCE(v.family, 'binomial') AS family,
       v.by_column
FROM logistic_registry r
     CROSS JOIN LATERAL (SELECT logistic_access(r.name) AS access OFFSET 0) a
     CROSS JOIN LATERAL (SELECT a.access = 'owner' AS is_own) o
     JOIN logistic_registry_version v USING (name)
     CROSS JOIN LATERAL (
         SELECT status, nobs FROM logistic_statistics(v.model) WHERE v.model IS NOT NULL
         UNION ALL
         SELECT status, nobs FROM multinomial_statistics(v.multinomial) WHERE v.multinomial IS NOT NULL
         UNION ALL
         SELECT (pg_catalog.array_agg(g.status ORDER BY CASE g.status
                     WHEN 'max_iterations' THEN 0 WHEN 'one_class' THEN 1
                     WHEN 'separated' THEN 2 ELSE 3 END))[1],
                pg_catalog.sum(g.nobs)::bigint
         FROM (SELECT f.status, f.nobs
               FROM logistic_registry_group m, LATERAL logistic_statistics(m.model) f
               WHERE m.name = v.name AND m.version = v.version
                     AND v.by_column IS NOT NULL) g
         HAVING v.by_column IS NOT NULL) s
WHERE a.access IS NOT NULL;
GRANT SELECT ON logistic_model_versions TO PUBLIC;
COMMENT ON VIEW logistic_model_versions IS 'versions of the models that the current role may use';

CREATE VIEW logistic_models WITH (security_barrier = true) AS
SELECT name, version, active, owner, fitted_at, duration, status, nobs,
       log_loss, roc_auc, query, comment, family, by_column
FROM logistic_model_versions
WHERE active;
GRANT SELECT ON logistic_models TO PUBLIC;
COMMENT ON VIEW logistic_models IS 'active version of each model that the current role may use';

-- Their messages may show data: for the owner only.
CREATE VIEW logistic_refits WITH (security_barrier = true) AS
SELECT name, attempt, attempted_by, attempted_at, duration, outcome, version,
       sqlstate, message
FROM logistic_registry_refit
WHERE logistic_access(name) = 'owner';
GRANT SELECT ON logistic_refits TO PUBLIC;
COMMENT ON VIEW logistic_refits IS 'attempts to refit the models of the current role, also those that failed';

CREATE VIEW logistic_deployments WITH (security_barrier = true) AS
SELECT name, deployment, version, deployed_at AS active_from,
       pg_catalog.lead(deployed_at) OVER (PARTITION BY name ORDER BY deployment) AS active_until,
       deployed_by, reason
FROM logistic_registry_deployment
WHERE logistic_access(name) IS NOT NULL;
GRANT SELECT ON logistic_deployments TO PUBLIC;
COMMENT ON VIEW logistic_deployments IS 'which version of a model was active from when to when, by whom and why';

-- The values of a column and the reasons show data: for the owner only.
CREATE VIEW logistic_model_groups WITH (security_barrier = true) AS
SELECT r.name, v.version,
       v.version IS NOT DISTINCT FROM r.active_version AS active,
       v.by_column, g.group_value, s.status, s.nobs, g.judged, g.log_loss, g.roc_auc,
       g.from_version, g.reason
FROM logistic_registry r
     JOIN logistic_registry_version v USING (name)
     JOIN logistic_registry_group g USING (name, version)
     CROSS JOIN LATERAL logistic_statistics(g.model) s
WHERE logistic_access(r.name) = 'owner';
GRANT SELECT ON logistic_model_groups TO PUBLIC;
COMMENT ON VIEW logistic_model_groups IS 'the groups of versions by groups, of the models of the current role';

--
-- Active models as the other servers of Citus know them by name
--
-- The table is filled by C code only, and not dumped, as it is made of the
-- registry.  No trigger may be on it, for Citus makes no reference table of a
-- table that has one.
--

CREATE TABLE logistic_shared_model (
    name text COLLATE "C" PRIMARY KEY,
    model logistic_model,
    multinomial multinomial_model,
    offset_column text,
    owner name NOT NULL,
    grantees name[] NOT NULL
);
COMMENT ON TABLE logistic_shared_model IS 'the active models as the other servers of Citus know them';
COMMENT ON COLUMN logistic_shared_model.model IS 'the active version; NULL: it has many classes, or models by groups, which are not shared';
COMMENT ON COLUMN logistic_shared_model.multinomial IS 'the active version of a model of many classes';
COMMENT ON COLUMN logistic_shared_model.offset_column IS 'the offset of its training';
COMMENT ON COLUMN logistic_shared_model.owner IS 'the role that owns the model, by its name';
COMMENT ON COLUMN logistic_shared_model.grantees IS 'the roles that may score with it, by name';

-- Default privileges may have given rights on it: to the owner's only.
DO $$
DECLARE
    grantee pg_catalog.text;
BEGIN
    FOR grantee IN
        SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END
        FROM pg_catalog.pg_class c, LATERAL pg_catalog.aclexplode(c.relacl) a
        WHERE c.oid OPERATOR(pg_catalog.=) 'logistic_shared_model'::pg_catalog.regclass
              AND a.grantee OPERATOR(pg_catalog.<>) c.relowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON TABLE logistic_shared_model FROM %s CASCADE', grantee);
    END LOOP;
END
$$;

-- pg_dump locks the table up to 14, though it takes no row of it.
GRANT SELECT ON logistic_shared_model TO @extowner@;

CREATE FUNCTION logistic_share_models()
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_share_models'
LANGUAGE C VOLATILE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_share_models()
IS 'makes the registered models known by name on all servers of Citus, and keeps them so; for superusers';
--
-- Registered models of many classes
--

CREATE FUNCTION multinomial_get(name text, version integer DEFAULT NULL)
RETURNS multinomial_model
AS 'MODULE_PATHNAME', 'logistic_multinomial_get_named'
LANGUAGE C STABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION multinomial_get(text, integer)
IS 'a version of a registered model of many classes as a value, for its owner';

CREATE FUNCTION logistic_register(
    name text, model multinomial_model, comment text DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'logistic_register'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION logistic_register(text, multinomial_model, text)
IS 'stores a model that was made elsewhere as a new version, and makes it the active one';

CREATE FUNCTION multinomial_explain(
    name text,
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION multinomial_explain(text)
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_explain(
    name text, VARIADIC features "any",
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 20
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_explain(text, "any")
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_explain(
    name text, VARIADIC features text[],
    OUT label text, OUT term text, OUT value text, OUT contribution float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_explain'
LANGUAGE C STABLE PARALLEL SAFE ROWS 20
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_explain(text, text[])
IS 'what each feature adds to the log-odds of each class of a row, largest first';

CREATE FUNCTION multinomial_loss(name text, label "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_loss(text, "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE FUNCTION multinomial_loss(name text, label "any", VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_loss(text, "any", "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE FUNCTION multinomial_predict(name text)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_predict(text)
IS 'the most probable label';

CREATE FUNCTION multinomial_predict(name text, VARIADIC features "any")
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_predict(text, "any")
IS 'the most probable label';

CREATE FUNCTION multinomial_predict(name text, VARIADIC features text[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_predict(text, text[])
IS 'the most probable label';

CREATE FUNCTION multinomial_probabilities(name text, OUT label text, OUT probability float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_probabilities'
LANGUAGE C STABLE PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION multinomial_probabilities(text)
IS 'the probability of each label';

CREATE FUNCTION multinomial_probabilities(
    name text, VARIADIC features "any",
    OUT label text, OUT probability float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_probabilities'
LANGUAGE C STABLE PARALLEL SAFE ROWS 3
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_probabilities(text, "any")
IS 'the probability of each label';

CREATE FUNCTION multinomial_probabilities(
    name text, VARIADIC features text[],
    OUT label text, OUT probability float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_probabilities'
LANGUAGE C STABLE PARALLEL SAFE ROWS 3
SUPPORT logistic_score_support;
COMMENT ON FUNCTION multinomial_probabilities(text, text[])
IS 'the probability of each label';

CREATE FUNCTION multinomial_log_loss_trans(
    internal, label "any", name text,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_log_loss_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_log_loss_trans(internal, "any", text, "any")
IS 'transition function of multinomial_log_loss';

CREATE AGGREGATE multinomial_log_loss(
    label "any", name text, VARIADIC features "any") (
    SFUNC = multinomial_log_loss_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_log_loss("any", text, "any")
IS 'mean of minus the logarithm of the probability of the label';

CREATE FUNCTION multinomial_auc_trans(
    internal, label "any", name text,
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_multinomial_auc_trans'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION multinomial_auc_trans(internal, "any", text, "any")
IS 'transition function of multinomial_roc_auc';

CREATE AGGREGATE multinomial_roc_auc(
    label "any", name text, VARIADIC features "any") (
    SFUNC = multinomial_auc_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE multinomial_roc_auc("any", text, "any")
IS 'area under the ROC curve of each class against all others, and their means';

CREATE FUNCTION multinomial_evaluate(
    name text, query text, label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    OUT nobs bigint, OUT log_loss float8, OUT accuracy float8,
    OUT balanced_accuracy float8, OUT f1_macro float8,
    OUT f1_weighted float8, OUT roc_auc_macro float8,
    OUT roc_auc_weighted float8)
AS 'MODULE_PATHNAME', 'logistic_multinomial_evaluate_by_name'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION multinomial_evaluate(text, text, text, text)
IS 'how good the active version of a model of many classes is on the rows of a query';

CREATE FUNCTION multinomial_coefficients(
    name text, level float8 DEFAULT 0.95,
    method text DEFAULT 'default',
    OUT label text, OUT term text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT p_value float8,
    OUT conf_low float8, OUT conf_high float8,
    OUT odds_ratio float8, OUT odds_ratio_low float8,
    OUT odds_ratio_high float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 20
BEGIN ATOMIC
    SELECT * FROM multinomial_coefficients(multinomial_get($1, NULL::integer), $2, $3);
END;
COMMENT ON FUNCTION multinomial_coefficients(text, float8, text)
IS 'the terms of each class against the baseline, with standard errors, tests and intervals';

CREATE FUNCTION multinomial_statistics(
    name text,
    OUT status text, OUT converged boolean, OUT iterations integer,
    OUT nobs bigint, OUT n_skipped bigint, OUT n_classes integer,
    OUT baseline text, OUT sum_weights float8, OUT rank integer,
    OUT log_lik float8, OUT null_log_lik float8,
    OUT deviance float8, OUT null_deviance float8,
    OUT aic float8, OUT bic float8, OUT mcfadden_r2 float8,
    OUT lr_statistic float8, OUT lr_p_value float8,
    OUT condition_number float8, OUT effective_df float8,
    OUT method text, OUT std_error_type text, OUT n_clusters bigint)
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT * FROM multinomial_statistics(multinomial_get($1, NULL::integer));
END;
COMMENT ON FUNCTION multinomial_statistics(text)
IS 'how the fit ended and how well the model fits, in one row';

CREATE FUNCTION multinomial_covariance(
    name text,
    OUT label_a text, OUT term_a text, OUT label_b text, OUT term_b text,
    OUT covariance float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT * FROM multinomial_covariance(multinomial_get($1, NULL::integer));
END;
COMMENT ON FUNCTION multinomial_covariance(text)
IS 'covariances of the estimates, all pairs of classes and terms';

CREATE FUNCTION multinomial_features(
    name text,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM multinomial_features(multinomial_get($1, NULL::integer));
END;
COMMENT ON FUNCTION multinomial_features(text)
IS 'the features with their training rows summarised';

CREATE FUNCTION multinomial_wald(
    name text,
    OUT feature text, OUT statistic float8, OUT df integer,
    OUT p_value float8)
RETURNS SETOF record
LANGUAGE SQL STABLE STRICT PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT * FROM multinomial_wald(multinomial_get($1, NULL::integer));
END;
COMMENT ON FUNCTION multinomial_wald(text)
IS 'joint Wald test of each feature, its coefficients of all classes together';

CREATE FUNCTION multinomial_summary(
    name text, level float8 DEFAULT 0.95)
RETURNS text
LANGUAGE SQL STABLE STRICT PARALLEL SAFE
RETURN multinomial_summary(multinomial_get($1, NULL::integer), $2);
COMMENT ON FUNCTION multinomial_summary(text, float8)
IS 'a page on the model, the coefficients class by class';

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

--
-- Reports and pictures
--

CREATE FUNCTION logistic_plot_coefficients(
    model logistic_model, level float8 DEFAULT 0.95)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_coefficients'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_coefficients(logistic_model, float8)
IS 'the odds ratios with their intervals as an SVG picture';

CREATE FUNCTION logistic_plot_coefficients(
    name text, level float8 DEFAULT 0.95, group_value text DEFAULT NULL)
RETURNS text
LANGUAGE SQL STABLE PARALLEL SAFE
RETURN logistic_plot_coefficients(logistic_get($1, NULL::integer, $3), $2);
COMMENT ON FUNCTION logistic_plot_coefficients(text, float8, text)
IS 'the odds ratios with their intervals as an SVG picture';

CREATE FUNCTION logistic_plot_roc(curve logistic_roc_point[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_roc'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_roc(logistic_roc_point[])
IS 'a ROC curve as an SVG picture';

CREATE FUNCTION logistic_plot_precision_recall(
    curve logistic_precision_recall_point[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_precision_recall'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_precision_recall(logistic_precision_recall_point[])
IS 'a precision-recall curve as an SVG picture';

CREATE FUNCTION logistic_plot_gain(curve logistic_gain_point[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_gain'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_gain(logistic_gain_point[])
IS 'a gain curve as an SVG picture';

CREATE FUNCTION logistic_plot_calibration(curve logistic_calibration_bin[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_calibration'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_calibration(logistic_calibration_bin[])
IS 'a calibration curve as an SVG picture';

CREATE FUNCTION logistic_plot_decision(curve logistic_decision_point[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_decision'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_decision(logistic_decision_point[])
IS 'a decision curve as an SVG picture';

CREATE FUNCTION logistic_plot_woe(bins logistic_woe_bin[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_woe'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_woe(logistic_woe_bin[])
IS 'the weights of evidence of a feature''s bins as an SVG picture';

CREATE FUNCTION logistic_plot_contrasts(
    names text[], contrasts logistic_prediction_contrast[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_plot_contrasts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_plot_contrasts(text[], logistic_prediction_contrast[])
IS 'differences of average predictions with their intervals as an SVG picture';

CREATE FUNCTION logistic_report(
    model logistic_model, query text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_report'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_report(logistic_model, text)
IS 'a model, judged by the rows of a query, on one HTML page';

CREATE FUNCTION logistic_report(
    name text, query text DEFAULT NULL, group_value text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_report_named'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_report(text, text, text)
IS 'a registered model, judged by its own rows, on one HTML page';

CREATE FUNCTION multinomial_report(
    model multinomial_model, query text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_report'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION multinomial_report(multinomial_model, text)
IS 'a model of many classes, judged by the rows of a query, on one HTML page';

CREATE FUNCTION multinomial_report(
    name text, query text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_report_named'
LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION multinomial_report(text, text)
IS 'a registered model of many classes, judged by its own rows, on one HTML page';
--
-- What the extension's own SQL calls
--
-- C code makes SQL, to fit the rows of a query or to judge a model.  What it
-- calls there is in a schema of its own, in which nobody else can create a
-- function that fits a call better.  "make script" copies these functions and
-- aggregates behind this part; src/internal.list names them.
--

CREATE SCHEMA logistic_internal;
COMMENT ON SCHEMA logistic_internal IS 'what extension logistic calls in its own SQL; not for users';

-- Default privileges may have let others create in it; a warning if they may
-- in the schema of the extension, where they can stand in for its functions
-- in the calls of others.
DO $$
DECLARE
    granted pg_catalog.record;
    creators pg_catalog.text;
BEGIN
    FOR granted IN
        SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC'
               ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END AS grantee
        FROM pg_catalog.pg_namespace n, LATERAL pg_catalog.aclexplode(n.nspacl) a
        WHERE n.nspname OPERATOR(pg_catalog.=) 'logistic_internal'
              AND a.grantee OPERATOR(pg_catalog.<>) n.nspowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON SCHEMA logistic_internal FROM %s CASCADE',
                                  granted.grantee);
    END LOOP;

    SELECT pg_catalog.string_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC'
           ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END, ', ')
    INTO creators
    FROM pg_catalog.pg_namespace n
         CROSS JOIN LATERAL pg_catalog.aclexplode(n.nspacl) a
         LEFT JOIN pg_catalog.pg_roles r ON r.oid OPERATOR(pg_catalog.=) a.grantee
    WHERE n.oid OPERATOR(pg_catalog.=) '@extschema@'::pg_catalog.regnamespace
          AND a.privilege_type OPERATOR(pg_catalog.=) 'CREATE'
          AND a.grantee OPERATOR(pg_catalog.<>) n.nspowner
          AND a.grantee OPERATOR(pg_catalog.<>) '@extowner@'::pg_catalog.regrole
          AND r.rolsuper IS NOT TRUE;
    IF creators IS NOT NULL THEN
        RAISE WARNING 'others may create functions in schema "%", where extension "logistic" is', '@extschema@'
        USING DETAIL = pg_catalog.format('A call of a user may then reach a function of theirs instead of one of the extension. May create: %s.', creators),
              HINT = 'Put the extension into a schema of its own (CREATE SCHEMA ml; CREATE EXTENSION logistic SCHEMA ml), or revoke CREATE on this one.';
    END IF;
END
$$;
GRANT USAGE ON SCHEMA logistic_internal TO PUBLIC;

--
-- Rows held out of a training, where rows are repeated
--

CREATE FUNCTION logistic_internal.logistic_holdout_copy(name text, VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout_copy'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION logistic_internal.logistic_holdout_copy(text, "any")
IS 'the same with a place of its own for each copy of a row within a query';

CREATE FUNCTION logistic_internal.logistic_holdout_frequency(name text, share float8, frequency float8,
                                   VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout_frequency'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_holdout_frequency(text, float8, float8, "any")
IS 'how many of the equal rows that a row stands for have a place below a share';

CREATE FUNCTION logistic_internal.logistic_holdout_copy_frequency(name text, share float8, frequency float8,
                                        VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout_copy_frequency'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION logistic_internal.logistic_holdout_copy_frequency(text, float8, float8, "any")
IS 'the same where rows of the same content within a query are copies of each other';

CREATE FUNCTION logistic_internal.logistic_holdout_folds(name text, folds integer, frequency float8,
                               VARIADIC content "any")
RETURNS float8[]
AS 'MODULE_PATHNAME', 'logistic_holdout_folds'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION logistic_internal.logistic_holdout_folds(text, integer, float8, "any")
IS 'how many of the equal rows that a row stands for are in each fold';

CREATE FUNCTION logistic_internal.logistic_frequency(frequency float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_frequency'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_frequency(float8)
IS 'the frequency itself; an error if it is no whole number of at least 0';

--
-- The distribution of the rows of a model, which drift compares
--

CREATE FUNCTION logistic_internal.logistic_distribution_trans(state bytea, model logistic_model,
                                    score_deciles float8[], weight float8,
                                    logit_offset float8, names name[],
                                    content record)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_distribution_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_distribution_trans(bytea, logistic_model, float8[], float8, float8, name[], record)
IS 'transition function of logistic_distribution';

CREATE FUNCTION logistic_internal.logistic_distribution_combine(state bytea, other bytea)
RETURNS bytea
AS 'MODULE_PATHNAME', 'logistic_distribution_combine'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_distribution_combine(bytea, bytea)
IS 'combine function of logistic_distribution';

CREATE FUNCTION logistic_internal.logistic_distribution_final(state bytea)
RETURNS float8[]
AS 'MODULE_PATHNAME', 'logistic_distribution_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_distribution_final(bytea)
IS 'final function of logistic_distribution';

CREATE AGGREGATE logistic_internal.logistic_distribution(model logistic_model, score_deciles float8[],
                               weight float8, logit_offset float8,
                               names name[], content record) (
    SFUNC = logistic_internal.logistic_distribution_trans,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.logistic_distribution_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_internal.logistic_distribution_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_distribution(logistic_model, float8[], float8, float8, name[], record)
IS 'means and shares of bins of the rows of a model; for logistic_drift';

--
-- The passes of a distributed fit, as mergeable aggregates
--
-- Argument types are fixed and the state is a bytea: engines that push
-- aggregates down to their workers know no pseudo-types.
--

CREATE FUNCTION logistic_internal.logistic_step_trans(
    state bytea, parameters bytea, label float8, weight float8,
    logit_offset float8, features float8[]
) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_trans(bytea, bytea, float8, float8, float8, float8[])
    IS 'transition function of logistic_step';
CREATE FUNCTION logistic_internal.logistic_step_trans(
    state bytea, parameters bytea, label float8, weight float8,
    logit_offset float8, features float8[], frequency float8
) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_trans(bytea, bytea, float8, float8, float8, float8[], float8)
    IS 'transition function of logistic_step';
CREATE FUNCTION logistic_internal.logistic_step_combine(state bytea, other bytea) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_combine' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_combine(bytea, bytea)
    IS 'combine function of logistic_step';
CREATE FUNCTION logistic_internal.logistic_step_final(state bytea) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_final(bytea)
    IS 'final function of logistic_step';

CREATE AGGREGATE logistic_internal.logistic_step(
    parameters bytea, label float8, weight float8, logit_offset float8,
    features float8[]
) (
    SFUNC = logistic_internal.logistic_step_trans,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.logistic_step_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_internal.logistic_step_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_step(bytea, float8, float8, float8, float8[])
    IS 'one pass of a fit over its rows, as a state that can be merged';

CREATE AGGREGATE logistic_internal.logistic_step(
    parameters bytea, label float8, weight float8, logit_offset float8,
    features float8[], frequency float8
) (
    SFUNC = logistic_internal.logistic_step_trans,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.logistic_step_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_internal.logistic_step_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_step(bytea, float8, float8, float8, float8[], float8)
    IS 'one pass of a fit over its rows, as a state that can be merged';

CREATE AGGREGATE logistic_internal.logistic_step_merge(state bytea) (
    SFUNC = logistic_internal.logistic_step_combine,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.logistic_step_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_internal.logistic_step_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_step_merge(bytea)
    IS 'merges what logistic_step found in parts of the rows';

-- Where an aggregate is slow to call, rows are added by its filter.
CREATE FUNCTION logistic_internal.logistic_step_take(parameters bytea, VARIADIC row_values "any") RETURNS boolean
    AS 'MODULE_PATHNAME', 'logistic_step_take' LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_take(bytea, "any")
    IS 'adds a row to a state of logistic_step_rows; true for the first one';
CREATE FUNCTION logistic_internal.logistic_step_taken(value "any") RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_taken' LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_taken("any")
    IS 'the state that logistic_step_take has begun';
CREATE FUNCTION logistic_internal.logistic_step_rows_trans(state bytea, other bytea) RETURNS bytea
    AS 'MODULE_PATHNAME', 'logistic_step_rows_trans' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_step_rows_trans(bytea, bytea)
    IS 'transition function of logistic_step_rows';
CREATE AGGREGATE logistic_internal.logistic_step_rows(state bytea) (
    SFUNC = logistic_internal.logistic_step_rows_trans,
    STYPE = bytea,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.logistic_step_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_internal.logistic_step_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_step_rows(bytea)
    IS 'one pass of a fit over the rows that logistic_step_take took';

--
-- Fits by several processes: the rows of a query, held in files
--
-- In the schema of what C code calls in SQL, and there alone: it takes the
-- handle of a running fit.
--

CREATE FUNCTION logistic_internal.logistic_hold_trans(
    state int8, handle int8, name text, options logistic_options, label "any",
    VARIADIC features "any"
) RETURNS int8
    AS 'MODULE_PATHNAME', 'logistic_hold_trans' LANGUAGE C VOLATILE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_hold_trans(int8, int8, text, logistic_options, "any", "any")
    IS 'transition function of logistic_hold';

CREATE AGGREGATE logistic_internal.logistic_hold(
    handle int8, name text, options logistic_options, label "any", VARIADIC features "any"
) (
    SFUNC = logistic_internal.logistic_hold_trans,
    STYPE = int8,
    COMBINEFUNC = pg_catalog.int8pl,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_hold(int8, text, logistic_options, "any", "any")
    IS 'holds the rows of a parallel fit; called by such fits alone';

--
-- Fits along a grid of penalties, for the SQL of C code alone
--

CREATE FUNCTION logistic_internal.fit_path_trans(
    internal, grid float8[], options logistic_options, label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_grid_path_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_path_trans(internal, float8[], logistic_options, "any")
IS 'transition function of fit_path';

CREATE FUNCTION logistic_internal.fit_path_trans(
    internal, grid float8[], options logistic_options, label "any",
    VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_grid_path_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_path_trans(internal, float8[], logistic_options, "any", "any")
IS 'transition function of fit_path';

CREATE FUNCTION logistic_internal.fit_path_final(
    internal, OUT terms text[], OUT numbers float8[])
RETURNS record
AS 'MODULE_PATHNAME', 'logistic_grid_path_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_path_final(internal)
IS 'final function of fit_path';

CREATE AGGREGATE logistic_internal.fit_path(
    grid float8[], options logistic_options, label "any") (
    SFUNC = logistic_internal.fit_path_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.fit_path_final,
    FINALFUNC_MODIFY = READ_WRITE,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.fit_path(float8[], logistic_options, "any")
IS 'the intercept alone along a grid of penalties';

CREATE AGGREGATE logistic_internal.fit_path(
    grid float8[], options logistic_options, label "any",
    VARIADIC features "any") (
    SFUNC = logistic_internal.fit_path_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.fit_path_final,
    FINALFUNC_MODIFY = READ_WRITE,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.fit_path(float8[], logistic_options, "any", "any")
IS 'fits along a grid of penalties';

CREATE FUNCTION logistic_internal.fit_folds_trans(
    internal, grid float8[], fold integer, options logistic_options,
    label "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_grid_folds_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_folds_trans(internal, float8[], integer, logistic_options, "any")
IS 'transition function of fit_folds';

CREATE FUNCTION logistic_internal.fit_folds_trans(
    internal, grid float8[], fold integer, options logistic_options,
    label "any", VARIADIC features "any")
RETURNS internal
AS 'MODULE_PATHNAME', 'logistic_grid_folds_trans'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_folds_trans(internal, float8[], integer, logistic_options, "any", "any")
IS 'transition function of fit_folds';

CREATE FUNCTION logistic_internal.fit_folds_final(internal)
RETURNS float8[]
AS 'MODULE_PATHNAME', 'logistic_grid_folds_final'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.fit_folds_final(internal)
IS 'final function of fit_folds';

CREATE AGGREGATE logistic_internal.fit_folds(
    grid float8[], fold integer, options logistic_options, label "any") (
    SFUNC = logistic_internal.fit_folds_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.fit_folds_final,
    FINALFUNC_MODIFY = READ_WRITE,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.fit_folds(float8[], integer, logistic_options, "any")
IS 'held-out loss of the intercept alone along a grid of penalties';

CREATE AGGREGATE logistic_internal.fit_folds(
    grid float8[], fold integer, options logistic_options, label "any",
    VARIADIC features "any") (
    SFUNC = logistic_internal.fit_folds_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_internal.fit_folds_final,
    FINALFUNC_MODIFY = READ_WRITE,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.fit_folds(float8[], integer, logistic_options, "any", "any")
IS 'held-out loss of folds along a grid of penalties';

CREATE FUNCTION logistic_internal.sigmoid(x float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_sigmoid'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.sigmoid(float8) IS 'logistic function 1/(1+e^-x)';

CREATE FUNCTION logistic_internal.sigmoid(x float4) RETURNS float4
	AS 'MODULE_PATHNAME', 'logistic_sigmoid_float4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.sigmoid(float4) IS 'logistic function 1/(1+e^-x)';

CREATE FUNCTION logistic_internal.sigmoid(x float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'logistic_sigmoid_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.sigmoid(float8[]) IS 'sigmoid of each element';

CREATE FUNCTION logistic_internal.sigmoid(x float4[]) RETURNS float4[]
	AS 'MODULE_PATHNAME', 'logistic_sigmoid_array'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.sigmoid(float4[]) IS 'sigmoid of each element';

CREATE FUNCTION logistic_internal.sigmoid(x text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_sigmoid_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.sigmoid(text) IS 'logistic function 1/(1+e^-x)';

CREATE FUNCTION logistic_internal.bce_with_logits(y float8, z float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_bce_with_logits'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.bce_with_logits(float8, float8) IS 'binary cross-entropy of label and score (log-odds)';

CREATE FUNCTION logistic_internal.bce_with_logits(y boolean, z float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'logistic_bce_with_logits_boolean'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.bce_with_logits(boolean, float8) IS 'binary cross-entropy of label and score (log-odds)';

CREATE FUNCTION logistic_internal.bce_with_logits(y text, z text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_bce_with_logits_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.bce_with_logits(text, text) IS 'binary cross-entropy of label and score (log-odds)';

CREATE FUNCTION logistic_internal.bce_with_logits(y text, z float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_bce_with_logits_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.bce_with_logits(text, float8) IS 'binary cross-entropy of label and score (log-odds)';

CREATE FUNCTION logistic_internal.bce_with_logits(y float8, z text) RETURNS float8
    AS 'MODULE_PATHNAME', 'logistic_bce_with_logits_text'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.bce_with_logits(float8, text) IS 'binary cross-entropy of label and score (log-odds)';

CREATE FUNCTION logistic_internal.logistic_options(
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
COMMENT ON FUNCTION logistic_internal.logistic_options(float8, float8, float8, text, text, boolean, jsonb, text, float8, text, text, integer, float8, float8, boolean, text, text, float8, text, boolean, float8, text, text[], text, text, integer, jsonb)
    IS 'options of a fit, by named arguments; the first argument of logistic_fit';

CREATE AGGREGATE logistic_internal.logistic_fit(label "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_fit("any")
IS 'fits the intercept alone: the log-odds of the label';

CREATE AGGREGATE logistic_internal.logistic_fit(label "any", VARIADIC features "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_fit("any", "any")
IS 'fits a logistic regression of the label on the features';

CREATE AGGREGATE logistic_internal.logistic_fit(options logistic_options, label "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_fit(logistic_options, "any")
IS 'fits the intercept alone, with options';

CREATE AGGREGATE logistic_internal.logistic_fit(options logistic_options, label "any",
                              VARIADIC features "any") (
    SFUNC = logistic_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = logistic_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.logistic_fit(logistic_options, "any", "any")
IS 'fits a logistic regression of the label on the features, with options';

CREATE FUNCTION logistic_internal.logistic_coefficients(
    model logistic_model, level float8 DEFAULT 0.95,
    method text DEFAULT 'default',
    OUT term text, OUT estimate float8, OUT std_error float8,
    OUT statistic float8, OUT p_value float8,
    OUT conf_low float8, OUT conf_high float8,
    OUT odds_ratio float8, OUT odds_ratio_low float8,
    OUT odds_ratio_high float8, OUT bound text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_coefficients'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_internal.logistic_coefficients(logistic_model, float8, text)
IS 'the terms with estimates, standard errors, tests and intervals';

CREATE FUNCTION logistic_internal.logistic_statistics(
    model logistic_model,
    OUT status text, OUT converged boolean, OUT iterations integer,
    OUT nobs bigint, OUT n_skipped bigint, OUT n_positive bigint,
    OUT sum_weights float8, OUT df_null bigint, OUT df_residual bigint,
    OUT log_lik float8, OUT null_log_lik float8,
    OUT deviance float8, OUT null_deviance float8,
    OUT aic float8, OUT bic float8, OUT mcfadden_r2 float8,
    OUT lr_statistic float8, OUT lr_p_value float8,
    OUT condition_number float8, OUT effective_df float8,
    OUT method text, OUT std_error_type text, OUT n_clusters bigint,
    OUT positive text, OUT n_strata bigint)
AS 'MODULE_PATHNAME', 'logistic_statistics'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_statistics(logistic_model)
IS 'how the fit ended and how well the model fits, in one row';

CREATE FUNCTION logistic_internal.logistic_features(
    model logistic_model,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_features'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_internal.logistic_features(logistic_model)
IS 'the features with their training rows summarised';

CREATE FUNCTION logistic_internal.logistic_score(model logistic_model)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_score(logistic_model)
IS 'the log-odds of a row';

CREATE FUNCTION logistic_internal.logistic_score(model logistic_model, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_internal.logistic_score(logistic_model, "any")
IS 'the log-odds of a row';

CREATE FUNCTION logistic_internal.logistic_score(model logistic_model, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_internal.logistic_score(logistic_model, text[])
IS 'the log-odds of a row';

CREATE AGGREGATE logistic_internal.log_loss(label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.log_loss("any", "any")
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE logistic_internal.log_loss(label "any", probability "any", weight "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.log_loss("any", "any", "any")
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE logistic_internal.log_loss(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.log_loss(logistic_options, "any", "any")
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE logistic_internal.brier_score(label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.brier_score("any", "any")
IS 'mean squared difference of label and probability';

CREATE AGGREGATE logistic_internal.brier_score(label "any", probability "any", weight "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.brier_score("any", "any", "any")
IS 'mean squared difference of label and probability';

CREATE AGGREGATE logistic_internal.brier_score(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_loss_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.brier_score(logistic_options, "any", "any")
IS 'mean squared difference of label and probability';

CREATE AGGREGATE logistic_internal.confusion_matrix(label "any", score "any") (
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
COMMENT ON AGGREGATE logistic_internal.confusion_matrix("any", "any")
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.confusion_matrix(label "any", score "any", threshold "any") (
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
COMMENT ON AGGREGATE logistic_internal.confusion_matrix("any", "any", "any")
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.confusion_matrix(label "any", score "any", threshold "any", weight "any") (
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
COMMENT ON AGGREGATE logistic_internal.confusion_matrix("any", "any", "any", "any")
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.confusion_matrix(options logistic_options, label "any", score "any") (
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
COMMENT ON AGGREGATE logistic_internal.confusion_matrix(logistic_options, "any", "any")
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.confusion_matrix(options logistic_options, label "any", score "any", threshold "any") (
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
COMMENT ON AGGREGATE logistic_internal.confusion_matrix(logistic_options, "any", "any", "any")
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.roc_auc(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.roc_auc("any", "any")
IS 'probability that a positive scores above a negative, ties a half';

CREATE AGGREGATE logistic_internal.roc_auc(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.roc_auc("any", "any", "any")
IS 'probability that a positive scores above a negative, ties a half';

CREATE AGGREGATE logistic_internal.roc_auc(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.roc_auc(logistic_options, "any", "any")
IS 'probability that a positive scores above a negative, ties a half';

CREATE AGGREGATE logistic_internal.average_precision(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_average_precision_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.average_precision("any", "any")
IS 'precision weighted with the recall gained at each distinct score';

CREATE AGGREGATE logistic_internal.average_precision(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_average_precision_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.average_precision("any", "any", "any")
IS 'precision weighted with the recall gained at each distinct score';

CREATE AGGREGATE logistic_internal.average_precision(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_average_precision_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.average_precision(logistic_options, "any", "any")
IS 'precision weighted with the recall gained at each distinct score';

CREATE AGGREGATE logistic_internal.ks_statistic(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_ks_statistic_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.ks_statistic("any", "any")
IS 'largest difference of true and false positive rates';

CREATE AGGREGATE logistic_internal.ks_statistic(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_ks_statistic_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.ks_statistic("any", "any", "any")
IS 'largest difference of true and false positive rates';

CREATE AGGREGATE logistic_internal.ks_statistic(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_ks_statistic_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.ks_statistic(logistic_options, "any", "any")
IS 'largest difference of true and false positive rates';

CREATE AGGREGATE logistic_internal.roc_curve(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.roc_curve("any", "any")
IS 'points of the ROC curve, from the highest score down';

CREATE AGGREGATE logistic_internal.roc_curve(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.roc_curve("any", "any", "any")
IS 'points of the ROC curve, from the highest score down';

CREATE AGGREGATE logistic_internal.roc_curve(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_roc_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.roc_curve(logistic_options, "any", "any")
IS 'points of the ROC curve, from the highest score down';

CREATE AGGREGATE logistic_internal.precision_recall_curve(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_precision_recall_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.precision_recall_curve("any", "any")
IS 'points of the precision-recall curve, from the highest score down';

CREATE AGGREGATE logistic_internal.precision_recall_curve(label "any", score "any", weight "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_precision_recall_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.precision_recall_curve("any", "any", "any")
IS 'points of the precision-recall curve, from the highest score down';

CREATE AGGREGATE logistic_internal.precision_recall_curve(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_precision_recall_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.precision_recall_curve(logistic_options, "any", "any")
IS 'points of the precision-recall curve, from the highest score down';

CREATE AGGREGATE logistic_internal.gain_curve(label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.gain_curve("any", "any")
IS 'share of the positives among the best tenth, two tenths, ... of the rows';

CREATE AGGREGATE logistic_internal.gain_curve(options logistic_options, label "any", score "any") (
    SFUNC = logistic_rank_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.gain_curve(logistic_options, "any", "any")
IS 'share of the positives among the best tenth, two tenths, ... of the rows';

CREATE AGGREGATE logistic_internal.gain_curve(label "any", score "any", bins "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.gain_curve("any", "any", "any")
IS 'share of the positives among the best rows, by fraction of all';

CREATE AGGREGATE logistic_internal.gain_curve(label "any", score "any", bins "any", weight "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.gain_curve("any", "any", "any", "any")
IS 'share of the positives among the best rows, by fraction of all';

CREATE AGGREGATE logistic_internal.gain_curve(options logistic_options, label "any", score "any", bins "any") (
    SFUNC = logistic_rank_number_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_gain_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.gain_curve(logistic_options, "any", "any", "any")
IS 'share of the positives among the best rows, by fraction of all';

CREATE AGGREGATE logistic_internal.decision_curve(label "any", probability "any") (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.decision_curve("any", "any")
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE AGGREGATE logistic_internal.decision_curve(label "any", probability "any", thresholds float8[]) (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.decision_curve("any", "any", float8[])
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE AGGREGATE logistic_internal.decision_curve(label "any", probability "any", thresholds float8[], weight "any") (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.decision_curve("any", "any", float8[], "any")
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE AGGREGATE logistic_internal.decision_curve(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.decision_curve(logistic_options, "any", "any")
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE AGGREGATE logistic_internal.decision_curve(options logistic_options, label "any", probability "any", thresholds float8[]) (
    SFUNC = logistic_rank_thresholds_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_decision_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.decision_curve(logistic_options, "any", "any", float8[])
IS 'net benefit of acting from each threshold on, and of acting on all';

CREATE AGGREGATE logistic_internal.calibration_curve(label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve("any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.calibration_curve(label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve("any", "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.calibration_curve(label "any", probability "any", bins "any", weight "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve("any", "any", "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.calibration_curve(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve(logistic_options, "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.calibration_curve(options logistic_options, label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve(logistic_options, "any", "any", "any")
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error("any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error("any", "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(label "any", probability "any", bins "any", weight "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error("any", "any", "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(options logistic_options, label "any", probability "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error(logistic_options, "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(options logistic_options, label "any", probability "any", bins "any") (
    SFUNC = logistic_bins_trans,
    STYPE = internal,
    SSPACE = 256,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    SERIALFUNC = logistic_tally_serialize,
    DESERIALFUNC = logistic_tally_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error(logistic_options, "any", "any", "any")
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.calibration_curve(label "any", probability "any", bins "any", strategy text) (
    SFUNC = logistic_rank_bins_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve("any", "any", "any", text)
IS 'mean probability and share of positives, by bins of equal width (uniform) or equally many rows (quantile)';

CREATE AGGREGATE logistic_internal.calibration_curve(label "any", probability "any", bins "any", strategy text, weight "any") (
    SFUNC = logistic_rank_bins_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve("any", "any", "any", text, "any")
IS 'mean probability and share of positives, by bins of equal width (uniform) or equally many rows (quantile)';

CREATE AGGREGATE logistic_internal.calibration_curve(options logistic_options, label "any", probability "any", bins "any", strategy text) (
    SFUNC = logistic_rank_bins_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_bins_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve(logistic_options, "any", "any", "any", text)
IS 'mean probability and share of positives, by bins of equal width (uniform) or equally many rows (quantile)';

CREATE AGGREGATE logistic_internal.log_loss(label boolean, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.log_loss(boolean, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE logistic_internal.log_loss(label boolean, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.log_loss(boolean, float8, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE logistic_internal.log_loss(label float8, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.log_loss(float8, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE logistic_internal.log_loss(label float8, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.log_loss(float8, float8, float8)
IS 'mean of -ln of the probability given to the label that came';

CREATE AGGREGATE logistic_internal.brier_score(label boolean, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.brier_score(boolean, float8)
IS 'mean squared difference of label and probability';

CREATE AGGREGATE logistic_internal.brier_score(label boolean, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.brier_score(boolean, float8, float8)
IS 'mean squared difference of label and probability';

CREATE AGGREGATE logistic_internal.brier_score(label float8, probability float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.brier_score(float8, float8)
IS 'mean squared difference of label and probability';

CREATE AGGREGATE logistic_internal.brier_score(label float8, probability float8, weight float8) (
    SFUNC = logistic_loss_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_brier_score_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.brier_score(float8, float8, float8)
IS 'mean squared difference of label and probability';

CREATE AGGREGATE logistic_internal.confusion_matrix(label boolean, score float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.confusion_matrix(boolean, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.confusion_matrix(label boolean, score float8, threshold float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.confusion_matrix(boolean, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.confusion_matrix(label boolean, score float8, threshold float8, weight float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.confusion_matrix(boolean, float8, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.confusion_matrix(label float8, score float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.confusion_matrix(float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.confusion_matrix(label float8, score float8, threshold float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.confusion_matrix(float8, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.confusion_matrix(label float8, score float8, threshold float8, weight float8) (
    SFUNC = logistic_confusion_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_confusion_matrix_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.confusion_matrix(float8, float8, float8, float8)
IS 'counts of labels by score >= threshold, and what follows from them';

CREATE AGGREGATE logistic_internal.calibration_curve(label boolean, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve(boolean, float8)
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.calibration_curve(label boolean, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve(boolean, float8, integer)
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.calibration_curve(label float8, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve(float8, float8)
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.calibration_curve(label float8, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_calibration_curve_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.calibration_curve(float8, float8, integer)
IS 'mean probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(label boolean, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error(boolean, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(label boolean, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error(boolean, float8, integer)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(label boolean, probability float8, bins integer, weight float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error(boolean, float8, integer, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(label float8, probability float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error(float8, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(label float8, probability float8, bins integer) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error(float8, float8, integer)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.expected_calibration_error(label float8, probability float8, bins integer, weight float8) (
    SFUNC = logistic_bins_trans,
    STYPE = bytea,
    SSPACE = 1024,
    FINALFUNC = logistic_expected_calibration_error_final,
    FINALFUNC_MODIFY = READ_ONLY,
    COMBINEFUNC = logistic_tally_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.expected_calibration_error(float8, float8, integer, float8)
IS 'mean distance of probability and share of positives, by bins of equal width';

CREATE AGGREGATE logistic_internal.class_metrics(label "any", predicted "any") (
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
COMMENT ON AGGREGATE logistic_internal.class_metrics("any", "any")
IS 'precision, recall and F1 score of each class, and their means';

CREATE AGGREGATE logistic_internal.class_metrics(label "any", predicted "any", weight "any") (
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
COMMENT ON AGGREGATE logistic_internal.class_metrics("any", "any", "any")
IS 'precision, recall and F1 score of each class, and their means';

CREATE FUNCTION logistic_internal.logistic_fit_distributed(
    query text,
    label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    partition_key text DEFAULT NULL
) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_fit_distributed' LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_internal.logistic_fit_distributed(text, text, text, text, text, logistic_options, text)
    IS 'fits the rows of a query where they are, pass by pass';

CREATE FUNCTION logistic_internal.logistic_fit_distributed(
    queries text[],
    label text DEFAULT NULL,
    weight_column text DEFAULT NULL,
    frequency_column text DEFAULT NULL,
    offset_column text DEFAULT NULL,
    options logistic_options DEFAULT NULL,
    partition_key text DEFAULT NULL
) RETURNS logistic_model
    AS 'MODULE_PATHNAME', 'logistic_fit_distributed' LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION logistic_internal.logistic_fit_distributed(text[], text, text, text, text, logistic_options, text)
    IS 'fits the rows of several queries as one, where they are';

CREATE AGGREGATE logistic_internal.multinomial_fit(label "any") (
    SFUNC = multinomial_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = multinomial_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.multinomial_fit("any")
IS 'fits the shares of the classes alone';

CREATE AGGREGATE logistic_internal.multinomial_fit(label "any", VARIADIC features "any") (
    SFUNC = multinomial_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = multinomial_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.multinomial_fit("any", "any")
IS 'fits a softmax regression of the label on the features';

CREATE AGGREGATE logistic_internal.multinomial_fit(options logistic_options, label "any") (
    SFUNC = multinomial_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = multinomial_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.multinomial_fit(logistic_options, "any")
IS 'fits the shares of the classes alone, with options';

CREATE AGGREGATE logistic_internal.multinomial_fit(options logistic_options, label "any",
                                 VARIADIC features "any") (
    SFUNC = multinomial_fit_trans,
    STYPE = internal,
    SSPACE = 65536,
    FINALFUNC = multinomial_fit_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.multinomial_fit(logistic_options, "any", "any")
IS 'fits a softmax regression of the label on the features, with options: those of logistic_fit but positive and threshold, and of more than two classes logit_offset and prevalence';

CREATE FUNCTION logistic_internal.multinomial_coefficients(
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
COMMENT ON FUNCTION logistic_internal.multinomial_coefficients(multinomial_model, float8, text)
IS 'the terms of each class against the baseline, with standard errors, tests and intervals';

CREATE FUNCTION logistic_internal.multinomial_statistics(
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
COMMENT ON FUNCTION logistic_internal.multinomial_statistics(multinomial_model)
IS 'how the fit ended and how well the model fits, in one row';

CREATE FUNCTION logistic_internal.multinomial_predict(model multinomial_model)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.multinomial_predict(multinomial_model)
IS 'the most probable label';

CREATE FUNCTION logistic_internal.multinomial_predict(model multinomial_model, VARIADIC features "any")
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_internal.multinomial_predict(multinomial_model, "any")
IS 'the most probable label';

CREATE FUNCTION logistic_internal.multinomial_predict(model multinomial_model, VARIADIC features text[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_internal.multinomial_predict(multinomial_model, text[])
IS 'the most probable label';

CREATE FUNCTION logistic_internal.multinomial_wald(
    model multinomial_model,
    OUT feature text, OUT statistic float8, OUT df integer,
    OUT p_value float8)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_wald'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_internal.multinomial_wald(multinomial_model)
IS 'joint Wald test of each feature, its coefficients of all classes together';

CREATE FUNCTION logistic_internal.multinomial_features(
    model multinomial_model,
    OUT feature text, OUT type text, OUT levels text[],
    OUT mean float8, OUT std_dev float8, OUT min float8, OUT max float8,
    OUT deciles float8[],
    OUT missing bigint,
    OUT pooled integer)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'logistic_multinomial_features'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION logistic_internal.multinomial_features(multinomial_model)
IS 'the features with their training rows summarised';

CREATE FUNCTION logistic_internal.multinomial_loss(model multinomial_model, label "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.multinomial_loss(multinomial_model, "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE FUNCTION logistic_internal.multinomial_loss(
    model multinomial_model, label "any", VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C IMMUTABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_internal.multinomial_loss(multinomial_model, "any", "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE AGGREGATE logistic_internal.multinomial_log_loss(
    label "any", model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_log_loss_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.multinomial_log_loss("any", multinomial_model, "any")
IS 'mean of minus the logarithm of the probability of the label';

CREATE AGGREGATE logistic_internal.multinomial_log_loss(
    options logistic_options, label "any",
    model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_log_loss_options_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.multinomial_log_loss(logistic_options, "any", multinomial_model, "any")
IS 'mean of minus the logarithm of the probability of the label';

CREATE AGGREGATE logistic_internal.multinomial_roc_auc(
    label "any", model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_auc_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.multinomial_roc_auc("any", multinomial_model, "any")
IS 'area under the ROC curve of each class against all others, and their means';

CREATE AGGREGATE logistic_internal.multinomial_roc_auc(
    options logistic_options, label "any",
    model multinomial_model, VARIADIC features "any") (
    SFUNC = multinomial_auc_options_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.multinomial_roc_auc(logistic_options, "any", multinomial_model, "any")
IS 'area under the ROC curve of each class against all others, and their means';

CREATE FUNCTION logistic_internal.logistic_holdout(name text, VARIADIC content "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_holdout'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_holdout(text, "any")
IS 'place of a row from 0 to 1 by its content: below the holdout it is held out';

CREATE FUNCTION logistic_internal.logistic_score(name text)
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.logistic_score(text)
IS 'the log-odds of a row';

CREATE FUNCTION logistic_internal.logistic_score(name text, VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_internal.logistic_score(text, "any")
IS 'the log-odds of a row';

CREATE FUNCTION logistic_internal.logistic_score(name text, VARIADIC features text[])
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_score'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_internal.logistic_score(text, text[])
IS 'the log-odds of a row';

CREATE FUNCTION logistic_internal.multinomial_loss(name text, label "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.multinomial_loss(text, "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE FUNCTION logistic_internal.multinomial_loss(name text, label "any", VARIADIC features "any")
RETURNS float8
AS 'MODULE_PATHNAME', 'logistic_multinomial_loss'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_internal.multinomial_loss(text, "any", "any")
IS 'minus the logarithm of the probability of a row''s label';

CREATE FUNCTION logistic_internal.multinomial_predict(name text)
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_internal.multinomial_predict(text)
IS 'the most probable label';

CREATE FUNCTION logistic_internal.multinomial_predict(name text, VARIADIC features "any")
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_internal.multinomial_predict(text, "any")
IS 'the most probable label';

CREATE FUNCTION logistic_internal.multinomial_predict(name text, VARIADIC features text[])
RETURNS text
AS 'MODULE_PATHNAME', 'logistic_multinomial_predict'
LANGUAGE C STABLE PARALLEL SAFE
SUPPORT logistic_score_support;
COMMENT ON FUNCTION logistic_internal.multinomial_predict(text, text[])
IS 'the most probable label';

CREATE AGGREGATE logistic_internal.multinomial_log_loss(
    label "any", name text, VARIADIC features "any") (
    SFUNC = multinomial_log_loss_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_log_loss_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.multinomial_log_loss("any", text, "any")
IS 'mean of minus the logarithm of the probability of the label';

CREATE AGGREGATE logistic_internal.multinomial_roc_auc(
    label "any", name text, VARIADIC features "any") (
    SFUNC = multinomial_auc_trans,
    STYPE = internal,
    SSPACE = 1024,
    FINALFUNC = multinomial_auc_final,
    FINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE logistic_internal.multinomial_roc_auc("any", text, "any")
IS 'area under the ROC curve of each class against all others, and their means';

