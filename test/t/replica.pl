#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# replica.pl
#		Registered models on a standby, and after a crash.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticServer
  qw(start_servers start_standby restart_server ask_server);
use LogisticSession;
use Test::More;
use Time::HiRes qw(sleep);

# the primary keeps the rows that a reader of the standby may still see
my ($primary) =
  start_servers(1, 'hot_standby_feedback=on', 'wal_receiver_status_interval=1');
my $standby = start_standby($primary);

# What a server answers to a script that has to work.
sub answer
{
	my ($server, $script) = @_;
	my $told = ask_server($server, $script);

	die $told->{stderr} if $told->{failed};
	return $told->{stdout};
}

# Waits until a query answers "t".
sub wait_for
{
	my ($server, $query) = @_;

	foreach (1 .. 600)
	{
		return if answer($server, $query) eq "t\n";
		sleep 0.1;
	}
	die "in vain: $query\n";
}

# Waits until the standby has replayed all that the primary has written.
sub catch_up
{
	my $lsn = answer($primary, 'SELECT pg_current_wal_lsn();');

	chomp $lsn;
	wait_for($standby, "SELECT pg_last_wal_replay_lsn() >= '$lsn';");
	return;
}

my $scores = <<'END';
SELECT version, round(sum(logistic_predict('m', d))::numeric, 9) FROM data d, logistic_models GROUP BY version;
END

answer($primary, <<'END');
CREATE EXTENSION logistic;
CREATE TABLE data AS SELECT i * i % 7 < 3 AS y, i % 11 AS x FROM generate_series(1, 200) i;
SELECT logistic_train('m', 'SELECT y, x FROM data');
END
catch_up();
my $first = answer($primary, $scores);
is answer($standby, $scores), $first, 'a standby scores as its primary does';
like ask_server($standby, "SELECT logistic_refit('m');")->{stderr},
  qr/25006: cannot execute a change of a model in a read-only transaction/, 'and says that it cannot refit';

# a refit arrives there, for the snapshots that are taken after it
my $reader = LogisticSession->new($standby);
is $reader->ask("BEGIN ISOLATION LEVEL REPEATABLE READ; $scores"), $first, 'a reader begins';
wait_for($primary, 'SELECT backend_xmin IS NOT NULL FROM pg_stat_replication;');
answer($primary, "INSERT INTO data SELECT true, 10 FROM generate_series(1, 50); SELECT logistic_refit('m', 'always');");
my $second = answer($primary, $scores);
catch_up();
isnt $second, $first, 'the primary has a new version';
is $reader->ask($scores), $first, 'the reader keeps to the one that it has seen';
is $reader->ask("COMMIT; $scores"), $second, 'and then sees the new one';
undef $reader;

# the server dies in the middle of a refit
answer($primary, <<'END');
CREATE FUNCTION dawdle() RETURNS boolean LANGUAGE plpgsql STABLE AS
$$ BEGIN PERFORM pg_sleep(60) FROM pg_class WHERE relname = 'slow'; RETURN true; END $$;
SELECT logistic_train('m', 'SELECT y, x FROM data, (SELECT dawdle() AS done OFFSET 0) s WHERE done');
CREATE TABLE slow ();
END
my $before = answer($primary, $scores);
my $refit = LogisticSession->new($primary);
$refit->begin("SELECT logistic_refit('m', 'always');");
wait_for($primary, "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'PgSleep';");
restart_server($primary, 'immediate');
like $refit->finish, qr/terminat|connection/, 'the server dies in the middle of a refit';
undef $refit;
is answer($primary, $scores), $before, 'after that the model is as it was';
is answer($primary, 'SELECT max(version) FROM logistic_model_versions;'), "3\n",
  'and nothing is left of the refit';
answer($primary, 'DROP TABLE slow;');
is answer($primary, "SELECT version, promoted FROM logistic_refit('m', 'always');"), "4|t\n",
  'the next refit works';
catch_up();
is answer($standby, $scores), answer($primary, $scores), 'and reaches the standby';
done_testing;
