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

# What is planted, where, and the rule that has to object, and alone is asked.
my @faults = (
	[ 'src/core/link.c', "#include \"postgres.h\"\n", 'includes only itself' ],
	[ 'src/core/link.c', "int stray;\n", 'exports lg_ only' ],
	[ 'src/core/rows.h', "#include \"design.h\"\n", 'without a circle' ],
	[ 'src/score.c', "#include \"fit_state.h\"\n", 'do not know each other' ],
	[ 'src/score.c', "#if PG_VERSION_NUM > 1\n#endif\n", 'in src/compat.h only' ],
	[ 'src/score.c', "static int f(void *v) { return VARSIZE(v); }\n", 'in later versions' ],
	[ 'src/score.c', "\n" x 500, 'longer than 500' ],
	[ 'src/score.c', "int x; \n", 'tabs indent' ],
	[ 'src/score.c', "// so\n", 'comments are' ],
	[ 'src/core/rank.c', "static int f(void) { int a[2]; a[2] = 1; return a[0]; }\n", 'cppcheck' ]);

foreach my $fault (@faults)
{
	my ($file, $text, $rule) = @$fault;
	my $copy = File::Temp->newdir;

	system("cp -r $root/src $copy/ && mkdir $copy/test && cp $root/test/lint.sh $copy/test/") == 0
	  or die "cannot copy the sources\n";
	open my $handle, '>>', "$copy/$file" or die "$file: $!\n";
	print {$handle} $text;
	close $handle;
	my $told = `sh $copy/test/lint.sh '$rule' 2>&1`;
	like $told, qr/^not ok \d+ - .*\Q$rule\E/m, "a fault is found: $rule";
}
done_testing;
