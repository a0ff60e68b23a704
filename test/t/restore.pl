#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# restore.pl
#		Dumps of a registry, restored in every way and by several roles.
#
# usage: RESTORE_TIMES=10 perl restore.pl		more parallel restores
#
# A model of an owner and one of the installer, who is no superuser, are
# dumped.  All ways of restoring keep the models and their scores.  A restore
# must not let a query run with the rights of a role other than its author's.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use File::Temp ();
use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql run_psql_in);
use Test::More;

my $times = $ENV{RESTORE_TIMES} // 3;
my $database = create_database('restore', extension => 0);
my $copy = "${database}_copy";
my ($installer, $owner, $other, $former) =
  map { "${_}_$$" } qw(installer owner other former);
my $folder = File::Temp->newdir;

# What is told by psql in a database, as a role.
sub told_in
{
	my ($name, $role, $script) = @_;

	return run_psql_in($name, "SET ROLE $role; SET search_path = ml, public;\n$script");
}

# A fresh database for a restore, that a role owns.
sub new_copy
{
	my ($role) = @_;

	run_psql("DROP DATABASE IF EXISTS $copy; CREATE DATABASE $copy OWNER $role TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';");
	return;
}

sub system_ok
{
	my ($name, $command) = @_;
	my $output = `$command 2>&1`;

	is $?, 0, $name or diag $output;
	return $output;
}

my $told = run_psql(<<"END");
CREATE ROLE $installer LOGIN; CREATE ROLE $owner LOGIN; CREATE ROLE $other LOGIN; CREATE ROLE $former LOGIN;
ALTER DATABASE $database OWNER TO $installer;
SET ROLE $installer;
CREATE SCHEMA ml;
GRANT USAGE ON SCHEMA ml TO PUBLIC;
CREATE EXTENSION logistic SCHEMA ml;
CREATE TABLE public.data AS SELECT i * 7919 % 101 < 30 + i % 40 AS y, i % 40 AS x FROM generate_series(1, 200) i;
GRANT SELECT ON public.data TO PUBLIC;
SELECT ml.logistic_train('own', 'SELECT y, x FROM public.data', gate => '{"min_rows": 10}', keep => 5, comment => 'installed');
SELECT ml.logistic_alter('own', threshold => 0.4);
SELECT ml.logistic_train('parts', 'SELECT y, x, x % 3 AS part FROM public.data', by => 'part');
CREATE MATERIALIZED VIEW public.scored AS SELECT x, ml.logistic_predict('own', x) AS p FROM public.data;
RESET ROLE;
SET ROLE $owner;
SELECT ml.logistic_train('theirs', 'SELECT y, x FROM public.data');
SELECT ml.logistic_refit('theirs', 'never');
SELECT ml.logistic_grant('theirs', '$other');
RESET ROLE;
SET ROLE $former;
SELECT ml.logistic_train('orphan', 'SELECT y, x FROM public.data');
SELECT ml.logistic_grant('orphan', '$other');
RESET ROLE;
DROP ROLE $former;
END
die $told->{stderr} if $told->{failed};

my $state = join '; ', 'SELECT name, owner, active_version, last_version, gate, keep, comment FROM ml.logistic_registry ORDER BY 1',
  'SELECT name, version, md5(model::text), query, run_as, reason FROM ml.logistic_registry_version ORDER BY 1, 2',
  'SELECT name, grantee FROM ml.logistic_registry_grant ORDER BY 1, 2',
  'SELECT name, deployment, version, reason FROM ml.logistic_registry_deployment ORDER BY 1, 2',
  'SELECT name, attempt, outcome, version, message FROM ml.logistic_registry_refit ORDER BY 1, 2',
  'SELECT name, version, group_value, md5(model::text), from_version, reason FROM ml.logistic_registry_group ORDER BY 1, 2, 3',
  'SELECT sum(p) FROM public.scored';
my $before = run_psql("$state;")->{stdout};

# Everything is as it was, in a restore that keeps the owners.
sub same_in_copy
{
	my ($name) = @_;

	is run_psql_in($copy, "$state;")->{stdout}, $before, $name;
	is told_in($copy, $owner, "SELECT version, promoted FROM logistic_refit('theirs', 'always');")->{stdout}, "3|t\n", '  the owner refits';
	is told_in($copy, $other, "SELECT logistic_predict('theirs', 3) > 0, logistic_predict('orphan', 3) > 0;")->{stdout}, "t|t\n", '  and the grantee scores';
	return;
}

system_ok('the installer dumps', "pg_dump -U $installer -Fd -f $folder/dir $database");
system_ok('and so does a superuser', "pg_dump -Fc -f $folder/custom $database");

# by a superuser
foreach my $way ([ "pg_restore -d $copy $folder/dir", 1 ], [ "pg_restore -j2 -d $copy $folder/dir", 1 ],
	[ "pg_restore -j8 -d $copy $folder/dir", 1 ],
	[ "pg_restore -j4 -d $copy $folder/dir", $times ], [ "pg_restore -j4 -d $copy $folder/custom", 1 ],
	[ "pg_restore -1 -d $copy $folder/custom", 1 ],
	[ "pg_dump $database | psql -Xq -v ON_ERROR_STOP=1 -o /dev/null $copy", 1 ],
	[ "pg_dump --inserts $database | psql -Xq -v ON_ERROR_STOP=1 -o /dev/null $copy", 1 ],
	[ "sh -c 'pg_restore -s -d $copy $folder/custom && pg_restore -a -d $copy $folder/custom'", 1 ],
	[ "sh -c 'pg_restore -s -d $copy $folder/custom && pg_restore -a --disable-triggers -d $copy $folder/custom'", 1 ],
	[ "sh -c 'pg_restore -d $copy $folder/custom && pg_restore --clean --if-exists -d $copy $folder/custom'", 1 ])
{
	my ($command, $n) = @{$way};

	foreach (1 .. $n)
	{
		new_copy('postgres');
		system_ok($command, $command);

		# the schema alone has it refreshed before there are rows
		run_psql_in($copy, 'REFRESH MATERIALIZED VIEW public.scored;') if $command =~ / -a /;
		same_in_copy('  keeps the registry');
	}
}

# a model whose owner is gone is a superuser's to look after
new_copy('postgres');
system_ok('a restore', "pg_restore -d $copy $folder/custom");
like told_in($copy, 'postgres', "SELECT logistic_refit('orphan');")->{stderr}, qr/42704: role "\Q$former\E", the owner of model "orphan", does not exist/,
  'nobody\'s query does not run';
is told_in($copy, 'postgres', "SELECT logistic_train('orphan', 'SELECT y, x FROM public.data'); SELECT promoted FROM logistic_refit('orphan', 'always');
	SELECT owner FROM logistic_models WHERE name = 'orphan';")->{stdout}, "2\nt\npostgres\n", 'a superuser takes the model over';

# by the installer, who lacks the rights of the owner
new_copy($installer);
my $output = system_ok('the installer restores', "PGOPTIONS='-c client_min_messages=notice' pg_restore -U $installer --no-owner --no-acl -d $copy -j4 $folder/dir");
is run_psql_in($copy, 'SELECT name, owner, active_version FROM ml.logistic_registry ORDER BY 1;')->{stdout},
  "orphan|$installer|1\nown|$installer|2\nparts|$installer|1\ntheirs|$installer|1\n", 'models of others are the installer\'s then';
is run_psql_in($copy, 'SELECT name, version, run_as FROM ml.logistic_registry_version ORDER BY 1, 2;')->{stdout},
  "orphan|1|\nown|1|$installer\nown|2|$installer\nparts|1|$installer\ntheirs|1|\ntheirs|2|\n", 'and nobody answers for their queries';
is told_in($copy, $installer, "SELECT logistic_predict('theirs', 3) > 0, logistic_predict('own', 3) > 0;")->{stdout}, "t|t\n", 'they score';
like told_in($copy, $installer, "SELECT logistic_$_('theirs');")->{stderr}, qr/55000: the query of version 1 of model "theirs" was not stored by its owner/, "$_ does not run one"
  foreach qw(refit drift);
is told_in($copy, $installer, "SELECT promoted FROM logistic_refit('own', 'always');")->{stdout}, "t\n", 'its own query runs';
foreach my $call ('SELECT name FROM logistic_refit_all(\'always\')', 'CALL logistic_refit_each(\'always\')')
{
	my $told = told_in($copy, $installer, "$call;");

	ok !$told->{failed}, $call or diag $told->{stderr};
	is $told->{stdout}, "own\nparts\n", '  refits the models whose queries may run' if $call =~ /^SELECT/;
	like $told->{stderr}, qr/^NOTICE: .*"theirs"/m, '  and tells of the others';
}
system_ok('which is dumped', "pg_dump -Fc -f $folder/second $copy");
is told_in($copy, $installer, "SELECT logistic_accept('theirs'); SELECT promoted FROM logistic_refit('theirs', 'always');")->{stdout}, "\nt\n", 'and the other once it is accepted';

# a superuser's restore accepts nothing
new_copy('postgres');
system_ok('and restored by a superuser', "pg_restore -d $copy $folder/second");
like told_in($copy, 'postgres', "SELECT logistic_refit('theirs');")->{stderr}, qr/55000: the query of version 1 of model "theirs" was not stored by its owner/,
  'what nobody accepted is not accepted by that';

# the extension changes hands
run_psql("REASSIGN OWNED BY $installer TO $other;");
like `pg_dump -U $other -n ml -e logistic $database 2>&1`, qr/permission denied for table logistic_registry/, 'REASSIGN OWNED moves no right on the tables';
run_psql("GRANT SELECT, INSERT ON " . join(', ', map { "ml.logistic_registry$_" } '', qw(_version _grant _refit _deployment _group)) . " TO $other;
	GRANT SELECT ON ml.logistic_shared_model TO $other;");
system_ok('after a GRANT the new owner dumps', "pg_dump -U $other -n ml -e logistic $database");

run_psql("DROP DATABASE $copy; DROP EXTENSION logistic; DROP OWNED BY $installer, $owner, $other CASCADE; ALTER DATABASE $database OWNER TO postgres; DROP ROLE $installer, $owner, $other;");
done_testing;
