-- What each function does with each kind of model: the table of docs/kinds.md.
SET client_min_messages = error;
CREATE TABLE people AS
SELECT i * 7919 % 101 + i * 13 % 60 > 80 AS y, (ARRAY['a', 'b', 'c'])[1 + (i * 7919 % 101 + i * 13 % 60) / 60] AS class,
       i * 31 % 53 / 5.0 AS x, (ARRAY['n', 's'])[1 + i % 2] AS g FROM generate_series(1, 400) AS i;
SELECT logistic_train('two', 'SELECT y, x, g FROM people');
SELECT logistic_train('many', 'SELECT class, x, g FROM people', family => 'multinomial');
SELECT logistic_train('by group', 'SELECT y, x, g FROM people', by => 'g');
SELECT logistic_register('by hand', '{"label": "y", "intercept": -1, "coefficients": {"x": 0.1}}'::logistic_model);
SELECT logistic_register('pmml', logistic_from_pmml(logistic_pmml((SELECT logistic_fit(y, x) FROM people))));

CREATE FUNCTION outcome(template text, model text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	told text;
BEGIN
	EXECUTE replace(template, '$', quote_literal(model)) INTO told;
	RETURN CASE WHEN told IS NULL THEN 'NULL' ELSE 'works' END;
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END
$$;
CREATE TABLE calls (n serial, what text, template text);
INSERT INTO calls (what, template) VALUES
    ('logistic_predict of a row', 'SELECT logistic_predict($, p) FROM people p LIMIT 1'),
    ('logistic_predict of jsonb', 'SELECT logistic_predict($, to_jsonb(p)) FROM people p LIMIT 1'),
    ('logistic_score', 'SELECT logistic_score($, p) FROM people p LIMIT 1'),
    ('logistic_classify', 'SELECT logistic_classify($, p) FROM people p LIMIT 1'),
    ('logistic_interval', 'SELECT (logistic_interval($, 0.9, p)).conf_low FROM people p LIMIT 1'),
    ('logistic_explain', 'SELECT e.term FROM (SELECT * FROM people LIMIT 1) p, logistic_explain($, p) e LIMIT 1'),
    ('logistic_augment', 'SELECT (logistic_augment($, y, p)).fitted FROM people p LIMIT 1'),
    ('logistic_margins', 'SELECT logistic_margins($, p) FROM people p WHERE g = ''n'''),
    ('logistic_evaluate', 'SELECT (logistic_evaluate($, ''SELECT * FROM people'')).nobs'),
    ('logistic_get', 'SELECT logistic_get($)'),
    ('logistic_get of a group', 'SELECT logistic_get($, group_value => ''n'')'),
    ('logistic_coefficients', 'SELECT term FROM logistic_coefficients($) LIMIT 1'),
    ('logistic_coefficients of a group', 'SELECT term FROM logistic_coefficients($, group_value => ''n'') LIMIT 1'),
    ('logistic_statistics', 'SELECT status FROM logistic_statistics($)'),
    ('logistic_summary', 'SELECT logistic_summary($)'),
    ('logistic_wald', 'SELECT feature FROM logistic_wald($) LIMIT 1'),
    ('logistic_sql', 'SELECT logistic_sql($)'),
    ('logistic_pmml', 'SELECT logistic_pmml($)'),
    ('logistic_report', 'SELECT logistic_report($)'),
    ('multinomial_predict', 'SELECT multinomial_predict($, p) FROM people p LIMIT 1'),
    ('multinomial_probabilities', 'SELECT q.label FROM (SELECT * FROM people LIMIT 1) p, multinomial_probabilities($, p) q LIMIT 1'),
    ('multinomial_explain', 'SELECT e.term FROM (SELECT * FROM people LIMIT 1) p, multinomial_explain($, p) e LIMIT 1'),
    ('multinomial_get', 'SELECT multinomial_get($)'),
    ('multinomial_coefficients', 'SELECT term FROM multinomial_coefficients($) LIMIT 1'),
    ('multinomial_wald', 'SELECT feature FROM multinomial_wald($) LIMIT 1'),
    ('multinomial_summary', 'SELECT multinomial_summary($)'),
    ('multinomial_log_loss', 'SELECT multinomial_log_loss(class, $, x, g) FROM people'),
    ('multinomial_roc_auc', 'SELECT multinomial_roc_auc(class, $, x, g) FROM people'),
    ('multinomial_evaluate', 'SELECT (multinomial_evaluate($, ''SELECT * FROM people'')).nobs'),
    ('multinomial_report', 'SELECT multinomial_report($)'),
    ('logistic_drift', 'SELECT term FROM logistic_drift($) LIMIT 1'),
    ('logistic_refit', 'SELECT version FROM logistic_refit($, ''never'')'),
    ('logistic_alter', 'SELECT logistic_alter($, on_null => ''mean'')'),
    ('logistic_models', 'SELECT status FROM logistic_models WHERE name = $');
SELECT what, outcome(template, 'two') AS two, outcome(template, 'many') AS many, outcome(template, 'by group') AS by_group,
       outcome(template, 'by hand') AS by_hand, outcome(template, 'pmml') AS pmml FROM calls ORDER BY n;
SELECT logistic_drop(name) FROM logistic_models ORDER BY name;
DROP FUNCTION outcome;
DROP TABLE people, calls;
