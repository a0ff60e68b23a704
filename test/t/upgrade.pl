#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# upgrade.pl
#		An upgraded installation is the same as a fresh one.
#
# Every version that can be installed is, with models in it, and updated to
# the newest along every path there is.  The catalogs have to agree with a
# fresh installation (catalog.sql), and the models have to score as before.
#
# A script of a released version never changes again, nor do the values that
# it wrote: released.sha256 has their sums, and CHANGELOG.md says what is
# released.
#
# The test proves itself on versions of its own, which it adds to the server's
# extension directory for the time that it takes; where it may not write there
# that part is skipped.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use Digest::SHA ();
use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp spew create_database drop_database run_psql);
use Test::More;

my $root = "$FindBin::RealBin/../..";
my $catalog = slurp("$FindBin::RealBin/catalog.sql");
my ($newest) = slurp("$root/logistic.control") =~ /default_version = '(.*)'/;
chomp(my $share = `pg_config --sharedir`);
my $directory = "$share/extension";

my $models = <<'SQL';
CREATE TABLE data AS SELECT i * i % 7 < 3 AS y, i % 11 AS x, (ARRAY['a', 'b'])[1 + i % 2] AS g FROM generate_series(1, 200) i;
CREATE TABLE models AS SELECT logistic_fit(y, x, g) AS m FROM data;
SELECT logistic_train('m', 'SELECT y, x, g FROM data');
CREATE VIEW scores AS SELECT x, g, logistic_predict('m', x, g) AS by_name, logistic_predict(m, x, g) AS by_value FROM data, models;
SQL
my $scores = 'SELECT sum(by_name), sum(by_value) FROM scores; SELECT m FROM models;'
  . ' SELECT name, version, active FROM logistic_model_versions;';

# The catalog, and the scores, of an installation of a version that is then
# updated along the versions of a path.
sub installation
{
	my ($version, @path) = @_;

	create_database('upgrade', extension => 0);
	my $told = run_psql("CREATE EXTENSION logistic VERSION '$version'; $models");
	die $told->{stderr} if $told->{failed};
	my $before = run_psql($scores)->{stdout};
	foreach my $next (@path)
	{
		$told = run_psql("ALTER EXTENSION logistic UPDATE TO '$next';");
		die $told->{stderr} if $told->{failed};
	}
	my %answer = (
		catalog => run_psql($catalog),
		before => $before,
		after => run_psql($scores)->{stdout});

	die $answer{catalog}{stderr} if $answer{catalog}{failed};
	$answer{catalog} = [ split /\n/, $answer{catalog}{stdout} ];
	drop_database();
	return \%answer;
}

# The versions that can be installed, and the paths from them to a version.
sub paths_to
{
	my ($target) = @_;
	my $told = run_psql(<<"SQL");
SELECT v.version || ' ' || coalesce(replace(p.path, '--', ' '), v.version)
FROM pg_available_extension_versions v
LEFT JOIN pg_extension_update_paths('logistic') p ON source = v.version AND target = '$target'
WHERE v.name = 'logistic' AND v.version <> '$target' AND p.path IS NOT NULL ORDER BY 1;
SQL
	return map { [ split ' ' ] } split /\n/, $told->{stdout};
}

# Updates all versions to a target and compares; answers the differences.
sub walk
{
	my ($target) = @_;
	my $fresh = installation($target);
	my %differences;

	foreach my $path (paths_to($target))
	{
		my ($version, undef, @steps) = @{$path};
		my $upgraded = installation($version, @steps);
		my %count;

		$count{$_}++ foreach @{ $fresh->{catalog} };
		$count{$_}-- foreach @{ $upgraded->{catalog} };
		$differences{$version} = [ grep { $count{$_} } sort keys %count ];
		push @{ $differences{$version} }, 'the models score otherwise'
		  if $upgraded->{before} ne $upgraded->{after};
	}
	return %differences;
}

# what is released stays as it is
my %sums = map { reverse split ' ' } split /\n/, slurp("$FindBin::RealBin/released.sha256");
foreach my $released (slurp("$root/CHANGELOG.md") =~ /^## (\d\S*)(?! \(unreleased\))$/mg)
{
	ok exists $sums{$_}, "the sum of $_ is known"
	  foreach "logistic--$released.sql", map { s{^\Q$root/}{}r } glob "$root/test/data/released/$released/*";
}
foreach my $script (sort keys %sums)
{
	is(Digest::SHA->new(256)->addfile("$root/$script")->hexdigest, $sums{$script},
		"$script is as it was released");
}

my $fresh = installation($newest);
cmp_ok scalar @{ $fresh->{catalog} }, '>', 500, 'a fresh installation has a catalog';
my %found = walk($newest);
is_deeply $found{$_}, [], "$_ is updated to what $newest is" foreach sort keys %found;

# tests the test: an update that is right, and one that lacks an object
SKIP:
{
	my $script = "$directory/logistic--$newest.sql";
	my @planted = map { "$directory/logistic--$_.sql" }
	  qw(selftest1 selftest1--selftest2 selftest2 selftest1--selftest3 selftest3);

	skip 'the extension directory cannot be written', 2 unless -w $directory;
	my $more = "CREATE FUNCTION logistic_more(x integer) RETURNS integer LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS 'SELECT 1';\n";
	spew($planted[0], slurp($script));
	spew($planted[1], $more);
	spew($planted[2], slurp($script) . $more);
	spew($planted[3], "COMMENT ON TABLE logistic_registry IS 'forgotten'; DROP VIEW scores; DROP VIEW logistic_models;\n");
	spew($planted[4], slurp($script));
	eval
	{
		my %right = walk('selftest2');
		is_deeply $right{selftest1}, [], 'a right update is found right';
		my %wrong = walk('selftest3');
		cmp_ok scalar @{ $wrong{selftest1} // [] }, '>', 2, 'a wrong one is found wrong';
	};
	my $error = $@;
	unlink @planted;
	die $error if $error;
}
done_testing;
