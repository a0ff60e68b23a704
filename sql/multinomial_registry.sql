-- Registered models of many classes, and what can be asked of such a model.
SET client_min_messages = warning;
-- Three species of plants by four measures, which overlap.
CREATE TABLE plants AS
SELECT i, i * 7919 % 101 / 10.0 AS length, i * 31 % 53 / 5.0 AS width, i % 4 = 0 AS tall,
       (ARRAY['clay', 'sand', 'peat'])[1 + i * 17 % 3] AS soil,
       (ARRAY['ash', 'elm', 'oak'])[1 + (i * 7919 % 101 + i * 13 % 60 > 60)::int + (i * 31 % 53 + i * 29 % 41 > 55)::int] AS species
FROM generate_series(1, 400) AS i;
CREATE TABLE fitted AS SELECT multinomial_fit(species, length, width, tall, soil) AS m FROM plants;

-- Metrics: log_loss and roc_auc_score(multi_class='ovr') of scikit-learn 1.2.1
-- from the probabilities above give 0.6083324495560278; 0.9068327505827505,
-- 0.7772590517688558, 0.8952080915271099, macro 0.8597666312929054, weighted
-- 0.8275858378631896; with the weights 1, 2, 3 a log loss of 0.608838863582784
-- and areas 0.908537765854468, 0.7742664096423078, 0.8927794871794872.
SELECT round(multinomial_log_loss(species, m, length, width, tall, soil)::numeric, 14) AS log_loss,
       round(multinomial_log_loss(logistic_options(weight => i % 3 + 1), species, m, length, width, tall, soil)::numeric, 14) AS weighted
FROM plants, fitted;
SELECT a.average, a.label, round(a.roc_auc::numeric, 14) AS roc_auc, a.support, round(w.roc_auc::numeric, 14) AS weighted, w.support
FROM (SELECT multinomial_roc_auc(species, m, length, width, tall, soil) AS a,
             multinomial_roc_auc(logistic_options(weight => i % 3 + 1), species, m, length, width, tall, soil) AS w
      FROM plants, fitted) AS s, unnest(a) WITH ORDINALITY AS a(average, label, roc_auc, support, n)
     JOIN unnest(w) WITH ORDINALITY AS w(average, label, roc_auc, support, n) USING (n) ORDER BY n;
-- The loss of a row is minus the logarithm of the probability of its label.
SELECT max(abs(multinomial_loss(m, species, length, width, tall, soil) + ln(probability))) < 1e-14 AS same
FROM plants, fitted, multinomial_probabilities(m, length, width, tall, soil) AS p WHERE label = species;
-- The score counts, not the rounded probability; a label that the model does
-- not have has no probability; NULLs are left out.
SELECT multinomial_loss('{"version": 1, "equations": [{"label": "y", "positive": "b", "negative": "a", "intercept": 0, "coefficients": {"x": 1}}]}'::multinomial_model, y, x) AS loss
FROM (VALUES ('a', 800.0), ('b', 800.0), ('c', 1.0), (NULL, 1.0), ('a', NULL)) AS v(y, x);
SELECT multinomial_log_loss(species, m, length, width, tall, soil) AS log_loss FROM (SELECT * FROM plants UNION ALL SELECT 0, 1, 1, true, 'clay', 'yew') AS p, fitted;
SELECT multinomial_log_loss(species, m, length, width, tall, soil) IS NULL AS no_rows FROM plants, fitted WHERE false;
SELECT multinomial_roc_auc(species, m, length, width, tall, soil) AS one_label FROM plants, fitted WHERE species = 'ash';
-- All at once; accuracy_score, balanced_accuracy_score and f1_score of
-- scikit-learn: 0.6975, 0.6338008176243469, 0.6482467474042642,
-- 0.6927390964172387.
SELECT nobs, round(log_loss::numeric, 13) AS log_loss, accuracy, round(balanced_accuracy::numeric, 14) AS balanced, round(f1_macro::numeric, 14) AS f1_macro,
       round(f1_weighted::numeric, 14) AS f1_weighted, round(roc_auc_macro::numeric, 14) AS auc, round(roc_auc_weighted::numeric, 14) AS auc_weighted
FROM fitted, multinomial_evaluate(m, 'SELECT * FROM plants');
SELECT round(log_loss::numeric, 13) AS log_loss, round(balanced_accuracy::numeric, 14) AS balanced
FROM fitted, multinomial_evaluate(m, 'SELECT *, i % 3 + 1 AS w FROM plants', weight_column => 'w');
SELECT multinomial_evaluate(m, 'SELECT * FROM plants', label => 'kind') FROM fitted;
SELECT multinomial_evaluate(m, 'SELECT species, length FROM plants') FROM fitted;

-- Joint Wald tests: b'V^-1 b by mpmath from estimates and covariance is
-- 85.219420440996, 69.773969606685, 0.61869858445254, 0.53874809679754, with
-- p-values from the incomplete gamma function: 3.1249133237e-19,
-- 7.05951734588e-16, 0.733924371172, 0.969620865007.
SELECT feature, round(statistic::numeric, 9) AS statistic, df, p_value::numeric(30, 27) AS p_value FROM fitted, multinomial_wald(m);
-- Of two classes it is logistic_wald.
SELECT bool_and(a.statistic = b.statistic AND a.p_value = b.p_value AND a.df = b.df) AS same
FROM multinomial_wald((SELECT multinomial_fit(tall, length, soil) FROM plants)) AS a
     JOIN logistic_wald((SELECT logistic_fit(tall, length, soil) FROM plants)) AS b USING (feature);

-- What features add to the log-odds of each class: the sum is the log-odds,
-- those of two classes are logistic_explain's.
SELECT i, label, max(abs(e - ln(p.probability / b.probability))) < 1e-13 AS sums_up
FROM (SELECT i, label, sum(contribution) AS e, m, length, width, tall, soil FROM plants, fitted, multinomial_explain(m, plants) WHERE i < 3 GROUP BY i, label, m, length, width, tall, soil) AS s,
     multinomial_probabilities(m, length, width, tall, soil) AS p(l, probability), multinomial_probabilities(m, length, width, tall, soil) AS b(l, probability)
WHERE p.l = label AND b.l = 'ash' GROUP BY i, label ORDER BY i, label;
SELECT bool_and(a.term = b.term AND a.value IS NOT DISTINCT FROM b.value AND a.contribution = b.contribution) AS same
FROM (SELECT multinomial_fit(tall, length, soil) AS m, logistic_fit(tall, length, soil) AS b FROM plants) AS f,
     multinomial_explain(m, 3.3, 'peat') WITH ORDINALITY AS a(label, term, value, contribution, n)
     JOIN LATERAL logistic_explain(b, 3.3, 'peat') WITH ORDINALITY AS b(term, value, contribution, n) USING (n);
SELECT multinomial_summary(m) FROM fitted;
SELECT feature, type, levels, round(mean::numeric, 6) AS mean FROM fitted, multinomial_features(m);
SELECT multinomial_predict(multinomial_with(m, on_null => 'mean'), NULL::numeric, 1.0, true, 'clay') AS filled, multinomial_predict(m, NULL::numeric, 1.0, true, 'clay') AS plain FROM fitted;
SELECT multinomial_with(m, on_null => 'maybe') FROM fitted;

-- The registry: train, gate, refit, deploy, roll back, drop.
SET client_min_messages = notice;
SELECT logistic_train('species', 'SELECT species, length, width, tall, soil FROM plants', family => 'multinomial');
SELECT multinomial_get('species') = m AS same FROM fitted;
SELECT version, promoted, status, nobs, log_loss = champion_log_loss AS tie, reason FROM logistic_refit('species');
CREATE TABLE more AS SELECT i + 400 AS i, length, width, tall, soil, species FROM plants;
INSERT INTO plants TABLE more;
SELECT logistic_train('species', 'SELECT species, length, width, tall, soil FROM plants', family => 'multinomial', promote => 'if_better', gate => '{"min_roc_auc": 0.95}');
SELECT logistic_train('species', 'SELECT species, length, width, tall, soil FROM plants', family => 'multinomial', promote => 'if_better', gate => '{"min_positives": 10}');
SELECT logistic_train('species', 'SELECT tall, length FROM plants', promote => 'if_better', gate => '{"min_share_of_rows": null}');
SET client_min_messages = warning;
SELECT logistic_deploy('species', 2);
SELECT name, version, status, nobs, family, round(log_loss::numeric, 10) AS log_loss, round(roc_auc::numeric, 10) AS roc_auc FROM logistic_models;
SELECT version, active, family, status FROM logistic_model_versions ORDER BY version;
SELECT term, psi, round(training_mean::numeric, 10) AS training_mean, round(current_mean::numeric, 10) AS current_mean FROM logistic_drift('species');
SELECT term, psi > 0.1 AS moved FROM logistic_drift('species', 'SELECT length + 3 AS length, width, tall, ''loam'' AS soil FROM plants');

-- Scores by name, in every form; a function of two classes names its sibling.
SELECT multinomial_predict('species', length, width, tall, soil) = multinomial_predict('species', plants) AND
       multinomial_predict('species', plants) = multinomial_predict('species', to_jsonb(plants)) AND
       multinomial_predict('species', plants) = multinomial_predict(m, plants) AS same, count(*)
FROM plants, fitted GROUP BY 1;
PREPARE by_text AS SELECT p.label, round(probability::numeric, 10) AS probability, round(e.contribution::numeric, 10) AS baseline
FROM multinomial_probabilities('species', $1, $2, $3, $4) AS p LEFT JOIN multinomial_explain('species', $1, $2, $3, $4) AS e ON p.label = e.label AND term = '(baseline)' ORDER BY 1;
EXECUTE by_text('3.3', '2', 'true', 'peat');
SELECT multinomial_loss('species', species, plants) = multinomial_loss(m, species, plants) AS same FROM plants, fitted WHERE i = 7;
SELECT multinomial_log_loss(species, 'species', length, width, tall, soil) = multinomial_log_loss(species, m, length, width, tall, soil) AS same,
       multinomial_roc_auc(species, 'species', length, width, tall, soil) = multinomial_roc_auc(species, m, length, width, tall, soil) AS same FROM plants, fitted;
SELECT e.nobs, e = f AS same FROM fitted, multinomial_evaluate('species', 'SELECT * FROM plants') AS e, multinomial_evaluate(m, 'SELECT * FROM plants') AS f;
SELECT (SELECT count(*) FROM multinomial_coefficients('species')) AS coefficients, (SELECT count(*) FROM multinomial_covariance('species')) AS covariance,
       (SELECT count(*) FROM multinomial_wald('species')) AS wald, (SELECT count(*) FROM multinomial_features('species')) AS features,
       (SELECT nobs FROM multinomial_statistics('species')) AS nobs, multinomial_summary('species') = multinomial_summary(m) AS summary FROM fitted;
SELECT logistic_train('tall', 'SELECT tall, length FROM plants');
SELECT logistic_predict('species', 1, 1, true, 'clay');
SELECT logistic_score('species', plants) FROM plants;
SELECT logistic_classify('species', plants) FROM plants;
SELECT logistic_explain('species', plants) FROM plants;
SELECT logistic_interval('species', 0.95, plants) FROM plants;
SELECT logistic_margins('species', length) FROM plants;
SELECT logistic_augment('species', tall, plants) FROM plants;
SELECT logistic_evaluate('species', 'SELECT * FROM plants');
SELECT logistic_get('species');
SELECT logistic_summary('species');
SELECT logistic_report('species') IS NULL;
SELECT multinomial_predict('tall', 1);
SELECT multinomial_probabilities('tall', 1);
SELECT multinomial_explain('tall', 1);
SELECT multinomial_loss('tall', true, 1);
SELECT multinomial_log_loss(tall, 'tall', length) FROM plants;
SELECT multinomial_roc_auc(tall, 'tall', length) FROM plants;
SELECT multinomial_evaluate('tall', 'SELECT * FROM plants');
SELECT multinomial_get('tall');
SELECT multinomial_coefficients('tall');
SELECT multinomial_predict('none', 1);

-- Models from elsewhere; changes without a fit; grants.
SELECT logistic_register('hand', m) FROM fitted;
SELECT logistic_register('hand', m) FROM (SELECT multinomial_fit(soil, length) AS m FROM plants) AS f;
SELECT multinomial_predict('hand', 2.0) IS NOT NULL AS scores, (SELECT query IS NULL FROM logistic_models WHERE name = 'hand') AS no_query;
SELECT logistic_refit('hand');
SELECT logistic_alter('species', on_null => 'mean');
SELECT multinomial_predict('species', NULL::numeric, 1.0, true, 'clay') AS filled;
SELECT logistic_refit('species', 'always');
SELECT multinomial_predict('species', NULL::numeric, 1.0, true, 'clay') AS filled_after_refit;
SELECT logistic_alter('species', threshold => 0.3);
CREATE ROLE logistic_reader;
SET ROLE logistic_reader;
SELECT multinomial_predict('species', 1.0, 1.0, true, 'clay');
RESET ROLE;
SELECT logistic_grant('species', 'logistic_reader');
SET ROLE logistic_reader;
SELECT multinomial_predict('species', 1.0, 1.0, true, 'clay');
SELECT multinomial_coefficients('species');
RESET ROLE;
SELECT logistic_revoke('species', 'logistic_reader');
DROP ROLE logistic_reader;
SELECT logistic_drop('species', 1);
SELECT logistic_drop('species');
SELECT logistic_drop('hand');
SELECT logistic_drop('tall');

-- What cannot be.
SELECT logistic_train('x', 'SELECT species, length FROM plants', family => 'poisson');
SELECT logistic_train('x', 'SELECT species, length FROM plants', family => 'multinomial', offset_column => 'length');
SELECT logistic_train('x', 'SELECT species, length FROM plants', family => 'multinomial', distributed => true);
SELECT logistic_train('x', 'SELECT species, length FROM plants', family => 'multinomial', options => logistic_options(threshold => 0.3));
SELECT multinomial_roc_auc(species, m, length, width, tall, soil) FROM plants,
       (SELECT m FROM fitted UNION ALL SELECT multinomial_fit(species, length, width, tall, soil) FROM plants WHERE i > 9) AS f;
DROP TABLE plants, more, fitted;
