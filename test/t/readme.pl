#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# readme.pl
#		Runs every example of README.md as if it had been pasted.
#
# The ```sql blocks run from top to bottom in one psql session in a fresh
# database.  A ```text block that follows is what psql must print, up to the
# amount of white space.  A block after the comment <!-- error --> must fail.
# One test for each block.
#
# With README_UPDATE=1 the text blocks are written anew instead.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp spew create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $file = "$FindBin::RealBin/../../README.md";
my $readme = slurp($file);
my $mark = '-- end of block';

# A block: line, whether it is to fail, its SQL, the text if there is one.
my $pattern = qr/
	(?<before> (?<error> <!--\ error\ -->\n)? ```sql\n (?<sql> .*? ) ```\n )
	(?: (?<between> \n+ ```text\n) (?<text> .*? ) (?= ```\n ) )?
/sx;

my @blocks;
while ($readme =~ /^$pattern/mg)
{
	my %block = %+;

	$block{line} = 1 + ($` =~ tr/\n//) + ($block{error} ? 1 : 0);
	push @blocks, \%block;
}
ok(@blocks > 0, 'README.md has examples');

create_database('logistic_readme', extension => 0);
my $script = "\\set ON_ERROR_STOP 0\n";
$script .= "$_->{sql}\\echo $mark\n\\warn $mark\n" foreach @blocks;
my $told = run_psql($script, '-v', 'VERBOSITY=default');
my @printed = split /^\Q$mark\E\n/m, $told->{stdout}, -1;
my @warned = split /^\Q$mark\E\n/m, $told->{stderr}, -1;

foreach my $i (0 .. $#blocks)
{
	my $block = $blocks[$i];
	my $name = "README.md, line $block->{line}";
	my $output = ($warned[$i] // '') . ($printed[$i] // '');
	my $failed = $output =~ /^(?:ERROR|FATAL):/m;

	# what follows the last mark is of a block that was cut short
	if ($i >= $#warned || !$failed != !$block->{error})
	{
		fail($name . ($block->{error} ? ': fails' : ': runs'));
		diag($output);
		next;
	}
	$block->{output} = $output;
	if (defined $block->{text} && !$ENV{README_UPDATE})
	{
		is(plain($output), plain($block->{text}), "$name: prints what it says");
	}
	else
	{
		pass("$name: runs");
	}
}
update() if $ENV{README_UPDATE};
done_testing();

# Text in which only the amount of white space and of rules is lost.
sub plain
{
	my ($text) = @_;

	$text =~ s/-{3,}/---/g;
	$text =~ s/[ \t]+/ /g;
	$text =~ s/ ?\n ?/\n/g;
	$text =~ s/\n{2,}/\n/g;
	return $text =~ s/^\s+|\s+$//gr;
}

# Puts the output of each block into the text below it.
sub update
{
	my $next = 0;

	$readme =~ s{^$pattern}{
		my $block = $blocks[ $next++ ];
		my $text = $block->{output} // $+{text};
		$text = trimmed($text) if defined $text;
		$+{before} . (defined $+{text} ? $+{between} . $text : '')
	}gemsx;
	spew($file, $readme);
	return;
}

sub trimmed
{
	my ($text) = @_;

	$text =~ s/[ \t]+$//mg;
	$text =~ s/\s+\z//;
	return "$text\n";
}
