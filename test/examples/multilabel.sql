-- Several labels that do not exclude each other: one sigmoid each.  A film may
-- be a comedy and a romance at once, so each genre has a model of its own, all
-- of them fitted in one scan and scored in one query.
CREATE TABLE films AS
SELECT i AS id, jokes, kisses, chases,
       i * 48271 % 1009 / 1009.0 < sigmoid(-1.5 + 0.9 * jokes - 0.4 * chases) AS comedy,
       i * 16807 % 1013 / 1013.0 < sigmoid(-2 + 1.1 * kisses) AS romance,
       i * 69621 % 1019 / 1019.0 < sigmoid(-1 + 0.8 * chases - 0.3 * kisses) AS action
FROM (SELECT i, (i * 7 % 11 / 2.0)::float8 AS jokes, (i * 5 % 13 / 3.0)::float8 AS kisses, (i * 3 % 17 / 4.0)::float8 AS chases
      FROM generate_series(1, 3000) AS i) AS f;

CREATE TABLE genres AS
SELECT logistic_fit(comedy, jokes, kisses, chases) AS comedy,
       logistic_fit(romance, jokes, kisses, chases) AS romance,
       logistic_fit(action, jokes, kisses, chases) AS action
FROM films;

-- The probability of every label of a film, and the labels that it gets.
SELECT f.id, round(p.comedy::numeric, 6) AS comedy, round(p.romance::numeric, 6) AS romance, round(p.action::numeric, 6) AS action,
       array_remove(ARRAY[CASE WHEN p.comedy >= 0.5 THEN 'comedy' END, CASE WHEN p.romance >= 0.5 THEN 'romance' END,
                          CASE WHEN p.action >= 0.5 THEN 'action' END], NULL) AS labels
FROM films f, genres g, LATERAL (
    SELECT logistic_predict(g.comedy, f) AS comedy, logistic_predict(g.romance, f) AS romance, logistic_predict(g.action, f) AS action) AS p
WHERE f.id <= 8 ORDER BY f.id;

-- The same by arrays, for coefficients that come as a matrix: one row a label.
CREATE TABLE head AS
SELECT array_agg(estimates ORDER BY label) AS weights
FROM (SELECT 1, comedy FROM genres UNION ALL SELECT 2, romance FROM genres UNION ALL SELECT 3, action FROM genres) AS m (label, model),
     LATERAL (SELECT array_agg(estimate ORDER BY place) FROM logistic_coefficients(model) WITH ORDINALITY
                  AS c (term, estimate, std_error, statistic, p_value, conf_low, conf_high, odds_ratio, low, high, place)) AS e (estimates);
SELECT max(abs(p[1] - logistic_predict(g.comedy, f)) + abs(p[2] - logistic_predict(g.romance, f)) + abs(p[3] - logistic_predict(g.action, f))) < 1e-15 AS equal
FROM films f, genres g, head, LATERAL (SELECT sigmoid(matvec(weights, ARRAY[1, jokes, kisses, chases]))) AS s (p);

-- The loss of all labels together is the sum of their binary cross-entropies.
SELECT round(avg(bce(f.comedy, p.comedy) + bce(f.romance, p.romance) + bce(f.action, p.action))::numeric, 6) AS loss,
       abs(avg(bce(f.comedy, p.comedy) + bce(f.romance, p.romance) + bce(f.action, p.action))
           + (SELECT sum(log_lik / nobs) FROM genres, LATERAL (SELECT * FROM logistic_statistics(genres.comedy) UNION ALL
                  SELECT * FROM logistic_statistics(genres.romance) UNION ALL SELECT * FROM logistic_statistics(genres.action)) AS s)) < 1e-12 AS is_likelihood
FROM films f, genres g, LATERAL (
    SELECT logistic_predict(g.comedy, f) AS comedy, logistic_predict(g.romance, f) AS romance, logistic_predict(g.action, f) AS action) AS p;
