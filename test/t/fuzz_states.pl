#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# fuzz_states.pl
#		Hostile aggregate states and parameters, and hostile PMML.
#
# usage: FUZZ_SECONDS=600 FUZZ_SEED=7 perl fuzz_states.pl
#
# A role that may create an aggregate hands its transition function any
# state, and anybody hands logistic_step any parameters.  So good ones are
# taken from the server, mutilated in their fields, and given the right
# checksum.  Each is either used or refused with an error that is meant for
# users.  PMML is mutilated in its tags, attributes and text.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use Test::More;

my $until = time + ($ENV{FUZZ_SECONDS} // 5);
my $seed = $ENV{FUZZ_SEED} // 1;
my $batch = 100;

srand $seed;
create_database('fuzz_states');

# CRC-32C, by a table.
my @crc = map {
	my $c = $_;
	$c = $c & 1 ? ($c >> 1) ^ 0x82f63b78 : $c >> 1 foreach 1 .. 8;
	$c
} 0 .. 255;

sub sealed
{
	my ($bytes) = @_;
	my $c = 0xffffffff;

	$c = $crc[ ($c ^ $_) & 255 ] ^ ($c >> 8) foreach unpack 'C*', $bytes;
	return pack('N', $c ^ 0xffffffff) . $bytes;
}

sub one_of
{
	return $_[ rand @_ ];
}

# Numbers that a count, an index or a kind may be; and doubles.
my @counts = (0 .. 12, 255, 256, 263, 264, 65535, 65536, 4999, 5000, 5001, 10000, 10001,
	0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 0x10000000);
my @doubles = map { pack 'd>', $_ } (0, -0.0, 1, -1, 0.5, 1e308, -1e308, 5e-324, 1e-300, 9**9**9, -9**9**9, -sin(9**9**9), 2**53, 2**63);

# Missing values filled in, and columns of terms; adds to the numbers of columns.
sub made_columns
{
	my ($n_numbers, $n_codes, $count) = @_;
	my ($all_numbers, $all_codes) = ($$n_numbers, $$n_codes);
	my ($has_fills, $has_terms) = map { rand() < 0.5 } 1, 2;
	my $bytes = pack 'CC', $has_fills, $has_terms;

	if ($has_fills)
	{
		my @fills;

		push @fills, pack 'CNd>nNNN', 0, $_, rand, 0, $all_numbers++, -1, $all_codes++ foreach 0 .. rand($$n_numbers + 1) - 1;
		push @fills, pack 'CNd>nNNN', 1, $_, 0, int rand 8, -1, $all_codes++, $all_codes++ foreach 0 .. rand($$n_codes + 1) - 1;
		$bytes .= $count->(scalar @fills) . $count->($all_numbers - $$n_numbers) . $count->($all_codes - $$n_codes) . join '', @fills;
	}
	if ($has_terms)
	{
		my ($raw_numbers, $raw_codes) = ($all_numbers, $all_codes);
		my @widths;
		my @sources = map {
			my $kind = one_of(0, 5, 6, 7, 8);
			my @parameters = $kind == 6 ? (2) : $kind == 8 ? (-1, 0, 2, 5) : ();

			push @widths, $kind == 7 ? 2 : $kind == 8 ? 3 : 1;
			pack('CN', $kind, $widths[-1]) . $count->(scalar @parameters) . pack('d>*', @parameters) . $count->($_) . "f(x)\0x\0"
		} 0 .. $raw_numbers - 1;
		my @made = map {
			my @numbers = @sources ? map { int rand @sources } 1 .. rand 3 : ();
			my @codes = $raw_codes ? map { int rand $raw_codes } 1 .. rand 3 : ();
			my ($width, $combinations) = (1, 3**@codes);
			my $bytes = pack('C', scalar @numbers) . join('', map { $count->($_) } @numbers) . pack 'C', scalar @codes;

			$width *= $widths[$_] foreach @numbers;
			foreach (@codes)
			{
				my $n = one_of(9, 9, 9, 2, 70);

				$bytes .= pack('C', 0) . $count->($_) . pack('N', 3) . $count->($n) . join '', map { pack 'n', one_of(0, 1, 2, 65535) } 1 .. $n;
			}
			$bytes .= @numbers ? $count->($all_numbers) : pack 'N', -1;
			$bytes .= @codes ? $count->($all_codes) : pack 'N', -1;
			$all_numbers += $width * $combinations if @numbers;
			$all_codes++ if @codes;
			$bytes
		} 0 .. rand 3;

		$bytes .= $count->(scalar @sources) . join '', @sources;
		$bytes .= $count->($all_numbers - $raw_numbers) . $count->($all_codes - $raw_codes) . $count->(scalar @made) . join '', @made;
	}
	($$n_numbers, $$n_codes) = ($all_numbers, $all_codes);
	return $bytes;
}

# Parameters: those of a pass of any kind over numbers and codes, with
# mistakes in some of their fields.
sub question
{
	my $kind = int rand 14;
	my ($n_numbers, $n_codes) = (int rand 4, int rand 3);
	my @inputs = ((map { pack 'CNN', 0, $_, $_ } 0 .. $n_numbers - 1), (map { pack 'CNN', 1, $n_numbers + $_, $_ } 0 .. $n_codes - 1));
	my $count = sub { pack 'N', rand() < 0.02 ? one_of(@counts) : $_[0] };
	my $made = chr(int rand 2) . made_columns(\$n_numbers, \$n_codes, $count);
	my @terms = (pack('CNN', 0, 0, 0), (map { pack 'CNN', 1, $_, 0 } 0 .. $n_numbers - 1),
		(map { my $c = $_; map { pack 'CNN', 2, $c, $_ } 0 .. rand 3 } 0 .. $n_codes - 1));
	my @columns = grep { rand() < 0.9 } 0 .. $#terms;
	my $direction = rand() < 0.2;
	my $vector = sub { join '', map { pack 'd>d>', rand(2) - 1, 0 } 1 .. $_[0] };
	my $bytes = pack('CCCC', 1, $kind, 1, $direction) . pack('d>d>', 1, 1) . pack('N', 1);

	$bytes .= $count->(scalar @inputs) . join('', @inputs) . $made;
	$bytes .= $count->(scalar @terms) . join '', map { $_ . pack 'd>d>d>', 1, 0, 1 } @terms;
	$bytes .= $count->(scalar @columns) . pack 'N*', @columns;
	$bytes .= $vector->(scalar @terms) if $direction;
	$bytes .= $vector->(scalar @columns) unless $kind == 0 || $kind == 3 || $kind == 9 || $kind > 10;
	$bytes .= $vector->(scalar @columns) if $kind == 6 || $kind == 8;
	$bytes .= pack 'd>', one_of(0, 0.5, 1) if $kind == 0;
	$bytes .= pack('CC', int rand 6, rand 2) . $vector->(@columns * (@columns + 1) / 2) if $kind == 10;
	if ($kind > 11)
	{
		my @prefixes = sort { $a <=> $b } map { one_of(0, 1, 2, 3) } 0 .. rand 3;

		$bytes .= $count->(int rand($n_numbers || 1)) . pack('CC', 2, $kind == 12 ? one_of(4, 12) : 0) . $count->(scalar @prefixes) . pack 'Q>*', @prefixes;
		$bytes .= $count->(int rand 30) if $kind == 13;
	}
	if ($kind == 9)
	{
		my $n = int rand 4;

		$bytes .= $count->($n) . pack 'd>*', map { rand } 1 .. $n * (@columns + 1);
	}
	$bytes = mutilate($bytes) if rand() < 0.3;
	return (sealed($bytes), scalar @inputs);
}

# One to three fields overwritten, or the end moved.
sub mutilate
{
	my ($bytes) = @_;

	foreach (0 .. rand 3)
	{
		my $place = int rand(length($bytes) || 1);
		my $what = one_of(pack('N', one_of(@counts)), one_of(@doubles), chr int rand 256, chr int rand 12);

		next if $place + length $what > length $bytes;
		substr($bytes, $place, length $what) = $what;
	}
	$bytes = substr $bytes, 0, rand length $bytes if rand() < 0.05;
	$bytes .= join '', map { chr int rand 256 } 0 .. rand 40 if rand() < 0.05;
	return $bytes;
}

sub run_batch
{
	my ($script) = @_;
	my $told = run_psql("SET client_min_messages = error;\n$script", qw(-qAt));

	return $told->{failed} ? "failed: $told->{stderr}" : $told->{stdout};
}

my $told = run_psql(<<'SQL');
CREATE FUNCTION feed(query text, VARIADIC arguments bytea[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	state text;
	made bytea;
BEGIN
	EXECUTE query INTO made USING arguments[1], arguments[2];
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE;
	RETURN CASE WHEN state ~ '^(XX|58)' OR sqlerrm = '' THEN state || ' ' || sqlerrm END;
END $$;
CREATE FUNCTION feed_state(definition text, query text, state bytea, argument bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	harm text;
BEGIN
	EXECUTE format(definition, state);
	harm := feed(query, argument, state);
	DROP ROUTINE forged;
	RETURN harm;
END $$;
CREATE FUNCTION answer(question bytea, n int) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	made bytea;
BEGIN
	SELECT logistic_internal.logistic_step(question, (i % 2)::float8, 1, 0, ARRAY(SELECT ((i * (k + 3)) % 7)::float8 FROM generate_series(1, n) k)) INTO made FROM generate_series(1, 20) i;
	RETURN made;
EXCEPTION WHEN OTHERS THEN
	RETURN NULL;
END $$;
CREATE TABLE d AS SELECT i * i % 7 < 3 AS y, (i % 17)::float8 AS x, (ARRAY['a', 'b', 'c'])[1 + i % 3] AS g, ARRAY[i, i % 5]::float8[] AS a FROM generate_series(1, 60) i;
CREATE TABLE m AS SELECT logistic_fit(y, x, g, a) AS m FROM d;
SQL
die $told->{stderr} if $told->{failed};

my %definition = (
	step => 'CREATE AGGREGATE forged(bytea, float8, float8, float8, float8[]) (SFUNC = logistic_internal.logistic_step_trans, STYPE = bytea, FINALFUNC = logistic_internal.logistic_step_final, INITCOND = %L)',
	merge => 'CREATE AGGREGATE forged(bytea) (SFUNC = logistic_internal.logistic_step_combine, STYPE = bytea, FINALFUNC = logistic_internal.logistic_step_final, INITCOND = %L)');
my $rows = '(i %% 2)::float8, 1, 0, ARRAY(SELECT ((i * (k + 3)) %% 7)::float8 FROM generate_series(1, %d) k)) FROM generate_series(1, %d) i';

# Its states and answers, of which some more are made at the beginning.
my @good = grep { length $_ } map {
	my ($question, $n) = question();
	my $state = run_psql(sprintf "SELECT encode(answer('\\x%s', %d), 'hex');", unpack('H*', $question), $n)->{stdout};

	chomp $state;
	length $state ? [ $question, $n, pack 'H*', $state ] : ();
} 1 .. 40;
cmp_ok scalar @good, '>', 5, 'there are states to begin with';

# Every other aggregate of the extension whose state is a bytea: how it is
# called, and what its state is after some rows.  Without a final function an
# aggregate answers its state.
my %value = (
	'boolean' => 'y', 'integer' => '5', 'double precision[]' => 'NULL::float8[]',
	'logistic_model' => 'm', 'name[]' => "ARRAY[''x'', ''g'', ''a'']::name[]", 'record' => 'ROW(x, g, a)');
my @others;
foreach my $line (split /\n/, run_psql(<<'SQL')->{stdout})
SELECT DISTINCT ON (aggtransfn, aggfinalfn) concat_ws('|', aggtransfn, aggfinalfn, aggcombinefn, array_to_string(ARRAY(SELECT format_type(t, NULL) FROM unnest(proargtypes) t), ';'))
FROM pg_aggregate JOIN pg_proc p ON p.oid = aggfnoid JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND deptype = 'e'
WHERE aggtranstype = 'bytea'::regtype AND aggtransfn::text !~ 'logistic_step'
SQL
{
	my ($transition, $final, $combine, $types) = split /\|/, $line;
	my @types = split /;/, $types;
	my @numbers = ($types[0] eq 'boolean' ? () : 'y::int', '(x / 17)', 0.5, 0.5);
	my $arguments = join ', ', map {
		$_ eq 'double precision' ? shift @numbers : $value{$_} // die "no value of type $_ for $transition"
	} @types;

	my $state = run_psql("CREATE AGGREGATE raw(" . join(', ', @types) . ") (SFUNC = $transition, STYPE = bytea);"
		  . " SELECT encode(raw(" . ($arguments =~ s/''/'/gr) . "), 'hex') FROM m, d; DROP ROUTINE raw;");
	die $state->{stderr} if $state->{failed};
	chomp(my $hex = $state->{stdout});
	push @others, {
		definition => "CREATE AGGREGATE forged(" . join(', ', @types) . ") (SFUNC = $transition, STYPE = bytea, FINALFUNC = $final, INITCOND = %L)",
		merge => "CREATE AGGREGATE forged(bytea) (SFUNC = $combine, STYPE = bytea, FINALFUNC = $final, INITCOND = %L)",
		arguments => $arguments, state => pack 'H*', $hex };
}
cmp_ok scalar @others, '>', 1, 'there are other aggregates with such a state';

my $pmml = run_psql('SELECT logistic_pmml(logistic_fit(y, x, g)) FROM d;')->{stdout};
like $pmml, qr/<PMML/, 'and PMML';
my ($count, @harm) = (0);

while (time < $until && !@harm)
{
	my $script = '';

	foreach (1 .. $batch)
	{
		my $choice = rand;
		my $base = one_of(@good);

		if ($choice < 0.3)
		{
			my ($question, $n) = question();
			my $bytes = unpack 'H*', $question;

			$script .= sprintf "SELECT feed('SELECT logistic_internal.logistic_step(\$1, $rows', '\\x%s');\n", $n, one_of(1, 20, 600), $bytes;
			$script .= sprintf "SELECT feed('SELECT logistic_internal.logistic_step_rows(logistic_internal.logistic_step_taken(i)) FILTER (WHERE logistic_internal.logistic_step_take(\$1, %s)) FROM generate_series(1, %d) i', '\\x%s');\n",
			  join(', ', 'i %% 2', 1, 0, 1, map { one_of('(i %% 3)::float8', 'i::real', "ARRAY[i, NULL]::float8[]", 'NULL::float8[]') } 1 .. ($n < 90 ? $n : 90)) =~ s/%%/%/gr,
			  one_of(1, 20, 600), $bytes;
		}
		elsif ($choice < 0.6)
		{
			my $state = $base->[2];
			my $question = one_of($base, $base, one_of(@good));
			my $body = substr $state, 4;

			# it claims to be an answer to these parameters
			substr($body, 2, 4) = substr $question->[0], 0, 4;
			substr($body, 1, 1) = substr $question->[0], 5, 1 if rand() < 0.5;
			$body = mutilate($body) if rand() < 0.8;
			$script .= sprintf "SELECT feed_state('%s', 'SELECT forged(\$1, $rows', '\\x%s', '\\x%s');\n", $definition{step}, $question->[1],
			  one_of(1, 20, 600), unpack('H*', sealed($body)), unpack('H*', $question->[0]);
		}
		elsif ($choice < 0.7)
		{
			$script .= sprintf "SELECT feed_state('%s', 'SELECT forged(\$1)', '\\x%s', '\\x%s');\n", $definition{merge},
			  (map { unpack 'H*', $_ } sealed(mutilate(substr $base->[2], 4)), sealed(mutilate(substr $base->[2], 4)));
		}
		elsif ($choice < 0.9)
		{
			my $other = one_of(@others);
			my ($state, $second) = map { mutilate(one_of($other, $other, one_of(@others))->{state}) } 1, 2;

			$script .= rand() < 0.7
			  ? sprintf "SELECT feed_state('%s', 'SELECT forged(%s)::text::bytea FROM m, d', '\\x%s', '');\n", $other->{definition}, $other->{arguments}, unpack 'H*', $state
			  : sprintf "SELECT feed_state('%s', 'SELECT forged(\$1)::text::bytea', '\\x%s', '\\x%s');\n", $other->{merge}, map { unpack 'H*', $_ } $state, $second;
		}
		else
		{
			my $text = damaged_pmml();

			$script .= sprintf "SELECT feed('SELECT logistic_from_pmml(convert_from(\$1, ''UTF8''))::text::bytea', '\\x%s');\n", unpack 'H*', $text;
		}
		$count++;
	}
	my $outcome = run_batch($script);
	$outcome =~ s/^\n+//mg;
	push @harm, $outcome, $script if $outcome ne '';
}
is_deeply [ @harm ? $harm[0] : () ], [], "no harm from $count inputs, seed $seed";
if (@harm && $ENV{FUZZ_KEEP})
{
	open my $file, '>', $ENV{FUZZ_KEEP} or die $!;
	print {$file} $harm[1];
	close $file;
}
done_testing;

# Tags, attributes and text in disorder.
sub damaged_pmml
{
	my @tokens = $pmml =~ /<[^>]*>|[^<]+/g;

	foreach (0 .. rand 3)
	{
		my $at = int rand @tokens;

		one_of(
			sub { splice @tokens, $at, 1 + rand 3 },
			sub { splice @tokens, $at, 0, $tokens[ rand @tokens ] },
			sub { @tokens[ $at, -1 ] = @tokens[ -1, $at ] },
			sub { $tokens[$at] =~ s/"[^"]*"/'"' . one_of('', 'NaN', 'INF', '-1e999', '1e400', '&#0;', '&#x110000;', '&lt;', '&x;', 'a' x 5000, '-0', '99999999999999999999') . '"'/e },
			sub { $tokens[$at] =~ s/\b\w+=/one_of('', 'name=', 'x=x', 'coefficient=')/e },
			sub { $tokens[$at] = one_of('<!--', '-->', '<![CDATA[', ']]>', '<?pi', '<!DOCTYPE a [<!ENTITY b "c">]>', '<a>' x 3000, '</a>', '<', '&', "\xff\xfe", '<a b="', "\0" x 0) },
			sub { substr $tokens[$at], rand(length($tokens[$at]) || 1), 1, one_of('<', '>', '"', '&', '/', "\x80", 'x') if length $tokens[$at] }
		)->();
		@tokens = ('<a/>') unless @tokens;
	}
	my $text = join '', @tokens;

	$text = substr $text, 0, rand length $text if rand() < 0.1;
	return $text;
}
