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

