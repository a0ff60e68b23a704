SET client_min_messages = warning;
-- Options of a fit of three classes, on the plants of multinomial.sql.
CREATE TABLE plants AS
SELECT i, i * 7919 % 101 / 10.0 AS length, i * 31 % 53 / 5.0 AS width, i % 23 AS place, i % 4 = 0 AS tall,
       (ARRAY['clay', 'sand', 'peat'])[1 + i * 17 % 3] AS soil,
       (ARRAY['ash', 'elm', 'oak'])[1 + (i * 7919 % 101 + i * 13 % 60 > 60)::int + (i * 31 % 53 + i * 29 % 41 > 55)::int] AS species
FROM generate_series(1, 400) AS i;

CREATE TABLE fits (option text, m multinomial_model);
INSERT INTO fits
SELECT v.* FROM (SELECT
    multinomial_fit(species, length, width, soil) AS plain,
    multinomial_fit(logistic_options(std_error => 'HC0'), species, length, width, soil) AS hc0,
    multinomial_fit(logistic_options(std_error => 'HC1'), species, length, width, soil) AS hc1,
    multinomial_fit(logistic_options(std_error => 'HC2'), species, length, width, soil) AS hc2,
    multinomial_fit(logistic_options(std_error => 'HC3'), species, length, width, soil) AS hc3,
    multinomial_fit(logistic_options(cluster => place::text), species, length, width, soil) AS clusters,
    multinomial_fit(logistic_options(cluster => place::text, std_error => 'HC1'), species, length, width, soil) AS clusters_hc1,
    multinomial_fit(logistic_options(class_weight => 'balanced'), species, length, width, soil) AS balanced,
    multinomial_fit(logistic_options(l2 => 2), species, length, width, soil) AS l2,
    multinomial_fit(logistic_options(l2 => 0.5, standardize => false), species, length, width, soil) AS l2_as_is,
    multinomial_fit(logistic_options(l1 => 8), species, length, width, soil) AS l1,
    multinomial_fit(logistic_options(l1 => 4, l2 => 2), species, length, width, soil) AS l1_l2,
    multinomial_fit(logistic_options(method => 'firth', profile => true), species, length, width, soil) AS firth,
    multinomial_fit(logistic_options(profile => true), species, length, width, soil) AS profile
  FROM plants) AS f,
  LATERAL (VALUES ('plain', plain), ('HC0', hc0), ('HC1', hc1), ('HC2', hc2), ('HC3', hc3), ('clusters', clusters),
                  ('HC1 of clusters', clusters_hc1), ('balanced', balanced), ('l2', l2), ('l2 as it is', l2_as_is),
                  ('l1', l1), ('l1 and l2', l1_l2), ('firth', firth), ('profile', profile)) AS v (option, m);

-- Estimates and errors of test/reference/multinomial_options.py.
CREATE TABLE want (option text, label text, term text, estimate float8, std_error float8);
INSERT INTO want VALUES
    ('plain', 'elm', '(Intercept)', -2.7729539197776236, 0.52183460765378994),
    ('plain', 'elm', 'length', 0.77074209924267777, 0.09360200556012638),
    ('plain', 'elm', 'width', 0.21382596210586955, 0.060371480000832179),
    ('plain', 'elm', 'soilpeat', 0.14068072334068329, 0.38698908056216188),
    ('plain', 'elm', 'soilsand', 0.22910523705512748, 0.38869167805103373),
    ('plain', 'oak', '(Intercept)', -9.3151990567554182, 0.97149381333576734),
    ('plain', 'oak', 'length', 1.0275037168497854, 0.11249354877270581),
    ('plain', 'oak', 'width', 0.78815670070494013, 0.096412508624570506),
    ('plain', 'oak', 'soilpeat', 0.01044731085804416, 0.52938828279981465),
    ('plain', 'oak', 'soilsand', 0.24879188602962935, 0.5289624831154868),
    ('HC0', 'elm', '(Intercept)', -2.7729539197776236, 0.53962614244260456),
    ('HC0', 'elm', 'length', 0.77074209924267777, 0.085760668940954251),
    ('HC0', 'elm', 'width', 0.21382596210586955, 0.064887948086907258),
    ('HC0', 'elm', 'soilpeat', 0.14068072334068329, 0.39214727710219453),
    ('HC0', 'elm', 'soilsand', 0.22910523705512748, 0.39597203074870735),
    ('HC0', 'oak', '(Intercept)', -9.3151990567554182, 0.88222621028605815),
    ('HC0', 'oak', 'length', 1.0275037168497854, 0.10199312129170581),
    ('HC0', 'oak', 'width', 0.78815670070494013, 0.086537071736129999),
    ('HC0', 'oak', 'soilpeat', 0.01044731085804416, 0.52722930726321185),
    ('HC0', 'oak', 'soilsand', 0.24879188602962935, 0.53770933411084009),
    ('HC1', 'elm', '(Intercept)', -2.7729539197776236, 0.54650063795912387),
    ('HC1', 'elm', 'length', 0.77074209924267777, 0.086853205583933873),
    ('HC1', 'elm', 'width', 0.21382596210586955, 0.065714579476892273),
    ('HC1', 'elm', 'soilpeat', 0.14068072334068329, 0.39714298521605972),
    ('HC1', 'elm', 'soilsand', 0.22910523705512748, 0.40101646380328006),
    ('HC1', 'oak', '(Intercept)', -9.3151990567554182, 0.8934652138297243),
    ('HC1', 'oak', 'length', 1.0275037168497854, 0.10329244910384978),
    ('HC1', 'oak', 'width', 0.78815670070494013, 0.087639499259322151),
    ('HC1', 'oak', 'soilpeat', 0.01044731085804416, 0.53394587494570516),
    ('HC1', 'oak', 'soilsand', 0.24879188602962935, 0.54455941070239202),
    ('HC2', 'elm', '(Intercept)', -2.7729539197776236, 0.54543837649877387),
    ('HC2', 'elm', 'length', 0.77074209924267777, 0.086562090927816177),
    ('HC2', 'elm', 'width', 0.21382596210586955, 0.065613249048506386),
    ('HC2', 'elm', 'soilpeat', 0.14068072334068329, 0.39639612048457944),
    ('HC2', 'elm', 'soilsand', 0.22910523705512748, 0.4002003829539615),
    ('HC2', 'oak', '(Intercept)', -9.3151990567554182, 0.89055635740750422),
    ('HC2', 'oak', 'length', 1.0275037168497854, 0.10299509183705836),
    ('HC2', 'oak', 'width', 0.78815670070494013, 0.087477710332800502),
    ('HC2', 'oak', 'soilpeat', 0.01044731085804416, 0.53302278621773542),
    ('HC2', 'oak', 'soilsand', 0.24879188602962935, 0.54364533915869647),
    ('HC3', 'elm', '(Intercept)', -2.7729539197776236, 0.55132401523312745),
    ('HC3', 'elm', 'length', 0.77074209924267777, 0.087373217219616811),
    ('HC3', 'elm', 'width', 0.21382596210586955, 0.066349123814558393),
    ('HC3', 'elm', 'soilpeat', 0.14068072334068329, 0.40070092084595674),
    ('HC3', 'elm', 'soilsand', 0.22910523705512748, 0.40448504641805503),
    ('HC3', 'oak', '(Intercept)', -9.3151990567554182, 0.89899429223259527),
    ('HC3', 'oak', 'length', 1.0275037168497854, 0.10401056323687407),
    ('HC3', 'oak', 'width', 0.78815670070494013, 0.088432247223551836),
    ('HC3', 'oak', 'soilpeat', 0.01044731085804416, 0.53889596727515398),
    ('HC3', 'oak', 'soilsand', 0.24879188602962935, 0.54966395612329547),
    ('clusters', 'elm', '(Intercept)', -2.7729539197776236, 0.6741237052637261),
    ('clusters', 'elm', 'length', 0.77074209924267777, 0.11773751283578423),
    ('clusters', 'elm', 'width', 0.21382596210586955, 0.041204775631802501),
    ('clusters', 'elm', 'soilpeat', 0.14068072334068329, 0.59477146969789309),
    ('clusters', 'elm', 'soilsand', 0.22910523705512748, 0.61978152310350393),
    ('clusters', 'oak', '(Intercept)', -9.3151990567554182, 0.91858548825042022),
    ('clusters', 'oak', 'length', 1.0275037168497854, 0.11691909600190486),
    ('clusters', 'oak', 'width', 0.78815670070494013, 0.043343905039892182),
    ('clusters', 'oak', 'soilpeat', 0.01044731085804416, 0.75504135792598823),
    ('clusters', 'oak', 'soilsand', 0.24879188602962935, 0.78588940981302508),
    ('HC1 of clusters', 'elm', '(Intercept)', -2.7729539197776236, 0.68185769105042306),
    ('HC1 of clusters', 'elm', 'length', 0.77074209924267777, 0.11908827419267313),
    ('HC1 of clusters', 'elm', 'width', 0.21382596210586955, 0.041677503629041119),
    ('HC1 of clusters', 'elm', 'soilpeat', 0.14068072334068329, 0.60159507500513681),
    ('HC1 of clusters', 'elm', 'soilsand', 0.22910523705512748, 0.62689206001699913),
    ('HC1 of clusters', 'oak', '(Intercept)', -9.3151990567554182, 0.929124098678332),
    ('HC1 of clusters', 'oak', 'length', 1.0275037168497854, 0.11826046794834669),
    ('HC1 of clusters', 'oak', 'width', 0.78815670070494013, 0.043841174521592615),
    ('HC1 of clusters', 'oak', 'soilpeat', 0.01044731085804416, 0.7637036836756568),
    ('HC1 of clusters', 'oak', 'soilsand', 0.24879188602962935, 0.79490564448620242),
    ('balanced', 'elm', '(Intercept)', -3.9777902049482955, 0.54863287637594086),
    ('balanced', 'elm', 'length', 0.83260687854901942, 0.087946905554372086),
    ('balanced', 'elm', 'width', 0.20495069707327663, 0.067494091626466603),
    ('balanced', 'elm', 'soilpeat', 0.18314804690737739, 0.40802771402902124),
    ('balanced', 'elm', 'soilsand', 0.30131897430062192, 0.4149571342389061),
    ('balanced', 'oak', '(Intercept)', -9.8027824721679795, 0.92293187757882979),
    ('balanced', 'oak', 'length', 1.0940139161810007, 0.10143326150666469),
    ('balanced', 'oak', 'width', 0.83412073518888481, 0.090326338240774535),
    ('balanced', 'oak', 'soilpeat', 0.066126898191090162, 0.56583849928014318),
    ('balanced', 'oak', 'soilsand', 0.42531166565980319, 0.56485653216578299),
    ('l2', 'elm', '(Intercept)', -2.1109872049089838, 0.44121754455486332),
    ('l2', 'elm', 'length', 0.6355476564681137, 0.073920120294305627),
    ('l2', 'elm', 'width', 0.15300366659667952, 0.053092379671676829),
    ('l2', 'elm', 'soilpeat', 0.1191100259941364, 0.35152954356379765),
    ('l2', 'elm', 'soilsand', 0.18415626722778012, 0.35320218361972452),
    ('l2', 'oak', '(Intercept)', -7.6516169254091947, 0.78336104460360394),
    ('l2', 'oak', 'length', 0.83292511208691567, 0.089235548522922002),
    ('l2', 'oak', 'width', 0.64388489928476297, 0.079464737275024511),
    ('l2', 'oak', 'soilpeat', 0.0044747494548997055, 0.46685460377855385),
    ('l2', 'oak', 'soilsand', 0.20257059340251181, 0.46647138902246416),
    ('l2 as it is', 'elm', '(Intercept)', -2.731580403356104, 0.51132883840155078),
    ('l2 as it is', 'elm', 'length', 0.76472427903570598, 0.092630499279157295),
    ('l2 as it is', 'elm', 'width', 0.21123923966612513, 0.060037741998970423),
    ('l2 as it is', 'elm', 'soilpeat', 0.12383307310097193, 0.36663150039504989),
    ('l2 as it is', 'elm', 'soilsand', 0.20452592085904672, 0.367949591532704),
    ('l2 as it is', 'oak', '(Intercept)', -9.2335478865903473, 0.95489747656047079),
    ('l2 as it is', 'oak', 'length', 1.0191053652877737, 0.11137888901359826),
    ('l2 as it is', 'oak', 'width', 0.78241965010718011, 0.095687508802750126),
    ('l2 as it is', 'oak', 'soilpeat', -0.0035954624974187558, 0.48802674012021592),
    ('l2 as it is', 'oak', 'soilsand', 0.217988648263936, 0.48770346938117646),
    ('l1', 'elm', '(Intercept)', -1.6510143442065788, NULL),
    ('l1', 'elm', 'length', 0.58548076727729887, NULL),
    ('l1', 'elm', 'width', 0.10239274220775403, NULL),
    ('l1', 'elm', 'soilpeat', 0.0, NULL),
    ('l1', 'elm', 'soilsand', 0.0, NULL),
    ('l1', 'oak', '(Intercept)', -6.5542744248561413, NULL),
    ('l1', 'oak', 'length', 0.73333099543398313, NULL),
    ('l1', 'oak', 'width', 0.54556449089721449, NULL),
    ('l1', 'oak', 'soilpeat', 0.0, NULL),
    ('l1', 'oak', 'soilsand', 0.0, NULL),
    ('l1 and l2', 'elm', '(Intercept)', -1.639499934173073, NULL),
    ('l1 and l2', 'elm', 'length', 0.55527235477990339, NULL),
    ('l1 and l2', 'elm', 'width', 0.12134811695640823, NULL),
    ('l1 and l2', 'elm', 'soilpeat', 0.0, NULL),
    ('l1 and l2', 'elm', 'soilsand', 0.0, NULL),
    ('l1 and l2', 'oak', '(Intercept)', -6.5692286244224028, NULL),
    ('l1 and l2', 'oak', 'length', 0.72403663004352636, NULL),
    ('l1 and l2', 'oak', 'width', 0.5497169815833606, NULL),
    ('l1 and l2', 'oak', 'soilpeat', 0.0, NULL),
    ('l1 and l2', 'oak', 'soilsand', 0.0, NULL),
    ('firth', 'elm', '(Intercept)', -2.6851469660629357, 0.51264426544354726),
    ('firth', 'elm', 'length', 0.74732329339888058, 0.090899550540137437),
    ('firth', 'elm', 'width', 0.20676745793748318, 0.059559244446981153),
    ('firth', 'elm', 'soilpeat', 0.13698632143022051, 0.38330537476905698),
    ('firth', 'elm', 'soilsand', 0.22261013288506471, 0.38503695382243504),
    ('firth', 'oak', '(Intercept)', -9.0263764525964927, 0.94574009282176998),
    ('firth', 'oak', 'length', 0.99565713895393481, 0.10956895087020141),
    ('firth', 'oak', 'width', 0.76369601428995304, 0.094075561255664073),
    ('firth', 'oak', 'soilpeat', 0.010407295299388634, 0.52301047858326879),
    ('firth', 'oak', 'soilsand', 0.24170166297828715, 0.52263650295162481);
SELECT w.option, count(*), bool_and(CASE w.estimate WHEN 0 THEN c.estimate = 0 ELSE abs(c.estimate / w.estimate - 1) < 1e-10 END) AS estimates,
       bool_and(CASE WHEN w.std_error IS NULL THEN c.std_error IS NULL ELSE abs(c.std_error / w.std_error - 1) < 1e-10 END) AS errors
FROM fits, LATERAL multinomial_coefficients(m) AS c JOIN want AS w USING (label, term)
WHERE w.option = fits.option GROUP BY w.option ORDER BY w.option;
SELECT option, status, rank, round(log_lik::numeric, 10) AS log_lik, round(effective_df::numeric, 10) AS effective_df,
       aic IS NULL AS no_aic, lr_p_value IS NULL AS no_lr_p_value, method, std_error_type, n_clusters
FROM fits, multinomial_statistics(m) ORDER BY option;
-- Firth's tests are penalised likelihood ratios; intervals by profile end
-- where twice the log-likelihood has fallen by 3.84.
SELECT label, term, round(statistic::numeric, 10) AS chi_square
FROM fits, multinomial_coefficients(m) WHERE option = 'firth' AND (label, term) IN (('elm', 'length'), ('oak', 'soilpeat'));
SELECT label, term, round(conf_low::numeric, 10) AS conf_low, round(conf_high::numeric, 10) AS conf_high
FROM fits, multinomial_coefficients(m, method => 'profile')
WHERE option = 'profile' AND (label, term) IN (('elm', 'length'), ('oak', 'soilpeat'), ('oak', '(Intercept)'));

-- What was asked for is part of the model, in all its forms.
SELECT option, m = m::text::multinomial_model AS text, m = m::jsonb::multinomial_model AS jsonb
FROM fits WHERE NOT (m = m::text::multinomial_model AND m = m::jsonb::multinomial_model);
SELECT option, m::jsonb #> '{equations, 1, penalty}' AS penalty, m::jsonb #>> '{equations, 1, std_error}' AS std_error,
       m::jsonb #>> '{equations, 1, clusters}' AS clusters, m::jsonb #>> '{equations, 1, class_weight}' AS class_weight,
       m::jsonb #>> '{equations, 1, method}' AS method, jsonb_array_length(m::jsonb #> '{equations, 1, profile}') AS profiles
FROM fits WHERE option <> 'plain' ORDER BY option;

-- With two classes it is logistic_fit, option by option, to the last digit.
CREATE TABLE options (option text, o logistic_options);
INSERT INTO options VALUES
    ('HC0', logistic_options(std_error => 'HC0')), ('HC1', logistic_options(std_error => 'HC1')),
    ('HC2', logistic_options(std_error => 'HC2')), ('HC3', logistic_options(std_error => 'HC3')),
    ('class_weight', logistic_options(class_weight => 'balanced')), ('l2', logistic_options(l2 => 2)),
    ('l1', logistic_options(l1 => 8)), ('l1 and l2', logistic_options(l1 => 4, l2 => 2, standardize => false)),
    ('firth', logistic_options(method => 'firth')), ('profile', logistic_options(profile => true)),
    ('prevalence', logistic_options(prevalence => 0.01)), ('logit_offset', logistic_options(logit_offset => 0.5)),
    ('intercept', logistic_options(intercept => false)), ('reference', logistic_options(reference => '{"soil": "peat"}')),
    ('weight', logistic_options(weight => 3));
SELECT option, count(*),
       bool_and(a.estimate IS NOT DISTINCT FROM b.estimate AND a.std_error IS NOT DISTINCT FROM b.std_error AND
                a.statistic IS NOT DISTINCT FROM b.statistic AND a.p_value IS NOT DISTINCT FROM b.p_value AND
                a.conf_low IS NOT DISTINCT FROM b.conf_low AND a.conf_high IS NOT DISTINCT FROM b.conf_high) AS coefficients,
       bool_and(s.log_lik = t.log_lik AND s.effective_df = t.effective_df AND s.aic IS NOT DISTINCT FROM t.aic AND s.std_error_type = t.std_error_type) AS statistics
FROM (SELECT option, multinomial_fit(o, tall, length, soil) AS m, logistic_fit(o, tall, length, soil) AS b FROM plants, options GROUP BY option) AS f,
     LATERAL multinomial_coefficients(m) AS a JOIN LATERAL logistic_coefficients(f.b) AS b USING (term),
     multinomial_statistics(m) AS s, logistic_statistics(f.b) AS t
GROUP BY option ORDER BY option;
SELECT bool_and(a.std_error = b.std_error) AS clusters
FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(cluster => place::text), tall, length, soil) FROM plants)) AS a
JOIN logistic_coefficients((SELECT logistic_fit(logistic_options(cluster => place::text), tall, length, soil) FROM plants)) AS b USING (term);

-- No option knows which class is the baseline: renamed ones have the same
-- contrasts with the same errors.
SELECT option, max(abs(c.estimate - (b.estimate - a.estimate))) < 1e-11 AS contrasts, max(abs(c.std_error - d.std_error)) < 1e-11 AS errors
FROM (SELECT option, multinomial_fit(o, species, length, soil) AS m,
             multinomial_fit(o, CASE species WHEN 'elm' THEN 'a' ELSE species END, length, soil) AS n
      FROM plants, options WHERE option NOT IN ('prevalence', 'logit_offset') GROUP BY option) AS f,
     LATERAL multinomial_coefficients(m) AS a, LATERAL multinomial_coefficients(m) AS b, LATERAL multinomial_coefficients(n) AS c,
     LATERAL (SELECT sqrt(sum(CASE WHEN label_a = label_b THEN covariance ELSE -covariance END))
              FROM multinomial_covariance(m) WHERE term_a = a.term AND term_b = a.term) AS d (std_error)
WHERE a.label = 'elm' AND b.label = 'oak' AND c.label = 'oak' AND a.term = b.term AND b.term = c.term
GROUP BY option ORDER BY option;
-- Weights are rows repeated where the likelihood is all; repeated rows have
-- the errors of a sample so many times larger. Many rows are summed in
-- doubles, few in 31 digits.
SELECT max(abs(a.estimate / b.estimate - 1)) < 1e-10 AS estimates, max(abs(a.std_error / b.std_error - 1)) < 1e-10 AS errors,
       max(abs(a.statistic / b.statistic - 1)) < 1e-9 AS chi_squares
FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(method => 'firth', profile => true), species, length, width) FROM plants, generate_series(1, 4))) AS a
JOIN multinomial_coefficients((SELECT multinomial_fit(logistic_options(method => 'firth', weight => 4), species, length, width) FROM plants)) AS b USING (label, term);
SELECT max(abs(a.estimate / b.estimate - 1)) < 1e-10 AS estimates, max(abs(a.std_error / b.std_error - 1)) < 1e-10 AS errors
FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(l2 => 100), species, length, width, soil) FROM plants, generate_series(1, 100))) AS a
JOIN multinomial_coefficients((SELECT multinomial_fit(logistic_options(l2 => 100, weight => 100), species, length, width, soil) FROM plants)) AS b USING (label, term);
SELECT option, max(abs(a.std_error * 10 / b.std_error - 1)) < 1e-10 AS errors
FROM (SELECT option, multinomial_fit(o, species, length, width, soil) AS m FROM plants, generate_series(1, 100),
          options WHERE option IN ('HC0', 'class_weight') GROUP BY option) AS f
JOIN (SELECT option, multinomial_fit(o, species, length, width, soil) AS n FROM plants,
          options WHERE option IN ('HC0', 'class_weight') GROUP BY option) AS g USING (option),
     LATERAL multinomial_coefficients(m) AS a JOIN LATERAL multinomial_coefficients(n) AS b USING (label, term)
GROUP BY option ORDER BY option;
-- Columns that are nearly the same keep the digits of their errors among many
-- rows, too.
SELECT max(abs(a.estimate / b.estimate - 1)) < 1e-11 AS estimates, max(abs(a.std_error / b.std_error - 1)) < 1e-12 AS errors
FROM multinomial_coefficients((SELECT multinomial_fit(species, x, x + sin(i) / 200, width) FROM (SELECT *, length::float8 AS x FROM plants) AS p, generate_series(1, 400))) AS a
JOIN multinomial_coefficients((SELECT multinomial_fit(logistic_options(weight => 400), species, x, x + sin(i) / 200, width) FROM (SELECT *, length::float8 AS x FROM plants) AS p)) AS b USING (label, term);
-- A column that others make up is aliased with any option but a penalty; rows
-- of a NULL cluster and of weight 0 are left out.
SELECT option, count(*), count(estimate) AS estimates, count(std_error) AS errors
FROM (SELECT option, multinomial_fit(o, species, length, width, length + width) AS m FROM plants, options
      WHERE option IN ('HC3', 'firth', 'l1', 'l2') GROUP BY option) AS f, multinomial_coefficients(m) GROUP BY option ORDER BY option;
SELECT nobs, n_skipped, n_clusters, n_classes
FROM multinomial_statistics((SELECT multinomial_fit(logistic_options(cluster => CASE WHEN i > 50 THEN place::text END, weight => (i % 5)::float8), species, length) FROM plants));
-- Every row its own cluster: HC0, but for the factor n / (n - 1); and more
-- clusters than work_mem has room for.
SET work_mem = '64kB';
SELECT max(abs(a.std_error / b.std_error / sqrt(400 / 399.0) - 1)) < 1e-13 AS errors
FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(cluster => i::text), species, length, soil) FROM plants)) AS a
JOIN multinomial_coefficients((SELECT multinomial_fit(logistic_options(std_error => 'HC0'), species, length, soil) FROM plants)) AS b USING (label, term);
SELECT max(abs(a.std_error * sqrt(5 / b.factor) / b.std_error - 1)) < 1e-10 AS errors
FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(cluster => (5 * i + g)::text), species, length, soil) FROM plants, generate_series(1, 5) AS g)) AS a
JOIN (SELECT *, 2000 / 1999.0 AS factor FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(std_error => 'HC0'), species, length, soil) FROM plants))) AS b USING (label, term);
RESET work_mem;

-- Separated data: what is finite keeps its sandwich; a ridge and Firth's method
-- make all of it finite.
CREATE TABLE apart AS SELECT i, place, CASE WHEN i <= 100 THEN 1000 + length ELSE length END AS x, CASE WHEN i <= 100 THEN 'yew' ELSE species END AS species
FROM plants WHERE species <> 'ash';
SELECT label, term, a.std_error IS NULL AS no_error, abs(a.std_error / b.std_error - 1) < 1e-11 AS as_of_two, abs(c.std_error / d.std_error - 1) < 1e-11 AS by_clusters
FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(std_error => 'HC3'), species, x) FROM apart)) AS a
JOIN multinomial_coefficients((SELECT multinomial_fit(logistic_options(cluster => place::text), species, x) FROM apart)) AS c USING (label, term)
LEFT JOIN logistic_coefficients((SELECT logistic_fit(logistic_options(std_error => 'HC3'), species, x) FROM apart WHERE species <> 'yew')) AS b USING (term)
LEFT JOIN logistic_coefficients((SELECT logistic_fit(logistic_options(cluster => place::text), species, x) FROM apart WHERE species <> 'yew')) AS d USING (term)
ORDER BY label, term;
SELECT status, bool_and(abs(estimate) < 'Infinity' AND std_error > 0) AS finite
FROM (SELECT multinomial_fit(logistic_options(l2 => 1), species, x) AS m FROM apart) AS f, multinomial_statistics(m), multinomial_coefficients(m)
GROUP BY status;
-- No oak on clay: constants of brmultinom of brglm2 0.9, type AS_mean.
SELECT status, label, term, round(estimate::numeric, 10) AS estimate, round(std_error::numeric, 10) AS std_error, conf_low < estimate AND estimate < conf_high AS has_limits
FROM (SELECT multinomial_fit(logistic_options(method => 'firth'), CASE WHEN soil = 'clay' AND species = 'oak' THEN 'elm' ELSE species END, length, soil) AS m
      FROM plants) AS f, multinomial_statistics(m), multinomial_coefficients(m);
-- With more columns than rows a ridge is as good as with few.
SELECT status, rank, n_classes FROM multinomial_statistics((SELECT multinomial_fit(logistic_options(l2 => 1), species, (ARRAY(SELECT sin(i * j) FROM generate_series(1, 40) AS j))) FROM plants WHERE i <= 30));
-- One cluster has no errors; one class and no rows are what they are.
SELECT count(*), count(estimate), count(std_error) FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(cluster => 'all'), species, length) FROM plants));
SET client_min_messages = error;
SELECT option, status, n_classes FROM (SELECT option, multinomial_fit(o, 'one'::text, length) AS m FROM plants, options GROUP BY option) AS f, multinomial_statistics(m) WHERE status <> 'one_class' ORDER BY option;
RESET client_min_messages;
SELECT status FROM multinomial_statistics((SELECT multinomial_fit(logistic_options(intercept => false), 'one'::text, length) FROM plants));
SELECT count(*), count(m) FROM (SELECT multinomial_fit(logistic_options(method => 'firth'), species, length) AS m FROM plants WHERE false) AS f;
-- The iterations may end before the maximum.
SELECT option, status FROM (SELECT option, multinomial_fit(o, species, length) AS m FROM plants,
    (VALUES ('firth', logistic_options(method => 'firth', max_iterations => 1)), ('l2', logistic_options(l2 => 1, max_iterations => 1)),
            ('l1', logistic_options(l1 => 1, max_iterations => 1))) AS v (option, o) GROUP BY option) AS f, multinomial_statistics(m) ORDER BY option;

-- Of four classes two may gain and two lose by a column: a lasso leaves one of
-- them at zero, a ridge besides moves all. Constants of glmnet 4.1-6.
CREATE TABLE trees AS
SELECT i * 7919 % 101 / 10.0 AS a, i * 31 % 53 / 7.0 AS b, (ARRAY['p', 'q', 'r', 's'])[1 + 2 * (i * 7919 % 101 + i * 13 % 60 > 80)::int + (i * 31 % 53 + i * 29 % 41 > 45)::int] AS y
FROM generate_series(1, 300) AS i;
SELECT option, status, effective_df, round(max(estimate) FILTER (WHERE label = 'q' AND term = 'a')::numeric, 9) AS q_a,
       round(max(estimate) FILTER (WHERE label = 'r' AND term = 'a')::numeric, 9) AS r_a, round(max(estimate) FILTER (WHERE label = 's' AND term = 'b')::numeric, 9) AS s_b
FROM (SELECT option, multinomial_fit(o, y, a, b) AS m FROM trees,
          (VALUES ('l1', logistic_options(l1 => 3)), ('l1 and l2', logistic_options(l1 => 3, l2 => 1)), ('l1 and a little l2', logistic_options(l1 => 1, l2 => 1e-6)),
                  ('no intercept', logistic_options(l1 => 3, intercept => false))) AS v (option, o) GROUP BY option) AS f,
     multinomial_statistics(m), multinomial_coefficients(m)
GROUP BY option, status, effective_df ORDER BY option;

-- What has no meaning is an error that says why.
SELECT multinomial_fit(logistic_options(positive => 'oak'), species, length) FROM plants;
SELECT multinomial_fit(logistic_options(threshold => 0.3), species, length) FROM plants;
SELECT multinomial_fit(logistic_options(prevalence => 0.1), species, length) FROM plants;
SELECT multinomial_fit(logistic_options(logit_offset => 1), species, length) FROM plants;
SELECT count(*) FROM fits, multinomial_coefficients(m, method => 'profile') WHERE option = 'plain';
SELECT count(*) FROM fits, multinomial_coefficients(m, method => 'score') WHERE option = 'plain';
SELECT count(*) FROM fits, multinomial_coefficients(m, 0.9999, 'profile') WHERE option = 'profile';

DROP TABLE plants, fits, want, options, apart, trees;

-- A separated fit: a limit that is infinite, those of the rows that are left,
-- as the fit of these has them, and a warning of those that are NULL.
SELECT label, term, conf_low IS NULL AS no_low, conf_high = 'Infinity' AS infinite,
       abs(conf_low - low) < 1e-9 AND abs(conf_high - high) < 1e-9 AS same
FROM multinomial_coefficients((
         SELECT multinomial_fit(logistic_options(profile => true, names => '{x}'),
                                (ARRAY['a', 'b', 'c'])[CASE WHEN i > 40 THEN 3 ELSE 1 + i % 2 END], CASE WHEN i > 40 THEN 50 ELSE i * 7 % 11 END)
         FROM generate_series(1, 60) AS i), method => 'profile')
     JOIN logistic_coefficients((
         SELECT logistic_fit(logistic_options(profile => true, names => '{x}'), i % 2 = 1, i * 7 % 11)
         FROM generate_series(1, 40) AS i), method => 'profile') AS r (term, e, s, t, p, low, high) USING (term)
ORDER BY label, term;
