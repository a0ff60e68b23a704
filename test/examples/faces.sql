-- Are two photographs of one person?  A network has turned each face into an
-- array of numbers; what remains is to weigh the distances, feature by feature,
-- as verification networks do in their last layer: sigmoid(w'|a - b| + w0).
CREATE TABLE faces AS
SELECT person, photo,
       array_agg(sin(person * (k + 3)) + 0.25 * (0.3 + k % 3) * sin(person * 7 + photo * 13 + k * 29) ORDER BY k) AS features
FROM generate_series(1, 40) AS person, generate_series(1, 6) AS photo, generate_series(1, 8) AS k
GROUP BY person, photo;

CREATE TABLE pairs AS
SELECT a.person = b.person AS same, a.person AS person_a, a.photo AS photo_a, b.person AS person_b, b.photo AS photo_b,
       (SELECT array_agg(abs(x - y) ORDER BY k) FROM unnest(a.features, b.features) WITH ORDINALITY AS u (x, y, k)) AS distances,
       dot(a.features, b.features) / sqrt(dot(a.features, a.features) * dot(b.features, b.features)) AS cosine
FROM faces a JOIN faces b ON (a.person, a.photo) < (b.person, b.photo)
WHERE (a.person * 31 + b.person * 17 + a.photo + b.photo) % 5 = 0 OR a.person = b.person;

-- Learn from half of the people, judge by the other half.
CREATE TABLE verifier AS
SELECT logistic_fit(logistic_options(l2 => 1), same, distances) AS model FROM pairs WHERE person_a <= 20 AND person_b <= 20;

SELECT count(*) AS pairs, count(*) FILTER (WHERE same) AS same,
       round(roc_auc(same, logistic_predict(model, distances))::numeric, 6) AS auc_distances,
       round(roc_auc(same, cosine)::numeric, 6) AS auc_cosine,
       round(accuracy(same, logistic_predict(model, distances), 0.5)::numeric, 6) AS accuracy
FROM pairs, verifier WHERE person_a > 20 AND person_b > 20;

-- A score near 1: one person.  All distances count against it, as they should.
SELECT person_a, photo_a, person_b, photo_b, same, round(logistic_predict(model, distances)::numeric, 4) AS probability
FROM pairs, verifier
WHERE person_a > 20 AND person_b > 20 AND photo_a = 1 AND photo_b = 2 AND person_a < 24 AND person_b < 26
ORDER BY person_a, person_b;
SELECT bool_and(estimate < 0) AS distances_count_against FROM verifier, logistic_coefficients(model) WHERE term <> '(Intercept)';
