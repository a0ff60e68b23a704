#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# servers.pl
#		Fits a table whose partitions are on three servers.
#
# The servers are throw-away ones behind postgres_fdw.  What is proved: the
# answer is that of logistic_fit over the same rows fetched; the plans leave
# each pass to the servers and bring back one row from each.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use LogisticServer qw(start_servers ask_server has_extension);
use Test::More;

plan skip_all => 'postgres_fdw is not installed'
  unless has_extension('postgres_fdw');

my $columns = 'id int, shard int, y boolean, label text, age int, price numeric,'
  . ' ok boolean, plan text, xs float8[], w float8, o float8';

# Shard 1 has plan "pro" only and both labels, shard 2 the negative label
# only, shard 3 all plans; shard 4 is empty.
my $rows = <<'SQL';
SELECT i, 1 + i % 3, i * i % 11 < 4 AND i % 3 <> 1, CASE WHEN i * i % 11 < 4 THEN 'yes' ELSE 'no' END,
	nullif(20 + i * 31 % 50, 33), (i * 17 % 23)::numeric / 7, i % 4 = 0,
	CASE WHEN i % 3 = 0 THEN 'pro' WHEN i % 5 = 0 THEN NULL ELSE (ARRAY['free', 'team', 'it''s "x"\y'])[1 + i % 7 % 3] END,
	ARRAY[sin(i), cos(i * i)], i % 4, i % 2 / 4.0
FROM generate_series(1, 3000) i
SQL

my @servers = start_servers(3);
my $database = create_database('servers');
my $told = run_psql(join "\n",
	'CREATE EXTENSION postgres_fdw;',
	"CREATE TABLE here ($columns);",
	"INSERT INTO here $rows;",
	"CREATE TABLE t ($columns) PARTITION BY LIST (shard);",
	map {
		my $server = $servers[ $_ < 4 ? $_ - 1 : 2 ];

		"CREATE SERVER s$_ FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$server->{host}', port '$server->{port}', dbname 'postgres', extensions 'logistic');",
		  "CREATE USER MAPPING FOR CURRENT_USER SERVER s$_ OPTIONS (user 'postgres');",
		  "CREATE FOREIGN TABLE t$_ PARTITION OF t FOR VALUES IN ($_) SERVER s$_ OPTIONS (table_name 't$_');"
	} 1 .. 4);
ok !$told->{failed}, 'a table with partitions on three servers'
  or diag $told->{stderr};
foreach my $i (1 .. 4)
{
	my $answer = ask_server($servers[ $i < 4 ? $i - 1 : 2 ], join ' ',
		$i < 4 ? 'CREATE EXTENSION logistic;' : (), "CREATE TABLE t$i ($columns);");

	die $answer->{stderr} if $answer->{failed};
}
$told = run_psql('INSERT INTO t SELECT * FROM here; ANALYZE t1, t2, t3;');
die $told->{stderr} if $told->{failed};

# The call as an aggregate, and the query of the distributed fit.
my @fits = (
	[ 'all kinds of features', 'y, age, price, ok, plan, xs', 'y, age, price, ok, plan, xs' ],
	[ 'a text label', 'label, age, plan', 'label, age, plan' ],
	[ 'weights and offsets', 'logistic_options(weight => w, logit_offset => o), label, age, plan',
		'label, age, plan, w, o', q{weight_column => 'w', offset_column => 'o'} ],
	[ 'a ridge', 'logistic_options(l2 => 2), y, age, price, xs', 'y, age, price, xs',
		'options => logistic_options(l2 => 2)' ],
	[ 'separated data', q(logistic_options(names => '{age,s}'), y, age, s), 'y, age, shard AS s' ],
	[ 'aliased terms', q(logistic_options(names => '{age,age2,price}'), label, age, age2, price), 'label, age, age * 2 + 1 AS age2, price' ],
	[ 'one class', 'y, age', 'y, age', undef, 'WHERE NOT y' ]);

foreach my $fit (@fits)
{
	my ($name, $arguments, $select, $more, $where) = @{$fit};

	$where //= '';
	my $whole = "(SELECT logistic_fit($arguments) FROM (SELECT $select FROM here $where) AS h)";
	my $query = "SELECT $select, shard FROM t $where";
	my $parts = join ', ', map { "'SELECT $select FROM t$_ $where'" } 1 .. 4;

	$more = $more ? ", $more" : '';
	$told = run_psql(<<"SQL");
SET client_min_messages = error;
CREATE TEMP TABLE m AS SELECT how, m FROM (VALUES
	('whole', $whole),
	('by key', logistic_fit_distributed('$query', partition_key => 'shard'$more)),
	('in parts', logistic_fit_distributed(ARRAY[$parts]$more))) AS v (how, m);
SELECT how, count(*), max(CASE WHEN a.estimate IS NOT DISTINCT FROM b.estimate THEN 0 ELSE abs(a.estimate - b.estimate) / (abs(a.estimate) + coalesce(a.std_error, 0)) END),
	max(CASE WHEN a.std_error IS NOT DISTINCT FROM b.std_error THEN 0 ELSE abs(a.std_error / b.std_error - 1) END),
	bool_and(a.term = b.term AND (a.estimate IS NULL) = (b.estimate IS NULL) AND (a.std_error IS NULL) = (b.std_error IS NULL)),
	(SELECT (s.status, s.nobs, s.n_skipped, s.n_positive) = (r.status, r.nobs, r.n_skipped, r.n_positive)
			AND abs(s.log_lik - r.log_lik) <= 1e-12 * abs(s.log_lik)
			AND abs(s.null_log_lik - r.null_log_lik) <= 1e-12 * abs(s.null_log_lik)
		FROM logistic_statistics(w) AS s, logistic_statistics(m.m) AS r)
FROM m, (SELECT m AS w FROM m WHERE how = 'whole') AS w,
	LATERAL logistic_coefficients(w) WITH ORDINALITY AS a FULL JOIN LATERAL logistic_coefficients(m.m) WITH ORDINALITY AS b USING (ordinality)
WHERE how <> 'whole' GROUP BY how, w, m.m ORDER BY how;
SQL
	my @lines = split /\n/, $told->{stdout};

	is @lines, 2, "$name: both ways fit" or diag $told->{stderr};
	foreach my $line (@lines)
	{
		my ($how, $n, $estimate, $error, $same, $statistics) = split /\|/, $line;

		ok $same eq 't' && $statistics eq 't' && $estimate < 1e-10 && $error < 1e-10,
		  sprintf('%s, %s: %d terms agree to %.0e, errors to %.0e', $name, $how, $n, $estimate, $error)
		  or diag $line;
	}
}

# What the plans are, as the server tells while it runs.
my $explain = <<'SQL';
LOAD 'auto_explain';
SET auto_explain.log_min_duration = 0;
SET auto_explain.log_nested_statements = on;
SET auto_explain.log_verbose = on;
SET auto_explain.log_analyze = on;
SET auto_explain.log_timing = off;
SET auto_explain.log_level = notice;
SQL

foreach my $how (
	[ 'by key', q{'SELECT y, age, price, ok, plan, xs, shard FROM t', partition_key => 'shard'} ],
	[ 'in parts', 'ARRAY[' . join(', ', map { "'SELECT y, age, price, ok, plan, xs FROM t$_'" } 1 .. 4) . ']' ])
{
	$told = run_psql("$explain SELECT logistic_fit_distributed($how->[1]) IS NULL;");

	my @plans = grep { /logistic_step/ } split /^NOTICE:/m, $told->{stderr};
	my (@fetched, @rows, @bytes);

	foreach my $plan (@plans)
	{
		push @fetched, grep { !/logistic_step/ } $plan =~ /Remote SQL: (.*)/g;
		push @rows, scalar(() = $plan =~ /Remote SQL: SELECT \w+\.logistic_step/g);
		push @bytes, map { length } $plan =~ /Remote SQL: (.*)/g;
	}
	ok @plans > 5, "$how->[0]: a fit makes several passes" or diag $told->{stderr};
	is_deeply [ grep { $_ != 4 } @rows ], [], "$how->[0]: each is an aggregate on the servers";
	is_deeply \@fetched, [], "$how->[0]: and no row is fetched";
	ok !(grep { $_ > 8192 } @bytes), "$how->[0]: what is sent does not grow with the rows";
	unlike join('', @plans), qr/Foreign Scan[^\n]*rows=\d+[^\n]*actual rows=(?:[2-9]|1\d)/,
	  "$how->[0]: each server answers with one row";
}

# Where the plan cannot leave the passes to the servers, the rows are fetched
# once, which a warning tells, and the answer is the same.
foreach my $how ([ 'without a key', q{'SELECT y, age, price, plan, xs FROM t'} ],
	[ 'weighted, without a key', q{'SELECT y, age, price, plan, xs, w FROM t', weight_column => 'w', options => logistic_options(l2 => 0.5)},
		'logistic_options(l2 => 0.5, weight => w), ' ])
{
	my $options = $how->[2] // '';

	$told = run_psql(<<"SQL");
SELECT max(abs(a.estimate / b.estimate - 1)) < 1e-10 AND count(*) = 8
FROM logistic_coefficients((SELECT logistic_fit(${options}y, age, price, plan, xs) FROM here)) AS a
JOIN logistic_coefficients(logistic_fit_distributed($how->[1])) AS b USING (term);
SQL
	is $told->{stdout}, "t\n", "$how->[0]: the fit is the same" or diag $told->{stderr};
	like $told->{stderr}, qr/WARNING:.*the rows of foreign tables are fetched to be fitted/,
	  "$how->[0]: and tells that rows are fetched";
	$told = run_psql("$explain SELECT logistic_fit_distributed($how->[1]) IS NULL;");
	cmp_ok scalar(() = $told->{stderr} =~ /Remote SQL: SELECT [^\n]*FROM public.t1\b/g), '<=', 3,
	  "$how->[0]: once, besides the levels and the length of an array";
}

# The levels of a category come back as groups, not as rows.
$told = run_psql("$explain SELECT logistic_fit_distributed('SELECT y, plan, shard FROM t', partition_key => 'shard') IS NULL;");
like $told->{stderr}, qr/Remote SQL: SELECT plan, .*GROUP BY/, 'levels are found on the servers';

# So is a registered model trained, and the rows held out are chosen there.
$told = run_psql(<<"SQL");
SELECT logistic_train('apart', 'SELECT y, age, plan, xs, shard FROM t', partition_key => 'shard');
SELECT logistic_train('here', 'SELECT y, age, plan, xs FROM here');
SELECT version, promoted, reason ~ '^log loss' FROM logistic_refit('apart', promote => 'if_better');
SELECT max(abs(a.estimate - b.estimate) / abs(a.estimate)) < 1e-10
FROM logistic_coefficients(logistic_get('here')) AS a JOIN logistic_coefficients(logistic_get('apart')) AS b USING (term);
SELECT count(DISTINCT round(log_loss::numeric, 10)), count(DISTINCT round(roc_auc::numeric, 10)), count(log_loss)
FROM logistic_model_versions WHERE name = 'apart';
$explain
SELECT FROM logistic_refit('apart');
SQL
is $told->{stdout}, "1\n1\n2|f|t\nt\n1|1|2\n", 'a model is trained and refitted across servers'
  or diag $told->{failed} ? $told->{stderr} : ();
my @remote = $told->{stderr} =~ /Remote SQL: (.*)/g;
is_deeply [ grep { !/logistic_step\(|sum\(|^SELECT count\(|logistic_holdout\(|^SELECT xs FROM/ } @remote ], [],
  'which fetches no row but those held out, and one to tell the length of an array';
$told = run_psql(<<"SQL");
SELECT count(*), max(psi), bool_and(training_mean = current_mean) FROM logistic_drift('apart');
SELECT psi > 0.1 FROM logistic_drift('apart', 'SELECT age + 20 AS age, plan, xs FROM here') WHERE term = 'age';
$explain
SELECT FROM logistic_drift('apart');
SQL
is $told->{stdout}, "5|0|t\nt\n", 'nothing has drifted, until it has'
  or diag $told->{stderr};
@remote = $told->{stderr} =~ /Remote SQL: (.*)/g;
is_deeply [ grep { !/logistic_holdout\(/ } @remote ], [], 'and only rows held out are looked at';
run_psql("SELECT logistic_drop('apart'), logistic_drop('here');");

# Errors and rights of the other servers come through.
$told = run_psql(q{SELECT logistic_fit_distributed('SELECT y, 1 / (price - 1), shard FROM t', partition_key => 'shard');});
like $told->{stderr}, qr/division by zero/, 'an error on a server ends the fit';
# NaN to the power of 0 is 1; a CASE would do, but is not sent to servers before version 15.
$told = run_psql(q{SELECT logistic_fit_distributed('SELECT y, price * power(''NaN''::float8, (price > 3)::int) AS price, shard FROM t', partition_key => 'shard');});
like $told->{stderr}, qr/22003.*feature 1 is NaN/, 'NaN is refused wherever it is';
$told = run_psql("CREATE ROLE reader_$$; SET ROLE reader_$$; SELECT logistic_fit_distributed('SELECT y, age FROM t');");
like $told->{stderr}, qr/42501/, 'a table that the caller may not read is not read';
run_psql("DROP ROLE reader_$$;");
done_testing;
