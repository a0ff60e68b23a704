#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# options.pl
#		The options of a fit agree in C, in SQL and in the manual.
#
# The names, types and defaults of the constructor logistic_options(...) are
# the catalogue's.  The table of options in src/options/option_table.c names
# the same, in the same order, and has the same defaults.  The table in
# docs/reference.md has a row for each option, whose columns say the type, the
# default, and the values that an error names for a wrong one.
#
#-------------------------------------------------------------------------
use strict;
use warnings;
use utf8;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $file = "$FindBin::RealBin/../../docs/reference.md";

# What an error cannot tell of an option's values.
my %values = (
	boolean => '',
	jsonb => 'a JSON object',
	text => '',
	'text[]' => '');

# A value of each type that is wrong for every option of this type.
my %wrong = (
	'double precision' => q('NaN'),
	integer => '-2147483648',
	jsonb => q('[]'),
	text => q('?'));

create_database('logistic_options_table');
my @options = map { [ split /\t/, $_, -1 ] } split /\n/, rows(<<'SQL');
SELECT argument, format_type(type, NULL),
	coalesce(trim(both '''' from regexp_replace(regexp_replace(defaults[i], '::.*', ''), '^NULL$', '')), '')
FROM pg_proc p, unnest(p.proargnames, p.proargtypes::oid[])
		WITH ORDINALITY AS a (argument, type, i),
	LATERAL (SELECT regexp_split_to_array(
		pg_get_expr(p.proargdefaults, 0), ', ') AS defaults) AS d
WHERE p.oid = 'logistic_options'::regproc ORDER BY i;
SQL
cmp_ok(scalar(@options), '>', 15, 'there are options');

my $told = run_psql(q(SELECT '{"?": 0}'::logistic_options;), '-qAt');
my ($names) = $told->{stderr} =~ /^HINT:  The options are (.*)\.$/m;
is($names, join(', ', map { $_->[0] } @options),
	'the C table has the names of the constructor, in its order');

my $given = join ', ', map { "$_->[0] => " . literal($_->[2]) } @options;
is(rows("SELECT logistic_options($given);"), "{}\n",
	'and its defaults');

my ($table) = slurp($file) =~ /^\| option \| type \|.*?\n\|[-|]+\n(.*?)\n\n/ms;
my @documented = map { [ split /\s*\|\s*/, s/^\|\s*|\s*\|$//gr ] }
  split /\n/, $table // '';
is(join(', ', map { $_->[0] } @documented),
	join(', ', map { "`$_->[0]`" } @options),
	'docs/reference.md has a row for each option, in this order');

foreach my $i (0 .. $#documented)
{
	my ($name, $type, $default) = @{ $options[$i] // ['?', '?', ''] };
	my ($option, $told_type, $told_default, $told_values) =
	  @{ $documented[$i] };

	is($told_type, short($type), "$option: type");
	is(plain($told_default), $default, "$option: default");
	is($told_values, values_of($name, $type), "$option: values");
}
done_testing();

sub rows
{
	my ($query) = @_;
	my $result = run_psql($query, '-qAt', '-F', "\t");

	die $result->{stderr} if $result->{failed};
	return $result->{stdout};
}

sub literal
{
	my ($default) = @_;

	return $default eq '' ? 'NULL' : $default =~ /^(?:[\d.]+|true|false)$/ ?
	  $default : "'$default'";
}

# A type as the manual writes it in signatures.
sub short
{
	my ($type) = @_;

	return $type eq 'double precision' ? '`float8`' : "`$type`";
}

# A cell without the marks of code.
sub plain
{
	my ($cell) = @_;

	return $cell =~ tr/`//dr;
}

# What the error for a wrong value says that values must be.
sub values_of
{
	my ($name, $type) = @_;

	return $values{$type} unless $wrong{$type} && $type ne 'jsonb';
	my $answer = run_psql("SELECT logistic_options($name => $wrong{$type});");
	my ($must) = $answer->{stderr} =~ /but must be (.*)$/m;
	return $values{$type} unless defined $must;
	$must =~ s/"([^"]*)"/`$1`/g;
	return $must;
}
