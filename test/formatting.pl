#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# formatting.pl
#		Lists the lines of C that clang-format would change, by .clang-format.
#
# usage: formatting.pl [file.c ...]		all of src and test/unit by default
#
# clang-format cannot align declarations as pgindent does, and knows other
# places to break a line.  So blanks and line breaks count where both agree:
# between the words of a statement, not at its line breaks, nor within and
# around brackets, where it takes some C for C++.  Braces have lines of their own.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use File::Copy;
use File::Find;
use File::Path qw(make_path);
use File::Temp ();

my @files = @ARGV;
find({ no_chdir => 1, wanted => sub { push @files, $_ if /\.[ch]$/ } },
	grep { -d } 'src', 'test/unit')
  unless @files;
@files = sort grep { !m{/build/} } @files;

my $folder = File::Temp->newdir;
copy('.clang-format', "$folder/.clang-format")
  or die ".clang-format: $!\n";
foreach my $file (@files)
{
	make_path("$folder/$1") if $file =~ m{^(.*)/};
	copy($file, "$folder/$file") or die "$file: $!\n";
}
my $cpus = `nproc`;
chomp $cpus;
open my $handle, '|-', "cd $folder && xargs -n 40 -P $cpus clang-format -i"
  or die "clang-format: $!\n";
print {$handle} "./$_\n" foreach @files;
close $handle or die "clang-format failed\n";

foreach my $file (@files)
{
	my $is = words($file);
	my $wanted = words("$folder/$file");

	braces($file);
	next if $is eq $wanted;
	(my $same = $is ^ $wanted) =~ s/[^\0].*//s;
	my $at = length $same;
	print "$file:", line_of($file, substr($is, 0, $at) =~ tr/;//), ': ',
	  excerpt($is, $at), "\n\tclang-format: ", excerpt($wanted, $at), "\n";
}

# The text of a file with the blanks that count.
sub words
{
	my ($file) = @_;

	open my $in, '<', $file or die "$file: $!\n";
	local $/;
	my $text = <$in>;

	for ($text)
	{
		s/\\\n/ /g;
		s/\s+/ /g;
		s/ ?([\(\[\{<>\]\}\)]) ?/$1/g;
		s/,\.\.\./, .../g;
		s/\) ?- ?/)-/g;
		s/\boperator ?= ?/operator=/g;
		s/ (\+\+|--)/$1/g;
	}
	return $text;
}

# What the blanks that do not count hide: a brace that opens or closes a block
# shares its line with nothing, and a bracket is apart from a word of C.
sub braces
{
	my ($file) = @_;
	my $number = 0;

	open my $in, '<', $file or die "$file: $!\n";
	while (my $line = <$in>)
	{
		$number++;
		print "$file:$number: a blank belongs behind $1\n"
		  if $line =~ /^\s*(if|for|while|switch)\(/;
		print "$file:$number: a brace wants a line of its own\n"
		  if $line !~ /=|^#/ && $line =~ /(?:\)|\belse|\bdo)\s*\{$|\}\s*else\b/;
	}
	return;
}

# The number of the line that has so many semicolons before it.
sub line_of
{
	my ($file, $wanted) = @_;
	my $n = 0;
	my $number = 0;

	open my $in, '<', $file or die "$file: $!\n";
	while (my $line = <$in>)
	{
		$number++;
		$n += $line =~ tr/;//;
		return $number + 1 if $n == $wanted && $line =~ /;/;
		return $number if $n > $wanted;
	}
	return $number;
}

sub excerpt
{
	my ($text, $at) = @_;

	return substr($text, $at > 30 ? $at - 30 : 0, 60);
}
