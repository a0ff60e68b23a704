#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# clients.pl
#		Reads a model and scores with it from many clients.
#
# node-postgres comes from npm, the others from packages: psycopg2, psycopg 3
# and SQLAlchemy for Python, RPostgreSQL, the JDBC driver, and PgBouncer;
# whatever is missing is skipped.  Each client prints the same lines, scores
# through parameters without a cast among them, directly and through PgBouncer
# in transaction mode, where it can.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use File::Copy qw(copy);
use File::Temp qw(tempdir);
use IO::Socket::INET;
use LogisticTest qw(slurp spew create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $jar = '/usr/share/java/postgresql.jar';
my $folder = tempdir(CLEANUP => 1);
my $pooler;						# process of PgBouncer
my $port;						# that it listens on

my $database = create_database('logistic_clients');
my $told = run_psql(<<'SQL');
CREATE TABLE customers AS
SELECT id * 48271 % 1009 < 500 + 4 * (id * 7919 % 61) AS churned,
       18 + id * 7919 % 61 AS age, id * 10473 % 73 AS tenure,
       (ARRAY['free', 'pro', 'team'])[1 + id * 37 % 5 % 3] AS plan
FROM generate_series(1, 2000) AS id;
SELECT logistic_train('churn', 'SELECT * FROM customers');
SELECT logistic_train('tagged', $$SELECT churned, age, array_remove(ARRAY[CASE WHEN tenure > 30 THEN 'loyal' END, plan], NULL) AS tags FROM customers$$);
SQL
die $told->{stderr} if $told->{failed};

# What every client has to print.
$told = run_psql(<<'SQL');
SELECT 'model ' || (m->'label'->>'name') || ' ' || (m->>'status')
FROM (SELECT logistic_get('churn')::jsonb AS m) AS q;
SELECT 'term ' || term || ' ' || odds_ratio FROM logistic_coefficients('churn');
PREPARE score (float8, float8, text) AS
SELECT 'score ' || $1 || ' ' || logistic_predict('churn', $1, $2, $3);
EXECUTE score (20, 12, 'free');
EXECUTE score (40, 12, 'free');
EXECUTE score (60, 12, 'free');
PREPARE bare AS SELECT 'bare ' || $1 || ' ' || logistic_predict('churn', $1, $2, $3);
EXECUTE bare ('20', '12', 'free');
EXECUTE bare ('40', '12', 'free');
EXECUTE bare ('60', '12', 'free');
PREPARE object AS SELECT 'object 40 ' || logistic_predict('churn', $1::jsonb);
EXECUTE object ('{"plan": "free", "age": 40, "tenure": 12}');
PREPARE tags AS SELECT 'tags ' || logistic_predict('tagged', $1, $2);
EXECUTE tags ('40', '{loyal,pro}');
SQL
my $expected = $told->{stdout};
like($expected, qr/^model churned converged\nterm .*^score 60 (0\.\d+)\n.*^bare 60 \1\nobject 40 0\.\d+\ntags 0\.\d+$/ms,
	'psql: model, coefficients, prepared statements');
my ($scores) = $expected =~ /^(bare .*)/ms;

my $has_pooler = start_pooler();
SKIP:
{
	skip 'npm cannot install pg', 2 unless install_pg();
	my @node = ('node', "$folder/client.mjs");

	compare('node-postgres: prepared statement', @node, $ENV{PGHOST},
		$ENV{PGPORT} // 5432, $database, user());
	skip 'pgbouncer is missing', 1 unless $has_pooler;
	compare('node-postgres through PgBouncer', @node, '127.0.0.1', $port,
		$database, user(), 'pooled');
}
SKIP:
{
	skip 'java, its JDBC driver or pgbouncer is missing', 1
	  unless $has_pooler && -e $jar && has('javac');
	compare('JDBC through PgBouncer', 'java', '-cp', $jar,
		"$FindBin::RealBin/../clients/Client.java", '127.0.0.1', $port,
		$database, user());
}
foreach my $driver (qw(psycopg2 psycopg sqlalchemy))
{
	my $python = '/usr/bin/python3';

	SKIP:
	{
		skip "Python's $driver is missing", 1
		  if system("$python -c 'import $driver, sys' 2>/dev/null") != 0;
		compare_scores($driver, $python,
			"$FindBin::RealBin/../clients/client.py", $driver, $ENV{PGHOST},
			$ENV{PGPORT} // 5432, $database, user());
	}
}
SKIP:
{
	skip "R or its RPostgreSQL is missing", 1
	  unless has('Rscript')
	  && system("Rscript -e 'library(RPostgreSQL)' >/dev/null 2>&1") == 0;
	compare_scores('RPostgreSQL', 'Rscript',
		"$FindBin::RealBin/../clients/client.R", $ENV{PGHOST},
		$ENV{PGPORT} // 5432, $database, user());
}
stop_pooler();
done_testing();

sub user { return $ENV{PGUSER} // getpwuid $> }

sub has
{
	my ($program) = @_;

	return system("command -v $program >/dev/null 2>&1") == 0;
}

# Runs a client; numbers may differ in how their digits are written.
sub compare
{
	my ($name, @command) = @_;

	open my $output, '-|', @command or die "$command[0]: $!\n";
	my $text = join '', <$output>;
	close $output;
	is(rounded($text), rounded($expected), $name);
	return;
}

# The same of a client that only scores.
sub compare_scores
{
	my ($name, @command) = @_;

	open my $output, '-|', @command or die "$command[0]: $!\n";
	my $text = join '', <$output>;
	close $output;
	$text =~ s/ +$//gm;
	is(rounded($text), rounded($scores), "$name: parameters without a cast");
	return;
}

sub rounded
{
	my ($text) = @_;

	$text =~ s/(\d+\.\d+(?:e[-+]?\d+)?)/sprintf '%.15g', $1/gei;
	return $text;
}

sub install_pg
{
	return 0 unless has('node') && has('npm');
	copy($_, $folder) or die "$_: $!\n"
	  foreach glob "$FindBin::RealBin/../clients/*";
	return
	  system("cd $folder && npm install --silent --no-audit --no-fund >&2") == 0;
}

# A free port of the loopback interface; nobody takes it in between, as the
# tests have the machine for themselves.
sub free_port
{
	my $socket = IO::Socket::INET->new(
		Listen => 1, LocalAddr => '127.0.0.1', Proto => 'tcp')
	  or die "no free port: $!\n";
	return $socket->sockport;
}

# Starts PgBouncer, as another user where we are root: it refuses root.
sub start_pooler
{
	return 0 unless has('pgbouncer');
	$port = free_port();
	my $server_port = $ENV{PGPORT} // 5432;
	my $user = user();
	my @as_user = $> == 0 ? qw(runuser -u nobody --) : ();

	chmod 0755, $folder;
	spew("$folder/users.txt", "\"$user\" \"\"\n");
	spew("$folder/pgbouncer.ini", <<"INI");
[databases]
* = host=$ENV{PGHOST} port=$server_port user=$user
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
auth_type = any
auth_file = $folder/users.txt
pool_mode = transaction
ignore_startup_parameters = extra_float_digits
INI
	$pooler = fork // die "fork: $!\n";
	if ($pooler == 0)
	{
		open STDOUT, '>', '/dev/null';
		open STDERR, '>', '/dev/null';
		exec @as_user, 'pgbouncer', "$folder/pgbouncer.ini" or exit 1;
	}
	for (1 .. 100)
	{
		return 1
		  if IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $port);
		select undef, undef, undef, 0.1;
	}
	stop_pooler();
	return 0;
}

sub stop_pooler
{
	return unless $pooler;
	kill 'TERM', $pooler;
	waitpid $pooler, 0;
	$pooler = 0;
	return;
}

END { local $?; stop_pooler(); }
