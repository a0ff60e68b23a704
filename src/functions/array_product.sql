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

