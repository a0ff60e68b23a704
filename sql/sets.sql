-- Arrays of text as sets: a 0/1 term for each element that some row has.
SET client_min_messages = error;
SET extra_float_digits = 0;
CREATE TYPE colour AS ENUM ('red', 'green', 'blue');
CREATE DOMAIN words AS text[];
CREATE DOMAIN word AS text;
CREATE TABLE t AS
SELECT i, i * 7919 % 61 < 20 + i % 17 AS y, i * 37 % 100 / 100.0::float8 AS x, 1 + i % 3 AS w,
       array_remove(ARRAY[CASE WHEN i % 2 = 0 THEN 'sale' END, CASE WHEN i % 3 = 0 THEN 'new' END,
                          CASE WHEN i % 5 < 2 THEN 'vip' END, CASE WHEN i % 40 = 7 THEN 'rare' END], NULL) AS tags,
       i % 3 = 0 AS is_new, i % 40 = 7 AS is_rare, i % 2 = 0 AS is_sale, i % 5 < 2 AS is_vip
FROM generate_series(1, 240) AS i;
CREATE FUNCTION estimates(logistic_model) RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(round(estimate::numeric, 9)::text, ' ') FROM logistic_coefficients($1)$$;
CREATE FUNCTION terms(logistic_model) RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(term, ' | ') FROM logistic_coefficients($1)$$;

-- Numbers of R 4.2.2:
--   i <- 1:240; y <- as.integer((i * 7919) %% 61 < 20 + i %% 17); x <- ((i * 37) %% 100) / 100
--   new <- as.integer(i %% 3 == 0); rare <- as.integer(i %% 40 == 7); sale <- as.integer(i %% 2 == 0); vip <- as.integer(i %% 5 < 2)
--   f <- glm(y ~ new + rare + sale + vip + x, family = binomial, control = list(epsilon = 1e-14, maxit = 50))
--   summary(f)$coefficients, and of the same with weights = 1 + i %% 3
CREATE TABLE r (options text, term text, estimate float8, std_error float8);
INSERT INTO r VALUES
    ('plain', '(Intercept)', -0.19111815890200, 0.326423312253), ('plain', 'tagsnew', -0.02900483133197, 0.276077329268), ('plain', 'tagsrare', 0.00456789072914, 0.847256070276),
    ('plain', 'tagssale', -0.09972381549555, 0.263662829102), ('plain', 'tagsvip', -0.25023021219893, 0.268619374704), ('plain', 'x', 0.33256490412409, 0.452700112114),
    ('weight', '(Intercept)', -0.15769085366087, 0.224959796770), ('weight', 'tagsnew', -0.02351064291156, 0.246855359220), ('weight', 'tagsrare', 0.00313588288665, 0.599392976198),
    ('weight', 'tagssale', -0.09920230856393, 0.186348875594), ('weight', 'tagsvip', -0.24873291638030, 0.189878417177), ('weight', 'x', 0.25422889943451, 0.318864956538);
SELECT options, count(*) AS terms, max(abs(c.estimate - r.estimate)) < 1e-11 AS estimate, max(abs(c.std_error - r.std_error)) < 1e-10 AS std_error
FROM r JOIN (SELECT 'plain' AS options, c.* FROM logistic_coefficients((SELECT logistic_fit(y, tags, x) FROM t)) c
             UNION ALL SELECT 'weight', c.* FROM logistic_coefficients((SELECT logistic_fit(logistic_options(weight => w), y, tags, x) FROM t)) c) c
     USING (options, term) GROUP BY options ORDER BY options;
-- margins: the mean change of the probability if an element is there, with R's
--   m <- model.matrix(f); m1 <- m0 <- m; m1[, k] <- 1; m0[, k] <- 0; mean(plogis(m1 %*% coef(f)) - plogis(m0 %*% coef(f)))
CREATE TABLE models AS SELECT logistic_fit(y, tags, x) AS m, logistic_fit(y, is_new, is_rare, is_sale, is_vip, x) AS hand FROM t;
SELECT a.term, round(a.estimate::numeric, 9) AS estimate, abs(a.std_error - b.std_error) < 1e-12 AS std_error
FROM (SELECT (unnest(logistic_margins(m, tags, x))).* FROM t, models) a JOIN (SELECT (unnest(logistic_margins(hand, is_new, is_rare, is_sale, is_vip, x))).* FROM t, models) b
     ON translate(b.term, '_', '') = 'is' || replace(a.term, 'tags', '') || CASE a.term WHEN 'x' THEN NULL ELSE 'true' END;

-- Names are those of levels; there is no reference; an enum has its own order
SELECT logistic_summary(m) FROM models;
SELECT feature, type, levels FROM models, logistic_features(m);
SELECT terms(logistic_fit(y, ARRAY[CASE WHEN is_sale THEN 'blue' ELSE 'red' END::colour, CASE WHEN is_new THEN 'green'::colour END], x)) FROM t;
-- the order of elements, duplicates and NULL elements do not matter, nor does the type
SELECT estimates(logistic_fit(y, ARRAY(SELECT e FROM unnest(tags || tags || NULL::text) e ORDER BY e DESC), x)) = estimates(m) AS duplicates,
       estimates(logistic_fit(y, tags::words, x)) = estimates(m) AS domain, estimates(logistic_fit(y, tags::word[], x)) = estimates(m) AS elements,
       estimates(logistic_fit(y, tags::varchar[], x)) = estimates(m) AS varchar, estimates(logistic_fit(y, tags::char(9)[], x)) = estimates(m) AS bpchar,
       estimates(logistic_fit(y, tags::name[], x)) = estimates(m) AS name, estimates(logistic_fit(y, ARRAY[tags, tags], x)) = estimates(m) AS two_dimensions
FROM t, models GROUP BY m;
SELECT terms(logistic_fit(y, ip)) AS inet, terms(logistic_fit(y, id)) AS uuid FROM (SELECT y, ARRAY[('10.0.0.' || i % 3)::inet] AS ip, ARRAY[('00000000-0000-0000-0000-00000000000' || i % 2)::uuid] AS id FROM t) q;
-- beside features of all kinds
SELECT terms(a) AS terms, (SELECT max(abs(c.estimate - d.estimate)) < 1e-9 FROM logistic_coefficients(a) c JOIN logistic_coefficients(b) d ON d.term = c.term AND c.term NOT LIKE 'tags%') AS same
FROM (SELECT logistic_fit(y, c, tags, is_sale, v, x) AS a, logistic_fit(y, c, is_new::int, is_rare::int, is_sale, is_vip::int, v, x) AS b
      FROM (SELECT *, 'c' || i * 7 % 3 AS c, ARRAY[i % 7, i % 11] AS v FROM t WHERE i % 4 > 0) q) r;
-- two sets, each of its own
SELECT terms(logistic_fit(y, tags, x, ARRAY[(i % 2)::text, 'b' || i % 3])) FROM t;
-- an element that is in every row is aliased; sets that are empty have no terms
SELECT string_agg(term || ' ' || coalesce(round(estimate::numeric, 6)::text, 'NULL'), ', ') FROM logistic_coefficients((SELECT logistic_fit(y, tags || 'all'::text) FROM t));
SELECT terms(m), round(logistic_predict(m, '{}'::text[], 0)::numeric, 6), round(logistic_predict(m, '{a}'::text[], 0)::numeric, 6) FROM (SELECT logistic_fit(y, '{}'::text[], x) AS m FROM t) q;
-- a row as the features; NULL arrays leave the row out
SELECT estimates(logistic_fit(y, q)) = estimates(m) AS row FROM models, (SELECT y, tags, x FROM t) q GROUP BY m;
SELECT nobs, n_skipped FROM logistic_statistics((SELECT logistic_fit(y, CASE WHEN i % 10 > 0 THEN tags END) FROM t));

-- Frequencies, groups, windows, files, penalties, Firth, robust errors, strata
SELECT count(*) FILTER (WHERE abs(a.estimate - b.estimate) < 1e-9 AND abs(a.std_error - b.std_error) < 1e-9) AS frequency
FROM (SELECT row_number() OVER () AS place, * FROM logistic_coefficients((SELECT logistic_fit(logistic_options(frequency => w), y, tags, x) FROM t))) a
JOIN (SELECT row_number() OVER () AS place, * FROM logistic_coefficients((SELECT logistic_fit(y, tags, x) FROM t, generate_series(1, w)))) b USING (place);
SELECT w, terms(logistic_fit(y, tags)), estimates(logistic_fit(y, tags)) = estimates(logistic_fit(y, is_new, is_rare, is_sale, is_vip)) AS same FROM t WHERE w > 1 AND NOT is_rare OR w = 2 GROUP BY w ORDER BY w;
SELECT DISTINCT w, terms(logistic_fit(y, tags) OVER (PARTITION BY w)) FROM t ORDER BY w;
SELECT i, terms(logistic_fit(y, tags) OVER (ORDER BY i)) FROM t ORDER BY i OFFSET 19 LIMIT 3;
CREATE TABLE options (name text, option text);
INSERT INTO options VALUES ('ridge', 'l2 => 0.1'), ('lasso', 'l1 => 0.01'), ('firth', 'method => ''firth'''), ('robust', 'std_error => ''HC3'''), ('clustered', 'cluster => (i / 5)::text'),
    ('offset', 'logit_offset => x / 10'), ('no intercept', 'intercept => false'), ('balanced', 'class_weight => ''balanced'''), ('prevalence', 'prevalence => 0.1'),
    ('strata', 'strata => (i / 6)::text'), ('profile', 'profile => true'), ('bounds', 'bounds => ''{"x": [0, 0.1]}''');
CREATE FUNCTION compare(option text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
    EXECUTE format('SELECT max(abs(a.estimate - b.estimate)) < 1e-8 AND coalesce(max(abs(a.std_error - b.std_error)) < 1e-8, true) AND coalesce(max(abs(a.conf_low - b.conf_low)) < 1e-6, true)
        FROM (SELECT row_number() OVER () AS place, * FROM logistic_coefficients((SELECT logistic_fit(logistic_options(%1$s), y, tags, x) FROM t))) a
        JOIN (SELECT row_number() OVER () AS place, * FROM logistic_coefficients((SELECT logistic_fit(logistic_options(%1$s), y, is_new::int, is_rare::int, is_sale::int, is_vip::int, x) FROM t))) b USING (place)', option) INTO answer;
    RETURN answer;
END
$$;
SELECT name, compare(option) FROM options;
SET logistic.spill = on;
SELECT estimates(logistic_fit(y, tags, x)) = estimates(m) AS spilled FROM t, models GROUP BY m;
-- rows of more and more elements, some with many
SELECT estimates(logistic_fit(y, ARRAY(SELECT 'e' || k FROM generate_series(1, i % 30) k WHERE (i * k) % 7 < 3))) = estimates(logistic_fit(y, ARRAY(SELECT 'e' || k FROM generate_series(1, 29) k WHERE k <= i % 30 AND (i * k) % 7 < 3))) AS wide
FROM (SELECT i, i % 61 < 20 + i * 31 % 17 AS y FROM generate_series(1, 3000) i) q;
RESET logistic.spill;

-- Many classes
SELECT label, string_agg(term, ' | ') FROM multinomial_coefficients((SELECT multinomial_fit(i * 31 % 7 % 3, tags, x) FROM t)) GROUP BY label ORDER BY label;
SELECT max(abs(a.estimate - b.estimate)) < 1e-9 AS same
FROM (SELECT row_number() OVER () AS place, * FROM multinomial_coefficients((SELECT multinomial_fit(i * 31 % 7 % 3, tags, x) FROM t))) a
JOIN (SELECT row_number() OVER () AS place, * FROM multinomial_coefficients((SELECT multinomial_fit(i * 31 % 7 % 3, is_new, is_rare, is_sale, is_vip, x) FROM t))) b USING (place);
SELECT label, term, value FROM (SELECT multinomial_fit(i * 31 % 7 % 3, tags, x) AS m FROM t) q, multinomial_explain(m, '{sale,vip}'::text[], 0.5) WHERE term = 'tags';

-- Scores: by values, literals, text, record, jsonb; new elements count as absent
SELECT count(*) FILTER (WHERE abs(logistic_predict(m, tags, x) - logistic_predict(hand, is_new, is_rare, is_sale, is_vip, x)) < 1e-15) AS values,
       count(*) FILTER (WHERE logistic_predict(m, t) = logistic_predict(m, tags, x)) AS records,
       count(*) FILTER (WHERE logistic_predict(m, jsonb_build_object('x', x, 'tags', tags)) = logistic_predict(m, tags, x)) AS jsonb,
       count(*) FILTER (WHERE logistic_predict(m, VARIADIC texts) = logistic_predict(m, tags, x)) AS texts,
       count(*) FILTER (WHERE logistic_predict(m, tags || '{new one,NULL}' || tags, x) = logistic_predict(m, tags, x)) AS new_elements
FROM models, (SELECT *, ARRAY[tags::text, x::text] AS texts FROM t OFFSET 0) t;
SELECT logistic_predict(m, '{sale}', '0.5') = logistic_predict(m, ARRAY['sale'], 0.5) AS literals, logistic_predict(m, '{sale}', 0.5) = logistic_predict(m, ARRAY['sale'], 0.5) AS mixed,
       logistic_predict(m, NULL, 0.5) AS null, logistic_predict(m, '{"tags": null, "x": 1}'::jsonb) AS json_null,
       logistic_predict(m, '{"tags": ["sale", null, 7, true], "x": 1}'::jsonb) = logistic_predict(m, '{sale}', 1) AS values FROM models;
SELECT logistic_predict(m, 'sale', '0.5') FROM models;
SELECT logistic_predict(m, '{"tags": ["sale", ["new"]], "x": 1}'::jsonb) FROM models;
SELECT logistic_predict(m, '{"tags": {"sale": 1}, "x": 1}'::jsonb) FROM models;
SELECT logistic_predict(m, '{"tags": 7, "x": 1}'::jsonb) FROM models;
SELECT logistic_predict(m, '{sale', '0.5') FROM models;
SELECT logistic_predict(m, 'sale'::text, 0.5) FROM models;
SELECT logistic_predict(m, ARRAY[1, 2], 0.5) FROM models;
SELECT term, value, round(contribution::numeric, 9) FROM models, logistic_explain(m, ARRAY['sale', 'vip', 'nix'], 0.5);
SELECT abs(sum(contribution) - logistic_score(m, ARRAY['sale', 'vip', 'nix'], 0.5)) < 1e-15 AS sum FROM models, logistic_explain(m, ARRAY['sale', 'vip', 'nix'], 0.5) GROUP BY m;
SELECT i.* = (SELECT j FROM logistic_interval(hand, 0.95, false, false, true, false, 0.5) j) AS interval FROM models, logistic_interval(m, 0.95, ARRAY['sale'], 0.5) i;
SELECT count(*), round(avg(leverage)::numeric, 9) AS leverage FROM t, models, logistic_augment(m, y, tags, x);
SELECT round(difference::numeric, 9) AS difference FROM (SELECT (unnest(ARRAY[logistic_contrast(m, a, b)])).* FROM models, t, LATERAL (SELECT t.tags || 'vip'::text AS tags, t.x) a, LATERAL (SELECT array_remove(t.tags, 'vip') AS tags, t.x) b GROUP BY m) q;
SELECT count(*) AS vif FROM models, logistic_vif(m);
-- a mean in place of a NULL, which is that of each element
SELECT round(logistic_score(m, NULL::text[], 0.5)::numeric, 9) = round((SELECT sum(estimate * CASE term WHEN '(Intercept)' THEN 1 WHEN 'x' THEN 0.5 ELSE (SELECT avg((replace(term, 'tags', '') = ANY (tags))::int) FROM t) END)
                                                                       FROM logistic_coefficients(m))::numeric, 9) AS mean
FROM (SELECT logistic_fit(logistic_options(on_null => 'mean'), y, tags, x) AS m FROM t) q;
-- an enum, by value and by text
SELECT logistic_predict(m, ARRAY['red', 'blue']::colour[]) = logistic_predict(m, '{red,blue}'::text[]) AS same, logistic_predict(m, '{red,blue}') = logistic_predict(m, '{red,blue}'::text[]) AS literal
FROM (SELECT logistic_fit(y, ARRAY[CASE WHEN is_sale THEN 'blue' ELSE 'red' END::colour, CASE WHEN is_new THEN 'green'::colour END]) AS m FROM t) q;
-- one set alone is no row of texts
SELECT bool_and(logistic_predict(m, tags) = logistic_predict(m, VARIADIC texts)) AS same FROM (SELECT logistic_fit(y, tags) AS m FROM t) q, (SELECT tags, ARRAY[tags::text] AS texts FROM t OFFSET 0) r;

-- Rare elements are one, missing arrays an element of their own
SELECT terms(m), round(logistic_score(m, ARRAY['rare'], 0)::numeric, 9) = round(logistic_score(m, ARRAY['never seen', 'nor this'], 0)::numeric, 9) AS other FROM (SELECT logistic_fit(logistic_options(min_level_rows => 20), y, tags, x) AS m FROM t) q;
SELECT feature, levels, missing, pooled FROM logistic_features((SELECT logistic_fit(logistic_options(min_level_rows => 85, missing => 'impute'), y, CASE WHEN i % 10 > 0 THEN tags END, x) FROM t)) WHERE type = 'set';
SELECT terms(m), abs(logistic_score(m, NULL, 0.5) - logistic_score(m, '{}', 0.5) - (SELECT estimate FROM logistic_coefficients(m) WHERE term = 't(missing)')) < 1e-14 AS missing, nobs
FROM (SELECT logistic_fit(logistic_options(missing => 'impute', names => '{t,x}'), y, CASE WHEN i % 10 > 0 THEN tags END, x) AS m FROM t) q, logistic_statistics(m);

-- Terms: a main effect beside any others; no interaction, no function
SELECT terms(logistic_fit(logistic_options(terms => 'tags + spline(x, 2) + w'), y, x, tags, w)) FROM t;
SELECT terms(logistic_fit(logistic_options(terms => '. - w'), y, q)) FROM (SELECT y, tags, x, w FROM t) q;
SELECT logistic_fit(logistic_options(terms => 'tags * x'), y, x, tags) FROM t;
SELECT logistic_fit(logistic_options(terms => 'woe(tags)'), y, tags) FROM t;
SELECT logistic_fit(logistic_options(reference => '{"tags": "sale"}'), y, tags, w::text) FROM t;
SELECT string_agg(term || ' ' || coalesce(bound, 'free'), ', ') FROM logistic_coefficients((SELECT logistic_fit(logistic_options(bounds => '{"tags": [0, null], "tagssale": [-1, 1]}'), y, tags, x) FROM t));

-- SQL: NULL elements are ignored there, too
CREATE TABLE forms AS SELECT 'plain' AS name, m FROM models UNION ALL SELECT 'other', (SELECT logistic_fit(logistic_options(min_level_rows => 20), y, tags, x) FROM t)
    UNION ALL SELECT 'missing', (SELECT logistic_fit(logistic_options(min_level_rows => 20, missing => 'impute'), y, tags, x) FROM (SELECT y, CASE WHEN i % 10 > 0 THEN tags END AS tags, x FROM t) q)
    UNION ALL SELECT 'mean', (SELECT logistic_fit(logistic_options(on_null => 'mean'), y, tags, x) FROM t)
    UNION ALL SELECT 'empty', (SELECT logistic_fit(y, tags, x) FROM (SELECT y, '{}'::text[] AS tags, x FROM t) q);
CREATE FUNCTION by_sql(m logistic_model) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
    EXECUTE format('SELECT count(*) FILTER (WHERE p IS NULL) || '' NULL, '' || bool_and((p IS NULL) = (q IS NULL)) || '' '' || (max(abs(p - q)) < 1e-15)
        FROM (SELECT %s AS p, logistic_predict($1, tags, x) AS q FROM (SELECT tags, x FROM t UNION ALL VALUES (NULL, 0.5), (''{}''::text[], 0.5), (''{NULL,sale,"it''''s new"}'', 0.5), (''{NULL}'', 0.5)) v) w', logistic_sql(m)) INTO answer USING m;
    RETURN answer;
END
$$;
SELECT name, by_sql(m) FROM forms ORDER BY name;
SELECT logistic_sql(logistic_fit(y, tags)) FROM (VALUES (true, '{a,it''s}'::text[]), (false, '{a}'), (true, '{}'), (false, '{"it''s"}'), (true, '{a}')) v(y, tags);
SELECT logistic_pmml(m) FROM models;
SELECT count(*) FROM models, logistic_scorecard(m);

-- Written form
SELECT name, m = m::text::logistic_model AS text, m = (m::jsonb)::logistic_model AS jsonb FROM forms ORDER BY name;
SELECT m::jsonb->'terms' AS terms, regexp_replace((m::jsonb->'inputs'->0)::text, '(share": 0.[0-9]{1,3})[0-9]*', '\1', 'g') AS input, m::jsonb->'variables'->0 AS variable, m::jsonb->'features'->0 #- '{levels,0}' #- '{levels,0}' #- '{levels,0}' #- '{levels,0,term,estimate}' #- '{levels,0,term,std_error}' AS feature FROM models;
SELECT (m::jsonb #- '{features,0,levels,0,term}')::logistic_model FROM models;
SELECT (m::jsonb #- '{features,0,levels,0}')::logistic_model FROM models;
SELECT jsonb_set(m::jsonb, '{features,0,levels,0,name}', '"other"')::logistic_model FROM models;
SELECT jsonb_set(m::jsonb, '{features,0,type}', '"category"')::logistic_model FROM models;
SELECT jsonb_set(m::jsonb, '{inputs,0,type}', '"category"')::logistic_model FROM models;
SELECT jsonb_set(m::jsonb, '{features,1,factors,0,variable}', '"tags"')::logistic_model FROM models;
SELECT jsonb_set(m::jsonb, '{features,0,factors}', '[{"variable": "tags"}, {"variable": "x"}]')::logistic_model FROM models;
SELECT jsonb_set(m::jsonb, '{variables,0,function}', '"missing"')::logistic_model FROM models;
SELECT (m::jsonb - 'terms' - 'inputs' - 'variables' #- '{features,0,factors}' #- '{features,1,factors}')::logistic_model FROM models;

-- Limits
SELECT count(*) FROM logistic_coefficients((SELECT logistic_fit(logistic_options(l2 => 1), i % 61 < 20 + i * 31 % 17, ARRAY['e' || i % 200, 'e' || i % 190]) FROM generate_series(1, 1000) i));
SELECT logistic_fit(y, ARRAY['e' || i % 1001]) FROM (SELECT i, i % 3 = 0 AS y FROM generate_series(1, 2000) i) q;
SELECT terms(logistic_fit(logistic_options(min_level_rows => 2), i % 5 < 2, ARRAY['e' || CASE WHEN i < 1500 THEN i ELSE 7 + i % 2 END])) FROM generate_series(1, 2000) i;
SELECT logistic_fit(true, ARRAY(SELECT 'e' || i FROM generate_series(1, 1001) i)) FROM generate_series(1, 2);
-- no label, no weight, no metric
SELECT logistic_fit(tags, x) FROM t;
SELECT logistic_fit(y, ARRAY[y, is_new]) FROM t;
SELECT roc_auc(y, tags) FROM t;
SELECT population_stability_index(tags, tags) FROM t;
SELECT woe_bins(y, tags) FROM t;

-- The registry: training, scores by name, evaluation, drift, refit
SELECT * FROM logistic_train('set', 'SELECT y, tags, x FROM t', holdout => 0.3) \gset kept_
SELECT count(logistic_predict('set', tags, x)), count(logistic_predict('set', t)), count(logistic_predict('set', to_jsonb(t))), count(logistic_predict('set', VARIADIC texts)) FROM (SELECT *, ARRAY[tags::text, x::text] AS texts FROM t OFFSET 0) t;
SELECT logistic_predict('set', '{sale}', '0.5') = logistic_predict('set', ARRAY['sale'], 0.5) AS untyped;
PREPARE untyped AS SELECT logistic_predict('set', $1, $2) = logistic_predict('set', ARRAY['sale'], 0.5) AS untyped;
EXECUTE untyped('{sale}', '0.5');
DEALLOCATE untyped;
SELECT nobs FROM logistic_evaluate('set', 'SELECT y, tags, x FROM t');
SELECT term, psi >= 0 AS psi, round(training_mean::numeric, 3) AS training_mean, round(current_mean::numeric, 3) AS current_mean FROM logistic_drift('set', 'SELECT y, tags || ''sale''::text AS tags, x FROM t') WHERE term <> '(score)' ORDER BY term;
SELECT count(*) FROM logistic_refit('set');
SELECT length(logistic_report('set')) > 1000 AS report;
SELECT logistic_drop('set');
-- rows of the tables are held out by their content: sets take part in it
SELECT count(DISTINCT logistic_holdout('n', tags)) FROM t;
-- a distributed fit fetches the rows for them
SELECT estimates(logistic_fit_distributed('SELECT y, tags, x FROM t')) = estimates(m) AS here FROM models;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SELECT estimates(logistic_fit_distributed('SELECT y, tags, x FROM t')) = estimates(m) AS in_one_process FROM models;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size;
SET logistic.passes = on;
SET client_min_messages = warning;
SELECT estimates(logistic_fit_distributed(ARRAY['SELECT y, tags, x FROM t WHERE i <= 100', 'SELECT y, tags, x FROM t WHERE i > 100'])) = estimates(m) AS fetched FROM models;

DROP TABLE t, r, models, options, forms;
DROP FUNCTION estimates(logistic_model), terms(logistic_model), compare(text), by_sql(logistic_model);
DROP DOMAIN words, word;
DROP TYPE colour;
