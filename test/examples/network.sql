-- A small network of sigmoid units.  What one unit cannot do, two layers can:
-- "either, but not both".  Each layer is a row; its matrix has the bias as the
-- last column.
CREATE TABLE layers (layer int, weights float8[]);
INSERT INTO layers VALUES
    (1, ARRAY[[20, 20, -10], [-20, -20, 30]]),      -- "one at least", "not both"
    (2, ARRAY[[20, 20, -30]]);                      -- and

CREATE FUNCTION forward(x float8[]) RETURNS float8[] LANGUAGE sql STABLE AS $$
    WITH RECURSIVE unit (layer, output) AS (
        VALUES (0, x)
        UNION ALL
        SELECT l.layer, sigmoid(matvec(weights, output || 1::float8))
        FROM unit JOIN layers l ON l.layer = unit.layer + 1)
    SELECT output FROM unit ORDER BY layer DESC LIMIT 1
$$;

SELECT a, b, round((forward(ARRAY[a, b]))[1]::numeric, 4) AS output
FROM (VALUES (0, 0), (0, 1), (1, 0), (1, 1)) AS v (a, b) ORDER BY a, b;

-- Its gradient by the chain rule, s' = s (1 - s), against a difference: at
-- a = 0.5, b = 0.5 and with weights that do not saturate.
UPDATE layers SET weights = CASE layer WHEN 1 THEN ARRAY[[0.5, -1.5, 0.25], [1, 2, -1]] ELSE ARRAY[[2, -3, 0.5]]::float8[] END;
WITH parts AS (
    SELECT w1.weights AS first, w2.weights AS second, matvec(w1.weights, ARRAY[0.5, 0.5, 1]) AS z
    FROM layers w1, layers w2 WHERE w1.layer = 1 AND w2.layer = 2),
chain AS (
    SELECT sigmoid_derivative(dot(ARRAY[second[1][1], second[1][2], second[1][3]], sigmoid(z) || 1::float8))
           * dot(hadamard(ARRAY[second[1][1], second[1][2]], sigmoid_derivative(z)), ARRAY[first[1][1], first[2][1]]) AS gradient
    FROM parts)
SELECT round(gradient::numeric, 8) AS gradient,
       abs(gradient - ((forward(ARRAY[0.5 + 1e-6, 0.5]))[1] - (forward(ARRAY[0.5 - 1e-6, 0.5]))[1]) / 2e-6) < 1e-9 AS is_difference
FROM chain;

-- A network as a query is slow beside a fitted model, but it is a check: a unit
-- of one layer is a logistic regression.
SELECT max(abs((forward_one)[1] - logistic_predict(m, a, b))) < 1e-15 AS equal
FROM (SELECT '{"label": "y", "intercept": -1, "coefficients": {"a": 1, "b": 2}}'::logistic_model) AS f (m),
     (SELECT i / 10.0::float8, i % 7 / 7.0::float8 FROM generate_series(-50, 50) AS i) AS v (a, b),
     LATERAL (SELECT sigmoid(matvec(ARRAY[[1, 2, -1]], ARRAY[a, b, 1]))) AS n (forward_one);
