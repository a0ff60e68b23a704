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

