#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# join_sources.pl
#		Joins sources into few files, which compile in a third of the time.
#
# usage: join_sources.pl FOLDER INCLUDES		in the root of the sources
#
# Most of the time of a build without optimization goes into the server's headers,
# which each source reads anew.  So FOLDER gets files that include a dozen sources
# each, FOLDER/core/*.c and FOLDER/server/*.c, and the names of their objects are
# printed, for "make OBJS=...".  What is a
# source's own, its static functions and the like, must be the only one of that
# name in its file; sources whose names clash come into different files.  INCLUDES
# is the folder of the server's headers, whose functions have names too.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

my ($folder, $includes) = @ARGV;
my $most = 14;

# A file without its comments.
sub text_of
{
	my ($path) = @_;

	open my $handle, '<', $path or die "$path: $!\n";
	my $text = do { local $/ = undef; readline $handle };

	return $text =~ s{/\*.*?\*/}{}gsr;
}

# Names that a source defines and does not share.
sub own_names
{
	my ($source) = @_;
	my $text = text_of($source);
	my %names;

	$names{$1} = 1 while $text =~ /^\s*#\s*define\s+(\w+)/mg;
	# functions begin their lines, and structs end with their names
	$names{$1} = 1 while $text =~ /^(\w*[a-z]\w*)\(/mg;
	$names{$1} = 1 while $text =~ /^static\b[^;={(]*?(\w+)\(/mg;
	$names{$1} = 1 while $text =~ /^\}\s*(\w+);/mg;
	$names{$1} = 1 while $text =~ /^(?:typedef\s+)?(?:struct|union|enum)\s+(\w+)/mg;
	$names{$1} = 1 while $text =~ /^(?:static|typedef|const)\b[^;={(]*?(\w+)\s*(?:\[[^=;]*\]\s*)?[=;]/mg;
	foreach my $body ($text =~ /^(?:typedef\s+)?enum\b[^{;]*\{(.*?)\}/msg)
	{
		$names{$1} = 1 while $body =~ /\b([A-Za-z_]\w*)\s*(?:=[^,]*)?(?:,|$)/g;
	}
	return \%names;
}

my %of_server = map { $_ => 1 } text_of("$includes/utils/fmgrprotos.h") =~ /^extern Datum (\w+)\(/mg;
my @sources = sort split /\n/, `find src -name '*.c'`;
my @files;

foreach my $source (@sources)
{
	# the core is compiled without the server's headers, and the kernels, which
	# take long, stand alone
	my $kind = $source =~ m{^src/core/kernel/} ? $source
	  : $source =~ m{^src/core/} ? 'core' : 'server';
	my $names = own_names($source);
	$kind = $source if $kind eq 'server' && grep { $of_server{$_} } keys %{$names};
	my ($file) = grep {
		my $other = $_;
		$other->{kind} eq $kind && @{ $other->{sources} } < $most
		  && !grep { $other->{names}{$_} } keys %{$names}
	} @files;

	if (!$file)
	{
		$file = { kind => $kind, names => {}, sources => [] };
		push @files, $file;
	}
	push @{ $file->{sources} }, $source;
	$file->{names}{$_} = 1 foreach keys %{$names};
}

my %count;

mkdir $_ foreach $folder, "$folder/core", "$folder/server";
foreach my $file (@files)
{
	my $kind = $file->{sources}[0] =~ m{^src/core/} ? 'core' : 'server';
	my $path = sprintf '%s/%s/%s_%02d', $folder, $kind, $kind, ++$count{$kind};

	open my $handle, '>', "$path.c" or die "$path.c: $!\n";
	# the server's headers come before ours, which may make macros of its functions
	my %headers = map { $_ => 1 } map { text_of($_) =~ /^#include "(\S+)"/mg } @{ $file->{sources} };
	print {$handle} qq{#include "postgres.h"\n} if $headers{'postgres.h'};
	print {$handle} map { qq{#include "$_"\n} } grep { !-e "src/$_" && $_ ne 'postgres.h' } sort keys %headers;
	print {$handle} map { qq{#include "$_"\n} } map { s{^src/}{}r } @{ $file->{sources} };
	close $handle or die "$path.c: $!\n";
	print "$path.o\n";
}
