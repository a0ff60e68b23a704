-- Scorecards: a model as a table of whole points.
SET extra_float_digits = -6;
CREATE TABLE loans AS
SELECT i AS id, CASE WHEN i % 11 = 0 THEN NULL WHEN i % 23 = 0 THEN -1 ELSE 20 + (i * 7919 % 50) END AS age,
       (ARRAY['car', 'home', 'other', 'boat', 'tax'])[1 + i * 31 % 5] AS purpose, i % 3 = 0 AS owner,
       ((i * 104729 % 1000) / 100.0)::float8 AS tenure, (i * 7919 % 10007) % 100 < 20 + (i * 7919 % 50) + 3 * (i * 31 % 5) AS bad
FROM generate_series(1, 3000) AS i;
CREATE TABLE card AS
SELECT logistic_fit(logistic_options(terms => 'woe(age, bins = 5, monotone = auto, special = {-1}) + purpose + bins(tenure, 3) + owner'),
                    bad, age, purpose, tenure, owner) AS m FROM loans;
SELECT left(feature, 12) AS feature, bin, low, high, n, round(rate::numeric, 6) AS rate, round(woe::numeric, 6) AS woe, round(coefficient::numeric, 6) AS coefficient, points
FROM card, logistic_scorecard(m);

-- By the formula, from what else is known of the model: woe_bins, coefficients, and 4 features that share the rest.
WITH bins AS (SELECT b.* FROM unnest((SELECT woe_bins(woe_options(bins => 5, monotone => 'auto', special => '{-1}'), bad, age) FROM loans)) b),
     c AS (SELECT term, estimate FROM card, logistic_coefficients(m)),
     hand AS (SELECT bin, n, positives / n AS rate, woe,
                     round((600 - 20 / ln(2) * (ln(50) + (SELECT estimate FROM c WHERE term = '(Intercept)'))) / 4
                           - 20 / ln(2) * woe * (SELECT estimate FROM c WHERE term LIKE 'woe%')) AS points FROM bins)
SELECT count(*) AS bins, bool_and(s.n = h.n AND abs(s.rate - h.rate) < 1e-14 AND abs(s.woe - h.woe) < 1e-14) AS counts, bool_and(s.points = h.points) AS points
FROM hand h JOIN (SELECT s.* FROM card, logistic_scorecard(m) s WHERE feature LIKE 'woe%') s USING (bin);

-- A row's points are the sum of its rows of the card, and the score on the scale but for rounding.
WITH s AS (SELECT s.* FROM card, logistic_scorecard(m, 500, 20, 40) s),
     by_card AS (SELECT l.*, (SELECT sum(points) FROM s WHERE CASE
                       WHEN feature LIKE 'woe%' THEN CASE WHEN age IS NULL THEN bin = '(missing)' WHEN age = -1 THEN bin = '-1' ELSE age >= low AND age < high END
                       WHEN feature LIKE 'bins%' THEN tenure >= low AND tenure < high
                       WHEN feature = 'owner' THEN bin = owner::text ELSE bin = purpose END) AS points FROM loans l)
SELECT count(*) AS n, bool_and(logistic_points(m, '{500,20,40}', b) = points) AS sum_of_card,
       max(abs(points - (500 + 40 / ln(2) * (-logistic_score(m, age, purpose, tenure, owner) - ln(20))))) <= 2 AS rounded
FROM by_card b, card;

-- Reasons: what the row has, and what it lacks to the best row of each feature.
SELECT left(feature, 12) AS feature, value, points, points_lost FROM card, loans l, logistic_point_reasons(m, NULL, l) WHERE id = 11;
SELECT bool_and(have = logistic_points(m, NULL, l)) AS sums, bool_and(have + lost = best) AS against_best, bool_and(sorted) AS sorted
FROM card, loans l, LATERAL (SELECT sum(points) AS have, sum(points_lost) AS lost, array_agg(points_lost) = array_agg(points_lost ORDER BY points_lost DESC) AS sorted FROM logistic_point_reasons(m, NULL, l)) r,
     LATERAL (SELECT sum(most) AS best FROM (SELECT max(points) AS most FROM logistic_scorecard(m) GROUP BY feature) f) b WHERE id <= 200;

-- Twice the odds are pdo points more: a model of one feature, without an intercept too.
CREATE TABLE one AS
SELECT unnest(ARRAY[logistic_fit(logistic_options(terms => 'purpose'), bad, purpose), logistic_fit(logistic_options(terms => 'purpose', intercept => false), bad, purpose),
                    logistic_fit(bad, purpose), logistic_fit(bad, owner, purpose)]) AS m FROM loans;
SELECT array_agg(points ORDER BY bin) FILTER (WHERE feature = 'purpose') AS purpose, array_agg(points ORDER BY bin) FILTER (WHERE feature = 'owner') AS owner
FROM (SELECT row_number() OVER () AS model, m FROM one) AS o, logistic_scorecard(m) GROUP BY model ORDER BY model;

-- The other ways of a row: columns, values, texts, and a name.
SELECT logistic_register('card', m) FROM card;
SELECT logistic_points(m, NULL, l) AS row, logistic_points(m, NULL, l.age, l.purpose, l.tenure, l.owner) AS values, logistic_points(m, NULL, VARIADIC ARRAY['30', 'car', '1.5', 'f']) AS texts,
       logistic_points('card', NULL, l) AS name, (SELECT sum(points_lost) FROM logistic_point_reasons('card', NULL, l)) AS lost FROM card, loans l WHERE id = 10;
SELECT count(*) FROM (SELECT * FROM logistic_scorecard('card') EXCEPT SELECT s.* FROM card, logistic_scorecard(m) s) AS differ;

-- No score, no points.
SELECT logistic_points(m, NULL, 30, NULL::text, 1.0, true), logistic_points(NULL::logistic_model, NULL, 30, 'car', 1.0, true) FROM card;
SELECT count(*) FROM card, logistic_point_reasons(m, NULL, 30, NULL::text, 1.0, true);
SELECT count(*) FROM logistic_scorecard(NULL::logistic_model);

-- What a card cannot hold.
SELECT * FROM logistic_scorecard((SELECT logistic_fit(bad, purpose, tenure) FROM loans));
SELECT * FROM logistic_scorecard((SELECT logistic_fit(logistic_options(terms => 'woe(age) + purpose:owner'), bad, age, purpose, owner) FROM loans));
SELECT logistic_points((SELECT logistic_fit(logistic_options(terms => 'spline(tenure, 3)'), bad, tenure) FROM loans), NULL, 1.0);
SELECT * FROM logistic_scorecard((SELECT logistic_fit(bad) FROM loans));
SELECT * FROM logistic_scorecard((SELECT logistic_fit(logistic_options(logit_offset => tenure), bad, purpose) FROM loans));
SELECT * FROM logistic_scorecard((SELECT logistic_fit(bad AND purpose <> 'car', purpose) FROM loans));
SELECT s.* FROM card, logistic_scorecard(m, odds => -1) s;
SELECT s.* FROM card, logistic_scorecard(m, pdo => 0) s;
SELECT s.* FROM card, logistic_scorecard(m, odds => 'NaN') s;
SELECT s.* FROM card, logistic_scorecard(m, points => 1e300) s;
SELECT logistic_points(m, '{600,50}', l) FROM card, loans l;
SELECT logistic_points(m, '{600,50,0}', l) FROM card, loans l;
SELECT logistic_points(m, '{600,NULL,20}', l) FROM card, loans l;
SELECT logistic_drop('card');
DROP TABLE loans, card, one;
