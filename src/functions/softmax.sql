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

