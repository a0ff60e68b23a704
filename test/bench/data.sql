-- The tables of the benchmarks; :rows is the size.
--
--	points	y boolean, x1 ... x10 float8, moderate coefficients
--	prices	the same with numeric features of two decimals
--	small	a tenth of the rows in groups g of ten
--	models	m: one model, of y on x1 ... x10
--	arrays	a fiftieth of the rows with y and an array w of 200 numbers
--	embeddings	a five-hundredth, and fifty, with y, v384 float4[] and v1536
--			float8[], whose elements share eight factors
CREATE EXTENSION IF NOT EXISTS logistic;
SELECT setseed(0.5);

CREATE UNLOGGED TABLE points AS
SELECT random() < sigmoid(0.4 * x1 - 0.3 * x2 + 0.2 * x3 - 0.1 * x4 + 0.5 * x5
	- 0.6 * x6 + 0.3 * x7 - 0.2 * x8 + 0.1 * x9 - 0.05 * x10 - 0.7) AS y, x.*
FROM (
	SELECT 4 * random() - 2 AS x1, 4 * random() - 2 AS x2, 4 * random() - 2 AS x3,
		4 * random() - 2 AS x4, 4 * random() - 2 AS x5, 4 * random() - 2 AS x6,
		4 * random() - 2 AS x7, 4 * random() - 2 AS x8, 4 * random() - 2 AS x9,
		4 * random() - 2 AS x10
	FROM generate_series(1, :rows)
	OFFSET 0) x;

CREATE UNLOGGED TABLE prices AS
SELECT y, round(x1::numeric, 2) AS x1, round(100 * x2::numeric, 2) AS x2,
	round(x3::numeric, 2) AS x3, round(100 * x4::numeric, 2) AS x4,
	round(x5::numeric, 2) AS x5, round(100 * x6::numeric, 2) AS x6,
	round(x7::numeric, 2) AS x7, round(100 * x8::numeric, 2) AS x8,
	round(x9::numeric, 2) AS x9, round(100 * x10::numeric, 2) AS x10
FROM points;

CREATE UNLOGGED TABLE small AS
SELECT (row_number() OVER () - 1) / 10 AS g, y, x1, x2
FROM (SELECT * FROM points LIMIT (:rows + 9) / 10) s;

CREATE TABLE models AS
SELECT logistic_fit(y, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10) AS m
FROM (SELECT * FROM points LIMIT 100000) s;

CREATE UNLOGGED TABLE arrays AS
SELECT y, ARRAY[x1, x2, x3, x4, x5, x6, x7, x8, x9, x10]
	|| ARRAY(SELECT x1 / 4 + random() FROM generate_series(1, 190)) AS w
FROM (SELECT * FROM points LIMIT (:rows + 49) / 50) s;

CREATE UNLOGGED TABLE embeddings AS
SELECT y, v::float4[] AS v384, v || ARRAY(
	SELECT f[1 + j % 8] + f[1 + j / 8 % 8] / 2 + random()
	FROM generate_series(385, 1536) j) AS v1536
FROM (SELECT y, f, ARRAY(
		SELECT f[1 + j % 8] + f[1 + j / 8 % 8] / 2 + random()
		FROM generate_series(1, 384) j) AS v
	FROM (SELECT y, ARRAY[x1, x2, x3, x4, x5, x6, x7, x8] AS f
		FROM points LIMIT :rows / 500 + 50) s) s;

VACUUM ANALYZE;
CHECKPOINT;
