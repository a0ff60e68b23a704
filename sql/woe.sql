-- Weight of evidence: bins of a feature for a scorecard.
SET extra_float_digits = -6;
CREATE TABLE loans AS
SELECT i AS id, i * 7919 % 1009 < 150 + 5 * (i % 100) + 100 * (i % 3) AS bad,
       CASE WHEN i % 17 = 0 THEN NULL WHEN i % 23 = 0 THEN -1 ELSE i % 100 END AS age,
       (ARRAY['car', 'home', 'other'])[1 + i % 3] AS purpose, 1 + i % 4 AS w
FROM generate_series(1, 6000) AS i;

-- Intervals from the lowest up, then special codes, then rows without a value.
SELECT bin, low, high, levels, n, positives, round(rate::numeric, 6) AS rate, round(woe::numeric, 6) AS woe, round(iv::numeric, 6) AS iv
FROM unnest((SELECT woe_bins(woe_options(bins => 4, special => '{-1}'), bad, age) FROM loans));
-- Levels from the lowest rate of positives up.
SELECT bin, low, high, levels, n, positives, round(woe::numeric, 6) AS woe, round(iv::numeric, 6) AS iv
FROM unnest((SELECT woe_bins(bad, purpose) FROM loans));

-- The definition, counted again from the rows.
WITH bins AS (SELECT b.* FROM unnest((SELECT woe_bins(woe_options(special => '{-1}'), bad, age) FROM loans)) b),
     rows AS (SELECT bad, CASE WHEN age IS NULL THEN '(missing)' WHEN age = -1 THEN '-1' ELSE (SELECT bin FROM bins WHERE age >= low AND age < high) END AS bin FROM loans),
     counts AS (SELECT bin, count(*) AS n, count(*) FILTER (WHERE bad) AS positives,
                       count(*) FILTER (WHERE bad) / sum(count(*) FILTER (WHERE bad)) OVER () AS p,
                       count(*) FILTER (WHERE NOT bad) / sum(count(*) FILTER (WHERE NOT bad)) OVER () AS q FROM rows GROUP BY bin)
SELECT count(*) = (SELECT count(*) FROM bins) AS all_bins, bool_and(c.n = b.n AND c.positives = b.positives) AS counts,
       max(abs(b.woe - ln(p / q))) < 1e-12 AS woe, max(abs(b.iv - (p - q) * ln(p / q))) < 1e-12 AS iv
FROM counts c JOIN bins b USING (bin);
-- The information value is the sum.
SELECT abs(information_value(bad, age) - (SELECT sum(iv) FROM unnest((SELECT woe_bins(bad, age) FROM loans)))) < 1e-14 AS is_sum FROM loans;

-- No cut is better: all 512 cuts of ten values, at most 4 bins of at least 12 % of the rows.
CREATE TABLE ten AS SELECT i % 10 AS x, i * 7919 % 1009 < 200 + 60 * ((i % 10) * 7 % 10) AS y FROM generate_series(1, 3000) AS i;
WITH cells AS (SELECT x, count(*) FILTER (WHERE y) AS pos, count(*) FILTER (WHERE NOT y) AS neg FROM ten GROUP BY x),
     totals AS (SELECT sum(pos) AS pos, sum(neg) AS neg FROM cells),
     labelled AS (SELECT cut, x, pos, neg, (SELECT count(*) FROM generate_series(0, x - 1) b WHERE cut >> b & 1 = 1) AS bin FROM generate_series(0, 511) AS cut, cells),
     bins AS (SELECT cut, bin, sum(pos) AS pos, sum(neg) AS neg FROM labelled GROUP BY cut, bin),
     cuts AS (SELECT cut, count(*) AS n_bins, min(b.pos + b.neg) AS least, sum((b.pos / t.pos - b.neg / t.neg) * ln((b.pos / t.pos) / (b.neg / t.neg))) AS iv
              FROM bins b, totals t GROUP BY cut)
SELECT abs(max(iv) - (SELECT information_value(woe_options(bins => 4, min_share => 0.12), y, x) FROM ten)) < 1e-12 AS is_best
FROM cuts WHERE n_bins <= 4 AND least >= 0.12 * 3000;
-- Monotone where asked for; auto takes the better direction.
SELECT m AS monotone, count(*) AS bins, coalesce(bool_and(woe >= before), true) AS rises, coalesce(bool_and(woe <= before), true) AS falls
FROM (VALUES ('none'), ('increasing'), ('decreasing'), ('auto')) AS v(m),
     LATERAL (SELECT woe, lag(woe) OVER (ORDER BY low) AS before FROM unnest((SELECT woe_bins(woe_options(monotone => m, min_share => 0), y, x) FROM ten))) AS b
GROUP BY m ORDER BY m;
SELECT information_value(woe_options(monotone => 'auto'), y, x) =
       greatest(information_value(woe_options(monotone => 'increasing'), y, x), information_value(woe_options(monotone => 'decreasing'), y, x)) AS is_better
FROM ten;

-- A weight counts as so many rows, for the rates; quantiles are those of the rows.
SELECT w.bin, w.n = 2 * p.n AS n, abs(w.woe - p.woe) < 1e-14 AS woe
FROM unnest((SELECT woe_bins(bad, age, 2.0) FROM loans)) w JOIN unnest((SELECT woe_bins(bad, age) FROM loans)) p USING (bin) ORDER BY w.low;
SELECT sum(n) = (SELECT sum(w) FROM loans) AS weights FROM unnest((SELECT woe_bins(woe_options(bins => 3), bad, purpose, w) FROM loans));
-- Labels of text, and which of them is positive.
SELECT abs(information_value(CASE WHEN bad THEN 'good' ELSE 'late' END, age) - information_value(bad, age)) < 1e-14 AS same,
       abs(information_value(woe_options(positive => 'good'), CASE WHEN bad THEN 'good' ELSE 'late' END, age) - information_value(bad, age)) < 1e-14 AS same_again FROM loans;
SELECT bin, round(woe::numeric, 6) AS woe FROM unnest((SELECT woe_bins(woe_options(positive => 'good', bins => 2), CASE WHEN bad THEN 'good' ELSE 'late' END, age) FROM loans));
-- By group, and as a window.
SELECT purpose, round(information_value(bad, age)::numeric, 6) AS iv FROM loans GROUP BY purpose ORDER BY purpose;
SELECT g.purpose, g.bins = (SELECT woe_bins(bad, age) FROM loans l WHERE l.purpose = g.purpose) AS as_alone
FROM (SELECT purpose, woe_bins(bad, age) AS bins FROM loans GROUP BY purpose) g ORDER BY purpose;
SELECT count(DISTINCT iv) AS one FROM (SELECT information_value(bad, age) OVER () AS iv FROM loans) v;
-- A feature of any type: numeric, boolean; not dates, not arrays.
SELECT information_value(bad, age::numeric) = information_value(bad, age::float8) AS numeric,
       information_value(bad, age > 50) = information_value(bad, (age > 50)::text) AS boolean FROM loans;
SELECT information_value(bad, '2020-01-01'::date + age) FROM loans;
SELECT information_value(bad, ARRAY[age]) FROM loans;

-- A bin that lacks a class has 0.5 more of both counts.
SELECT bin, n, positives, round(woe::numeric, 6) AS woe, round(ln((0.5 / 4) / (4.5 / 6))::numeric, 6) AS by_hand
FROM unnest((SELECT woe_bins(woe_options(min_share => 0), y, x) FROM (VALUES (false, 'a'), (false, 'a'), (false, 'a'), (false, 'a'),
             (true, 'b'), (true, 'b'), (true, 'b'), (false, 'b'), (false, 'b'), (true, 'b')) AS v(y, x))) LIMIT 1;
-- Infinity is a number; NaN is none.
SELECT bin, n FROM unnest((SELECT woe_bins(woe_options(min_share => 0), i > 5, CASE WHEN i > 8 THEN 'Infinity' WHEN i < 3 THEN '-Infinity' ELSE i::float8 END) FROM generate_series(1, 10) i));
SELECT woe_bins(i > 5, 'NaN'::float8) FROM generate_series(1, 10) i;
-- One class, no rows, no values: NULL, and one bin.
SELECT woe_bins(true, i) IS NULL AS one_class, information_value(true, i) IS NULL AS no_value FROM generate_series(1, 10) i;
SELECT woe_bins(true, 1) IS NULL AS no_rows WHERE false;
SELECT * FROM unnest((SELECT woe_bins(i > 5, NULL::int) FROM generate_series(1, 10) i));
SELECT * FROM unnest((SELECT woe_bins(i > 5, 7) FROM generate_series(1, 10) i));
-- Rows without a label or of weight 0 are left out.
SELECT sum(n) AS n FROM unnest((SELECT woe_bins(nullif(i, 3) > 5, i, nullif(i % 5, 4)) FROM generate_series(1, 10) i));

-- What cannot be.
SELECT woe_bins(woe_options(bins => 0), bad, age) FROM loans;
SELECT woe_bins(woe_options(min_share => 2), bad, age) FROM loans;
SELECT woe_bins(woe_options(monotone => 'up'), bad, age) FROM loans;
SELECT woe_bins(woe_options(special => '{-1,none}'), bad, age) FROM loans;
SELECT woe_bins(woe_options(special => '{-1,-1}'), bad, age) FROM loans;
SELECT woe_bins(woe_options(special => '{-1,NULL}'), bad, age) FROM loans;
SELECT woe_bins(woe_options(bins => age), bad, age) FROM loans;
SELECT woe_bins(bad, age, -1) FROM loans;
DROP TABLE loans, ten;
