-- The forward pass of an LSTM cell (Hochreiter & Schmidhuber 1997, with the
-- forget gate of Gers et al. 2000), one row of the sequence after the other:
--
--		input, forget and output gate	i, f, o = sigmoid(W z)
--		candidate						g = tanh(V z)
--		cell							c' = f * c + i * g
--		output							h' = o * tanh(c')
--
-- with z the input, the last output and a 1 for the biases.
CREATE TABLE weights (gates float8[], candidate float8[]);
INSERT INTO weights VALUES (
    -- columns: two inputs, two outputs, bias; rows: i, f and o of two cells
    ARRAY[[0.5, -0.2, 0.1, 0.3, 0.0], [0.1, 0.4, -0.3, 0.2, 0.1],
          [-0.4, 0.6, 0.2, 0.1, 1.0], [0.3, 0.2, 0.5, -0.1, 1.0],
          [0.7, -0.5, 0.4, 0.2, -0.2], [-0.1, 0.3, 0.6, -0.4, 0.0]],
    ARRAY[[0.8, -0.6, 0.3, 0.1, 0.0], [0.2, 0.9, -0.4, 0.5, -0.1]]);

CREATE TABLE sequence (t int, x float8[]);
INSERT INTO sequence VALUES (1, '{1, 0.5}'), (2, '{-0.3, 0.8}'), (3, '{0.2, -1}'), (4, '{0.9, 0.1}');

CREATE TABLE outputs AS
WITH RECURSIVE cell (t, c, h) AS (
    VALUES (0, '{0, 0}'::float8[], '{0, 0}'::float8[])
    UNION ALL
    SELECT s.t, state.c, hadamard(gate[5:6], state.tanh_c)
    FROM cell
    JOIN sequence s ON s.t = cell.t + 1
    CROSS JOIN weights
    CROSS JOIN LATERAL (SELECT x || h || 1::float8) AS v (z)
    CROSS JOIN LATERAL (SELECT sigmoid(matvec(gates, z)), matvec(candidate, z)) AS a (gate, g)
    CROSS JOIN LATERAL (
        SELECT array_agg(f * old + i * tanh(new) ORDER BY k),
               array_agg(tanh(f * old + i * tanh(new)) ORDER BY k)
        FROM unnest(gate[1:2], gate[3:4], cell.c, g) WITH ORDINALITY AS u (i, f, old, new, k)
    ) AS state (c, tanh_c)
)
SELECT * FROM cell;

SELECT t, round(h[1]::numeric, 10) AS h1, round(h[2]::numeric, 10) AS h2,
       round(c[1]::numeric, 10) AS c1, round(c[2]::numeric, 10) AS c2
FROM outputs ORDER BY t;

-- The same from Python 3.11, with its math module alone.
SELECT max(abs(h[1] - h1) + abs(h[2] - h2)) < 1e-15 AS as_elsewhere
FROM outputs JOIN (VALUES (1, 0.15168341966552987::float8, 0.14913526092425464::float8),
             (2, -0.006933261592753006, 0.28055696590797585),
             (3, 0.2240151396036569, 0.028171727621740753),
             (4, 0.34769145788506856, 0.055849854088960704)) AS python (t, h1, h2) USING (t);
