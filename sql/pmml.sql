-- Models as PMML, and models from it.
CREATE TABLE clients AS
SELECT id, 18 + id * 7919 % 61 AS age, id * 37 % 11 < 5 AS "is <new> & ""big""",
       (ARRAY['free', 'it''s "pro" & <b>', E'two\nlines\tand é'])[1 + id * 37 % 5 % 3] AS plan,
       ARRAY[id * 10473 % 73 / 10.0, id * 31 % 17] AS x,
       id * 48271 % 1009 < 500 + 4 * (id * 7919 % 61) - 6 * (id * 10473 % 73) AS churned
FROM generate_series(1, 1000) AS id;
CREATE TABLE fits (name text, model logistic_model);
INSERT INTO fits SELECT 'all kinds', logistic_fit(churned, age, "is <new> & ""big""", plan, x, age * age) FROM clients;
INSERT INTO fits SELECT 'text', logistic_fit(logistic_options(positive => 'n"o', threshold => 0.3, on_new_level => 'reference', reference => '{"plan": "it''s \"pro\" & <b>"}'), CASE WHEN churned THEN 'n"o' ELSE 'yes' END, plan, age, "is <new> & ""big""", x, age) FROM clients;
INSERT INTO fits SELECT 'means', logistic_fit(logistic_options(on_null => 'mean', intercept => false), churned::int, nullif(age, 20), nullif(id % 3, 0), x) FROM clients;
CREATE TABLE trips AS SELECT name, model, logistic_from_pmml(logistic_pmml(model)) AS back FROM fits;

-- A small one to read.
SELECT logistic_pmml(logistic_from_pmml(logistic_pmml('{"label": "y", "intercept": -1.5, "features": {"plan": {"levels": ["free", "pro"]}}, "coefficients": {"x": 0.1, "planpro": 1e-300}, "threshold": 0.25}'::logistic_model)));

-- There and back: the same scores to the last bit, of what is known, new and
-- missing; the same terms, policies and labels; and the same PMML again.
SELECT count(*), bool_and(logistic_score(model, age, "is <new> & ""big""", plan, x, age * age) = logistic_score(back, age, "is <new> & ""big""", plan, x, age * age)) AS score,
       bool_and(logistic_classify(model, age, "is <new> & ""big""", plan, x, age * age) = logistic_classify(back, age, "is <new> & ""big""", plan, x, age * age)) AS label
FROM clients, trips WHERE name = 'all kinds';
SELECT count(*), count(logistic_score(back, plan, age, "is <new> & ""big""", x, age)), bool_and(logistic_score(model, plan, age, "is <new> & ""big""", x, age) IS NOT DISTINCT FROM logistic_score(back, plan, age, "is <new> & ""big""", x, age)) AS score,
       bool_and(logistic_classify(model, plan, age, "is <new> & ""big""", x, age) IS NOT DISTINCT FROM logistic_classify(back, plan, age, "is <new> & ""big""", x, age)) AS label
FROM (SELECT * FROM clients UNION ALL SELECT 0, 30, true, 'new', ARRAY[1, 2], true UNION ALL SELECT 0, 30, NULL, 'free', ARRAY[1, 2], true UNION ALL SELECT 0, 30, true, NULL, ARRAY[1, 2], true) c, trips WHERE name = 'text';
SELECT count(*), bool_and(logistic_score(model, nullif(age, 20), nullif(id % 3, 0), x) = logistic_score(back, nullif(age, 20), nullif(id % 3, 0), x)) AS score
FROM clients, trips WHERE name = 'means';
SELECT name, regexp_replace(logistic_pmml(back), '<Header [^>]*>', '') = regexp_replace(logistic_pmml(model), '<Header [^>]*>', '') AS same,
       NOT EXISTS (SELECT term, estimate FROM logistic_coefficients(model) WHERE estimate IS NOT NULL EXCEPT SELECT term, estimate FROM logistic_coefficients(back)) AS terms,
       back::jsonb->'label'->>'type' AS label, back::jsonb->'threshold' = model::jsonb->'threshold' AS threshold
FROM trips ORDER BY name;
SELECT logistic_train('churn', 'SELECT churned, age, plan FROM clients');
SELECT logistic_pmml('churn') = logistic_pmml(logistic_get('churn')) AS by_name, logistic_pmml(NULL::text) IS NULL, logistic_from_pmml(NULL) IS NULL;

-- What other programs write: softmax over two tables, all levels with a
-- coefficient, CDATA, comments, references and both quotes.
CREATE FUNCTION document(tables text, schema text DEFAULT '', fields text DEFAULT '', attributes text DEFAULT 'functionName="classification" normalizationMethod="logit"') RETURNS text
LANGUAGE sql AS $$
SELECT '<?xml version="1.0" encoding="ISO-8859-1"?><!-- a > b --><PMML version="4.2" xmlns="http://www.dmg.org/PMML-4_2">
<Header><Timestamp>now &lt; &#60;<![CDATA[ < & > ]]></Timestamp></Header>
<DataDictionary><DataField name="y" optype="categorical" dataType="string"/><DataField name="x" optype="continuous" dataType="double"/>'
|| '<DataField name="c" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/><Value value="?" property="missing"/></DataField>' || $3
|| '</DataDictionary><RegressionModel ' || $4 || '><MiningSchema><MiningField name="y" usageType="predicted"/><MiningField name="x"/>' || $2 || '</MiningSchema>'
|| $1 || '</RegressionModel></PMML>' $$;
CREATE FUNCTION terms(pmml text) RETURNS TABLE (term text, estimate float8)
LANGUAGE sql AS $$ SELECT term, estimate FROM logistic_coefficients(logistic_from_pmml($1)) $$;
SELECT * FROM terms(document('<RegressionTable targetCategory=''in'' intercept="1"><NumericPredictor name="&#120;" coefficient="2.5"/><CategoricalPredictor name="c" value="a" coefficient="4"/><CategoricalPredictor name="c" value="b" coefficient="7"/></RegressionTable>
<RegressionTable targetCategory="out" intercept="0.5" ><NumericPredictor name="&#x78;" coefficient="1" exponent="1"/></RegressionTable >', '<MiningField name="c"/>', '', 'functionName="classification" normalizationMethod="softmax"'));
SELECT logistic_classify(m, 1::float8, 'b'::text), logistic_classify(m, 1::float8, 'zz'::text) IS NULL AS is_new
FROM logistic_from_pmml(document('<RegressionTable targetCategory="in &amp; &#233;" intercept="1"><CategoricalPredictor name="c" value="b" coefficient="7"/></RegressionTable><RegressionTable targetCategory="out" intercept="0"/>', '<MiningField name="c"/>')) AS m;

-- What PMML cannot hold.
SELECT logistic_pmml(logistic_fit(age > 50, age)) FROM clients;
SELECT logistic_pmml(logistic_fit(true, age)) FROM clients;
SELECT logistic_pmml(logistic_fit(logistic_options(on_null => 'mean'), churned, age, plan)) FROM clients;
SELECT logistic_pmml('{"label": "x", "intercept": 0, "coefficients": {"x": 1}}'::logistic_model);
\set VERBOSITY sqlstate
SELECT logistic_pmml(jsonb_build_object('label', 'y', 'coefficients', jsonb_build_object(E'a\u0001', 1))::logistic_model);
SELECT logistic_pmml(jsonb_build_object('label', 'y', 'coefficients', jsonb_build_object(U&'a\FFFE', 1))::logistic_model);
\set VERBOSITY default

-- PMML that is no model.
SELECT logistic_from_pmml(document(''));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0"/><RegressionTable targetCategory="1" intercept="0"/>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0"/><RegressionTable targetCategory="0" intercept="1"/>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0"/><RegressionTable targetCategory="0" intercept="0"/><RegressionTable targetCategory="2" intercept="0"/>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0"><NumericPredictor name="z" coefficient="1"/></RegressionTable>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0"><NumericPredictor name="x" exponent="2" coefficient="1"/></RegressionTable>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0"><PredictorTerm coefficient="1"/></RegressionTable>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0"><CategoricalPredictor name="c" value="b" coefficient="1"/></RegressionTable><RegressionTable targetCategory="0" intercept="0"/>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="NaN"/>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0x1"/>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="1e999"/>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="-1e308"><NumericPredictor name="x" coefficient="1e308"/><NumericPredictor name="x" coefficient="1e308"/></RegressionTable><RegressionTable targetCategory="0" intercept="0"/>'));
SELECT logistic_from_pmml(document('<RegressionTable intercept="0"/>'));
SELECT logistic_from_pmml(document('<Targets/><LocalTransformations><DerivedField name="x2"/></LocalTransformations>'));
SELECT logistic_from_pmml(document('', '<MiningField name="x"/>'));
SELECT logistic_from_pmml(document('', '<MiningField name="c" missingValueReplacement="a"/>'));
SELECT logistic_from_pmml(document('', '<MiningField name="x" usageType="target"/>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0"><NumericPredictor name="u" coefficient="1"/></RegressionTable><RegressionTable targetCategory="0" intercept="0"/>', '<MiningField name="u"/>', '<DataField name="u" optype="categorical" dataType="boolean"><Value value="maybe"/></DataField>')) IS NOT NULL;
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0"><CategoricalPredictor name="u" value="maybe" coefficient="1"/></RegressionTable><RegressionTable targetCategory="0" intercept="0"/>', '<MiningField name="u"/>', '<DataField name="u" optype="categorical" dataType="boolean"/>'));
SELECT logistic_from_pmml(document('<RegressionTable targetCategory="1" intercept="0"><CategoricalPredictor name="u" value="a" coefficient="1"/></RegressionTable><RegressionTable targetCategory="0" intercept="0"/>', '<MiningField name="u"/>', '<DataField name="u" optype="categorical" dataType="string"/>'));
SELECT logistic_from_pmml(document('', '', '', 'functionName="regression"'));
SELECT logistic_from_pmml(document('', '', '', 'functionName="classification" normalizationMethod="cloglog"'));
SELECT logistic_from_pmml('<PMML><TransformationDictionary/><TreeModel/></PMML>');
SELECT logistic_from_pmml('<PMML/>');
SELECT logistic_from_pmml('<html/>');

-- Text that is no XML, or more of it than is read.
SELECT logistic_from_pmml('');
SELECT logistic_from_pmml('no');
SELECT logistic_from_pmml('<!DOCTYPE PMML [<!ENTITY a "b">]><PMML/>');
SELECT logistic_from_pmml('<PMML>');
SELECT logistic_from_pmml('<PMML');
SELECT logistic_from_pmml('<PMML></pmml>');
SELECT logistic_from_pmml('<PMML/><PMML/>');
SELECT logistic_from_pmml('<PMML a="1" a="2"/>');
SELECT logistic_from_pmml('<PMML a="1"b="2"/>');
SELECT logistic_from_pmml('<PMML a=1/>');
SELECT logistic_from_pmml('<PMML a/>');
SELECT logistic_from_pmml('<PMML a="<"/>');
SELECT logistic_from_pmml('<PMML a="&a;"/>');
SELECT logistic_from_pmml('<PMML a="&#0;"/>');
SELECT logistic_from_pmml('<PMML a="&#xD800;"/>');
SELECT logistic_from_pmml('<PMML a="&#99999999999;"/>');
SELECT logistic_from_pmml('<PMML a="&#65"/>');
SELECT logistic_from_pmml('<PMML>' || E'\n\n' || ']]></PMML>');
SELECT logistic_from_pmml('<PMML><!-- -- --></PMML>');
SELECT logistic_from_pmml('<PMML><![CDATA[ </PMML>');
SELECT logistic_from_pmml(E'<PMML>\u0001</PMML>');
SELECT logistic_from_pmml(U&'<PMML>\FFFF</PMML>');
SELECT logistic_from_pmml('<PMML><Header>' || repeat('<a>', 100));
SELECT logistic_from_pmml('<PMML ' || string_agg('a' || i || '="" ', '') || '/>') FROM generate_series(1, 65) i;
SELECT logistic_from_pmml('<PMML>' || repeat(' ', 70000000));

-- A document cut anywhere, and one with a byte changed, is an error for
-- users or a model, never anything else (every third byte, for speed).
CREATE FUNCTION state(pmml text) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM logistic_from_pmml(pmml);
	RETURN 'taken';
EXCEPTION WHEN OTHERS THEN
	RETURN CASE WHEN sqlstate IN ('22P02', '0A000', '54000') THEN 'refused' ELSE sqlstate END;
END $$;
SELECT state(left(pmml, i)), count(*) > 0 AS some
FROM (SELECT rtrim(logistic_pmml(model), E'\n') AS pmml FROM fits WHERE name = 'text') f, generate_series(0, length(pmml) - 1) i GROUP BY 1;
SELECT state(overlay(pmml PLACING c FROM i FOR 1)), count(*) > 0 AS some
FROM (SELECT logistic_pmml(model) AS pmml FROM fits WHERE name = 'text') f, generate_series(1, length(pmml), 3) i, unnest(ARRAY['<', '&', '"', 'x', ' ', '>', '/']) c GROUP BY 1 ORDER BY 1;
DROP TABLE clients, fits, trips;
DROP FUNCTION document, terms, state;
SELECT logistic_drop('churn');
