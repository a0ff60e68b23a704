-- demo.sql: fit, scores and report of 303 patients; run by demo.sh

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

\echo '# How well does it tell sick from healthy?'
SELECT round(roc_auc(disease, p)::numeric, 4) AS roc_auc,
       round(log_loss(disease, p)::numeric, 4) AS log_loss,
       round(brier_score(disease, p)::numeric, 4) AS brier_score
FROM (SELECT disease, logistic_predict(m, h) AS p FROM model, heart h) s;
