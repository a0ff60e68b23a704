#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# rights.pl
#		Who may do what with a registered model.
#
# Five roles: the installer of the extension, the analyst who trains, a
# colleague (a member of the analyst's role), a clerk who is granted the
# model, and a stranger.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use Test::More;

my $database = create_database('rights', extension => 0);
my ($installer, $analyst, $colleague, $clerk, $stranger) =
  map { "${_}_$$" } qw(installer analyst colleague clerk stranger);
my @roles = ($installer, $analyst, $colleague, $clerk, $stranger);

# What psql says when a role runs a script, names found in the public schema
# and in the extension's.
sub as_role
{
	my ($role, $script) = @_;

	return run_psql("SET ROLE $role; SET search_path = public, stats;\n$script");
}

sub works
{
	my ($role, $script, $expected, $name) = @_;
	my $told = as_role($role, $script);

	ok !$told->{failed} && $told->{stdout} eq $expected, $name
	  or diag "$told->{stderr}got:\n$told->{stdout}expected:\n$expected";
	return;
}

sub fails
{
	my ($role, $script, $error, $name) = @_;

	like as_role($role, $script)->{stderr}, $error, $name;
	return;
}

sub setup
{
	run_psql(<<"END");
CREATE ROLE $installer; CREATE ROLE $analyst; CREATE ROLE $colleague IN ROLE $analyst;
CREATE ROLE $clerk; CREATE ROLE $stranger;
GRANT CREATE ON DATABASE $database TO $installer;
CREATE SCHEMA stats AUTHORIZATION $installer;
GRANT USAGE ON SCHEMA stats TO PUBLIC;
CREATE SCHEMA work AUTHORIZATION $analyst;
GRANT USAGE ON SCHEMA work TO PUBLIC;
CREATE SCHEMA evil AUTHORIZATION $stranger;
GRANT USAGE ON SCHEMA evil TO PUBLIC;
SET ROLE $installer;
CREATE EXTENSION logistic SCHEMA stats;
SET ROLE $analyst;
CREATE TABLE work.data AS
SELECT i * 7919 % 101 < 30 + i % 40 AS y, i % 40 AS x FROM generate_series(1, 400) i;
END
	return;
}

setup();
works $analyst, "SELECT logistic_train('secret', 'SELECT y, x FROM work.data');",
  "1\n", 'a role trains a model of its own';
fails $stranger, "SELECT logistic_train('stolen', 'SELECT y, x FROM work.data');",
  qr/42501: permission denied for table data/,
  'the query runs with the rights of the caller';

# the tables
foreach my $table (map { "logistic_registry$_" } '', qw(_version _grant _refit _deployment))
{
	foreach my $role ($analyst, $clerk)
	{
		fails $role, "SELECT * FROM stats.$table;", qr/42501/,
		  "$table is not to be read by others";
		fails $role, "DELETE FROM stats.$table;", qr/42501/,
		  "nor written";
	}
}
is run_psql(<<'END')->{stdout}, '', 'nothing of the extension belongs to another role than the bootstrap superuser';
SELECT pg_describe_object(s.classid, s.objid, 0), s.refobjid::regrole
FROM pg_depend d JOIN pg_shdepend s USING (classid, objid)
WHERE d.deptype = 'e' AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'logistic')
	AND s.deptype = 'o' AND s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
UNION ALL
SELECT relname, relowner::regrole FROM pg_class
WHERE relnamespace = 'stats'::regnamespace AND relowner <> 10;
END
works $installer, "SELECT logistic_access('secret') IS NULL;", "t\n",
  'who has no right on the models themselves';

run_psql("ALTER ROLE $installer LOGIN;");
my $dump = `pg_dump -U $installer -n stats -e logistic $database 2>&1`;

is $?, 0, 'the installer, who is no superuser, can dump it' or diag $dump;
like $dump, qr/^COPY stats\.logistic_registry_version [^\n]*\nsecret\t1\t/m, 'with the models';

# without a grant: nobody learns from the error whether there is such a model
my $unknown = qr/^ERROR:  42704: model "secret" does not exist, or role "[^"]*" has no right on it\n(?:HINT|DETAIL):  [^\n]*\n(?:CONTEXT:[^\n]*\n)?LOCATION:[^\n]*\n$/;
my $denied = qr/^ERROR:  42501: permission denied for model "secret"\n(?:HINT|DETAIL):  [^\n]*\n(?:CONTEXT:[^\n]*\n)?LOCATION:[^\n]*\n$/;
my @scores = map { "logistic_$_" } (
	"predict('secret', 1)", "score('secret', 1)", "classify('secret', 1)",
	"interval('secret', 0.9, 1)", "explain('secret', 1)");
my @looks = map { "logistic_$_('secret')" }
  qw(coefficients statistics covariance features summary sql get drift);
my @changes = (
	"logistic_refit('secret')",          "logistic_deploy('secret', 1)",
	"logistic_drop('secret')",           "logistic_drop('secret', 1)",
	"logistic_grant('secret', 'public')", "logistic_revoke('secret', '$clerk')",
	"logistic_train('secret', 'SELECT true, 1')");
fails $stranger, "SELECT $_;", $unknown, "a stranger is denied $_, and told nothing"
  foreach @scores, @looks, @changes;
works $stranger, <<'END', "0\n0\nt\n0\n", 'and sees nothing in the views';
SELECT count(*) FROM logistic_models;
SELECT count(*) FROM logistic_model_versions;
SELECT logistic_access('secret') IS NULL;
SELECT count(*) FROM logistic_refit_all();
END
fails $stranger, <<'END', qr/42704: model "secret" does not exist, or/, 'a leaky function in a filter finds no row';
CREATE FUNCTION evil.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001
AS $$ BEGIN RAISE NOTICE 'leaked: %', $1; RETURN true; END $$;
SELECT * FROM logistic_model_versions WHERE evil.tell(query) AND evil.tell(log_loss::text);
SELECT logistic_predict('secret', 1);
END
unlike as_role($stranger, "SELECT * FROM logistic_model_versions WHERE evil.tell(log_loss::text);")->{stderr},
  qr/leaked/, 'nor tells of one';

# with a grant
works $analyst, "SELECT logistic_grant('secret', '$clerk');", "\n", 'the owner grants';
works $clerk, "SELECT count(*) > 0 FROM $_;", "t\n",
  "a grant gives $_"
  foreach @scores;
fails $clerk, "SELECT $_;", $denied, "but not $_" foreach @looks, @changes;
works $clerk, <<'END', "secret|1|t|t|t\nscore\n", 'the clerk sees versions and metrics, but no query';
SELECT name, version, log_loss > 0, query IS NULL, comment IS NULL FROM logistic_models;
SELECT logistic_access('secret');
END
fails $stranger, "SELECT logistic_predict('secret', 1);", $unknown,
  'a grant is for one role';
works $analyst, "SELECT logistic_revoke('secret', '$clerk'), logistic_grant('secret', 'public');",
  "|\n", 'the owner revokes, and grants to all';
works $stranger, "SELECT logistic_predict('secret', 1) > 0;", "t\n", 'to strangers too';
works $analyst, "SELECT logistic_revoke('secret', 'public');", "\n", 'and revokes again';
fails $clerk, "SELECT logistic_predict('secret', 1);", $unknown, 'then nobody has it';

# whose rights the query has
run_psql(<<"END");
SET ROLE $analyst;
CREATE FUNCTION work.whoami() RETURNS boolean LANGUAGE plpgsql AS \$\$
BEGIN
	RAISE NOTICE 'the query runs as %', current_user;
	RETURN true;
END \$\$;
SELECT stats.logistic_train('who', 'SELECT y, x FROM work.data, (SELECT work.whoami() AS ran OFFSET 0) w WHERE ran');
END
foreach my $role ($analyst, $colleague, 'postgres')
{
	my $told = as_role($role, "SELECT promoted FROM logistic_refit('who', 'always');");

	is $told->{stdout}, "t\n", "$role refits" or diag $told->{stderr};
	like $told->{stderr}, qr/the query runs as \Q$analyst\E/, 'with the rights of the owner';
	unlike $told->{stderr}, qr/the query runs as (?!\Q$analyst\E)/, 'and no others';
}
works $colleague, "SELECT DISTINCT fitted_by FROM logistic_model_versions WHERE name = 'who' ORDER BY 1;",
  "$analyst\n$colleague\npostgres\n", 'the versions tell who refitted';
works $colleague, "SELECT logistic_deploy('who', 1), logistic_grant('who', '$clerk'), logistic_drop('who', 2);",
  "||\n", 'a member of the role may do all that its owner may';

# a trap for a superuser
run_psql(<<"END");
SET ROLE $analyst;
CREATE FUNCTION work.trap(text) RETURNS boolean LANGUAGE plpgsql AS \$\$
BEGIN
	EXECUTE \$1;
	RETURN true;
END \$\$;
END
my %traps = (
	"ALTER ROLE $analyst SUPERUSER" => 'to make it a superuser',
	'RESET ROLE' => 'to shed the role',
	'SET SESSION AUTHORIZATION DEFAULT' => 'to become the session user',
	"SET ROLE postgres" => 'to become another',
	"INSERT INTO stats.logistic_registry VALUES (''x'', ''y'')" => 'to write the registry');
foreach my $trap (sort keys %traps)
{
	run_psql(<<"END");
SET ROLE $analyst;
DROP TABLE IF EXISTS work.bait;
CREATE TABLE work.bait AS SELECT y, x FROM work.data;
SET search_path = work, stats;
SELECT logistic_train('trap', 'SELECT y, x FROM bait');
ALTER TABLE bait RENAME TO hidden;
CREATE VIEW bait AS SELECT y, x FROM hidden, (SELECT trap('$trap') AS ran OFFSET 0) w WHERE ran;
END
	my $told = run_psql("SELECT name, status FROM stats.logistic_refit_all(); SELECT current_user, session_user;");

	is $told->{stdout}, "secret|converged\ntrap|failed\nwho|converged\npostgres|postgres\n",
	  "a superuser's refit falls for no trap $traps{$trap}" or diag $told->{stderr};
	run_psql("SET ROLE $analyst; DROP VIEW work.bait; DROP TABLE work.hidden; SELECT stats.logistic_drop('trap');");
}
is run_psql("SELECT rolsuper FROM pg_roles WHERE rolname = '$analyst';")->{stdout},
  "f\n", 'and the owner has gained nothing';

# hostile names along the search path of the caller
run_psql(<<"END");
SET ROLE $stranger;
SET search_path = evil;
CREATE TABLE logistic_registry (name text, owner name, active_version int);
CREATE TABLE logistic_registry_version (name text);
CREATE FUNCTION hijack(text, text) RETURNS boolean LANGUAGE plpgsql AS
	\$\$ BEGIN RAISE EXCEPTION 'hijacked'; END \$\$;
CREATE OPERATOR = (LEFTARG = text, RIGHTARG = text, FUNCTION = hijack);
CREATE FUNCTION hijack(float8, float8) RETURNS boolean LANGUAGE plpgsql AS
	\$\$ BEGIN RAISE EXCEPTION 'hijacked'; END \$\$;
CREATE OPERATOR < (LEFTARG = float8, RIGHTARG = float8, FUNCTION = hijack);
CREATE OPERATOR > (LEFTARG = float8, RIGHTARG = float8, FUNCTION = hijack);
CREATE OPERATOR >= (LEFTARG = float8, RIGHTARG = float8, FUNCTION = hijack);
CREATE OPERATOR = (LEFTARG = float8, RIGHTARG = float8, FUNCTION = hijack);
CREATE FUNCTION hijack_number(float8, float8) RETURNS float8 LANGUAGE plpgsql AS
	\$\$ BEGIN RAISE EXCEPTION 'hijacked'; END \$\$;
CREATE OPERATOR * (LEFTARG = float8, RIGHTARG = float8, FUNCTION = hijack_number);
CREATE OPERATOR + (LEFTARG = float8, RIGHTARG = float8, FUNCTION = hijack_number);
CREATE OPERATOR / (LEFTARG = float8, RIGHTARG = float8, FUNCTION = hijack_number);
CREATE FUNCTION logistic_fit(boolean, integer) RETURNS text LANGUAGE plpgsql AS
	\$\$ BEGIN RAISE EXCEPTION 'hijacked'; END \$\$;
CREATE FUNCTION count() RETURNS bigint LANGUAGE plpgsql AS
	\$\$ BEGIN RAISE EXCEPTION 'hijacked'; END \$\$;
CREATE FUNCTION encode(bytea, text) RETURNS text LANGUAGE plpgsql AS
	\$\$ BEGIN RAISE EXCEPTION 'hijacked'; END \$\$;
CREATE DOMAIN float8 AS text;
CREATE DOMAIN text AS int;
END
is run_psql(<<"END")->{stdout}, "1\n|f\nt\n1|converged\n", 'a hostile search path is not followed';
SET ROLE $analyst;
SET search_path = evil, pg_catalog;
SELECT stats.logistic_train('path', 'SELECT y, x, 1.0::pg_catalog.float8 AS w, x / 100.0::pg_catalog.numeric AS o FROM work.data',
	weight_column => 'w', offset_column => 'o');
SELECT stats.logistic_refit('path', 'if_better') IS NULL AS is_null, NULL::int AS nothing LIMIT 0;
SELECT NULL, (stats.logistic_refit('path', 'if_better')).promoted;
SELECT stats.logistic_predict('path', 5) IS NOT NULL;
SELECT version, status FROM stats.logistic_models WHERE name OPERATOR(pg_catalog.=) 'path';
END

# one call site, several roles
works 'postgres', <<"END", "t\n", 'a call site does not hand a model from one role to the next';
CREATE FUNCTION public.in_turn() RETURNS boolean LANGUAGE plpgsql AS \$\$
DECLARE
	p float8;
	denied int := 0;
BEGIN
	FOR i IN 1..4 LOOP
		PERFORM set_config('role', CASE WHEN i % 2 = 1 THEN '$analyst' ELSE '$stranger' END, true);
		BEGIN
			p := stats.logistic_predict('secret', 1);
		EXCEPTION WHEN undefined_object THEN
			denied := denied + 1;
		END;
	END LOOP;
	RETURN denied = 2;
END \$\$;
SELECT in_turn();
END

# scores for others without a grant: by a function of the owner's
run_psql("SET ROLE $analyst; CREATE VIEW work.scored AS SELECT x, stats.logistic_predict('secret', x) AS p FROM work.data;
	CREATE FUNCTION work.score(int) RETURNS float8 LANGUAGE SQL SECURITY DEFINER
		SET search_path = pg_catalog AS 'SELECT stats.logistic_predict(''secret'', \$1)';
	GRANT SELECT ON work.scored TO $stranger;");
works $stranger, 'SELECT work.score(3) > 0;', "t\n", 'a definer function lends the right to score';
fails $stranger, 'SELECT * FROM work.scored;', $unknown, 'a view does not: its functions are called by its reader';

# a superuser who puts other tables in the place of the registry's
foreach my $table (
	[ 'logistic_registry', 'name int, owner int, active_version text' ],
	[ 'logistic_registry', 'name text' ],
	[ 'logistic_registry', 'name text, owner name, owner_oid oid, cluster bigint, active_version int, last_version int' ],
	[ 'logistic_registry_grant', 'name int, grantee int' ],
	[ 'logistic_registry_grant', 'name int, grantee name, grantee_oid oid, cluster bigint' ],
	[ 'logistic_registry_grant', 'name text, grantee int, grantee_oid oid, cluster bigint' ],
	[ 'logistic_registry_version', 'name text, version int, model bytea' ])
{
	my ($name, $columns) = @{$table};

	run_psql("ALTER TABLE stats.$name RENAME TO hidden; CREATE TABLE stats.$name ($columns);");
	fails $stranger, "SELECT logistic_predict('secret', 1);", qr/55000: table "[a-z_]+" is not as extension/,
	  "a changed $name is noticed"
	  if $name ne 'logistic_registry_version';
	fails $analyst, "SELECT logistic_refit('secret');", qr/55000: table "[a-z_]+" is not as extension/,
	  "a changed $name is noticed"
	  if $name ne 'logistic_registry_grant';
	run_psql("DROP TABLE stats.$name; ALTER TABLE stats.hidden RENAME TO $name;");
}
run_psql("ALTER TABLE stats.logistic_registry ALTER owner DROP NOT NULL;
	UPDATE stats.logistic_registry SET owner = NULL WHERE name = 'who';");
fails $analyst, "SELECT logistic_refit('who', 'always');", qr/55000: table "logistic_registry" is not as/,
  'a value that is missing is noticed';
works $analyst, "SELECT logistic_predict('secret', 1) > 0;", "t\n", 'after that all is well';

# roles change their names
run_psql("SET ROLE $analyst; SELECT stats.logistic_grant('secret', '$clerk');");
run_psql("ALTER ROLE $analyst RENAME TO renamed_$$; ALTER ROLE $clerk RENAME TO ${clerk}_too;
	CREATE ROLE $analyst; CREATE ROLE $clerk;");
works "renamed_$$", "SELECT logistic_owner('secret'), promoted FROM logistic_refit('secret', 'always'); SELECT owner FROM logistic_models WHERE name = 'secret';",
  "renamed_$$|t\nrenamed_$$\n", 'a role that is renamed keeps its models';
works "${clerk}_too", "SELECT logistic_predict('secret', 1) > 0;", "t\n", 'and its grants';
fails $analyst, "SELECT logistic_refit('secret');", $unknown, 'another one of its name does not inherit them';
fails $clerk, "SELECT logistic_predict('secret', 1);", $unknown, 'nor the grants';
works "renamed_$$", "SELECT logistic_grant('secret', '$clerk');", "\n", 'unless it is granted them';
works $clerk, "SELECT logistic_predict('secret', 1) > 0;", "t\n", 'by its name, which then is the new one\'s';
fails "${clerk}_too", "SELECT logistic_predict('secret', 1);", $unknown, 'and no longer the old one\'s';
works "renamed_$$", "SELECT logistic_revoke('secret', '$clerk');", "\n", 'a grant is revoked by name';
run_psql("DROP ROLE $analyst, $clerk; ALTER ROLE renamed_$$ RENAME TO $analyst; ALTER ROLE ${clerk}_too RENAME TO $clerk;");

# as if restored into another cluster, where the same roles have other OIDs
run_psql("SELECT stats.logistic_grant('secret', '$clerk'); UPDATE stats.logistic_registry SET owner_oid = 1, cluster = cluster + 1;
	UPDATE stats.logistic_registry_grant SET grantee_oid = 1, cluster = cluster + 1;");
works $analyst, "SELECT promoted, logistic_owner('secret') FROM logistic_refit('secret', 'always');", "t|$analyst\n", 'in another cluster the name tells the owner';
works $clerk, "SELECT logistic_predict('secret', 1) > 0;", "t\n", 'and the grantee';
works $analyst, "SELECT logistic_revoke('secret', '$clerk');", "\n", 'whose grant is revoked by name';
run_psql("UPDATE stats.logistic_registry r SET owner_oid = p.oid, cluster = r.cluster - 1 FROM pg_roles p WHERE rolname = owner;");

# the owner leaves
run_psql("SET ROLE $analyst; SELECT stats.logistic_grant('secret', '$clerk');");
my $told = run_psql("DROP OWNED BY $analyst; DROP ROLE $analyst;");
ok !$told->{failed}, 'the owner can be dropped' or diag $told->{stderr};
works $clerk, "SELECT logistic_predict('secret', 1) > 0;", "t\n", 'those with a grant score on';
fails $colleague, "SELECT logistic_refit('secret');", $unknown, 'former colleagues have no more right';
fails 'postgres', "SELECT logistic_refit('secret');",
  qr/42704: role "\Q$analyst\E", the owner of model "secret", does not exist/,
  'there is nobody whose rights a refit could have';
works 'postgres', "SELECT logistic_deploy('secret', 1); SELECT logistic_train('secret', 'SELECT i * 7 % 11 < 5 AS y, i AS x FROM generate_series(1, 100) i');
	SELECT owner FROM logistic_models WHERE name = 'secret';", "\n9\npostgres\n",
  'a superuser looks after it, and takes it over by training';
works 'postgres', "DROP ROLE $clerk; SELECT logistic_revoke('secret', '$clerk');", "\n",
  'a grant to a role that is gone can be revoked';

run_psql('DROP OWNED BY ' . join(', ', $installer, $colleague, $stranger) . ' CASCADE; DROP ROLE '
	  . join(', ', $installer, $colleague, $stranger) . ';');
is run_psql("SELECT count(*) FROM pg_extension WHERE extname = 'logistic';")->{stdout}, "0\n",
  'with its installer, the extension goes';
done_testing;
