-- The tables of the benchmarks; :rows is the size.
--
--	points	y boolean, x1 ... x10 float8, moderate coefficients
--	prices	the same with numeric features of two decimals
--	small	a tenth of the rows in groups g of ten
--	wide	a tenth of the rows with y and w1 ... w40
--	models	m: one model, of y on x1 ... x10
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

CREATE UNLOGGED TABLE wide AS
SELECT y, x1 AS w1, x2 AS w2, x3 AS w3, x4 AS w4, x5 AS w5,
	x6 AS w6, x7 AS w7, x8 AS w8, x9 AS w9, x10 AS w10,
	random() AS w11, random() AS w12, random() AS w13, random() AS w14,
	random() AS w15, random() AS w16, random() AS w17, random() AS w18,
	random() AS w19, random() AS w20, random() AS w21, random() AS w22,
	random() AS w23, random() AS w24, random() AS w25, random() AS w26,
	random() AS w27, random() AS w28, random() AS w29, random() AS w30,
	random() AS w31, random() AS w32, random() AS w33, random() AS w34,
	random() AS w35, random() AS w36, random() AS w37, random() AS w38,
	random() AS w39, random() AS w40
FROM (SELECT * FROM points LIMIT (:rows + 9) / 10) s;

CREATE TABLE models AS
SELECT logistic_fit(y, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10) AS m
FROM (SELECT * FROM points LIMIT 100000) s;

VACUUM ANALYZE;
CHECKPOINT;
