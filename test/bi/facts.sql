-- facts.sql: what the dashboard has to show, from the tables and the model
-- themselves rather than from its views

\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on

WITH scored AS (
    SELECT c.*, logistic_predict(model, age, tenure, plan) AS risk
    FROM customers c, logistic_get('churn') AS model),
region AS (
    SELECT region, avg(risk) AS expected,
           avg(churned::int::float8) AS observed
    FROM scored GROUP BY region)
SELECT json_build_object(
    'customers', (SELECT to_char(count(*), 'FM999,999') FROM scored),
    'expected', (SELECT to_char(100 * avg(risk), 'FM90.0%') FROM scored),
    'roc_auc', (SELECT to_char(roc_auc(churned, risk), 'FM0.000') FROM scored),
    'log_loss', (SELECT to_char(log_loss(churned, risk), 'FM0.000')
                 FROM scored),
    'region', (SELECT json_agg(value ORDER BY region, place)
               FROM region, unnest(ARRAY[expected, observed])
                   WITH ORDINALITY AS v (value, place)),
    'riskiest', (SELECT json_agg(id::text)
                 FROM (SELECT id FROM scored WHERE NOT churned
                       ORDER BY risk DESC, id LIMIT 10) AS r),
    'terms', (SELECT json_agg(term || ' ' || to_char(odds_ratio, 'FM0.000'))
              FROM logistic_coefficients('churn')),
    'moved', (SELECT term || ' ' || to_char(psi, 'FM0.000')
              FROM logistic_drift('churn', 'SELECT * FROM customers')
              ORDER BY psi DESC LIMIT 1),
    'versions', (SELECT json_agg(version::text ORDER BY version DESC)
                 FROM logistic_model_versions),
    'tables_are_closed', NOT has_table_privilege('bi', 'customers', 'SELECT'));
