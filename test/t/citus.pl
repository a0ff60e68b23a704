#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# citus.pl
#		Models from the first command to the last on a cluster of Citus.
#
# A coordinator, two workers and a third that comes later are throw-away
# servers.  Every answer over a distributed table has to be that over a local
# copy of its rows, what can be left to the shards has to be left there, and
# nothing may stay behind when a worker dies.
#
# Skipped where Citus is not installed; test/citus.sh runs it with another
# PostgreSQL that has it.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticServer qw(start_servers restart_server ask_server has_extension);
use LogisticSession;
use Test::More;

plan skip_all => 'Citus is not installed' unless has_extension('citus');

# nodes know each other by host and port: a folder is a host to libpq
my ($coordinator, @workers) = start_servers(4,
	'shared_preload_libraries=citus', 'wal_level=logical', 'max_prepared_transactions=50',
	'citus.shard_count=4', 'citus.node_connection_timeout=3000');
my $late = pop @workers;

# Asks the coordinator; a failure is shown.
sub ask
{
	my ($script) = @_;
	my $told = ask_server($coordinator, $script);

	diag $told->{stderr} if $told->{failed};
	return $told->{stdout};
}

# The error of a script that has to fail.
sub refused
{
	my ($script) = @_;

	return ask_server($coordinator, $script)->{stderr};
}

# Is the answer to the same question over both tables the same?
sub agrees
{
	my ($question, $name) = @_;
	my $near = ask_server($coordinator, $question =~ s/\bTABLE\b/here/gr);
	my $far = ask_server($coordinator, $question =~ s/\bTABLE\b/t/gr);

	is $far->{stdout}, $near->{stdout}, $name or diag $near->{stderr}, $far->{stderr};
	return;
}

foreach my $server ($late, @workers, $coordinator)
{
	# where a node finds itself: Citus moves shards by connections of its own
	my $told = ask_server($server, <<"SQL");
CREATE EXTENSION citus;
CREATE EXTENSION logistic;
ALTER SYSTEM SET citus.local_hostname = '$server->{host}';
SELECT pg_reload_conf();
SQL

	die $told->{stderr} if $told->{failed};
}
my $told = ask_server($coordinator, join "\n",
	"SELECT citus_set_coordinator_host('$coordinator->{host}', $coordinator->{port});",
	(map { "SELECT citus_add_node('$_->{host}', $_->{port});" } @workers),
	<<'SQL');
CREATE TABLE here AS
SELECT i AS id, i % 40 AS tenant, i * i % 11 < 4 AS y, nullif(20 + i * 31 % 50, 33) AS age,
	(ARRAY['free', 'pro', 'team'])[1 + i % 7 % 3] AS plan,
	ARRAY[sin(i), cos(i * i)] AS xs, (i % 4)::float8 AS w, 0.5 + sin(i) / 2.1 AS p
FROM generate_series(1, 4000) AS i;
CREATE TABLE t (LIKE here);
SELECT create_distributed_table('t', 'tenant');
INSERT INTO t SELECT * FROM here;
CREATE TABLE r (LIKE here);
SELECT create_reference_table('r');
INSERT INTO r SELECT * FROM here;
SQL
ok !$told->{failed}, 'a table spread over two workers' or diag $told->{stderr};

# Fits.
foreach my $key ('', ", partition_key => 'tenant'")
{
	my $tenant = $key ? ', tenant' : '';
	my ($n, $estimate, $error) = split /\|/, ask(<<"SQL");
SELECT count(*), max(abs(a.estimate / b.estimate - 1)), max(abs(a.std_error / b.std_error - 1))
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(weight => w), y, age, plan, xs) FROM here)) AS a
JOIN logistic_coefficients(logistic_fit_distributed(
	'SELECT y, age, plan, xs, w$tenant FROM t', weight_column => 'w'$key)) AS b USING (term);
SQL

	ok $n == 6 && $estimate < 1e-10 && $error < 1e-10, 'a distributed fit agrees' . ($key ? ' by key' : '');
}
like ask(q{EXPLAIN (VERBOSE, COSTS OFF) SELECT logistic_internal.logistic_step('\x', y::int, 1, 0, ARRAY[age]) FROM t;}),
  qr/worker_partial_agg\('[^']*logistic_step/, 'the plan leaves the passes to the shards';
agrees(q{SELECT string_agg(term || ' ' || round(estimate::numeric, 9), ', ' ORDER BY term) FROM logistic_coefficients((SELECT logistic_fit(y, age * 2, plan) FROM TABLE));},
	'a plain fit has its terms as typed');
$told = ask_server($coordinator, 'SELECT logistic_fit(y, age) IS NULL, multinomial_fit(plan, age) IS NULL, ftrl_fit(y, age) IS NULL FROM t;');
foreach my $name (qw(logistic_fit multinomial_fit ftrl_fit))
{
	is scalar(() = $told->{stderr} =~ /NOTICE:[^\n]*\b${name} fetches the rows of a distributed table/g), 1, "$name tells once that it fetches rows";
}
like ask(q{EXPLAIN (VERBOSE, COSTS OFF) SELECT logistic_internal.logistic_step_rows(logistic_internal.logistic_step_taken(id)) FILTER (WHERE logistic_internal.logistic_step_take('\x', y, 1, 0, 1, age)) FROM t;}),
  qr/worker_partial_agg\('[^']*logistic_step_rows.*FILTER \(WHERE [^)]*logistic_step_take/, 'and the filter that takes their rows';
is ask(<<'SQL'), "t|t\n", 'parts of a table are fitted as one';
SELECT max(abs(a.estimate / b.estimate - 1)) < 1e-12, max(abs(a.std_error / b.std_error - 1)) < 1e-12
FROM logistic_coefficients((SELECT logistic_fit(y, age, plan, xs) FROM here)) AS a
JOIN logistic_coefficients(logistic_fit_distributed(ARRAY['SELECT y, age, plan, xs FROM t WHERE tenant < 9', 'SELECT y, age, plan, xs FROM t WHERE tenant >= 9'])) AS b USING (term);
SQL
$told = ask_server($coordinator, q{SELECT logistic_fit_distributed('SELECT y, 1 / (id - 9) AS x FROM t');});
like $told->{stderr}, qr/22012.*division by zero/s, 'an error of a row ends a fit';
unlike $told->{stderr}, qr/logistic_step|logistic_internal/, 'and shows no SQL that nobody wrote';
$told = ask_server($coordinator, 'SELECT tenant, logistic_fit(y, age) IS NULL FROM t GROUP BY tenant;');
unlike $told->{stderr}, qr/fetches/, 'a fit for each tenant stays on the shards';
$told = ask_server($coordinator, 'SELECT tenant, logistic_fit(age > 40, age) IS NULL FROM t WHERE tenant < 3 GROUP BY tenant;');
is_deeply [ sort $told->{stderr} =~ /The group is (tenant = \d)\./g ], [ map { "tenant = $_" } 0 .. 2 ], 'and warns of a tenant by its name';
agrees(q{SELECT tenant, round((SELECT estimate FROM logistic_coefficients(m) WHERE term = 'age')::numeric, 9) FROM (SELECT tenant, logistic_fit(y, age) AS m FROM TABLE GROUP BY tenant) AS s ORDER BY tenant;},
	'and is that of the rows');
foreach my $options ("method => 'firth'", "cluster => 'a'")
{
	like refused("SELECT logistic_fit_distributed('SELECT y, age FROM t', options => logistic_options($options));"),
	  qr/needs the rows themselves/, "$options is refused";
}

like refused(q{SELECT logistic_train('many', 'SELECT plan, age FROM t', family => 'multinomial', distributed => true);}), qr/a distributed fit has two classes/, 'many classes are refused';
like refused(q{SELECT logistic_fit_distributed('SELECT plan, age FROM t');}), qr/third value/, 'in a label, too';

# Terms, missing values and rare levels, made on the shards.
foreach my $case (
	[ 'a product and a spline', q{terms => 'p * w + spline(id, 4)'}, 'p, w, id' ],
	[ 'categories', q{terms => 'age * plan + bins(p, 5)'}, 'age, plan, p' ],
	[ 'missing values', q{missing => 'impute', terms => 'age * plan + xs'}, 'age, plan, xs' ],
	[ 'rare levels', q{min_level_rows => 109, terms => 'rest + p'}, q{'r' || id % 37 AS rest, p} ])
{
	my ($name, $options, $features) = @{$case};
	my $columns = join ', ', map { s/.* AS //r } split /, /, $features;

	is ask(<<"SQL"), "t|t|t\n", "a distributed fit with terms: $name";
SELECT count(*) > 2 AND bool_and(a.term = b.term), max(abs(a.estimate - b.estimate) / greatest(abs(a.estimate), a.std_error)) < 1e-12, max(abs(a.std_error / b.std_error - 1)) < 1e-12
FROM logistic_coefficients((SELECT logistic_fit(logistic_options($options), y, $columns) FROM (SELECT y, $features FROM here) AS h)) WITH ORDINALITY AS a
FULL JOIN logistic_coefficients(logistic_fit_distributed(\$\$SELECT y, $features FROM t\$\$, options => logistic_options($options))) WITH ORDINALITY AS b USING (ordinality);
SQL
}
like refused(q{SELECT logistic_fit_distributed('SELECT y, p FROM t', options => logistic_options(terms => 'ln(p - 1)'));}), qr/terms/, 'and its mistakes are shown';
like refused(q{SELECT logistic_fit_distributed('SELECT y, age - 20 AS young FROM t', options => logistic_options(terms => 'ln(young)'));}),
  qr/ln\(young\) has no value where "young" is 0/, 'those of a row, too';

# The registry: training in both ways, refits with a gate, drift, reports.
my @notices = map { ask_server($coordinator, $_)->{stderr} } (
	q{SELECT logistic_train('fetched', 'SELECT y, age, plan, xs FROM t');},
	q{SELECT logistic_train('spread', 'SELECT y, age, plan, xs FROM t', distributed => true, gate => '{"min_roc_auc": 0.99}');},
	q{SELECT logistic_train('local', 'SELECT y, age, plan, xs FROM here');});
is_deeply [ map { scalar(() = /fetches the rows of a distributed table.*?distributed => true/sg) } @notices ], [ 1, 0, 0 ], 'a training tells that it fetches rows';
is ask(<<'SQL'), "6|t|t\n", 'models are trained over a distributed table';
SELECT count(*), max(abs(f.estimate / l.estimate - 1)) < 1e-12, max(abs(s.estimate / l.estimate - 1)) < 1e-10
FROM logistic_coefficients('local') AS l JOIN logistic_coefficients('fetched') AS f USING (term) JOIN logistic_coefficients('spread') AS s USING (term);
SQL
is ask(q{SELECT version, promoted, reason ~ 'min_roc_auc' FROM logistic_refit('spread');}), "2|f|t\n", 'a gate keeps a refit out';
ask(q{SELECT logistic_alter('spread', gate => '{}');});
is ask(<<'SQL'), "3|f|t\n2|f|t\n", 'and refitted if better';
SELECT version, promoted, log_loss = champion_log_loss OR abs(log_loss / champion_log_loss - 1) < 1e-12 FROM logistic_refit('spread', promote => 'if_better');
SELECT version, promoted, log_loss = champion_log_loss OR abs(log_loss / champion_log_loss - 1) < 1e-12 FROM logistic_refit('fetched', promote => 'if_better');
SQL

# which rows are held out depends on the model's name, not on where they are
foreach my $table (qw(here t))
{
	ask("SELECT logistic_train('same', 'SELECT y, age, plan, xs FROM $table', distributed => d) FROM unnest('{f,t}'::boolean[]) AS d;");
}
is ask(q{SELECT count(*), count(DISTINCT round(log_loss::numeric, 13)) FROM logistic_model_versions WHERE name = 'same';}), "4|1\n",
  'the loss on rows held out is the same';
ask(q{SELECT logistic_drop('same');});
is ask(q{SELECT count(*), max(psi) < 1e-9, bool_and(abs(training_mean - current_mean) < 1e-9) FROM logistic_drift('fetched', 'SELECT * FROM t');}), "5|t|t\n",
  'the rows have not drifted';
is ask(q{SELECT psi > 0.5 FROM logistic_drift('spread', 'SELECT age + 30 AS age, plan, xs FROM t') WHERE term = 'age';}), "t\n", 'until they have';
like ask(q{EXPLAIN (VERBOSE, COSTS OFF) SELECT logistic_internal.logistic_distribution(logistic_get('spread'), NULL, 1, 0, '{age,plan,xs}', ROW(age, plan, xs)) FROM t;}),
  qr/worker_partial_agg\('[^']*logistic_distribution/, 'drift is looked for on the shards';
is ask(q{SELECT logistic_report('spread') LIKE '%</html>%';}), "t\n", 'a report is made';
agrees(q{SELECT nobs, round(log_loss::numeric, 9), round(roc_auc::numeric, 9), round(f1_score::numeric, 9) FROM logistic_evaluate('local', 'SELECT * FROM TABLE');}, 'a model is judged');

# Metrics.
foreach my $call ('log_loss(y, p)', 'log_loss(y::int, p)', 'log_loss(y, p, w)', 'brier_score(y, p)', 'accuracy(y, p)', 'confusion_matrix(y, p, 0.4, w)',
	'expected_calibration_error(y, p, 7)', 'calibration_curve(y, p, 5)')
{
	my ($name) = $call =~ /^(\w+)/;

	agrees("SELECT $call FROM TABLE WHERE w > 0;", $call);
	like ask("EXPLAIN (VERBOSE, COSTS OFF) SELECT $call FROM t;"), qr/worker_partial_agg\('[^']*$name/, "$name runs on the shards";
}
agrees('SELECT round(roc_auc(y, p)::numeric, 12), round(average_precision(y, p)::numeric, 12), log_loss(y::text, p) FROM TABLE;', 'other metrics fetch and agree');
agrees('SELECT plan, log_loss(y, p) FROM TABLE GROUP BY plan ORDER BY plan;', 'metrics of groups');
like refused('SELECT log_loss(age, p) FROM t;'), qr/must be 0 or 1/, 'a label that is none is an error of its shard';

# Scores: by name only once models are shared.
like refused(q{SELECT avg(logistic_predict('local', age, plan, xs)) FROM t;}),
  qr/model "local" does not exist.*logistic_share_models\(\)/s, 'a worker knows no name, and says what to do';
like refused(q{CREATE ROLE ana LOGIN; GRANT SELECT, UPDATE ON t, r TO ana; SET ROLE ana; SELECT logistic_share_models();}), qr/42501/, 'only a superuser shares models';
is ask('SELECT logistic_share_models();'), "3\n", 'models are shared';
my @scores = (
	[ 'over all shards', 'SELECT round(avg(logistic_predict(MODEL, age, plan, xs))::numeric, 9) FROM TABLE;' ],
	[ 'of one shard', 'SELECT round(avg(logistic_predict(MODEL, age, plan, xs))::numeric, 9) FROM TABLE WHERE tenant = 3;' ],
	[ 'by whole rows', 'SELECT round(avg(logistic_predict(MODEL, c))::numeric, 9) FROM TABLE AS c;' ],
	[ 'in a condition', 'SELECT count(*) FROM TABLE WHERE logistic_predict(MODEL, age, plan, xs) > 0.4;' ],
	[ 'with a metric', 'SELECT round(log_loss(y, logistic_predict(MODEL, c))::numeric, 12) FROM TABLE AS c WHERE age IS NOT NULL;' ],
	[ 'in a join', 'SELECT round(avg(logistic_score(MODEL, c))::numeric, 9) FROM TABLE AS c JOIN r USING (id);' ]);
foreach my $score (@scores)
{
	foreach my $model (q{'local'}, q{(SELECT logistic_get('local'))})
	{
		agrees($score->[1] =~ s/MODEL/$model/r, "scores $score->[0] by " . ($model =~ /get/ ? 'value' : 'name'));
	}
}
is ask(q{SELECT round(avg(logistic_predict('local', c))::numeric, 9) FROM r AS c;}), ask(q{SELECT round(avg(logistic_predict('local', c))::numeric, 9) FROM here AS c;}),
  'scores of a reference table';
$told = ask_server($coordinator, <<'SQL');
SET citus.enable_schema_based_sharding = on;
CREATE SCHEMA shop;
CREATE TABLE shop.t (LIKE here);
INSERT INTO shop.t SELECT * FROM here;
SELECT round(avg(logistic_predict('local', c))::numeric, 9) FROM shop.t AS c;
SELECT round(avg(logistic_predict('local', c))::numeric, 9) FROM here AS c;
SELECT max(abs(a.estimate / b.estimate - 1)) < 1e-10
FROM logistic_coefficients(logistic_fit_distributed('SELECT y, age, plan FROM shop.t')) AS a
JOIN logistic_coefficients((SELECT logistic_fit(y, age, plan) FROM here)) AS b USING (term);
SQL
like $told->{stdout}, qr/^(0\.\d+)\n\1\nt\n\z/m, 'scores and fits of a schema that is a tenant' or diag $told->{stderr};
SKIP:
{
	skip 'citus_columnar is not installed', 1 unless has_extension('citus_columnar');
	$told = ask_server($coordinator, <<'SQL');
CREATE EXTENSION citus_columnar;
CREATE TABLE col (LIKE here) USING columnar;
SELECT create_distributed_table('col', 'tenant');
INSERT INTO col SELECT * FROM here;
SELECT round(avg(logistic_predict('local', c))::numeric, 9) FROM col AS c;
SELECT round(avg(logistic_predict('local', c))::numeric, 9) FROM here AS c;
SELECT max(abs(a.estimate / b.estimate - 1)) < 1e-10
FROM logistic_coefficients(logistic_fit_distributed('SELECT y, age, plan FROM col')) AS a
JOIN logistic_coefficients((SELECT logistic_fit(y, age, plan) FROM here)) AS b USING (term);
SQL
	like $told->{stdout}, qr/^(0\.\d+)\n\1\nt\n\z/m, 'scores and fits of a columnar table' or diag $told->{stderr};
}
like refused(q{UPDATE t SET p = logistic_predict('local', age, plan, xs);}), qr/STABLE functions used in UPDATE/, 'Citus updates by no name alone';
foreach my $update (
	[ 'by a value', q{UPDATE TABLE SET p = logistic_predict((SELECT logistic_get('local')), age, plan, xs)} ],
	[ 'of one shard', q{UPDATE TABLE SET p = logistic_predict((SELECT logistic_get('local')), age, plan, xs) WHERE tenant = 3} ],
	[ 'by name in WITH', q{WITH s AS (SELECT tenant, id, logistic_predict('local', c) AS p FROM TABLE AS c) UPDATE TABLE AS u SET p = s.p FROM s WHERE s.tenant = u.tenant AND s.id = u.id} ])
{
	agrees("BEGIN; $update->[1]; SELECT round(sum(p)::numeric, 9), count(p) FROM TABLE; ROLLBACK;", "an update $update->[0]");
}
agrees(q{BEGIN; CREATE TABLE scores (tenant int, id int, p float8); SELECT 1 AS done; INSERT INTO scores SELECT tenant, id, logistic_predict('local', c) FROM TABLE AS c; SELECT round(sum(p)::numeric, 9) FROM scores; ROLLBACK;},
	'scores are stored');

# Every command of the README's first page, as it stands.
open my $readme, '<', "$FindBin::RealBin/../../README.md" or die "README.md: $!\n";
my ($page) = do { local $/; <$readme> } =~ /^(.*?)^## Tasks/ms;
my @blocks = grep { !/CREATE EXTENSION/ } $page =~ /^```(?:sql|postgresql)\n(.*?)^```/gms;
my ($table) = grep { /CREATE TABLE customers/ } @blocks;
my @commands = grep { !/CREATE TABLE customers/ } @blocks;
my %first_page;

cmp_ok scalar @commands, '>', 3, 'the README has commands';
foreach my $place (qw(near far))
{
	$told = ask_server($coordinator, join "\n", "CREATE SCHEMA $place; SET search_path = $place, public; SET extra_float_digits = -9;",
		$table, $place eq 'far' ? q{SELECT create_distributed_table('customers', 'id') \gset} : (), @commands, q{SELECT logistic_drop('churn');});
	ok !$told->{failed}, "they run over a " . ($place eq 'far' ? 'distributed' : 'local') . ' table' or diag $told->{stderr};
	$first_page{$place} = join "\n", sort split /\n/, $told->{stdout};
}
is $first_page{far}, $first_page{near}, 'and print the same';

# What happens to a model is known everywhere, with its rights.
my $score = q{SELECT round(avg(logistic_predict('mine', c))::numeric, 6) FROM t AS c;};
ask(q{SELECT logistic_train('mine', 'SELECT y, age FROM t', distributed => true);});
my $first = ask($score);
ask(q{SELECT logistic_train('mine', 'SELECT NOT y AS y, age FROM t', distributed => true);});
isnt ask($score), $first, 'a new version scores everywhere';
ask(q{SELECT logistic_deploy('mine', 1);});
is ask($score), $first, 'and an old one that is deployed again';
ask(q{BEGIN; SELECT logistic_deploy('mine', 2); ROLLBACK;});
is ask($score), $first, 'but not one whose deployment was rolled back';
like refused("SET ROLE ana; $score"), qr/role "ana" has no right on it/, 'a role without a right does not score';
ask(q{SELECT logistic_grant('mine', 'ana');});
is ask("SET ROLE ana; $score"), $first, 'a grantee does';
like refused(q{SET ROLE ana; SELECT * FROM logistic_shared_model;}), qr/42501/, 'and does not see the coefficients';
ask(q{SELECT logistic_revoke('mine', 'ana');});
like refused("SET ROLE ana; $score"), qr/role "ana" has no right on it/, 'until it is revoked';
ask(q{SELECT logistic_drop('mine');});
like refused($score), qr/model "mine" does not exist/, 'a model that was dropped is gone everywhere';
like refused(q{CREATE FUNCTION pg_temp.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; BEGIN; SET LOCAL citus.enable_unsafe_triggers = on; CREATE TRIGGER evil BEFORE INSERT ON logistic_shared_model FOR EACH ROW EXECUTE FUNCTION pg_temp.f(); SELECT logistic_deploy('local', 1); ROLLBACK;}),
  qr/has a trigger or a rule|trigger/, 'nothing runs that hangs on the table';

# Rows that change while a fit runs.
my $writer = LogisticSession->new($coordinator);
my @ends;

foreach my $isolation ('READ COMMITTED', 'REPEATABLE READ')
{
	foreach (1 .. 3)
	{
		$writer->begin('UPDATE t SET y = NOT y WHERE tenant < 20; UPDATE t SET y = NOT y WHERE tenant < 20; UPDATE t SET y = NOT y WHERE tenant < 20; UPDATE t SET y = NOT y WHERE tenant < 20;');
		$told = ask_server($coordinator, <<"SQL");
BEGIN ISOLATION LEVEL $isolation;
SELECT status, log_lik > null_log_lik FROM logistic_statistics(logistic_fit_distributed('SELECT y, age, plan, xs FROM t'));
COMMIT;
SQL
		$writer->finish;
		push @ends, $told->{failed} ? $told->{stderr} : $told->{stdout};
	}
}
is_deeply [ grep { !/40001.*rows of the query changed during the fit.*REPEATABLE READ/s && $_ ne "converged|t\n" } @ends[ 0 .. 2 ] ], [],
  'a fit sees rows change, or they did not';
is_deeply [ grep { $_ ne "converged|t\n" } @ends[ 3 .. 5 ] ], [], 'with one snapshot it does not care';

# A node comes, a shard moves to it.
is ask(<<"SQL"), "t\n", 'a shard moves to a new node';
SELECT citus_add_node('$late->{host}', $late->{port}) \\gset
SELECT replicate_reference_tables('block_writes') \\gset
SELECT shardid, nodename, nodeport FROM citus_shards WHERE table_name = 't'::regclass ORDER BY shardid LIMIT 1 \\gset
SELECT citus_move_shard_placement(:shardid, :'nodename', :nodeport, '$late->{host}', $late->{port}, 'block_writes') \\gset
SELECT bool_or(nodeport = $late->{port}) FROM citus_shards WHERE table_name = 't'::regclass;
SQL
agrees(q{SELECT round(avg(logistic_predict('local', c))::numeric, 9) FROM TABLE AS c;}, 'and scores by name there');
agrees(q{SELECT round(log_lik::numeric, 6), nobs FROM logistic_statistics(logistic_fit_distributed('SELECT y, age, plan, xs FROM TABLE'));}, 'and is fitted there');

# A worker dies during a fit.
my $fit = LogisticSession->new($coordinator);

$fit->begin(q{SELECT logistic_fit_distributed('SELECT y, age, plan, xs FROM t') IS NULL FROM generate_series(1, 200);});
restart_server($workers[0], 'immediate');
like $fit->finish, qr/ERROR|f/, 'a fit ends when a worker dies';
foreach my $server ($coordinator, @workers, $late)
{
	my $left = q{SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%logistic_step%' AND state = 'active' AND pid <> pg_backend_pid();};
	my $tries = 0;

	sleep 1 while ask_server($server, $left)->{stdout} ne "0\n" && ++$tries < 30;
	is ask_server($server, $left . ' SELECT count(*) FROM pg_ls_tmpdir(); SELECT count(*) FROM pg_prepared_xacts;')->{stdout}, "0\n0\n0\n",
	  "nothing is left behind on port $server->{port}";
}
agrees(q{SELECT round(log_lik::numeric, 6), nobs FROM logistic_statistics(logistic_fit_distributed('SELECT y, age, plan, xs FROM TABLE'));}, 'and the next fit works');
agrees(q{SELECT round(avg(logistic_predict('local', c))::numeric, 9) FROM TABLE AS c;}, 'and scores by name do');
done_testing;
