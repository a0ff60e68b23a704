-- States of metrics that are sums: they can be sent, merged and trusted.
CREATE TEMP TABLE scored AS
SELECT i AS id, i * i % 7 < 3 AS y, (i * 31 % 97) / 97.0::float8 AS p, 1.0::float8 + i % 3 AS w, i % 4 AS part
FROM generate_series(1, 500) AS i;

-- Labels that are boolean or numbers, with scores that are numbers, resolve to
-- signatures of fixed types, which Citus pushes down; others to those of "any".
CREATE FUNCTION resolves_to(call text) RETURNS regprocedure LANGUAGE plpgsql AS $$
DECLARE found oid;
BEGIN
    EXECUTE 'CREATE TEMP VIEW resolved AS SELECT ' || call || ' FROM scored';
    SELECT refobjid INTO found FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
    WHERE r.ev_class = 'resolved'::regclass AND refclassid = 'pg_proc'::regclass AND refobjid::regprocedure::text ~ '"any"|float8|double';
    DROP VIEW resolved;
    RETURN found;
END $$;
SELECT call, resolves_to(call) FROM unnest(ARRAY[
    'log_loss(y, p)', 'log_loss(id, p)', 'log_loss(id::numeric, p::real)', 'log_loss(y, p, w)', 'log_loss(y, p, id)', 'brier_score(y, p::numeric)',
    'accuracy(y, p, 0.5)', 'accuracy(y, id)', 'confusion_matrix(y, p, 1, id)', 'expected_calibration_error(y, p, 10)', 'calibration_curve(y, p, 20)',
    'log_loss(y::text, p)', 'calibration_curve(y, p, 10, ''quantile'')', 'log_loss(logistic_options(weight => w), y, p)']) AS call;

-- The number is the same to the last bit, whichever it is.
SELECT log_loss(y, p) = log_loss(y::text, p) AND log_loss(y::int, p) = log_loss(y::text, p) AS log_loss,
    brier_score(y, p, w) = brier_score(logistic_options(weight => w), y, p) AS brier,
    accuracy(y, p, 0.3) = accuracy(y::text, p, 0.3) AS accuracy,
    confusion_matrix(y, p, 0.3, w) = confusion_matrix(y::text, p, 0.3, w) AS matrix,
    expected_calibration_error(y, p, 7, w) = expected_calibration_error(y::text, p, 7, w) AS error,
    calibration_curve(y::int, p, 7) = calibration_curve(y::text, p, 7) AS curve
FROM scored;
-- Complaints name the label as ever.
SELECT log_loss(id, p) FROM scored;
SELECT log_loss(y, id) FROM scored;

-- Parts that are merged are the whole, in any order; a part may be empty.
CREATE AGGREGATE part_of_loss(boolean, float8) (SFUNC = logistic_loss_trans, STYPE = bytea);
CREATE AGGREGATE merged_loss(bytea) (SFUNC = logistic_tally_combine, STYPE = bytea, FINALFUNC = logistic_log_loss_final);
CREATE AGGREGATE part_of_curve(boolean, float8, integer) (SFUNC = logistic_bins_trans, STYPE = bytea);
CREATE AGGREGATE merged_curve(bytea) (SFUNC = logistic_tally_combine, STYPE = bytea, FINALFUNC = logistic_calibration_curve_final);
CREATE TEMP TABLE parts AS
SELECT part, part_of_loss(y, p) AS loss, part_of_curve(y, p, 7) AS curve FROM scored GROUP BY part;
INSERT INTO parts VALUES (9, NULL, NULL);
SELECT merged_loss(loss ORDER BY part) = (SELECT log_loss(y, p) FROM scored) AS loss,
    merged_loss(loss ORDER BY part DESC) = (SELECT log_loss(y, p) FROM scored) AS reversed,
    merged_curve(curve) = (SELECT calibration_curve(y, p, 7) FROM scored) AS curve
FROM parts;
-- A state goes on from bytes as well: here after each row.
SELECT round(part_of_loss_at::numeric, 12) = round((SELECT log_loss(y, p) FROM scored WHERE id <= 100)::numeric, 12) AS running
FROM (SELECT id, log_loss(y, p) OVER (ORDER BY id) AS part_of_loss_at FROM scored) AS s WHERE id = 100;

-- Bytes that are no state of the metric are refused, wherever they differ.
CREATE FUNCTION outcome(statement text, argument bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text;
BEGIN
    EXECUTE statement USING argument;
    RETURN 'read';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE;
    RETURN state;
END $$;
SELECT outcome('SELECT merged_loss($1)', curve) AS of_another_metric, outcome('SELECT merged_loss(b) FROM (VALUES ($1), ((SELECT curve FROM parts WHERE part = 1))) AS v (b)', loss) AS mixed
FROM parts WHERE part = 0;
SELECT DISTINCT outcome('SELECT merged_loss($1)', substr(loss, 1, n)) AS truncated FROM parts, generate_series(0, length(loss) - 1) AS n WHERE part = 0;
SELECT DISTINCT outcome('SELECT merged_curve($1)', set_byte(curve, n, v)) IN ('read', '22P03', '08P01', '22P02', '54000') AS survived
FROM parts, generate_series(0, length(curve) - 1) AS n, unnest(ARRAY[0, 1, 2, 127, 255]) AS v WHERE part = 0;

DROP AGGREGATE part_of_loss(boolean, float8), merged_loss(bytea), part_of_curve(boolean, float8, integer), merged_curve(bytea);
DROP FUNCTION resolves_to, outcome;
