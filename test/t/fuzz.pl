#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# fuzz.pl
#		Hostile input for the types: text and binary.
#
# usage: FUZZ_SECONDS=600 FUZZ_SEED=7 perl fuzz.pl
#
# The inputs of test/fuzz/TYPE/, which are good ones, are mutilated and mixed,
# and fed to the input and receive functions of that type, a few seconds of
# them unless FUZZ_SECONDS says else, always the same ones unless FUZZ_SEED
# does.  Every input must either be refused, with an error for users and not an
# internal one, or be a value: one that reads back from its own text as the
# same, and that the functions of its type can use.
#
# To keep an input that once did harm, put it into the folder of its type.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use File::Basename qw(basename);
use File::Temp ();
use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp create_database run_psql);
use Test::More;

my $until = time + ($ENV{FUZZ_SECONDS} // 5);
my $seed = $ENV{FUZZ_SEED} // 1;
my $batch = 200;

srand $seed;
create_database('fuzz');

# What is done with a value that was taken, by type; its name is v.
my %uses = (
	logistic_model => [
		'SELECT count(*) FROM logistic_coefficients($1)',
		'SELECT count(*) FROM logistic_statistics($1)',
		'SELECT count(*) FROM logistic_covariance($1)',
		'SELECT count(*) FROM logistic_features($1)',
		'SELECT length(logistic_summary($1))',
		'SELECT length(logistic_sql($1))',
		'SELECT logistic_pmml(logistic_from_pmml(logistic_pmml($1))) IS NOT NULL',
		q{SELECT 1 / (logistic_score($1, 1::float8) <> 'NaN')::int},
		q{SELECT 1 / (logistic_predict($1, 1, 'a'::text, true, ARRAY[1, 2]) BETWEEN 0 AND 1)::int},
		q{SELECT logistic_score($1, ARRAY['a', 'q'], 1), logistic_score($1, NULL::text[], 1)},
		'SELECT count(*) FROM logistic_explain($1, r) FROM (SELECT 1 AS age, 2 AS x) r' ],
	isotonic_model => ['SELECT isotonic_predict($1, 0.5), isotonic_predict($1, -1e300)'],
	logistic_options => [q{SELECT logistic_fit($1, y, x) IS NULL FROM (VALUES (true, 1), (false, 2), (true, 3), (false, 4)) t (y, x)}],
	multinomial_model => [
		'SELECT count(*) FROM multinomial_coefficients($1)',
		q{SELECT count(*) FROM multinomial_coefficients($1, 0.9, 'profile')},
		'SELECT count(*) FROM multinomial_statistics($1)',
		'SELECT count(*) FROM multinomial_covariance($1)',
		'SELECT multinomial_predict($1, 1::float8, true)' ],
	ftrl_model => [q{SELECT ftrl_predict($1, 1::float8, 'a'::text)}]);

my $told = run_psql("SELECT typname FROM pg_type t JOIN pg_depend d ON d.objid = t.oid"
	  . " AND d.classid = 'pg_type'::regclass JOIN pg_extension e ON e.oid = d.refobjid"
	  . " WHERE extname = 'logistic' AND deptype = 'e' AND typtype = 'b' AND typelem = 0"
	  . " ORDER BY 1;\n");
my @types = split /\n/, $told->{stdout};
my %corpus;

foreach my $type (@types)
{
	$corpus{$type} = [ map { my $text = slurp($_); chomp $text; $text }
		  sort glob "$FindBin::RealBin/../fuzz/$type/*" ];
	ok scalar @{ $corpus{$type} }, "there is something to begin with for $type";
}

# Answers what is wrong with the outcome of an input, or NULL.
$told = run_psql(<<'SQL');
CREATE FUNCTION use(type text, uses text[], value text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	query text;
	state text;
BEGIN
	FOREACH query IN ARRAY uses LOOP
		BEGIN
			EXECUTE replace(query, '$1', format('%L::%I', value, type));
		EXCEPTION WHEN OTHERS THEN
			GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE;
			IF state ~ '^(XX|58|53)' OR state = '22012' THEN
				RETURN format('%s: %s %s', query, state, sqlerrm);
			END IF;
		END;
	END LOOP;
	RETURN NULL;
END $$;
CREATE FUNCTION feed(type text, uses text[], input text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	again text;
	same boolean;
	state text;
BEGIN
	EXECUTE format('SELECT v::text, v::text = v::text::%1$I::text AND v = v::text::%1$I FROM (SELECT %2$L::%1$I AS v) AS v', type, input)
		INTO again, same;
	IF same IS NOT TRUE THEN
		RETURN 'does not read back: ' || again;
	END IF;
	RETURN use(type, uses, again);
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE;
	RETURN CASE WHEN state ~ '^(XX|58|53)' OR sqlerrm = '' THEN state || ' ' || sqlerrm END;
END $$;
CREATE TABLE inputs (type text, uses text[], input text);
SQL
die $told->{stderr} if $told->{failed};
run_psql(join '', map { "CREATE TABLE taken_$_ (v $_);\n" } @types);

my ($count, @harm) = (0);

# the corpus itself must be good
foreach my $type (@types)
{
	my @refused = grep { run_psql("SELECT " . quoted($_) . "::$type;\n")->{failed} }
	  @{ $corpus{$type} };

	is scalar @refused, 0, "what there is for $type is taken";
}
while (time < $until && !@harm)
{
	feed_texts();
	feed_binaries();
}
is_deeply \@harm, [], "no harm from $count inputs, seed $seed";
done_testing;

sub quoted
{
	my ($text) = @_;

	$text =~ s/'/''/g;
	$text =~ s/\\/\\\\/g;
	return "E'$text'";
}

sub one_of
{
	return $_[ rand @_ ];
}

# One mutilation of a text; tokens are JSON's.
sub mutilate
{
	my ($type, $text) = @_;
	my @tokens = $text =~ /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|\w+|\s+|./gs;
	my $at = int rand(@tokens || 1);
	my $length = 1 + int rand 4;
	my $other = one_of(@{ $corpus{$type} });

	return one_of(
		sub { splice @tokens, $at, $length; join '', @tokens },
		sub { splice @tokens, $at, 0, @tokens[ $at .. min($at + $length, $#tokens) ]; join '', @tokens },
		sub { @tokens[ $at, -1 ] = @tokens[ -1, $at ] if @tokens; join '', @tokens },
		sub { $tokens[$at] = one_of(hostile()); join '', @tokens },
		sub { my @where = grep { $tokens[$_] =~ /^[-\d]/ } 0 .. $#tokens;
			$tokens[ one_of(@where) ] = one_of(numbers()) if @where; join '', @tokens },
		sub { my @where = grep { $tokens[$_] =~ /^"/ } 0 .. $#tokens;
			@tokens[ one_of(@where), one_of(@where) ] = ($tokens[ one_of(@where) ]) x 2 if @where;
			join '', @tokens },
		sub { substr $text, 0, rand length $text },
		sub { substr($text, rand length $text) . $other },
		sub { substr($text, 0, rand length $text) . substr $other, rand length $other },
		sub { my $place = int rand(length($text) || 1);
			substr($text, $place, 1) = one_of('{', '}', '[', ']', '"', ',', ':', '\\', "\x{e4}", "\x{1f600}", '0', '-');
			$text })->();
}

sub min
{
	return $_[0] < $_[1] ? $_[0] : $_[1];
}

sub numbers
{
	return qw(0 -0 1 -1 2 0.5 1e308 -1e308 1e999 1e-400 5e-324 2147483647 2147483648 -2147483649
	  9223372036854775808 1e20 0.1e-300 4294967296 65536 1000001 null true);
}

sub hostile
{
	return (numbers(), '"Infinity"', '"-Infinity"', '"NaN"', '""', '{}', '[]', '[[]]', '{"":0}',
		'false', '"' . 'x' x 300 . '"', '[' x 2000, '{"a":' x 500, '"\\u0000"', '"\\ud800"', '"type"',
		'"terms"', '"features"', '"levels"');
}

sub input_for
{
	my ($type) = @_;
	my $text = one_of(@{ $corpus{$type} });

	$text = mutilate($type, $text) foreach 0 .. rand 3;
	$text =~ s/\0//g;
	return $text;
}

# A batch of texts in one session.
sub feed_texts
{
	my $script = "COPY inputs FROM STDIN;\n";

	foreach (1 .. $batch)
	{
		my $type = one_of(@types);
		my $uses = '{' . join(',', map { s/(["\\])/\\$1/gr =~ s/.*/"$&"/sr } @{ $uses{$type} // [] }) . '}';
		my $line = join "\t", map { s/\\/\\\\/gr =~ s/\n/\\n/gr =~ s/\t/\\t/gr =~ s/\r/\\r/gr }
		  $type, $uses, input_for($type);

		$script .= "$line\n";
	}
	$script .= "\\.\nSET client_min_messages = error;\n"
	  . "SELECT type, harm, input FROM (SELECT type, input, feed(type, uses, input) AS harm FROM inputs OFFSET 0) f"
	  . " WHERE harm IS NOT NULL LIMIT 3;\nTRUNCATE inputs;\n";
	my $told = run_psql($script, qw(-qAt));

	push @harm, $told->{stdout} if $told->{stdout} ne '';
	push @harm, $told->{stderr} if $told->{failed};
	$count += $batch;
	return;
}

# A batch of values in COPY's binary form, each in a file.
sub feed_binaries
{
	my $folder = File::Temp->newdir;
	my ($script, @inputs) = ('');

	foreach my $i (1 .. $batch / 4)
	{
		my $type = one_of(@types);
		my $bytes = one_of(@{ $corpus{$type} });

		$bytes = input_for($type) if rand() < 0.5;
		utf8::encode($bytes);
		$bytes = pack('n', one_of(1, 1, 1, 0, 2, 65535)) . $bytes;
		substr($bytes, rand length $bytes, 1) = chr rand 256 foreach 1 .. rand 4;
		$bytes = substr $bytes, 0, rand length $bytes if rand() < 0.1;
		open my $file, '>:raw', "$folder/$i" or die $!;
		print {$file} "PGCOPY\n\xff\r\n\0", pack('NN', 0, 0),
		  pack('n', 1), pack('N', length $bytes), $bytes, pack('n', 65535);
		close $file or die $!;
		push @inputs, unpack 'H*', $bytes;
		$script .= "\\copy taken_$type FROM '$folder/$i' WITH (FORMAT binary)\n";
	}
	my $told = run_psql($script, qw(-qAt -v ON_ERROR_STOP=0 -v VERBOSITY=verbose));

	push @harm, $told->{stderr} . join "\n", @inputs
	  if $told->{stderr} =~ /^(ERROR:  (XX|58|53)|FATAL|PANIC)|server closed/m || $told->{failed};
	my $check = join '', map { "SELECT '$_ does not read back: ' || v::text FROM taken_$_"
		  . " WHERE (v = v::text::$_) IS NOT TRUE; TRUNCATE taken_$_;\n" } @types;

	$told = run_psql($check);
	push @harm, $told->{stdout} . $told->{stderr} if $told->{stdout} ne '' || $told->{failed};
	$count += $batch / 4;
	return;
}
