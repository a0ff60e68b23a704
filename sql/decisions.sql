-- Decision curves and threshold tables.
SET extra_float_digits = -6;
CREATE TABLE cases AS
SELECT i, i * 7919 % 1009 < 100 + 4 * (i % 150) AS ill, (i % 150) / 150.0 AS p, 1 + i % 3 AS w FROM generate_series(1, 3000) AS i;
SELECT * FROM unnest((SELECT decision_curve(ill, p, '{0.5, 0.1, 0.3, 0.1}') FROM cases));
SELECT * FROM unnest((SELECT threshold_table(ill, p, '{0, 0.25, 0.5, 0.75, 1, Infinity}') FROM cases));

-- By their definitions, counted from the rows, at the usual thresholds 0.01 ... 0.99; weights are counts.
WITH counts AS (SELECT t, sum(w) AS n, sum(w) FILTER (WHERE ill) AS pos, coalesce(sum(w) FILTER (WHERE ill AND p >= t), 0)::float8 AS tp,
                       coalesce(sum(w) FILTER (WHERE NOT ill AND p >= t), 0)::float8 AS fp FROM cases, unnest(ARRAY(SELECT (k / 100.0)::float8 FROM generate_series(1, 99) k)) AS t GROUP BY t),
     curve AS (SELECT * FROM unnest((SELECT decision_curve(ill, p, NULL, w) FROM cases))),
     options AS (SELECT * FROM unnest((SELECT decision_curve(logistic_options(weight => w), ill, p) FROM cases))),
     costs AS (SELECT * FROM unnest((SELECT threshold_table(ill, p, NULL, 2, 5.5, w) FROM cases)))
SELECT count(*) AS thresholds,
       max(abs(curve.net_benefit - (tp / n - fp / n * t / (1 - t)))) < 1e-13 AS net_benefit,
       max(abs(curve.net_benefit_all - (pos::float8 / n - (n - pos)::float8 / n * t / (1 - t)))) < 1e-12 AS net_benefit_all,
       bool_and(options = curve) AS options,
       bool_and(costs.precision IS NOT DISTINCT FROM tp / nullif(tp + fp, 0)) AS precision, bool_and(costs.recall = tp / pos) AS recall,
       bool_and(costs.false_positive_rate = fp / (n - pos)) AS false_positive_rate, bool_and(costs.cost = 2 * fp + 5.5 * (pos - tp)) AS cost
FROM counts JOIN curve ON curve.threshold = t JOIN options USING (threshold) JOIN costs USING (threshold);
-- The least cost is that of optimal_threshold.
SELECT min(cost) = (SELECT cost FROM unnest((SELECT threshold_table(ill, p, ARRAY[(SELECT optimal_threshold(ill, p, 1, 3) FROM cases)], 1, 3) FROM cases))) AS least
FROM unnest((SELECT threshold_table(ill, p, (SELECT array_agg(DISTINCT p::float8) FROM cases), 1, 3) FROM cases));
-- A model on the rows: acting by it beats acting on all and on none.
SELECT bool_and(net_benefit > net_benefit_all) AS than_all, bool_and(net_benefit > 0) AS than_none
FROM unnest((SELECT decision_curve(ill, logistic_predict((SELECT logistic_fit(ill, p) FROM cases), p), '{0.3, 0.4, 0.5}') FROM cases));

-- By group, as a window, in parallel; the order of the rows does not show.
SELECT w, cardinality(decision_curve(ill, p, '{0.2}')) FROM cases GROUP BY w ORDER BY w;
SELECT DISTINCT threshold_table(ill, p, '{0.5}') OVER (PARTITION BY w) = threshold_table(ill, p, '{0.5}') OVER (PARTITION BY w ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS same FROM cases;
SELECT decision_curve(ill, p ORDER BY i) = decision_curve(ill, p ORDER BY p DESC) AS same FROM cases;
-- Labels of other types.
SELECT decision_curve(ill::int, p, '{0.4}') = decision_curve(ill, p, '{0.4}') AS numbers,
       threshold_table(logistic_options(positive => 'false'), ill::text, 1 - p, '{0.4}') = threshold_table(NOT ill, 1 - p, '{0.4}') AS positive FROM cases;

-- Nothing to tell, and errors.
SELECT decision_curve(ill, p) IS NULL, threshold_table(ill, p) IS NULL FROM cases WHERE ill;
SELECT decision_curve(ill, p) IS NULL, threshold_table(ill, p) IS NULL FROM cases WHERE false;
SELECT decision_curve(ill, p, '{0.5, 1}') FROM cases;
SELECT decision_curve(ill, p, '{-0.1}') FROM cases;
SELECT decision_curve(ill, 2 * p, '{0.5}') FROM cases;
SELECT decision_curve(ill, p, '{}') FROM cases;
SELECT threshold_table(ill, p, '{NULL}') FROM cases;
SELECT threshold_table(ill, p, '{NaN}') FROM cases;
SELECT threshold_table(ill, p, ARRAY[p::float8]) FROM cases;
SELECT threshold_table(ill, p, '{0.5}', -1, 1) FROM cases;
SELECT threshold_table(ill, p, '{0.5}', 1, i) FROM cases;
DROP TABLE cases;
