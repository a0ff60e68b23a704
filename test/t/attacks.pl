#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# attacks.pl
#		Attempts to escalate privileges, each of which must be refused.
#
# Mallory is an ordinary role, the installer a role that owns the schema of
# the extension and may create in the database, both without superuser
# rights.  Each attack wants to become superuser, to act as another role or
# to change a model of another.  It is written out in full, then the error
# is compared, and then that nothing has changed.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database);
use Test::More;

my $database = create_database('attacks', extension => 0);
my ($installer, $mallory, $victim, $writer) =
  map { "${_}_$$" } qw(installer mallory victim writer);
my @roles = ($installer, $mallory, $victim, $writer);
my @tables = map { "logistic_registry$_" } '', qw(_version _grant _refit _deployment);

run_psql("CREATE ROLE $_; GRANT CREATE ON DATABASE $database TO $_;") foreach @roles;
run_psql(<<"END");
CREATE SCHEMA ml AUTHORIZATION $installer;
GRANT USAGE ON SCHEMA ml TO PUBLIC;
CREATE SCHEMA mal AUTHORIZATION $mallory;
CREATE SCHEMA work AUTHORIZATION $victim;
GRANT USAGE ON SCHEMA mal, work TO PUBLIC;
GRANT pg_write_all_data TO $writer;
SET ROLE $installer;
CREATE EXTENSION logistic SCHEMA ml;
RESET ROLE;
SET search_path = ml;
CREATE TABLE public.data AS SELECT i * 7919 % 101 < 30 + i % 40 AS y, i % 40 AS x FROM generate_series(1, 200) i;
GRANT SELECT ON public.data TO PUBLIC;
SELECT logistic_train('theirs', 'SELECT y, x FROM public.data');
SET ROLE $victim;
SELECT logistic_train('victims', 'SELECT y, x FROM public.data');
SELECT logistic_grant('victims', '$victim');
RESET ROLE;
INSERT INTO logistic_registry_refit VALUES ('victims', 1, '$victim', now(), '1 s', 'promoted', 1);
END

# All that an attack could change.
my $state = join '; ', (map { "SELECT * FROM ml.$_ ORDER BY 1, 2" } @tables),
  "SELECT rolname, rolsuper FROM pg_roles WHERE rolname ~ '_$$\$' ORDER BY 1",
  "SELECT relname, relowner, relacl, relhastriggers, relhasrules FROM pg_class WHERE relnamespace = 'ml'::regnamespace ORDER BY 1",
  "SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger ORDER BY 1, 2",
  "SELECT proname, proowner, md5(prosrc) FROM pg_proc WHERE pronamespace IN ('ml'::regnamespace, 'logistic_internal'::regnamespace) ORDER BY 1, 3",
  "SELECT datname, pg_get_userbyid(datdba) FROM pg_database WHERE datname = '$database'";

# The state as it was last seen, until a script runs that may change it.
my $seen;

sub run_psql
{
	undef $seen;
	return LogisticTest::run_psql(@_);
}

sub state_of
{
	return $seen //= LogisticTest::run_psql("$state;")->{stdout};
}

# An attack that an error ends, and that changes nothing.
sub refused
{
	my ($role, $script, $error, $name) = @_;
	my $before = state_of();
	my $told = run_psql("SET ROLE $role; SET search_path = ml, public;\n$script");

	like $told->{stderr}, $error, $name;
	is state_of(), $before, '  and nothing has changed';
	return;
}

# What a role may do.
sub works
{
	my ($role, $script, $expected, $name) = @_;
	my $told = run_psql("SET ROLE $role; SET search_path = ml, public;\n$script");

	ok !$told->{failed} && $told->{stdout} eq $expected, $name
	  or diag "$told->{stderr}got:\n$told->{stdout}expected:\n$expected";
	return;
}

my $denied = qr/42501: (?:permission denied|must be (?:owner|superuser)|the registry is changed by the functions)|01007: no privileges were granted/;
my $cluster = '(SELECT system_identifier FROM pg_control_system())';

# 1. A stored query that runs with the rights of whoever asks
run_psql(<<"END");
SET ROLE $mallory;
CREATE FUNCTION mal.whoami() RETURNS boolean LANGUAGE plpgsql AS \$\$
BEGIN
	IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
		ALTER ROLE $mallory SUPERUSER;
	END IF;
	RAISE NOTICE 'ran as %', current_user;
	RETURN true;
END \$\$;
SELECT ml.logistic_train('who', 'SELECT y, x FROM public.data, (SELECT mal.whoami() AS ran OFFSET 0) w WHERE ran');
SELECT ml.logistic_train('who_many', 'SELECT (x + y::int) % 3 AS kind, x FROM public.data, (SELECT mal.whoami() AS ran OFFSET 0) w WHERE ran', family => 'multinomial');
END
foreach my $call ((map { "$_('who')" } qw(logistic_report logistic_drift logistic_refit)), "multinomial_report('who_many')")
{
	my $told = run_psql("SELECT count(*) FROM ml.$call;");

	ok !$told->{failed}, "a superuser calls $call" or diag $told->{stderr};
	like $told->{stderr}, qr/ran as \Q$mallory\E/, '  the query has the rights of its owner';
	unlike $told->{stderr}, qr/ran as (?!\Q$mallory\E)/, '  and no others';
}
foreach my $call ('CALL ml.logistic_refit_each()', 'SELECT count(*) FROM ml.logistic_refit_all()')
{
	my $told = run_psql("$call;");

	like $told->{stderr}, qr/ran as \Q$mallory\E/, "$call by a superuser";
	unlike $told->{stderr}, qr/ran as (?!\Q$mallory\E)/, '  the query has the rights of its owner and no others';
}
run_psql(<<"END");
SET ROLE $mallory;
CREATE OR REPLACE FUNCTION mal.whoami() RETURNS boolean LANGUAGE plpgsql AS \$\$
BEGIN
	EXECUTE mal.trap();
	RETURN true;
END \$\$;
END
foreach my $trap (
	[ 'CREATE TEMPORARY VIEW pg_class AS SELECT 1', 'a temporary view is left in the session' ],
	[ 'SET SESSION AUTHORIZATION DEFAULT', 'the session user comes back' ],
	[ 'SET ROLE NONE', 'the role is shed' ],
	[ 'DECLARE c CURSOR WITH HOLD FOR SELECT 1', 'a cursor outlives the call' ],
	[ 'LISTEN mallory', 'the session listens' ])
{
	run_psql("SET ROLE $mallory; CREATE OR REPLACE FUNCTION mal.trap() RETURNS text LANGUAGE sql AS \$\$ SELECT '$trap->[0]' \$\$;");
	foreach my $role ('postgres', $mallory)
	{
		refused $role, "SELECT $_;", qr/ERROR:  (?:42501|0A000|0LP01|42P11|2F003|22023)/, "$_ by $role: $trap->[1]"
		  foreach "logistic_report('who')", "logistic_refit('who')", "multinomial_report('who_many')";
	}
}
run_psql("SELECT ml.logistic_drop('who'); SELECT ml.logistic_drop('who_many');");

# 2. Rows of the registry
my $forged = "'%s', '%s', %s, $cluster, 1, 1";
refused $installer, "UPDATE $_ SET name = name;", $denied, "the installer updates $_" foreach @tables;
refused $installer, "DELETE FROM $_;", $denied, "the installer deletes from $_" foreach @tables;
refused $installer, "TRUNCATE $_;", $denied, "the installer truncates $_" foreach @tables;
foreach my $change (
	'DELETE FROM %s', 'UPDATE %s SET name = name', "INSERT INTO %s (name) VALUES ('x')")
{
	refused $writer, sprintf($change, $_) . ';', $denied, "pg_write_all_data: $change, $_"
	  foreach @tables;
}
{
	my $before = state_of();
	my $told = run_psql("SET session_replication_role = replica; SET ROLE $writer; DELETE FROM ml.logistic_registry;");

	like $told->{stderr}, qr/42501: the registry is changed by/, 'the guard is awake in a session that applies what another server sends';
	is state_of(), $before, '  and nothing has changed';
}
works $installer, <<"END", "$installer|t\n", 'a forged owner becomes the installer';
INSERT INTO logistic_registry (name, owner, owner_oid, cluster, active_version, last_version)
VALUES ('forged', 'postgres', 10, $cluster, 1, 1);
SELECT owner, owner_oid = '$installer'::regrole FROM logistic_registry WHERE name = 'forged';
END
works $installer, <<"END", "||\n", 'a forged author of a query becomes nobody';
INSERT INTO logistic_registry_version (name, version, model, query, label_column, distributed, search_path, holdout, reason, run_as, run_as_oid,
	run_as_cluster, fitted_by, fitted_at, duration, extension_version, server_version)
SELECT 'forged', 1, '{"label": "y", "coefficients": {"x": 1}}', 'SELECT y, x FROM public.data, (SELECT mal.whoami() AS ran OFFSET 0) w WHERE ran',
	'y', false, 'public', 0, '', 'postgres', 10, $cluster, 'postgres', now(), '1 s', '', '';
SELECT run_as, run_as_oid, run_as_cluster FROM logistic_registry_version WHERE name = 'forged';
END
my $unaccepted = qr/55000: the query of version 1 of model "forged" was not stored by its owner\nHINT:  Read the query in the view logistic_model_versions; logistic_accept/;
foreach my $role ($installer, 'postgres')
{
	refused $role, "SELECT logistic_$_('forged');", $unaccepted, "the forged query does not run in $_, called by $role"
	  foreach qw(refit drift);
}
like run_psql("SELECT ml.logistic_report('forged');")->{stdout}, qr/There are no figures of rows here/, 'a report says so';
refused $mallory, "SELECT logistic_accept('forged');", qr/42501|42704/, 'a stranger accepts no query';
works $installer, "SELECT logistic_accept('forged'); SELECT run_as FROM logistic_registry_version WHERE name = 'forged'; SELECT logistic_drop('forged');",
  "\n$installer\n\n", 'its owner does';
foreach my $row (
	[ 'logistic_registry_version', "(name, version, model, distributed, holdout, reason, fitted_by, fitted_at, duration, extension_version, server_version)
		SELECT '%s', 99, '{\"label\": \"y\", \"coefficients\": {\"x\": 1}}', false, 0, '', 'postgres', now(), '1 s', '', ''" ],
	[ 'logistic_registry_grant', "SELECT '%s', 'public', 0, $cluster" ],
	[ 'logistic_registry_refit', "SELECT '%s', 99, 'postgres', now(), '1 s', 'failed'" ],
	[ 'logistic_registry_deployment', "SELECT '%s', 99, 1, 'train', 'postgres', now()" ],
	[ 'logistic_registry_group', "SELECT '%s', 1, 'x', '{\"label\": \"y\", \"coefficients\": {\"x\": 1}}', NULL, 0, NULL, NULL, NULL, NULL, 1, ''" ],
	[ 'logistic_registry', "SELECT '%s', '$installer', '$installer'::regrole, $cluster" ])
{
	refused $installer, sprintf("INSERT INTO $row->[0] $row->[1];", $_), $denied, "a row of $_ in $row->[0], from the installer"
	  foreach qw(theirs victims);
}
works $installer, <<"END", "0\n", 'rows that lie in wait for a name are deleted when it comes';
INSERT INTO logistic_registry_grant SELECT 'tomorrow', '$mallory', '$mallory'::regrole, $cluster;
RESET ROLE; SET ROLE $victim;
DO \$\$ BEGIN PERFORM ml.logistic_train('tomorrow', 'SELECT y, x FROM public.data'); END \$\$;
RESET ROLE;
SELECT count(*) FROM logistic_registry_grant WHERE name = 'tomorrow';
DO \$\$ BEGIN PERFORM ml.logistic_drop('tomorrow'); END \$\$;
END

# 3. Triggers and rules on the tables, and other owners of them
run_psql("SET ROLE $installer; CREATE FUNCTION ml.evil() RETURNS trigger LANGUAGE plpgsql AS \$\$
	BEGIN ALTER ROLE $installer SUPERUSER; RETURN NULL; END \$\$;");
foreach my $table (@tables)
{
	refused $installer, "$_;", $denied, "the installer: $_"
	  foreach "CREATE TRIGGER t BEFORE INSERT ON $table FOR EACH ROW EXECUTE FUNCTION evil()",
	  "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON $table DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION evil()",
	  "CREATE RULE r AS ON INSERT TO $table DO ALSO SELECT evil()",
	  "ALTER TABLE $table DISABLE TRIGGER ALL", "DROP TRIGGER logistic_guard ON $table",
	  "ALTER TABLE $table ENABLE ROW LEVEL SECURITY", "ALTER TABLE $table OWNER TO $installer",
	  "ALTER TABLE $table INHERIT public.data", "CREATE TABLE public.child () INHERITS ($table)",
	  "ALTER EXTENSION logistic DROP TABLE $table", "CREATE INDEX ON $table ((evil()))",
	  "GRANT ALL ON $table TO $installer";
}
run_psql("SET ROLE $installer; CREATE SCHEMA own; CREATE TABLE own.t (a int);");
refused $installer, "$_;", qr/ERROR:  (?:42501|2BP01|42939)/, "the installer: $_"
  foreach "CREATE OR REPLACE FUNCTION logistic_guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
  'DROP FUNCTION logistic_guard() CASCADE', 'ALTER FUNCTION logistic_guard() RENAME TO other',
  'CREATE TRIGGER t BEFORE INSERT ON own.t FOR EACH ROW EXECUTE FUNCTION logistic_guard()',
  'CREATE FUNCTION logistic_internal.evil() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
  "ALTER SCHEMA logistic_internal OWNER TO $installer", 'DROP SCHEMA logistic_internal CASCADE';
foreach my $view (qw(logistic_models logistic_model_versions))
{
	refused $installer, "$_;", $denied, "the installer: $_"
	  foreach "CREATE OR REPLACE VIEW $view AS SELECT evil()", "ALTER VIEW $view OWNER TO $installer",
	  "CREATE RULE r AS ON INSERT TO $view DO INSTEAD SELECT 1";
	refused $installer, "DROP VIEW $view;", qr/2BP01: cannot drop/, "the installer: DROP VIEW $view";
}

# A superuser's mistake: one grant of TRIGGER.  What hangs on the table does
# not run in a training, since no statement is executed there.
run_psql("GRANT TRIGGER ON ml.logistic_registry_version TO $mallory;");
works $mallory, <<"END", '', 'a role with TRIGGER hangs code on a table';
CREATE FUNCTION mal.evil() RETURNS trigger LANGUAGE plpgsql AS
	\$\$ BEGIN RAISE NOTICE 'ran'; ALTER ROLE $mallory SUPERUSER; RETURN NEW; END \$\$;
CREATE TRIGGER aaa BEFORE INSERT OR UPDATE ON ml.logistic_registry_version FOR EACH ROW EXECUTE FUNCTION mal.evil();
CREATE CONSTRAINT TRIGGER zzz AFTER INSERT ON ml.logistic_registry_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mal.evil();
END
foreach my $role ($victim, 'postgres')
{
	my $told = run_psql("SET ROLE $role; SELECT ml.logistic_train('quiet', 'SELECT y, x FROM public.data'); SELECT ml.logistic_drop('quiet');");

	ok !$told->{failed}, "$role trains" or diag $told->{stderr};
	unlike $told->{stderr}, qr/ran/, '  and the code does not run';
}
run_psql("DROP TRIGGER aaa ON ml.logistic_registry_version; DROP TRIGGER zzz ON ml.logistic_registry_version;
	REVOKE TRIGGER ON ml.logistic_registry_version FROM $mallory;");

# A model that a superuser takes over keeps its versions, not the right of
# their queries to run as the new owner.
run_psql(<<"END");
CREATE ROLE leaver_$$;
GRANT CREATE ON SCHEMA mal TO leaver_$$;
SET ROLE leaver_$$;
SELECT ml.logistic_train('left', 'SELECT y, x FROM public.data, (SELECT mal.whoami() AS ran OFFSET 0) w WHERE ran');
RESET ROLE;
SET ROLE $mallory;
CREATE OR REPLACE FUNCTION mal.trap() RETURNS text LANGUAGE sql AS \$\$ SELECT 'SELECT 1' \$\$;
RESET ROLE;
SET ROLE leaver_$$;
SELECT ml.logistic_train('left', 'SELECT y, x FROM public.data, (SELECT mal.whoami() AS ran OFFSET 0) w WHERE ran');
RESET ROLE;
REASSIGN OWNED BY leaver_$$ TO postgres;
DROP OWNED BY leaver_$$;
DROP ROLE leaver_$$;
SELECT ml.logistic_train('left', 'SELECT y, x FROM public.data');
SELECT ml.logistic_deploy('left', 1);
END
refused 'postgres', "SELECT logistic_refit('left');", qr/55000: the query of version 1 of model "left" was not stored by its owner/,
  'after a takeover the old version does not run as the new owner';
run_psql("SELECT ml.logistic_drop('left');");

# The tables must belong to a superuser.
run_psql("ALTER TABLE ml.logistic_registry_version OWNER TO $installer;");
refused $_, "SELECT logistic_refit('victims');", qr/55000: the registry belongs to role "\Q$installer\E", which is no superuser\nDETAIL/,
  "no stored query runs where the tables belong to somebody else, $_"
  foreach 'postgres', $victim;
run_psql("ALTER TABLE ml.logistic_registry_version OWNER TO postgres;");

# 6. Locks do not grow with the number of models
{
	my $count = "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()";
	my $script = "BEGIN; DO \$\$ BEGIN FOR i IN 1..%d LOOP PERFORM ml.logistic_train('many' || i, 'SELECT y, x FROM public.data'); END LOOP; END \$\$;"
	  . " $count; SELECT count(*) > 0 FROM ml.logistic_refit_all(); $count; ROLLBACK;";
	my ($few, $many) = map { run_psql("SET ROLE $victim; " . sprintf $script, $_)->{stdout} } 2, 40;

	is $many, $few, 'a transaction that trains and refits 40 models holds as many locks as one of 2';
}

# 4. Names that stand in for those of the extension
is run_psql(<<'SQL')->{stdout}, '', 'no function of the extension looks names up when it runs, or has the rights of its owner';
SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_language l ON l.oid = prolang
	JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
	JOIN pg_extension e ON e.oid = d.refobjid AND extname = 'logistic'
WHERE lanname NOT IN ('c', 'internal', 'sql') OR lanname = 'sql' AND prosqlbody IS NULL OR prosecdef;
SQL
run_psql("GRANT CREATE ON SCHEMA ml TO $mallory;");
works $mallory, <<"END", '', 'others may create in the schema of the extension';
CREATE FUNCTION mal.hijacked() RETURNS void LANGUAGE plpgsql AS \$\$ BEGIN RAISE EXCEPTION 'hijacked as %', current_user; END \$\$;
CREATE FUNCTION ml.evil_step(state text, a boolean, b integer) RETURNS text LANGUAGE sql AS \$\$ SELECT mal.hijacked()::text \$\$;
CREATE AGGREGATE ml.logistic_fit(boolean, integer) (SFUNC = ml.evil_step, STYPE = text);
CREATE FUNCTION ml.logistic_get(text) RETURNS logistic_model LANGUAGE sql AS \$\$ SELECT mal.hijacked()::text::ml.logistic_model \$\$;
CREATE FUNCTION ml.logistic_holdout(text, boolean, integer) RETURNS float8 LANGUAGE sql AS \$\$ SELECT mal.hijacked()::text::float8 \$\$;
CREATE FUNCTION ml.logistic_score(ml.logistic_model, integer) RETURNS float8 LANGUAGE sql AS \$\$ SELECT mal.hijacked()::text::float8 \$\$;
CREATE FUNCTION ml.logistic_options(text) RETURNS logistic_options LANGUAGE sql AS \$\$ SELECT mal.hijacked()::text::ml.logistic_options \$\$;
CREATE FUNCTION ml.logistic_features(ml.logistic_model, VARIADIC int[]) RETURNS int LANGUAGE sql AS \$\$ SELECT mal.hijacked()::text::int \$\$;
END
foreach my $call ("refit('victims')", "drift('victims')", "report('victims')", "coefficients('victims')", "summary('victims')",
	"statistics('victims')", "sql('victims')", "evaluate('victims', 'SELECT y, x FROM public.data')",
	"path('SELECT y, x FROM public.data')", "cross_validate('SELECT y, x FROM public.data', folds => 2)",
	"train('mine', 'SELECT y, x FROM public.data')", "fit_distributed('SELECT y, x FROM public.data')")
{
	works $victim, "SELECT count(*) > 0 FROM logistic_$call;", "t\n", "logistic_$call reaches the extension's own functions";
}
run_psql("DROP OWNED BY $mallory;");

# A warning where the extension comes into such a schema
my $told = run_psql("DROP EXTENSION logistic; CREATE SCHEMA open; GRANT CREATE ON SCHEMA open TO PUBLIC, $mallory; CREATE EXTENSION logistic SCHEMA open;");
like $told->{stderr}, qr/WARNING:  01000: others may create functions in schema "open".*\nDETAIL:  .* PUBLIC, \Q$mallory\E\.\nHINT:  Put the extension into a schema of its own/,
  'CREATE EXTENSION warns of a schema that others may create in';
$told = run_psql("DROP EXTENSION logistic; CREATE SCHEMA \"Shut in\" AUTHORIZATION $installer; SET ROLE $installer; CREATE EXTENSION logistic SCHEMA \"Shut in\";");
is $told->{stderr}, '', 'and not of one in which only its owner may';

# Default privileges reach the tables of a script: they are taken back
$told = run_psql(<<"END");
DROP EXTENSION logistic;
ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO $mallory, PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO $mallory;
SET ROLE $installer;
CREATE EXTENSION logistic SCHEMA ml;
RESET ROLE;
SELECT count(*) FROM pg_class, aclexplode(relacl) WHERE relnamespace = 'ml'::regnamespace AND relkind = 'r'
	AND grantee <> 10 AND NOT (grantee = '$installer'::regrole AND privilege_type IN ('SELECT', 'INSERT'));
SELECT has_schema_privilege('$mallory', 'logistic_internal', 'CREATE');
ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM $mallory, PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE ALL ON SCHEMAS FROM $mallory;
END
is $told->{stdout}, "0\nf\n", 'default privileges give nobody a right on the registry' or diag $told->{stderr};

run_psql('DROP EXTENSION logistic; DROP OWNED BY ' . join(', ', @roles) . ' CASCADE; DROP ROLE ' . join(', ', @roles) . ';');
done_testing;
