#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# role_matrix.pl
#		What every kind of role may do with a registered model.
#
# The table has a line for each operation and a column for each role.  A cell
# is "ok", the SQLSTATE of the refusal, or what the operation answers.  It was
# written before it was first run: docs/security.md says the same in words.
#
# The model belongs to "owner" and is granted to "grantee".  "member" is a
# member of the owner's role, "noinherit" one that has to SET ROLE first.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use File::Temp ();
use LogisticTest qw(create_database run_psql run_psql_in);
use Test::More;

my $matrix = <<'END';
operation     superuser installer owner member noinherit grantee stranger read_all write_all
train         ok        42704     ok    ok     42704     42501   42704    42704    42704
train_new     ok        ok        ok    ok     ok        ok      ok       ok       ok
refit         ok        42704     ok    ok     42704     42501   42704    42704    42704
refit_all     1         0         1     1      0         0       0        0        0
deploy        ok        42704     ok    ok     42704     42501   42704    42704    42704
register      ok        42704     ok    ok     42704     42501   42704    42704    42704
register_new  ok        ok        ok    ok     ok        ok      ok       ok       ok
alter         ok        42704     ok    ok     42704     42501   42704    42704    42704
prune         ok        42704     ok    ok     42704     42501   42704    42704    42704
accept        ok        42704     ok    ok     42704     42501   42704    42704    42704
grant         ok        42704     ok    ok     42704     42501   42704    42704    42704
revoke        ok        42704     ok    ok     42704     42501   42704    42704    42704
drop          ok        42704     ok    ok     42704     42501   42704    42704    42704
drop_version  ok        42704     ok    ok     42704     42501   42704    42704    42704
get           ok        42704     ok    ok     42704     42501   42704    42704    42704
coefficients  ok        42704     ok    ok     42704     42501   42704    42704    42704
summary       ok        42704     ok    ok     42704     42501   42704    42704    42704
report        ok        42704     ok    ok     42704     42501   42704    42704    42704
report_many   42809     42704     42809 42809  42704     42501   42704    42704    42704
drift         ok        42704     ok    ok     42704     42501   42704    42704    42704
predict       ok        42704     ok    ok     42704     ok      42704    42704    42704
explain       ok        42704     ok    ok     42704     ok      42704    42704    42704
evaluate      ok        42704     ok    ok     42704     ok      42704    42704    42704
models        1         0         1     1      0         1       0        0        0
query_shown   t         -         t     t      -         f       -        -        -
refits        1         0         1     1      0         0       0        0        0
deployments   1         0         1     1      0         1       0        0        0
raw_select    ok        ok        42501 42501  42501     42501   42501    ok       42501
raw_insert    ok        ok        42501 42501  42501     42501   42501    42501    42501
group_select  ok        ok        42501 42501  42501     42501   42501    ok       42501
group_insert  ok        ok        42501 42501  42501     42501   42501    42501    42501
group_cut     ok        42501     42501 42501  42501     42501   42501    42501    42501
group_trigger ok        42501     42501 42501  42501     42501   42501    42501    42501
raw_forge     superuser installer 42501 42501  42501     42501   42501    42501    42501
raw_update    ok        42501     42501 42501  42501     42501   42501    42501    42501
raw_delete    ok        42501     42501 42501  42501     42501   42501    42501    42501
raw_truncate  ok        42501     42501 42501  42501     42501   42501    42501    42501
guard         39P01     42501     42501 42501  42501     42501   42501    42501    42501
replace_view  ok        42501     42501 42501  42501     42501   42501    42501    42501
hang_trigger  ok        42501     42501 42501  42501     42501   42501    42501    42501
dump          ok        ok        42501 42501  42501     42501   42501    ok       42501
restore       owner     installer 42501 42501  42501     42501   42501    42501    42501
END

my $database = create_database('role_matrix', extension => 0);
my $second = "${database}_2";
my ($head, @lines) = map { [ split ' ' ] } split /\n/, $matrix;
my (undef, @kinds) = @{$head};
my %role = map { $_ => "${_}_$$" } @kinds;

# "superuser" forges a row of its own, as it may.
my %operation = (
	train => "SELECT ml.logistic_train('m', 'SELECT y, x FROM public.data')",
	train_new => "SELECT ml.logistic_train('new', 'SELECT y, x FROM public.data')",
	refit => "SELECT ml.logistic_refit('m')",
	refit_all => 'SELECT count(*) FROM ml.logistic_refit_all()',
	deploy => "SELECT ml.logistic_deploy('m', 2)",
	register => "SELECT ml.logistic_register('m', '{\"label\": \"y\", \"coefficients\": {\"x\": 1}}'::ml.logistic_model)",
	register_new => "SELECT ml.logistic_register('new', '{\"label\": \"y\", \"coefficients\": {\"x\": 1}}'::ml.logistic_model)",
	alter => "SELECT ml.logistic_alter('m', threshold => 0.3)",
	prune => "SELECT ml.logistic_prune('m', 1)",
	refits => 'SELECT count(*) FROM ml.logistic_refits',
	deployments => 'SELECT count(*) FROM ml.logistic_deployments',
	accept => "SELECT ml.logistic_accept('m')",
	grant => "SELECT ml.logistic_grant('m', 'public')",
	revoke => "SELECT ml.logistic_revoke('m', '$role{grantee}')",
	drop => "SELECT ml.logistic_drop('m')",
	drop_version => "SELECT ml.logistic_drop('m', 2)",
	get => "SELECT ml.logistic_get('m')",
	coefficients => "SELECT count(*) FROM ml.logistic_coefficients('m')",
	summary => "SELECT ml.logistic_summary('m')",
	report => "SELECT ml.logistic_report('m')",
	report_many => "SELECT ml.multinomial_report('m')",
	drift => "SELECT count(*) FROM ml.logistic_drift('m')",
	predict => "SELECT ml.logistic_predict('m', 1)",
	explain => "SELECT count(*) FROM ml.logistic_explain('m', 1)",
	evaluate => "SELECT (ml.logistic_evaluate('m', 'SELECT y, x FROM public.data')).nobs",
	models => 'SELECT count(*) FROM ml.logistic_models',
	query_shown => "SELECT coalesce((SELECT CASE WHEN query IS NULL THEN 'f' ELSE 't' END FROM ml.logistic_models), '-')",
	raw_select => 'SELECT model, query FROM ml.logistic_registry_version',
	raw_insert => "INSERT INTO ml.logistic_registry_deployment VALUES ('other', 1, 1, 'train', current_user, now())",
	group_select => 'SELECT group_value, model FROM ml.logistic_registry_group',
	group_insert => "INSERT INTO ml.logistic_registry_group (name, version, group_value, model, judged, from_version, reason)"
	  . " VALUES ('other', 1, 'x', '{\"label\": \"y\", \"coefficients\": {\"x\": 1}}', 0, 1, '')",
	group_cut => 'TRUNCATE ml.logistic_registry_group',
	group_trigger => 'CREATE TRIGGER t BEFORE INSERT ON ml.logistic_registry_group FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
	raw_forge => "INSERT INTO ml.logistic_registry (name, owner, owner_oid, cluster) SELECT 'forged', 'postgres', 10, system_identifier"
	  . " FROM pg_control_system(); SELECT replace(replace(owner, 'postgres', 'superuser'), '_$$', '') FROM ml.logistic_registry WHERE name = 'forged'",
	raw_update => 'UPDATE ml.logistic_registry SET keep = 1',
	raw_delete => 'DELETE FROM ml.logistic_registry',
	raw_truncate => 'TRUNCATE ml.logistic_registry',
	guard => 'SELECT ml.logistic_guard()',
	replace_view => 'CREATE OR REPLACE VIEW ml.logistic_models AS SELECT * FROM ml.logistic_models',
	hang_trigger => 'CREATE TRIGGER t BEFORE INSERT ON ml.logistic_registry FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()');

my $told = run_psql(<<"END");
CREATE ROLE $role{superuser} SUPERUSER LOGIN;
CREATE ROLE $role{installer} LOGIN;
CREATE ROLE $role{owner} LOGIN;
CREATE ROLE $role{member} LOGIN IN ROLE $role{owner};
CREATE ROLE $role{noinherit} NOINHERIT LOGIN IN ROLE $role{owner};
CREATE ROLE $role{grantee} LOGIN;
CREATE ROLE $role{stranger} LOGIN;
CREATE ROLE $role{read_all} LOGIN IN ROLE pg_read_all_data;
CREATE ROLE $role{write_all} LOGIN IN ROLE pg_write_all_data;
GRANT CREATE ON DATABASE $database TO $role{installer};
CREATE SCHEMA ml AUTHORIZATION $role{installer};
GRANT USAGE ON SCHEMA ml TO PUBLIC;
GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC;
CREATE TABLE public.data AS SELECT i * 7919 % 101 < 30 + i % 40 AS y, i % 40 AS x FROM generate_series(1, 200) i;
GRANT SELECT ON public.data TO PUBLIC;
SET ROLE $role{installer};
CREATE EXTENSION logistic SCHEMA ml;
RESET ROLE;
SET ROLE $role{owner};
SELECT ml.logistic_train('m', 'SELECT y, x FROM public.data');
SELECT ml.logistic_train('m', 'SELECT y, x FROM public.data', promote => 'never');
SELECT ml.logistic_refit('m', 'never');
SELECT ml.logistic_grant('m', '$role{grantee}');
END
die $told->{stderr} if $told->{failed};
run_psql("CREATE DATABASE $second TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';");
run_psql_in($second, "GRANT CREATE ON DATABASE $second TO $role{installer}; CREATE SCHEMA ml AUTHORIZATION $role{installer};
	GRANT USAGE ON SCHEMA ml TO PUBLIC; SET ROLE $role{installer}; CREATE EXTENSION logistic SCHEMA ml;");
my $dump = File::Temp->new;
system("pg_dump -U $role{superuser} -n ml -a $database >" . $dump->filename) == 0 or die;

# The outcome of a script: "ok", the last line that it printed where that is
# asked for, or the SQLSTATE of its error.
sub outcome
{
	my ($told, $expected) = @_;

	return $1 if $told->{stderr} =~ /^ERROR:  (\w{5}):/m;
	return 'ok' if $expected eq 'ok' || $told->{stdout} !~ /(\S+)\n\z/;
	return $1;
}

sub run_operation
{
	my ($operation, $kind, $expected) = @_;

	if ($operation eq 'dump')
	{
		my $text = `pg_dump -U $role{$kind} -n ml -e logistic $database 2>&1`;

		return $? == 0 && $text =~ /^COPY ml\.logistic_registry_version [^\n]*\nm\t/m ? 'ok'
		  : $text =~ /permission denied/ ? '42501' : $text;
	}
	if ($operation eq 'restore')
	{
		my $script = do { local $/; open my $file, '<', $dump->filename or die $!; <$file> };
		return outcome(run_psql_in($second, "BEGIN;\nSET ROLE $role{$kind};\n$script\n"
			  . "SELECT replace(owner, '_$$', '') FROM ml.logistic_registry;\nROLLBACK;\n"), $expected);
	}
	return outcome(run_psql("BEGIN;\nSET ROLE $role{$kind};\n$operation{$operation};\nROLLBACK;\n"), $expected);
}

# The outcomes of a statement for all roles, in one session.
sub run_statement
{
	my ($statement, $expected) = @_;
	my $script = "\\set ON_ERROR_STOP off\n"
	  . join '', map { "BEGIN;\nSET ROLE $role{$_};\n$statement;\n\\echo state of $_ :SQLSTATE\nROLLBACK;\n" } @kinds;
	my $told = run_psql($script)->{stdout};
	my %found;

	foreach my $kind (@kinds)
	{
		my ($answer, $state) = $told =~ /\G(.*?)^state of $kind (\S+)\n/gmsc or die "$statement: $told";

		$found{$kind} = $state ne '00000' ? $state
		  : $expected->{$kind} eq 'ok' || $answer !~ /(\S+)\n\z/ ? 'ok' : $1;
	}
	return %found;
}

foreach my $line (@lines)
{
	my ($operation, @cells) = @{$line};
	my %expected;
	my %found;

	@expected{@kinds} = @cells;
	if ($operation =~ /^(dump|restore|raw_forge)$/)
	{
		$found{$_} = run_operation($operation, $_, $expected{$_}) foreach @kinds;
	}
	else
	{
		%found = run_statement($operation{$operation}, \%expected);
	}
	is_deeply \%found, \%expected, $operation;
}

# who may set the role may do all that it may
foreach my $operation (qw(refit deploy report drop))
{
	my $told = run_psql("SET SESSION AUTHORIZATION $role{noinherit};\nBEGIN;\nSET ROLE $role{owner};\n$operation{$operation};\nROLLBACK;\n");

	ok !$told->{failed}, "noinherit: $operation after SET ROLE" or diag $told->{stderr};
}

run_psql("DROP DATABASE $second;");
run_psql('REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC; DROP EXTENSION logistic; DROP OWNED BY ' . join(', ', values %role)
	  . ' CASCADE; DROP ROLE ' . join(', ', values %role) . ';');
done_testing;
