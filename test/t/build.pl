#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# build.pl
#		Builds as packagers do: elsewhere, from sources that nothing is written
#		to, into a staging folder, in parallel, twice the same.
#
# Without optimization, as only the makefile is tested.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use Cwd qw(abs_path);
use File::Find qw(find);
use File::Temp qw(tempdir);
use FindBin;
use Test::More;

my $root = abs_path("$FindBin::RealBin/../..");
my $folder = tempdir(CLEANUP => 1);
my $source = "$folder/source";
my $flags = "PG_CONFIG='" . ($ENV{PG_CONFIG} // 'pg_config') . "' COPT=-O0";

# The sources as a release has them, without what builds leave.
mkdir $source;
system("cd '$root' && tar cf - --exclude=.git --exclude='*.o' --exclude='*.so'"
	  . " --exclude='*.d' --exclude=results . | tar xf - -C '$source'") == 0
  or die "cannot copy the sources\n";

# All files below a folder, with their times.
sub files_of
{
	my ($place) = @_;
	my %files;

	find(sub { $files{$File::Find::name =~ s/^\Q$place\E//r} = (stat)[9] unless -d }, $place);
	return \%files;
}

# Runs make; its output is shown if it fails.
sub make
{
	my ($place, $arguments, $name) = @_;
	my $told = `cd '$place' && make -s $flags $arguments 2>&1`;

	ok($? == 0, $name) or diag $told;
	unlike $told, qr/warning:/, '... without a warning' if $told ne '';
	return;
}

my $before = files_of($source);
mkdir "$folder/one";
make("$folder/one", "-j4 -f '$source/Makefile'", 'make in an empty folder, in parallel');
make("$folder/one", "-f '$source/Makefile' install DESTDIR='$folder/stage'", 'make install into a staging folder');
my @installed = sort keys %{ files_of("$folder/stage") };
ok((grep { m{/logistic\.so$} } @installed) == 1, 'the library is there');
foreach my $name ('logistic.control', 'logistic--1.0.sql')
{
	ok((grep { m{/extension/\Q$name\E$} } @installed) == 1, "$name is there");
}
ok((grep { m{/README\.md$} } @installed) == 1, 'the documentation is there');
make("$folder/one", "-f '$source/Makefile' uninstall DESTDIR='$folder/stage'", 'make uninstall');
is_deeply files_of("$folder/stage"), {}, 'leaves no file';

mkdir "$folder/second";
make("$folder/second", "-j4 VPATH='$source' -f '$source/Makefile'", 'make with VPATH in another folder');
is system('cmp', '-s', "$folder/one/logistic.so", "$folder/second/logistic.so"), 0,
  'two folders, the same bytes';
is_deeply files_of($source), $before, 'nothing is written to the sources';
make("$folder/second", "VPATH='$source' -f '$source/Makefile' clean", 'make clean');
is_deeply files_of("$folder/second"), {}, 'leaves no file';

# Without PostgreSQL, make says what is missing.
my $told = `cd '$source' && make PG_CONFIG=/nowhere/pg_config 2>&1`;

isnt $?, 0, 'make without PostgreSQL fails';
like $told, qr/server headers.*postgresql-server-dev/s, 'and says what to install';
done_testing;
