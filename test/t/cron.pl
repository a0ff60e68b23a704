#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# cron.pl
#		pg_cron refits models while another session scores, and a failed job is
#		reported as failed.
#
# Skipped where pg_cron is not installed.  Since 1.5 it counts in seconds;
# before, the test waits for the minute, and makes the most of it with more
# than one job.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticServer qw(start_servers ask_server has_extension);
use LogisticSession;
use Test::More;
use Time::HiRes qw(sleep);

plan skip_all => 'pg_cron is not installed' unless has_extension('pg_cron');

my ($server) = start_servers(1, 'shared_preload_libraries=pg_cron',
	'cron.use_background_workers=on', 'max_worker_processes=20');

# What the server answers to a script that has to work.
sub answer
{
	my ($script) = @_;
	my $told = ask_server($server, $script);

	die $told->{stderr} if $told->{failed};
	chomp $told->{stdout};
	return $told->{stdout};
}

answer(<<'END');
CREATE EXTENSION pg_cron;
CREATE EXTENSION logistic;
CREATE TABLE data AS SELECT i * i % 7 < 3 AS y, i % 11 AS x FROM generate_series(1, 200) i;
SELECT logistic_train('m', 'SELECT y, x FROM data');
CREATE TABLE other AS TABLE data;
SELECT logistic_train('broken', 'SELECT y, x FROM other');
DROP TABLE other;
END
my $in_seconds = answer("SELECT string_to_array(substring(extversion FROM '^[0-9]+.[0-9]+'), '.')::int[] >= '{1,5}' FROM pg_extension WHERE extname = 'pg_cron';") eq 't';
my $when = $in_seconds ? '2 seconds' : '* * * * *';
answer("SELECT cron.schedule('job $_', '$when', \$\$SELECT logistic_refit('m', 'if_better')\$\$);")
  foreach 1 .. 2;
answer("SELECT cron.schedule('all', '$when', 'CALL logistic_refit_each()');");

# scores until three more versions are there
my $session = LogisticSession->new($server);
my $versions = 1;
my $rounds = 0;
my %odd;

for (; $versions < 4 && $rounds < 800; $rounds++)
{
	my $scores = $session->ask("SELECT count(logistic_predict('m', d)) FROM data d;");

	$odd{$scores}++ unless $scores =~ /^\d+\n$/ && $scores > 0;
	answer("INSERT INTO data SELECT random() < 0.3, 12 FROM generate_series(1, 10);") unless $rounds % 20;
	$versions = $session->ask("SELECT count(*) FROM logistic_model_versions WHERE name = 'm';");
	chomp $versions;
	sleep 0.1;
}
cmp_ok $versions, '>=', 4, "pg_cron has trained new versions on schedule ($versions after $rounds scores)";
is_deeply \%odd, {}, 'every score meanwhile has worked';
answer('SELECT cron.unschedule(jobname) FROM cron.job;');
is answer("SELECT DISTINCT status FROM cron.job_run_details WHERE command LIKE 'SELECT%' AND status NOT IN ('running', 'starting');"),
  'succeeded', 'every job of a model that can be fitted has succeeded';

# a night on which a model fails is seen as failed, and what else it did stays
is answer("SELECT DISTINCT status FROM cron.job_run_details WHERE command LIKE 'CALL%' AND status NOT IN ('running', 'starting');"),
  'failed', 'the job that refits all has failed, as one of the models cannot be fitted';
like answer("SELECT return_message FROM cron.job_run_details WHERE command LIKE 'CALL%' AND status = 'failed' LIMIT 1;"),
  qr/refit of 1 of 2 models failed: "broken"/, 'its message names the model';
is answer("SELECT DISTINCT outcome, sqlstate, message FROM logistic_refits WHERE name = 'broken';"),
  'failed|42P01|relation "other" does not exist', 'the attempt is on record';
cmp_ok answer("SELECT count(*) FROM logistic_refits WHERE name = 'm' AND outcome <> 'failed';"), '>=', 3,
  'and so are those of the other model';
is answer("SELECT count(*) FROM logistic_model_versions WHERE name = 'broken';"), '1',
  'which has no new version';
is answer("SELECT count(*) FROM logistic_models WHERE name = 'm' AND active;"), '1',
  'just one version is active';
done_testing;
