-- customers.sql: what a dashboard is to show; run by dashboard.sh
--
-- The model lacks the region, although it matters, and the newer customers,
-- which it has not seen, are younger: the dashboard has to show both.

\set ON_ERROR_STOP on
SET client_min_messages = warning;

CREATE EXTENSION logistic;
CREATE TABLE customers AS
SELECT id, age, tenure, plan, region,
       id * 48271::bigint % 1009 < 160 + 4 * age - 6 * tenure
           + CASE plan WHEN 'free' THEN 330 WHEN 'pro' THEN 80 ELSE 0 END
           + CASE region WHEN 'north' THEN 90 ELSE 0 END AS churned
FROM (SELECT id, id * 10473 % 73 AS tenure,
             18 + id * 7919 % CASE WHEN id > 2000 THEN 47 ELSE 61 END AS age,
             (ARRAY['free', 'pro', 'team'])[1 + id * 37 % 5 % 3] AS plan,
             (ARRAY['north', 'east', 'south'])[1 + id * 11 % 7 % 3] AS region
      FROM generate_series(1, 10000) AS id) AS c;

-- the first version has few features, the second more; the third is no better
CREATE TABLE subscribers AS
SELECT churned, age, tenure, plan FROM customers WHERE id <= 300;
SELECT logistic_train('churn', 'SELECT churned, age, tenure FROM subscribers',
                      comment => 'without the plan') AS version;
SELECT logistic_train('churn',
                      'SELECT churned, age, tenure, plan FROM subscribers',
                      comment => 'with the plan') AS version;
INSERT INTO subscribers
SELECT churned, age, tenure, plan FROM customers WHERE id BETWEEN 301 AND 2000;
SELECT version, promoted, reason FROM logistic_refit('churn', 'if_better');
