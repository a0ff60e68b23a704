#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# released.pl
#		Values that a released version has written are read for ever.
#
# test/data/released has a folder for each version, and in it for each type of
# the extension some values as text and as bytes (COPY, in text and in binary),
# and what functions tell of them.  The bytes have to give the values of the
# text, both have to be written as they were read, and the functions have to
# tell the same to ten digits.
#
# RELEASED_UPDATE=1 writes the folder of the newest version, as long as that is
# not released.  After that it never changes: upgrade.pl knows the sums.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use File::Temp ();
use LogisticTest qw(create_database run_psql slurp spew);
use Test::More;

my $folder = "$FindBin::RealBin/../data/released";
my ($newest) = slurp("$FindBin::RealBin/../../logistic.control") =~ /default_version = '(.*)'/;

# The values of each type, by name, as expressions over the rows of d.
my %values = (
	logistic_model => {
		plain => 'logistic_fit(y, x, g, b)',
		arrays => q(logistic_fit(logistic_options(logit_offset => f / 10.0, weight => f), y, a, s)),
		robust => q(logistic_fit(logistic_options(std_error => 'HC3', threshold => 0.3, on_null => 'mean'), y, x, g)),
		clustered => q(logistic_fit(logistic_options(cluster => st::text), y, x, b)),
		counted => q(logistic_fit(logistic_options(frequency => f), y, x, g)),
		profiled => q(logistic_fit(logistic_options(profile => true), y, x, b)),
		penalised => q(logistic_fit(logistic_options(l1 => 1, l2 => 0.5), y, x, g, b)),
		firth => q(logistic_fit(logistic_options(method => 'firth', profile => true), x > 5, x)),
		separated => 'logistic_fit(x > 5, x, b)',
		one_class => 'logistic_fit(x > -1, x, g)',
		bounded => q(logistic_fit(logistic_options(bounds => '{"x": [0.1, 1]}'), y, x, b)),
		strata => q(logistic_fit(logistic_options(strata => st::text), y, x, b)),
		terms => q(logistic_fit(logistic_options(terms => 'x * g + spline(h, 3) + bins(f, 3)', missing => 'impute'), y, x, g, h, f)),
		evidence => q(logistic_fit(logistic_options(terms => 'woe(x) + woe(g)'), y, x, g)),
		pooled => q(logistic_fit(logistic_options(min_level_rows => 50), y, x, g)),
		text_label => q(logistic_fit(logistic_options(positive => 'one'), CASE WHEN y THEN 'one' ELSE 'zero' END, x)),
		given => q('{"label": "y", "intercept": -1, "coefficients": {"x": 0.1}}'::logistic_model) },
	logistic_options => {
		none => 'logistic_options()',
		many => q(logistic_options(weight => 2, logit_offset => 0.5, l1 => 1, l2 => 2, reference => '{"g": "b"}',
			threshold => 0.25, names => '{a,b}', terms => 'a * b', min_level_rows => 10, bounds => '{"a": [0, null]}')) },
	multinomial_model => {
		plain => 'multinomial_fit(c, x, g)',
		firth => q(multinomial_fit(logistic_options(method => 'firth'), c, x, b)),
		robust => q(multinomial_fit(logistic_options(std_error => 'HC0', class_weight => 'balanced'), c, x)),
		profiled => q(multinomial_fit(logistic_options(profile => true), c, x)) },
	ftrl_model => {
		plain => 'ftrl_fit(y, x, g, b ORDER BY i)',
		crossed => q(ftrl_fit(ftrl_options(l1 => 0.1, crosses => '[["x", "g"]]'), y, x, g ORDER BY i)) },
	isotonic_model => {
		plain => 'isotonic_fit(y, x)',
		weighted => 'isotonic_fit(y, h, f)' });

# What is told of the values v of table t.
my $row = q('{"x": 3.5, "g": "a", "b": true, "h": null, "a": [1, 2], "s": ["q"], "f": 2}'::jsonb);
my %told = (
	logistic_model => "SELECT name, c.* FROM t, logistic_coefficients(v) WITH ORDINALITY AS c ORDER BY name, ordinality;"
	  . " SELECT name, s.* FROM t, logistic_statistics(v) AS s ORDER BY name;"
	  . " SELECT name, logistic_score(v, $row) FROM t WHERE name <> 'strata' ORDER BY name;",
	logistic_options => 'SELECT name, v FROM t ORDER BY name;',
	multinomial_model => 'SELECT name, c.* FROM t, multinomial_coefficients(v) WITH ORDINALITY AS c ORDER BY name, ordinality;'
	  . " SELECT name, p.* FROM t, multinomial_probabilities(v, $row) AS p ORDER BY name, label;",
	ftrl_model => "SELECT name, ftrl_predict(v, $row) FROM t ORDER BY name;",
	isotonic_model => 'SELECT name, b.* FROM t, isotonic_blocks(v) AS b ORDER BY name, low; SELECT name, isotonic_predict(v, 4.25) FROM t ORDER BY name;');

my $database = create_database('released');
my $made = run_psql(<<'END');
CREATE TABLE d AS
SELECT i, i * i % 7 < 3 AS y, (i % 11)::float8 AS x, (ARRAY['a', 'b"', 'ü'])[1 + i % 3] AS g, i % 2 = 0 AS b,
	ARRAY[(i % 5)::float8, (i * i % 3)::float8] AS a,
	CASE WHEN i % 4 = 0 THEN ARRAY['p', 'q'] WHEN i % 3 = 0 THEN ARRAY['q'] ELSE '{}'::text[] END AS s,
	CASE WHEN i % 9 > 0 THEN (i % 13)::float8 END AS h, i / 4 AS st, 1 + i % 5 AS f,
	(ARRAY['one', 'two', 'three'])[1 + (i * i + i / 3) % 3] AS c
FROM generate_series(1, 120) AS i;
END
die $made->{stderr} if $made->{failed};

# The types that values of the extension can have in a table.
my $types = run_psql(<<'END');
SELECT t.typname FROM pg_type t
JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid
WHERE e.extname = 'logistic' AND t.typtype = 'b' AND t.typelem = 0 ORDER BY 1;
END
is_deeply [ split /\n/, $types->{stdout} ], [ sort keys %values ], 'all types have values';

sub bytes_of
{
	my ($name) = @_;

	open my $handle, '<:raw', $name or die "$name: $!\n";
	local $/ = undef;
	return scalar <$handle>;
}

# Runs a script; it has to succeed.
sub run_well
{
	my ($script) = @_;
	my $told = run_psql($script, qw(-qAt -v ON_ERROR_STOP=1));

	die $told->{stderr} if $told->{failed};
	return $told->{stdout};
}

sub write_version
{
	my ($version) = @_;

	mkdir "$folder/$version";
	foreach my $type (sort keys %values)
	{
		my $file = "$folder/$version/$type";
		my @rows = map { "SELECT '$_', ($values{$type}{$_})::$type FROM d" . ($values{$type}{$_} =~ /_fit/ ? '' : ' LIMIT 1') }
		  sort keys %{ $values{$type} };

		run_well("CREATE TABLE t (name text, v $type);\n" . join('', map { "INSERT INTO t $_;\n" } @rows)
			  . "\\copy t TO '$file.txt'\n\\copy t TO '$file.bin' (FORMAT binary)\n");
		spew("$file.out", run_well("SET client_min_messages = error; $told{$type} DROP TABLE t;"));
	}
	return;
}

# Do two texts say the same, but for digits of numbers behind the tenth?
sub same
{
	my ($one, $other) = @_;
	my $number = qr/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/;
	my @ones = $one =~ /$number/g;
	my @others = $other =~ /$number/g;

	$_ =~ s/$number/#/g foreach $one, $other;
	return $one eq $other
	  && !grep { abs($ones[$_] - $others[$_]) > 1e-10 * (1e-3 + abs $ones[$_]) } 0 .. $#ones;
}

write_version($newest) if $ENV{RELEASED_UPDATE};
my @versions = map { m{([^/]+)$} } sort glob "$folder/*";
ok grep({ $_ eq $newest } @versions), "there are values of $newest";
foreach my $version (@versions)
{
	foreach my $type (sort keys %values)
	{
		my $file = "$folder/$version/$type";
		my $written = File::Temp->new;

		-e "$file.txt" or next;
		run_well("CREATE TABLE t (name text, v $type);\n\\copy t FROM '$file.bin' (FORMAT binary)\n\\copy t TO '$written'\n");
		is slurp($written), slurp("$file.txt"), "$type of $version: bytes say what the text says";
		ok same(run_well("SET client_min_messages = error; $told{$type}"), slurp("$file.out")),
		  "$type of $version: functions tell the same";
		run_well("TRUNCATE t;\n\\copy t FROM '$file.txt'\n\\copy t TO '$written' (FORMAT binary)\nDROP TABLE t;\n");
		is bytes_of($written), bytes_of("$file.bin"), "$type of $version: the text gives the bytes";
	}
}
done_testing;
