-- demo.sql: the main job on 303 patients; run by demo.sh

\set ON_ERROR_STOP on
\pset footer off

\echo
\echo '# CREATE EXTENSION, and a table of 303 patients (UCI Heart Disease, Cleveland)'
CREATE EXTENSION logistic;
CREATE TABLE heart (
    disease boolean, age integer, male boolean, cp text, trestbps integer,
    chol integer, fbs boolean, restecg text, thalach integer, exang boolean,
    oldpeak float8, slope text, ca integer, thal text);
\copy heart FROM PSTDIN WITH (FORMAT csv, HEADER)

\echo '# Fit: one SELECT.  Six patients have a NULL and are left out and counted.'
CREATE TABLE model AS
SELECT logistic_fit(disease, age, male, cp, trestbps, chol, fbs, restecg,
                    thalach, exang, oldpeak, slope, ca, thal) AS m
FROM heart;

\echo
\echo '# SELECT * FROM logistic_coefficients(m)'
SELECT term, round(estimate::numeric, 4) AS estimate,
       round(std_error::numeric, 4) AS std_error,
       round(p_value::numeric, 4) AS p_value,
       round(odds_ratio::numeric, 3) AS odds_ratio,
       round(odds_ratio_low::numeric, 3) AS low,
       round(odds_ratio_high::numeric, 3) AS high
FROM model, logistic_coefficients(m);

\echo '# SELECT logistic_summary(m)'
\pset tuples_only on
\pset format unaligned
SELECT logistic_summary(m) FROM model;
\pset format aligned
\pset tuples_only off

\echo
\echo '# Score: by column name, with an interval'
SELECT age, male, cp, thal, disease,
       round(probability::numeric, 3) AS probability,
       round(conf_low::numeric, 3) AS low, round(conf_high::numeric, 3) AS high
FROM model, heart h, logistic_interval(m, 0.95, h)
WHERE thal IS NOT NULL AND ca IS NOT NULL
ORDER BY probability DESC, age LIMIT 5;

\echo '# Why has the first of them that score?'
SELECT e.term, e.value, round(e.contribution::numeric, 3) AS contribution
FROM model,
     (SELECT h FROM model, heart h
      ORDER BY logistic_predict(m, h) DESC NULLS LAST, age LIMIT 1) q,
     logistic_explain(m, q.h) e
LIMIT 6;

-- The area under the ROC curve is the share of pairs of a sick and a healthy
-- patient in which the sick one has the higher score: Mann and Whitney's U,
-- from the mean ranks of the scores.
\echo '# AUC, from the ranks of the scores'
WITH scored AS (
    SELECT disease, logistic_predict(m, h) AS p FROM model, heart h),
ranked AS (
    SELECT disease, rank() OVER (ORDER BY p)
           + (count(*) OVER (PARTITION BY p) - 1) / 2.0 AS mean_rank
    FROM scored WHERE p IS NOT NULL)
SELECT round((sum(mean_rank) FILTER (WHERE disease)
              - n1 * (n1 + 1) / 2.0) / (n1 * n0), 4) AS auc
FROM ranked,
     (SELECT count(*) FILTER (WHERE disease) AS n1,
             count(*) FILTER (WHERE NOT disease) AS n0 FROM ranked) n
GROUP BY n1, n0;
