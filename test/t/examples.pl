#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# examples.pl
#		Runs the worked examples of test/examples.
#
# Each NAME.sql runs in psql in a database of its own, and must print what
# NAME.out says, up to the amount of white space, without an error.  With
# EXAMPLES_UPDATE=1 the .out files are written anew instead.  The server is
# that of the environment, as for reference.pl.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp spew create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $folder = "$FindBin::RealBin/../examples";
chdir "$FindBin::RealBin/../.." or die "$!\n";	# files are named from here

foreach my $file (sort glob "$folder/*.sql")
{
	my ($name) = $file =~ m{(\w+)\.sql$};
	my $expected = "$folder/$name.out";

	create_database("logistic_$name");
	my $told = run_psql(slurp($file), '-q');
	if ($told->{failed} || $told->{stderr} ne '')
	{
		fail("$name runs");
		diag($told->{stderr});
		next;
	}
	spew($expected, $told->{stdout}) if $ENV{EXAMPLES_UPDATE};
	is(plain($told->{stdout}), plain(slurp($expected)), "$name prints what it says");
}
continue
{
	LogisticTest::drop_database();
}
done_testing();

# Text in which only the amount of white space is lost.
sub plain
{
	my ($text) = @_;

	$text =~ s/[ \t]+/ /g;
	$text =~ s/ $//gm;
	return $text;
}
