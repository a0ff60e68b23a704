#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# mutants.pl
#		Makes one small change in a source; run by mutants.sh.
#
# usage: mutants.pl SEED NUMBER SOURCE ...
#
# Chooses a place among those that could be changed in the sources, writes the
# changed source over the old one, and prints "FILE:LINE<tab>kind<tab>old line<tab>
# new line".  Seed, number and sources decide which place it is.
#
# Code whose change no test should notice is left alone: comments, texts,
# messages, assertions, declarations and the freeing of memory.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

my ($seed, $number, @sources) = @ARGV;

# An operator between two blanks becomes another one.
my %other = (
	'<' => '<=', '<=' => '<', '>' => '>=', '>=' => '>', '==' => '!=', '!=' => '==',
	'&&' => '||', '||' => '&&', '+' => '-', '-' => '+', '+=' => '-=', '-=' => '+=');
my $operator = join '|', map { quotemeta } sort { length $b <=> length $a } keys %other;
my $passed_over = qr/^\#|\b(?:Static)?Assert|\berr(?:msg|detail|hint|code)|\belog|CHECK_FOR_INTERRUPTS|\bpfree\b|PG_FREE|^\s*(?:extern|typedef)\b|MemoryContextDelete|PG_FUNCTION_INFO/;

# Numbers from 0 to "limit" - 1 that are the same everywhere.
my $state;

sub draw
{
	my ($limit) = @_;

	$state = ($state * 69069 + 12345) % 2**32;
	return int($state / 2**32 * $limit);
}

# A source without comments and the insides of texts, of the same length.
sub blank
{
	my ($text) = @_;

	$text =~ s{(/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+')}{$1 =~ s/[^\n]/~/gr}gse;
	return $text;
}

# The changes that a line allows: kind, first column, length, what comes there.
sub changes_of
{
	my ($line, $previous) = @_;
	my @changes;

	return if $line =~ $passed_over;
	while ($line =~ / ($operator) /g)
	{
		push @changes, [ 'operator', $-[1], length $1, $other{$1} ];
	}
	while ($line =~ /(?<![\w.])(\d+)(?![\w.])/g)
	{
		my ($at, $old) = ($-[1], $1);

		push @changes, [ 'constant', $at, length $old, $old + 1 ];
		push @changes, [ 'constant', $at, length $old, $old - 1 ] if $old > 0;
	}
	while ($line =~ /\b(true|false)\b/g)
	{
		push @changes, [ 'constant', $-[1], length $1, $1 eq 'true' ? 'false' : 'true' ];
	}
	push @changes, [ 'statement', $-[1], length $1, ';' ]
	  if $previous =~ /[;{}):]\s*$|^\s*else$|^\s*$/
	  && $line =~ /^\t+((?:\(void\) )?[a-zA-Z_][\w>.\-\[\]]*(?: [-+*\/|&]?= .*|\(.*\)|\+\+|--);)\s*$/;
	return @changes;
}

my @places;

foreach my $source (sort @sources)
{
	open my $handle, '<', $source or die "$source: $!\n";
	my @lines = split /^/m, blank(do { local $/ = undef; readline $handle });
	my $depth = 0;

	foreach my $i (0 .. $#lines)
	{
		my $inside = $depth > 0;

		$depth = 1 if $lines[$i] =~ /^\{/;
		$depth = 0 if $lines[$i] =~ /^\}/;
		next if !$inside;
		push @places, map { [ $source, $i, @{$_} ] } changes_of($lines[$i], $i > 0 ? $lines[ $i - 1 ] : '');
	}
}
die "there is nothing to change\n" if !@places;

# Kinds in turn, so that the many constants do not crowd out the rest.
$state = ($seed * 1_000_003 + $number * 7919) % 2**32;
draw(2) foreach 1 .. 5;
my $kind = (qw(operator statement operator constant))[ $number % 4 ];
my @kin = grep { $_->[2] eq $kind } @places;
my ($source, $i, undef, $column, $length, $new) = @{ $kin[ draw(scalar @kin) ] };

open my $handle, '<', $source or die "$source: $!\n";
my @lines = readline $handle;
close $handle;
my $old = $lines[$i];

substr($lines[$i], $column, $length) = $new;
open $handle, '>', $source or die "$source: $!\n";
print {$handle} @lines;
close $handle or die "$source: $!\n";
printf "%s:%d\t%s\t%s\t%s\n", $source, $i + 1, $kind, map { s/^\s+|\s+$//gr } $old, $lines[$i];
