#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# training_ways.pl
#		A training tells the same whichever way its rows are read.
#
# Rows are read once and held, by one process or by several, or they are read
# by a query for each thing that is wanted, as where temp_file_limit is set.
# Each training runs in all of these ways.  What is compared is all that the
# registry stores of it, what a user is told, and what fails: words and counts
# as they are, numbers to nine digits.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use JSON::PP;
use LogisticTest qw(create_database run_psql);
use Test::More;

my %ways = (
	'by queries' => "SET temp_file_limit = '10GB'; SET max_parallel_workers_per_gather = 0;",
	'held' => 'SET max_parallel_workers_per_gather = 0; SET parallel_setup_cost = 0;',
	'held by three' => 'SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0;'
	  . ' SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;');

create_database('training_ways');
my $made = run_psql(<<'END');
CREATE TYPE size AS ENUM ('large', 'medium', 'small');
CREATE DOMAIN positive AS float8 CHECK (VALUE > 0);
CREATE TABLE t AS
SELECT i AS id,
	v < 1 / (1 + exp(1.1 - x - 0.03 * n)) AS y,
	CASE WHEN v < 1 / (1 + exp(1.1 - x - 0.03 * n)) THEN 'yes' ELSE 'no' END AS answer,
	(v < 1 / (1 + exp(1.1 - x - 0.03 * n)))::int AS code,
	(ARRAY['one', 'two', 'three'])[1 + floor(3 * (0.7 * v + 0.1 * x))::int % 3] AS class,
	x, n, n::smallint AS small, n * 1234567890123456::int8 AS big, (n / 7.0)::numeric(9, 2) AS price, x::float4 AS f4,
	i % 3 = 0 AS b, 'level ' || i % 7 AS g, (enum_range(NULL::size))[1 + i % 3] AS e,
	md5((i % 5)::text)::uuid AS u, '2026-01-01'::timestamptz + i * interval '1 minute' AS at,
	ARRAY[x, n, x * n] AS a, (x + 3)::positive AS d,
	CASE WHEN i % 11 > 0 THEN x END AS holes, CASE WHEN i % 13 > 0 THEN 'k' || i % 4 END AS gaps,
	CASE WHEN i % 17 > 0 THEN v < 0.4 END AS maybe,
	CASE WHEN i % 19 = 0 THEN 0.0 ELSE 0.5 + i % 4 END AS w, i % 6 AS f, (i % 9 - 4) / 10.0 AS o,
	'c' || i % 120 AS c, 'shop ' || i % 4 AS shop
FROM (
	SELECT i, (i * 7919 % 1009) / 1009.0 AS v, sin(i)::float8 AS x, i * 31 % 101 AS n
	FROM generate_series(1, 990) AS i) AS s;
ALTER TABLE t ALTER id SET NOT NULL;
ALTER TABLE t SET (parallel_workers = 2);
CREATE TABLE cells AS SELECT y, g, b FROM t;
ALTER TABLE cells SET (parallel_workers = 2);
CREATE TABLE extremes AS
SELECT i % 3 = 0 AS y, CASE i % 4 WHEN 0 THEN '-0' WHEN 1 THEN 0 WHEN 2 THEN 1e300 ELSE -1e-300 END::float8 AS x
FROM generate_series(1, 500) AS i;
CREATE TABLE counted AS SELECT y, g, b, count(*) AS f FROM t GROUP BY y, g, b;
CREATE VIEW seen AS SELECT y, x, n, g FROM t WHERE id > 100;
CREATE FUNCTION unsafe(float8) RETURNS float8 LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS 'BEGIN RETURN $1; END';
CREATE FUNCTION inner_fit() RETURNS float8 LANGUAGE plpgsql VOLATILE AS $$
BEGIN
	RETURN (SELECT estimate FROM logistic_coefficients(logistic_fit_distributed('SELECT y, x FROM t')) LIMIT 1);
END $$;
-- More than three megabytes: with little work_mem some rows are in memory, and some in a file.
-- By one process, as deciles of many rows come from a sample.
CREATE TABLE many AS
SELECT (i * 7919 % 1009) / 1009.0 < sigmoid(sin(i)) AS y, 'level ' || i % 7 AS g,
	ARRAY(SELECT sin(i * j) FROM generate_series(1, 40) AS j) AS a
FROM generate_series(1, 12000) AS i;
ALTER TABLE many SET (parallel_workers = 0);
ANALYZE;
END
die $made->{stderr} if $made->{failed};

my @cases = (
	[ 'numbers', train('SELECT y, x, n FROM t') ],
	[ 'a table', train('seen') ],
	[ 'one feature', train('SELECT y, x FROM t') ],
	[ 'types of numbers', train('SELECT y, small, big, price, f4, d FROM t') ],
	[ 'booleans and categories', train('SELECT y, b, g, e, u FROM t') ],
	[ 'an array', train('SELECT y, a, g FROM t') ],
	[ 'many rows', q(SET work_mem = '64kB'), train('SELECT * FROM many'), 'RESET work_mem' ],
	[ 'few contents', train('SELECT * FROM cells') ],
	[ 'contents that come once to three times', train(q(SELECT y, x FROM t UNION ALL SELECT y, x FROM t WHERE b UNION ALL SELECT y, x FROM t WHERE g > 'level 3')) ],
	[ 'extreme numbers', train('SELECT * FROM extremes') ],
	[ 'a name with quotes', q(SELECT logistic_train('it''s "m"', 'SELECT y, x AS "X ""y""", n AS "select" FROM t')) ],
	[ 'a text label', train('SELECT answer, x, g FROM t') ],
	[ 'its positive value', train('SELECT answer, x FROM t', q(options => logistic_options(positive => 'no'))) ],
	[ 'a label of numbers', train('SELECT code, x FROM t') ],
	[ 'a label by name', train('SELECT x, n, y FROM t', q(label => 'y')) ],
	[ 'no holdout', train('SELECT y, x, g FROM t', 'holdout => 0') ],
	[ 'half of the rows', train('SELECT y, x, g FROM t', 'holdout => 0.5') ],
	[ 'nearly all of them', train('SELECT y, x, g FROM t', 'holdout => 0.98') ],
	[ 'a holdout too small', train('SELECT y, x FROM t WHERE id < 60') ],
	[ 'so few that all of a label are held out', train('SELECT y AND id < 30 AS y, x FROM t WHERE id < 300', 'holdout => 0.9') ],
	[ 'NULLs', train('SELECT maybe, holes, gaps, n FROM t') ],
	[ 'the mean for a NULL', train('SELECT y, holes, gaps FROM t', q(options => logistic_options(on_null => 'mean'))) ],
	[ 'NULLs filled in', train('SELECT y, holes, gaps, n FROM t', q(options => logistic_options(missing => 'impute'))) ],
	[ 'NULLs of an array',
		train('SELECT y, CASE WHEN id % 5 > 0 THEN a END AS a, x FROM t', q(options => logistic_options(missing => 'impute'))) ],
	[ 'an array that the first rows lack',
		train('SELECT y, CASE WHEN id > 300 THEN a END AS a, x FROM t', q(options => logistic_options(missing => 'impute'))) ],
	[ 'an array that the last row alone has',
		train('SELECT y, CASE WHEN id = 990 THEN a END AS a, x FROM t', q(options => logistic_options(missing => 'impute'))) ],
	[ 'rare levels pooled',
		train(q(SELECT y, x, CASE WHEN id < 40 THEN 'rare ' || id ELSE g END AS g FROM t),
			q(options => logistic_options(min_level_rows => 30))) ],
	[ 'a reference', train('SELECT y, x, g FROM t', q(options => logistic_options(reference => '{"g": "level 3"}'))) ],
	[ 'terms', train('SELECT y, id, at, x, n, g FROM t', q(options => logistic_options(terms => 'x * g + spline(n, 4)'))) ],
	[ 'terms of a filled feature',
		train('SELECT y, holes, n, gaps FROM t',
			q(options => logistic_options(terms => 'bins(holes, 4) + log(n + 1) + gaps', missing => 'impute'))) ],
	[ 'weights of evidence', train('SELECT y, holes, n, gaps FROM t', q(options => logistic_options(terms => 'woe(holes) + woe(gaps) + n'))) ],
	[ 'a weight', train('SELECT y, x, n, w FROM t', q(weight_column => 'w')) ],
	[ 'a weight of equal rows', train('SELECT y, g, b, w FROM t', q(weight_column => 'w')) ],
	[ 'one with NULLs', train('SELECT y, g, b, CASE WHEN id % 4 > 0 THEN w END AS w FROM t', q(weight_column => 'w')) ],
	[ 'NULLs of equal rows', train('SELECT y, CASE WHEN id % 4 > 0 THEN g END AS g, b FROM t') ],
	[ 'a frequency', train('SELECT y, x, n, f FROM t', q(frequency_column => 'f')) ],
	[ 'rows of counts', train('SELECT * FROM counted', q(frequency_column => 'f')) ],
	[ 'a frequency and a weight', train('SELECT y, x, f, w FROM t', q(frequency_column => 'f'), q(weight_column => 'w')) ],
	[ 'an offset', train('SELECT y, x, n, o FROM t', q(offset_column => 'o')) ],
	[ 'an offset with NULLs', train('SELECT y, n, holes AS o FROM t', q(offset_column => 'o')) ],
	[ 'clusters', train('SELECT y, x, n, c FROM t', q(cluster_column => 'c')) ],
	[ 'the newest rows', train('SELECT y, x, at FROM t', q(holdout_by => 'at')) ],
	[ 'a model for each shop', train('SELECT y, x, g, shop FROM t', q(by => 'shop')) ],
	[ 'HC1', train('SELECT y, x, g FROM t', q(options => logistic_options(std_error => 'HC1'))) ],
	[ 'HC3', train('SELECT y, x, g FROM t', q(options => logistic_options(std_error => 'HC3'))) ],
	[ 'balanced classes', train('SELECT y, x, g FROM t', q(options => logistic_options(class_weight => 'balanced'))) ],
	[ 'a prevalence', train('SELECT y, x, g FROM t', q(options => logistic_options(prevalence => 0.01))) ],
	[ 'a ridge', train('SELECT y, x, n, g FROM t', 'options => logistic_options(l2 => 3)') ],
	[ 'a lasso', train('SELECT y, x, n, g FROM t', 'options => logistic_options(l1 => 30)') ],
	[ 'Firth', train('SELECT y, x, n FROM t WHERE id < 500', q(options => logistic_options(method => 'firth'))) ],
	[ 'profiles', train('SELECT y, x, n FROM t', 'options => logistic_options(profile => true)') ],
	[ 'bounds', train('SELECT y, x, n FROM t', q(options => logistic_options(bounds => '{"x": [null, 0.2]}'))) ],
	[ 'no intercept', train('SELECT y, x, n FROM t', 'options => logistic_options(intercept => false)') ],
	[ 'one iteration', train('SELECT y, x, n FROM t', 'options => logistic_options(max_iterations => 1)') ],
	[ 'strata', train('SELECT y, x, n FROM t', q(options => logistic_options(strata => 'g'))) ],
	[ 'separated rows', train('SELECT x > 0 AS y, x, n FROM t') ],
	[ 'a level of one label', train(q(SELECT y OR g = 'level 2' AS y, x, g FROM t)) ],
	[ 'equal columns', train('SELECT y, x, 2 * x AS x2, 1.0 AS one FROM t') ],
	[ 'one label', train('SELECT true AS y, x FROM t') ],
	[ 'one label, as text', train(q(SELECT 'yes' AS y, x FROM t)) ],
	[ 'many classes', train('SELECT class, x, g FROM t', q(family => 'multinomial')) ],
	[ 'a distributed fit', train('SELECT y, x, g FROM t', 'distributed => true') ],
	[ 'a volatile query', train('SELECT y, x + 0 * random() AS x, n FROM t') ],
	[ 'a query that is not parallel', train('SELECT y, unsafe(x) AS x, n FROM t') ],
	[ 'a query that fits', train('SELECT y, x + 0 * (SELECT inner_fit()) AS x FROM t') ],
	[ 'a query with a limit', train('SELECT y, x, n FROM t ORDER BY id LIMIT 300') ],
	[ 'a query with WITH', train('WITH s AS MATERIALIZED (SELECT * FROM t WHERE b) SELECT y, x, n FROM s') ],
	[ 'a union', train('SELECT y, x FROM t WHERE b UNION ALL SELECT y, x FROM t WHERE NOT b') ],
	[ 'a query with a comment at its end', train('SELECT y, x FROM t -- all of them') ],
	[ 'a query of groups', train('SELECT bool_or(y) AS y, avg(x) AS x FROM t GROUP BY id % 90') ],
	[ 'a set', train(q(SELECT y, ARRAY['s' || id % 4, 'r' || id % 3] AS tags FROM t)) ],

	# what fails
	[ 'NaN', train(q(SELECT y, CASE WHEN id = 900 THEN 'NaN' ELSE x END AS x FROM t)) ],
	[ 'a third label', train(q(SELECT CASE WHEN id = 900 THEN 'perhaps' ELSE answer END AS answer, x FROM t)) ],
	[ 'a label that is neither 0 nor 1', train('SELECT id % 3 AS y, x FROM t') ],
	[ 'arrays of two lengths', train('SELECT y, CASE WHEN id = 900 THEN a[1:2] ELSE a END AS a FROM t') ],
	[ 'too many levels', train('SELECT i % 2 = 0 AS y, i::text AS g FROM generate_series(1, 70000) AS i') ],
	[ 'no row', train('SELECT y, x FROM t WHERE id < 0') ],
	[ 'a NULL in each row', train('SELECT y, x, NULL::float8 AS z FROM t') ],
	[ 'no feature', train('SELECT y FROM t') ],
	[ 'a type that is none', train('SELECT y, at FROM t') ],
	[ 'a division by zero', train('SELECT y, 1 / (id - 900) AS x FROM t') ],
	[ 'a negative weight', train('SELECT y, x, -w AS w FROM t', q(weight_column => 'w')) ],
	[ 'a broken frequency', train('SELECT y, x, 1.5 AS f FROM t', q(frequency_column => 'f')) ],
	[ 'an offset that is NaN', train(q(SELECT y, x, 'NaN'::float8 AS o FROM t), q(offset_column => 'o')) ],

	# a challenger
	[ 'the same rows again', train('SELECT y, x, n, g FROM t'), q(SELECT * FROM logistic_refit('m')) ],
	[ 'more rows',
		train('seen', q(gate => '{"max_psi": 0.25}')),
		q(BEGIN), q(CREATE OR REPLACE VIEW seen AS SELECT y, x, n, g FROM t UNION ALL SELECT y, x, n + 50, g FROM t WHERE b),
		q(SELECT * FROM logistic_refit('m')), q(SELECT * FROM logistic_refit('m', promote => 'always')),
		q(SELECT * FROM logistic_drift('m', 'SELECT x, n, g FROM t')), q(ROLLBACK) ],
	[ 'other features',
		train('SELECT y, x, n FROM t'), train('SELECT y, n, g, x FROM t', q(promote => 'if_better')),
		train('SELECT y, g FROM t', q(promote => 'if_better')) ],
	[ 'another holdout',
		train('SELECT y, x, n FROM t'), train('SELECT y, x, n, g FROM t', q(promote => 'if_better'), 'holdout => 0.1'),
		train('SELECT y, x, n, g FROM t', q(promote => 'if_better'), 'holdout => 0.4') ],
	[ 'a champion by another rule',
		train('SELECT y, x, at FROM t', q(holdout_by => 'at')), train('SELECT y, x, n FROM t', q(promote => 'if_better')) ],
	[ 'a champion that was registered',
		q(SELECT logistic_register('m', logistic_fit(y, x)) FROM t), train('SELECT y, x, n FROM t', q(promote => 'if_better')) ],
	[ 'a champion of another type',
		train('SELECT y, x, b FROM t'), train(q(SELECT y, x, b::text AS b FROM t), q(promote => 'if_better')) ],
	[ 'a champion with terms',
		train('SELECT y, x, n, g FROM t', q(options => logistic_options(terms => 'x * g + spline(n, 4)'))),
		train('SELECT y, x, n, g FROM t', q(promote => 'if_better')) ],
	[ 'a champion with an offset and a weight',
		train('SELECT y, x, w, o FROM t', q(weight_column => 'w'), q(offset_column => 'o')), q(SELECT * FROM logistic_refit('m')) ],
	[ 'counts again', train('SELECT * FROM counted', q(frequency_column => 'f'), q(gate => '{"max_psi": 1}')), q(SELECT * FROM logistic_refit('m')) ],
	[ 'all models', train('SELECT y, x, n FROM t'), q(SELECT * FROM logistic_refit_all()), q(CALL logistic_refit_each()) ],
	[ 'in a savepoint', q(BEGIN), q(SAVEPOINT s), train(q(SELECT y, 'NaN'::float8 AS x FROM t)), q(ROLLBACK TO s),
		train('SELECT y, x FROM t'), q(COMMIT) ],
	[ 'in a cursor',
		q(BEGIN), q(DECLARE k CURSOR FOR SELECT logistic_train('m', 'SELECT y, x FROM t') FROM generate_series(1, 3)), q(FETCH 2 FROM k), q(COMMIT) ],
	[ 'serializable', q(BEGIN ISOLATION LEVEL SERIALIZABLE), train('SELECT y, x FROM t'), q(COMMIT) ]);

# The call of a training of a query, with more arguments.
sub train
{
	my ($query, @arguments) = @_;

	return 'SELECT logistic_train(' . join(', ', q('m'), "\$q\$$query\$q\$", @arguments) . ')';
}

# All that the registry has of what was trained, as one JSON text a row.
my $stored = <<'END';
\o
\echo stored
SELECT jsonb_build_object('name', v.name, 'version', v.version, 'active', r.active_version, 'model', v.model::jsonb,
	'gate_model', v.gate_model::jsonb, 'classes', v.multinomial::jsonb, 'gate_classes', v.multinomial_gate_model::jsonb,
	'deciles', v.score_deciles::text, 'distribution', v.distribution::text, 'log_loss', v.log_loss, 'roc_auc', v.roc_auc,
	'holdout', v.holdout, 'reason', v.reason)
FROM logistic_registry_version AS v JOIN logistic_registry AS r USING (name) ORDER BY v.name, v.version;
SELECT jsonb_build_object('version', version, 'group', group_value, 'model', model::jsonb, 'gate_model', gate_model::jsonb,
	'judged', judged, 'deciles', score_deciles::text, 'distribution', distribution::text, 'log_loss', log_loss, 'roc_auc', roc_auc,
	'from', from_version, 'reason', reason)
FROM logistic_registry_group ORDER BY name, version, group_value;
SELECT jsonb_build_object('outcome', outcome, 'version', version, 'sqlstate', sqlstate, 'message', message)
FROM logistic_registry_refit ORDER BY name, attempt;
SELECT count(logistic_drop(name)) FROM logistic_registry;
END

# What all cases come to in one way: of each the lines that psql writes.
sub outcomes
{
	my ($settings, @cases) = @_;
	my $script = $settings;
	my %lines;

	$script .= "\n\\echo case $_\n\\warn case $_\n" . join('', map { "$_;\n" } @{ $cases[$_] }) . "ROLLBACK;\n$stored"
	  foreach 0 .. $#cases;
	my $told = run_psql($script, qw(-qAt -v VERBOSITY=verbose -v ON_ERROR_STOP=0));

	# where in the source an error was raised, and in which line of the script
	$told->{stderr} =~ s/^(?:LOCATION:.*\n|psql:\S+ )//gm;
	foreach my $stream (qw(stdout stderr))
	{
		my @parts = split /^case (\d+)\n/m, $told->{$stream};

		shift @parts;
		while (my ($case, $text) = splice @parts, 0, 2)
		{
			push @{ $lines{$case} }, map { without_path($_) } split /\n/, $text;
		}
	}
	return %lines;
}

# Without what the way to the estimates decides: how many iterations it took,
# between which points a profile is followed, and where it stopped if the rows are
# separated.
sub without_path
{
	my ($line) = @_;

	$line =~ s/"iterations": \d+/"iterations"/g;
	$line =~ s/"profile": \[\[.*?\]\]/"profile"/g;
	if ($line =~ /"status": "separated"/)
	{
		$line =~ s/"direction": (-?)[^,}]+/"direction": "$1"/g;
		$line =~ s/"condition_number": [^,}]+/"condition_number"/g;
	}
	return $line;
}

# Do two texts say the same, but for digits of numbers behind the ninth?
my $number = qr/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/;

sub same
{
	my ($one, $other) = @_;
	my @ones = $one =~ /$number/g;
	my @others = $other =~ /$number/g;

	$_ =~ s/$number/#/g foreach $one, $other;
	return 0 if $one ne $other;
	foreach my $i (0 .. $#ones)
	{
		my $size = abs($ones[$i]) > abs($others[$i]) ? abs $ones[$i] : abs $others[$i];

		return 0 if abs($ones[$i] - $others[$i]) > 1e-9 * $size + 1e-13;
	}
	return 1;
}

my ($only) = @ARGV;
@cases = grep { $_->[0] =~ /$only/ } @cases if defined $only;
my @calls = map { my ($name, @calls) = @{$_}; \@calls } @cases;
my %by_queries = outcomes($ways{'by queries'}, @calls);
foreach my $way ('held', 'held by three')
{
	my %held = outcomes($ways{$way}, @calls);

	foreach my $case (0 .. $#cases)
	{
		my @one = @{ $by_queries{$case} // [] };
		my @other = @{ $held{$case} // [] };
		my @differing = grep { !same($one[$_] // '', $other[$_] // '') } 0 .. ($#one > $#other ? $#one : $#other);

		ok @one && !@differing, "$cases[$case][0], $way" and next;
		diag 'by queries: ', $one[$_] // 'nothing', "\n$way: ", $other[$_] // 'nothing' foreach @differing[0 .. ($#differing > 2 ? 2 : $#differing)];
	}
	ok !(grep { /XX000|PANIC|server closed/ } map { @{$_} } values %held), "no surprise, $way";
}

done_testing;
