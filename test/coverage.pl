#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# coverage.pl
#		Sums what gcov has counted; run by coverage.sh.
#
# usage: coverage.pl SCRIPT.sql COUNTS.json ...
#
# A line or function counts as run if it ran in any of the builds.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use JSON::PP ();

my ($script, @reports) = @ARGV;
my (%line, %function);

# The text of a file.
sub slurp
{
	my ($name) = @_;

	open my $handle, '<', $name or die "$name: $!\n";
	local $/ = undef;
	return readline $handle;
}

# The path of a source from src on; empty for what is not ours.
sub source_of
{
	my ($path) = @_;

	return $path =~ m{(?:^|/)(src/.*)$} ? $1 : '';
}

foreach my $report (@reports)
{
	open my $handle, '<', $report or die "$report: $!\n";
	while (my $json = <$handle>)
	{
		foreach my $file (@{ JSON::PP->new->decode($json)->{files} })
		{
			my $source = source_of($file->{file}) or next;

			$line{$source}{ $_->{line_number} } += $_->{count} foreach @{ $file->{lines} };
			$function{"$source: $_->{name}"} += $_->{execution_count} foreach @{ $file->{functions} };
		}
	}
}
my (%all, %run);

foreach my $source (keys %line)
{
	my $room = $source =~ s{/[^/]*$}{}r;

	foreach my $count (values %{ $line{$source} })
	{
		$all{$_}++ foreach $room, 'all';
		$run{$_} += $count > 0 foreach $room, 'all';
	}
}
printf "%-28s %6d lines, %5.1f %% run\n", $_, $all{$_}, 100 * $run{$_} / $all{$_}
  foreach sort { $a eq 'all' ? 1 : $b eq 'all' ? -1 : $a cmp $b } keys %all;

my %surface = map { $_ => 1 } slurp($script) =~ /AS 'MODULE_PATHNAME', '(\w+)'/g;
my @never = grep { !$function{$_} } sort keys %function;
my @calls = grep { /: (\w+)$/ && $surface{$1} } @never;

print "never run: $_\n" foreach @never;
printf "%d of %d functions never run, %d of them in the SQL surface\n",
  scalar @never, scalar keys %function, scalar @calls;
exit(@calls ? 1 : 0);
