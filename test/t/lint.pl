#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# lint.pl
#		Every rule of lint.sh finds the fault that it is there for.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use File::Temp ();
use FindBin;
use Test::More;

my $root = "$FindBin::RealBin/../..";

# the core is compiled with the fault in it
delete $ENV{CORE_OBJECTS};

# What is planted, where, and the rule that has to object, and alone is asked.
my @faults = (
	[ 'src/core/numeric/link.c', "#include \"postgres.h\"\n", 'includes only itself' ],
	[ 'src/core/numeric/link.c', "int stray;\n", 'exports lg_ only' ],
	[ 'src/core/rows.h', "#include \"core/data/design.h\"\n", 'rooms need only' ],
	[ 'src/score/score.c', "#include \"fit/fit_state.h\"\n", 'rooms need only' ],
	[ 'src/pg/query.c', "extern int logistic_fit_draft(void);\nint logistic_stray(void) { return logistic_fit_draft(); }\n", 'rooms need only' ],
	[ 'src/pg/kinds.h', "#include \"pg/query.h\"\n#include \"pg/reader.h\"\n", 'rooms need only' ],
	[ 'src/metrics/score.c', "\n", 'rooms need only' ],
	[ 'src/score/score.c', "#if PG_VERSION_NUM > 1\n#endif\n", 'in src/pg/compat.h only' ],
	[ 'src/score/score.c', "static int f(void *v) { return VARSIZE(v); }\n", 'in later versions' ],
	[ 'src/score/score.c', "void f(void) { SPI_execute(\"SELECT 1\", true, 0); }\n", 'through one door' ],
	[ 'src/score/score.c', "void f(void) { SetUserIdAndSecContext(10, 0); }\n", 'through one door' ],
	[ 'src/score/score.c', "void f(void) { (void) logistic_stored_version(r, name, 1, NULL); }\n", 'through one door' ],
	[ 'src/score/score.sql', "-- more\n", 'joined from the parts' ],
	[ 'src/score/score.c', "\n" x 500, 'longer than 500' ],
	[ 'src/score/score.c', "int x; \n", 'tabs indent' ],
	[ 'src/score/score.c', "int\nf(int a)\n{\n	return a+1;\n}\n", 'formatted as' ],
	[ 'src/score/score.c', "int\nf(int a)\n{\n	if (a) {\n		a = 1;\n	}\n	return a;\n}\n", 'formatted as' ],
	[ 'src/score/score.c', "// so\n", 'comments are' ],
	[ 'src/core/solver/aliasing.c', "static int f(void) { int a[2]; a[2] = 1; return a[0]; }\n", 'cppcheck' ]);

# lint.sh looks at the formatting with one version only
@faults = grep { $_->[2] ne 'formatted as' } @faults
  unless `clang-format --version 2>&1` =~ / 14\./;

foreach my $fault (@faults)
{
	my ($file, $text, $rule) = @$fault;
	my $copy = File::Temp->newdir;

	system("cp -rp $root/src $copy/ && mkdir $copy/test && cp -p $root/test/lint.sh $root/test/rooms.* $root/test/formatting.pl $copy/test/ && cp -p $root/.clang-format $copy/") == 0
	  or die "cannot copy the sources\n";
	open my $handle, '>>', "$copy/$file" or die "$file: $!\n";
	print {$handle} $text;
	close $handle;
	my $told = `sh $copy/test/lint.sh '$rule' 2>&1`;
	like $told, qr/^not ok \d+ - .*\Q$rule\E/m, "a fault is found: $rule";
}
done_testing;
