-- Precision, recall and F1 score by class, as scikit-learn's classification_report has them.
SET extra_float_digits = -3;
CREATE TABLE animals (label text, predicted text, w float8);
INSERT INTO animals VALUES
    ('cat', 'cat', 1), ('cat', 'cat', 2), ('cat', 'dog', 1), ('cat', 'cat', 3), ('dog', 'dog', 1), ('dog', 'cat', 2),
    ('dog', 'dog', 1), ('fox', 'dog', 1), ('fox', 'cat', 1), ('emu', 'emu', 4), (NULL, 'cat', 1), ('cat', NULL, 1);
-- By hand: cat 3/5 and 3/4, dog 2/4 and 2/3; nothing was called fox, so its precision is 0/0.
SELECT * FROM unnest((SELECT class_metrics(label, predicted) FROM animals));
-- The means count 0/0 as 0.
SELECT round((3/5.0 + 2/4.0 + 0 + 1) / 4, 12) = round(precision::numeric, 12) AS macro
FROM unnest((SELECT class_metrics(label, predicted) FROM animals)) WHERE average = 'macro';
SELECT round((4 * 3/4.0 + 3 * 2/3.0 + 0 + 1 * 1) / 10, 12) = round(recall::numeric, 12) AS weighted
FROM unnest((SELECT class_metrics(label, predicted) FROM animals)) WHERE average = 'weighted';
-- The weighted mean of recall is the accuracy.
SELECT round(recall::numeric, 12) = (SELECT round(avg((label = predicted)::int), 12) FROM animals) AS accuracy
FROM unnest((SELECT class_metrics(label, predicted) FROM animals)) WHERE average = 'weighted';
-- A weight counts as so many rows.
SELECT (SELECT class_metrics(label, predicted, w) FROM animals) =
       (SELECT class_metrics(label, predicted) FROM animals, generate_series(1, w::int)) AS as_rows;
-- A model's own words: the label may be of another type.
CREATE TYPE species AS ENUM ('fox', 'dog', 'cat', 'emu');
SELECT class_metrics(label::species, predicted) = class_metrics(label, predicted::varchar) AS enum FROM animals;
SELECT label, precision, recall, support
FROM unnest((SELECT class_metrics(i > 5, logistic_classify(m, i))
             FROM generate_series(1, 10) i, (SELECT logistic_fit(logistic_options(l2 => 1), i > 4, i) AS m FROM generate_series(1, 10) i) f)) WHERE average IS NULL;
SELECT label, support FROM unnest((SELECT class_metrics(i % 3, (i % 2)::numeric) FROM generate_series(1, 10) i));
-- With two classes the positive one has the numbers of the confusion matrix.
SELECT c.precision = m.precision AND c.recall = m.recall AND c.f1_score = m.f1_score AS same
FROM unnest((SELECT class_metrics(i % 3 = 0, i % 4 < 2) FROM generate_series(1, 100) i)) c,
     (SELECT (confusion_matrix(i % 3 = 0, (i % 4 < 2)::int, 0.5)).* FROM generate_series(1, 100) i) m WHERE label = 'true';
-- In parallel.
CREATE TABLE many AS SELECT i % 5 AS y, i * 7 % 11 % 5 AS z FROM generate_series(1, 20000) i;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT class_metrics(y, z) FROM many;
SELECT (SELECT class_metrics(y, z) FROM many) = (SELECT class_metrics(y, z ORDER BY y) FROM many) AS same;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size;
-- No rows: NULL.  What cannot be.
SELECT class_metrics(label, predicted) IS NULL AS none FROM animals WHERE label IS NULL;
SELECT class_metrics(label, predicted, -w) FROM animals;
SELECT class_metrics(label, ARRAY[w]) FROM animals;
SELECT class_metrics(label, predicted, label) FROM animals;
DROP TABLE animals, many;
DROP TYPE species;
