-- Back-propagation: a network of any number of layers learns by its gradient.
-- A layer is a matrix, a row for each of its units, the bias last; a network is
-- an array of layers.  The figures are compared with those of
-- test/reference/backprop.py, the same arithmetic in numpy.
CREATE TYPE layer AS (weights float8[]);

CREATE FUNCTION activation(name text, z float8[]) RETURNS float8[] LANGUAGE sql IMMUTABLE
RETURN CASE name WHEN 'sigmoid' THEN sigmoid(z) WHEN 'tanh' THEN tanh(z) WHEN 'relu' THEN relu(z) WHEN 'elu' THEN elu(z) END;

CREATE FUNCTION slope(name text, z float8[]) RETURNS float8[] LANGUAGE sql IMMUTABLE
RETURN CASE name
    WHEN 'sigmoid' THEN sigmoid_derivative(z)
    WHEN 'tanh' THEN ARRAY(SELECT 1 - t * t FROM unnest(tanh(z)) WITH ORDINALITY AS u(t, i) ORDER BY i)
    WHEN 'relu' THEN ARRAY(SELECT CASE WHEN v > 0 THEN 1 ELSE 0 END FROM unnest(z) WITH ORDINALITY AS u(v, i) ORDER BY i)
    WHEN 'elu' THEN ARRAY(SELECT CASE WHEN v > 0 THEN 1 ELSE exp(v) END FROM unnest(z) WITH ORDINALITY AS u(v, i) ORDER BY i) END;

-- Xavier (Glorot) initialisation: uniform between -+ sqrt(6 / (inputs +
-- units)), so that signals and gradients neither grow nor fade from layer to
-- layer; no bias.  A lattice replaces random numbers, so that everybody gets
-- the same weights.
CREATE FUNCTION xavier(sizes int[]) RETURNS layer[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(ROW(weights)::layer ORDER BY l)
    FROM (SELECT l, array_agg(line || 0::float8 ORDER BY i) AS weights
          FROM (SELECT l, i, array_agg((2 * ((1 + l * 100 + i * 20 + j) * 7919 % 10007 + 0.5) / 10007 - 1)
                                       * sqrt(6.0 / (sizes[l] + sizes[l + 1]))::float8 ORDER BY j) AS line
                FROM generate_series(1, cardinality(sizes) - 1) AS l, generate_series(1, sizes[l + 1]) AS i,
                     generate_series(1, sizes[l]) AS j GROUP BY l, i) AS lines
          GROUP BY l) AS layers
$$;

CREATE FUNCTION output(net layer[], x float8[], hidden text) RETURNS float8 LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    FOR l IN 1 .. cardinality(net) LOOP
        x := activation(CASE WHEN l < cardinality(net) THEN hidden ELSE 'sigmoid' END, matvec((net[l]).weights, x || 1::float8));
    END LOOP;
    RETURN x[1];
END $$;

-- The gradient of a row's log loss by all weights.  Forwards each layer's inputs
-- and sums are kept; backwards the error of the sums goes from layer to layer:
--      error of the last layer     = output - y
--      gradient of a layer         = error times its inputs (an outer product)
--      error of the layer below    = transposed weights times error, times the slope
CREATE FUNCTION gradient(net layer[], x float8[], y float8, hidden text) RETURNS layer[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    n int := cardinality(net);
    inputs layer[];
    sums layer[];
    error float8[];
    result layer[];
BEGIN
    inputs[1] := ROW(x || 1::float8)::layer;
    FOR l IN 1 .. n LOOP
        sums[l] := ROW(matvec((net[l]).weights, (inputs[l]).weights))::layer;
        inputs[l + 1] := ROW(activation(CASE WHEN l < n THEN hidden ELSE 'sigmoid' END, (sums[l]).weights) || 1::float8)::layer;
    END LOOP;
    error := ARRAY[(inputs[n + 1]).weights[1] - y];
    FOR l IN REVERSE n .. 1 LOOP
        result[l] := ROW(outer_product(error, (inputs[l]).weights))::layer;
        IF l > 1 THEN
            error := hadamard((matvec(transpose((net[l]).weights), error))[1 : cardinality((sums[l - 1]).weights)],
                              slope(hidden, (sums[l - 1]).weights));
        END IF;
    END LOOP;
    RETURN result;
END $$;

CREATE TABLE samples (task text, x float8[], y float8);

-- The mean gradient of a task's rows, cell by cell of each layer.
CREATE FUNCTION slopes(net layer[], of text, hidden text) RETURNS TABLE (l bigint, k bigint, g float8) LANGUAGE sql STABLE AS $$
    SELECT l, k, avg(g) FROM samples, unnest(gradient(net, x, y, hidden)) WITH ORDINALITY AS layers(weights, l),
         unnest(weights) WITH ORDINALITY AS cells(g, k)
    WHERE task = of GROUP BY l, k
$$;

-- A step down the gradient.
CREATE FUNCTION step(net layer[], of text, hidden text, rate float8) RETURNS layer[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(ROW(weights)::layer ORDER BY l)
    FROM (SELECT l, array_agg(line ORDER BY i) AS weights
          FROM (SELECT l, (k - 1) / array_length(weights, 2) AS i, array_agg(w - rate * g ORDER BY k) AS line
                FROM unnest(net) WITH ORDINALITY AS layers(weights, l) CROSS JOIN unnest(weights) WITH ORDINALITY AS cells(w, k)
                     JOIN slopes(net, of, hidden) USING (l, k) GROUP BY l, i) AS lines
          GROUP BY l) AS layers
$$;

CREATE TABLE nets (task text, hidden text, steps int, net layer[]);
CREATE PROCEDURE train(task text, hidden text, sizes int[], rate float8, steps int) LANGUAGE plpgsql AS $$
DECLARE
    net layer[] := xavier(sizes);
BEGIN
    INSERT INTO nets VALUES (task, hidden, 0, net);
    FOR i IN 1 .. steps LOOP
        net := step(net, task, hidden, rate);
    END LOOP;
    INSERT INTO nets VALUES (task, hidden, steps, net);
END $$;

-- The gradient is right: against a difference, for a weight of each layer.
INSERT INTO samples VALUES ('xor', '{0,0}', 0), ('xor', '{0,1}', 1), ('xor', '{1,0}', 1), ('xor', '{1,1}', 0);
CREATE FUNCTION nudged(net layer[], at int, by float8) RETURNS layer[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    w float8[] := (net[at]).weights;
BEGIN
    w[1][1] := w[1][1] + by;
    net[at] := ROW(w)::layer;
    RETURN net;
END $$;
SELECT hidden, l, abs(((gradient(net, x, y, hidden))[l]).weights[1][1]
    - (bce(y, output(nudged(net, l, 1e-6), x, hidden)) - bce(y, output(nudged(net, l, -1e-6), x, hidden))) / 2e-6) < 1e-9 AS is_difference
FROM (SELECT xavier('{2,4,3,1}') AS net) AS n, (VALUES (ARRAY[0.7, -0.4]::float8[], 1)) AS s(x, y),
     unnest('{sigmoid,tanh,relu,elu}'::text[]) AS hidden, generate_series(1, 3) AS l ORDER BY hidden, l;

-- XOR, which no straight line can do: four hidden units, one thousand steps.
CALL train('xor', 'sigmoid', '{2,4,1}', 2, 1000);
CALL train('xor', 'relu', '{2,4,1}', 0.5, 1000);
CALL train('xor', 'tanh', '{2,4,1}', 0.5, 1000);
CALL train('xor', 'elu', '{2,4,1}', 0.5, 1000);
SELECT hidden, array_agg(round(output(net, x, hidden)::numeric, 3) ORDER BY x) AS outputs FROM nets JOIN samples USING (task)
WHERE task = 'xor' AND steps > 0 GROUP BY hidden ORDER BY hidden;

-- A small net on the heart data: five features, standardised, four hidden units,
-- one hundred steps; beside it the logistic regression, which has no hidden layer.
CREATE TABLE heart (disease boolean, age int, male boolean, cp text, trestbps int, chol int, fbs boolean, restecg text,
    thalach int, exang boolean, oldpeak float8, slope text, ca int, thal text);
\copy heart FROM 'test/data/heart.csv' WITH (FORMAT csv, HEADER)
INSERT INTO samples
SELECT 'heart', ARRAY[(age - avg(age) OVER w) / stddev(age) OVER w, (male::int - avg(male::int) OVER w) / stddev(male::int) OVER w,
    (thalach - avg(thalach) OVER w) / stddev(thalach) OVER w, (exang::int - avg(exang::int) OVER w) / stddev(exang::int) OVER w,
    (oldpeak - avg(oldpeak) OVER w) / stddev(oldpeak) OVER w]::float8[], disease::int
FROM heart WINDOW w AS ();
CALL train('heart', 'sigmoid', '{5,4,1}', 1, 100);
CALL train('heart', 'relu', '{5,4,1}', 1, 100);
CREATE TABLE losses AS
SELECT task, hidden, steps, log_loss(y::int, output(net, x, hidden)) AS log_loss, roc_auc(y::int, output(net, x, hidden)) AS roc_auc
FROM nets JOIN samples USING (task) GROUP BY task, hidden, steps;
SELECT hidden, steps, round(log_loss::numeric, 6) AS log_loss, round(roc_auc::numeric, 4) AS roc_auc FROM losses WHERE task = 'heart'
UNION ALL
SELECT 'none', NULL, round(log_loss(disease, p)::numeric, 6), round(roc_auc(disease, p)::numeric, 4)
FROM (SELECT disease, logistic_predict(m, h) AS p FROM heart AS h, (SELECT logistic_fit(disease, age, male, thalach, exang, oldpeak) AS m FROM heart) AS f) AS s
ORDER BY hidden, steps;

-- What happens to the gradients: six hidden layers of four units before the first
-- step.  A sigmoid's slope is a quarter at most, so that each layer down has a
-- fraction of the gradient above it; a ReLU hands on all of it or nothing.
CREATE TABLE gradients AS
SELECT hidden, l AS layer, sqrt(avg(g * g)) AS size
FROM (SELECT xavier('{5,4,4,4,4,4,4,1}') AS net) AS n, unnest('{sigmoid,tanh,relu}'::text[]) AS hidden, slopes(net, 'heart', hidden) GROUP BY hidden, l;
SELECT hidden, array_agg(round(size::numeric, 7) ORDER BY layer) AS gradient_by_layer,
       round((max(size) FILTER (WHERE layer = 7) / max(size) FILTER (WHERE layer = 1))::numeric) AS last_to_first
FROM gradients GROUP BY hidden ORDER BY hidden;

-- The same figures by numpy.
CREATE TABLE reference (task text, hidden text, figures float8[]);
INSERT INTO reference VALUES
    ('xor', 'elu', '{0.80363933134949, 0.00160798123271069}'),
    ('xor', 'relu', '{0.844965037580195, 0.00342154607378959}'),
    ('xor', 'sigmoid', '{0.739944044242053, 0.00572910842733027}'),
    ('xor', 'tanh', '{0.763226625548137, 0.00492473433626639}'),
    ('heart', 'relu', '{0.63081762965225, 0.445556310071907}'),
    ('heart', 'sigmoid', '{0.661531701899303, 0.471249737709136}'),
    ('gradients', 'relu', '{0.00449541069864982, 0.00742644931290697, 0.00728893398899163, 0.00690163321464074, 0.0189896312132329, 0.0186586819163628, 0.0234291568126734}'),
    ('gradients', 'sigmoid', '{2.16939074385663e-05, 3.88107481106481e-05, 0.00011705925261601, 0.000927256052097932, 0.00342488741515277, 0.0103617709532964, 0.0589866920252036}'),
    ('gradients', 'tanh', '{0.0177080865276173, 0.0145451109840764, 0.0156322685051846, 0.0575733253788504, 0.0837485894725843, 0.0585733793143141, 0.0692566872624371}');
WITH found AS (
    SELECT task, hidden, array_agg(log_loss ORDER BY steps) AS figures FROM losses GROUP BY task, hidden
    UNION ALL SELECT 'gradients', hidden, array_agg(size ORDER BY layer) FROM gradients GROUP BY hidden)
SELECT task, hidden, cardinality(f.figures) = cardinality(r.figures)
    AND (SELECT max(abs(a / b - 1)) FROM unnest(f.figures, r.figures) AS u(a, b)) < 1e-9 AS agree
FROM found AS f JOIN reference AS r USING (task, hidden) ORDER BY task, hidden;
