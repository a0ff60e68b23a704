#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# soak.pl
#		Clients that fit, fail and cancel, and checks of the server afterwards.
#
# usage: soak.pl SECONDS LOG		called by soak.sh
#
# Four clients do, one after the other and in any order: fits in memory and
# from temporary files, refits of a registered model, scores; fits that are
# cancelled or whose backend is terminated at any moment; fits that run out
# of disk (temp_file_limit) or memory (ulimit).  One session lives through
# it all.  In the end no answer was wrong, no other error was seen, no
# temporary file is left, the long session has not grown, and the log tells
# of no crash and no leak.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/t/lib";

use IPC::Open2 qw(open2);
use LogisticTest qw(slurp create_database run_psql);
use Test::More;
use Time::HiRes qw(time);

my ($seconds, $log) = @ARGV;
my $until = time + $seconds;
my $clients = 4;
my $growth = 16 * 1024;			# kB that a session may grow after its first fits

my $database = create_database('soak');
my $told = run_psql(<<'SQL');
CREATE TABLE rows AS
SELECT i, i * 7919 % 1009 < 300 + i % 13 * 20 AS y, (i % 13)::float8 AS a, sin(i) AS b, 'g' || i % 5 AS g
FROM generate_series(1, 60000) i;
ANALYZE rows;
CREATE FUNCTION digest(m logistic_model) RETURNS text LANGUAGE sql AS $$
	SELECT md5(string_agg(term || round(estimate::numeric, 9) || round(std_error::numeric, 9), ',' ORDER BY term))
	FROM logistic_coefficients(m) $$;
CREATE TABLE answer AS SELECT digest(logistic_fit(y, a, b, g)) FROM rows;
SELECT logistic_train('soaked', 'SELECT y, a, b, g FROM rows');
CREATE TABLE score AS SELECT round(sum(logistic_predict('soaked', a, b, g))::numeric, 4) AS sum FROM rows;
SQL
die $told->{stderr} if $told->{failed};

my $right = '(SELECT digest FROM answer)';
my $fit = "SELECT digest(logistic_fit(y, a, b, g)) = $right FROM rows";
my %actions = (
	'fit' => [ "$fit;", qr/^t$/, qr/^$/ ],
	'spill' => [ "SET work_mem = '64kB'; $fit;", qr/^t$/, qr/^$/ ],
	'groups' => [ "SET work_mem = '1MB'; SELECT count(*) FROM (SELECT logistic_fit(y, a, b) FROM rows GROUP BY i % 2000) s;", qr/^2000$/, qr/^$/ ],
	'score' => [ "SELECT round(sum(logistic_predict('soaked', r))::numeric, 4) = (SELECT sum FROM score) FROM rows r;", qr/^t$/, qr/^$/ ],
	'refit' => [ "SELECT count(*) FROM logistic_refit('soaked');", qr/^1$/, qr/^$/ ],
	'cancel' => [ "SET work_mem = '64kB'; SET statement_timeout = :ms; $fit;", qr/^t?$/, qr/^$|57014/ ],
	'cancel refit' => [ "SET statement_timeout = :ms; SELECT count(*) FROM logistic_refit('soaked');", qr/^1?$/, qr/^$|57014/ ],
	'terminate' => [ "SET work_mem = '64kB'; SET application_name = 'victim'; $fit;", qr/^t?$/, qr/^$|57P01/ ],
	'hunt' => [ "SELECT count(pg_terminate_backend(pid)) >= 0 FROM pg_stat_activity WHERE application_name = 'victim' AND pg_sleep(:ms / 1000.0) IS NOT NULL;", qr/^t$/, qr/^$/ ],
	'disk full' => [ "SET work_mem = '64kB'; SET temp_file_limit = '200kB'; $fit;", qr/^$/, qr/53400/ ],
	'out of memory' => [ "SELECT logistic_fit(i % 2 = 0, array_fill(i::float8, ARRAY[12000])) IS NULL FROM generate_series(1, 20) i;", qr/^[tf]?$/, qr/^$|53200|XX000.*invalid memory alloc|54000/ ]);

# Does one action, which may fail in the expected ways; returns other errors.
sub act
{
	my ($name) = @_;
	my ($script, $output, $errors) = @{ $actions{$name} };
	my $ms = 1 + int rand 60;

	$script =~ s/:ms/$ms/g;
	my $told = run_psql("SET client_min_messages = error;\n$script\n", qw(-qAt -v VERBOSITY=verbose));
	chomp(my $said = $told->{stdout});
	return '' if $said =~ $output && $told->{stderr} =~ $errors;
	return "$name: $said $told->{stderr}";
}

sub resident_size
{
	my ($pid) = @_;

	return slurp("/proc/$pid/status") =~ /^VmRSS:\s+(\d+)/m ? $1 : 0;
}

# The session that lives through it all: a fit, a failure and a score a turn.
sub long_session
{
	open STDERR, '>', '/dev/null';
	my $pid = open2(my $from, my $to, qw(psql -XqAt));
	my $ask = sub {
		print {$to} "$_[0]\n\\echo end\n";
		my @lines;
		while (defined(my $line = <$from>))
		{
			chomp $line;
			last if $line eq 'end';
			push @lines, $line;
		}
		return join ' ', @lines;
	};
	my ($first, $turns, $wrong) = (0, 0, '');

	my $backend = $ask->('SELECT pg_backend_pid();');
	while (time < $until || $turns < 10)
	{
		my $said = $ask->("SET work_mem = '64kB'; $fit;");
		$ask->("SET statement_timeout = 15; $fit; RESET statement_timeout;");
		$ask->("SET temp_file_limit = '100kB'; $fit; RESET temp_file_limit;");
		$ask->("SELECT sum(logistic_predict('soaked', a, b, g)) FROM rows;");
		$wrong ||= $said if $said ne 't';
		$first = resident_size($backend) if ++$turns == 5;
	}
	my $grown = resident_size($backend) - $first;
	print {$to} "\\q\n";
	waitpid $pid, 0;
	return $wrong ? "the long session: $wrong" : $grown > $growth ? "the long session grew by $grown kB" : '';
}

my @pipes;
foreach my $client (0 .. $clients)
{
	my $pid = open my $pipe, '-|';
	die "cannot fork: $!\n" unless defined $pid;
	if ($pid)
	{
		push @pipes, $pipe;
		next;
	}
	srand $client;
	my ($count, @wrong) = (0);
	local $ENV{PGDATABASE} = $database;
	if ($client == 0)
	{
		push @wrong, grep { $_ } long_session();
	}
	else
	{
		while (time < $until && @wrong < 3)
		{
			my @names = sort keys %actions;
			push @wrong, grep { $_ } act($names[ rand @names ]);
			$count++;
		}
	}
	print "$count\n", @wrong;
	close STDOUT;
	require POSIX;
	POSIX::_exit(0);
}
my ($count, $wrong) = (0, '');
foreach my $pipe (@pipes)
{
	$count += <$pipe>;
	$wrong .= join '', <$pipe>;
}
is $wrong, '', "$count actions went as they should";
$told = run_psql("SELECT count(*) FROM pg_ls_tmpdir();\n");
is $told->{stdout}, "0\n", 'no temporary file is left';
$told = run_psql("SET client_min_messages = error;\n$fit;\nSELECT round(sum(logistic_predict('soaked', a, b, g))::numeric, 4) = (SELECT sum FROM score) FROM rows;\n");
is $told->{stdout}, "t\nt\n", 'the answers are still right';
my @bad = grep { /PANIC|terminated by signal|leak|TRAP|stack smashing/ } split /\n/, slurp($log);
is "@bad[0 .. ($#bad < 4 ? $#bad : 4)]", '', 'the log tells of no crash and no leak';
done_testing;
