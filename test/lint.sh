#!/bin/sh
#
# lint.sh
#		Static checks of the sources, one TAP line each.
#
set -u
cd "$(dirname "$0")/.." || exit 1
count=0
failures=0

# Reports a check: passes when the command finds nothing to say.
check()
{
	name=$1
	shift
	count=$((count + 1))
	if found=$("$@" 2>&1) && [ -z "$found" ]
	then
		echo "ok $count - $name"
	else
		failures=$((failures + 1))
		echo "not ok $count - $name"
		echo "$found" | sed 's/^/# /'
	fi
}

core_includes()
{
	grep -n '#include' src/core/*.[ch] | grep -vE \
		'#include ("[a-z_]+\.h"|<(float|limits|math|stdbool|stddef|stdint|string)\.h>)$' ||
		true
}

version_tests()
{
	grep -ln PG_VERSION_NUM src/*.[ch] src/core/*.[ch] |
		grep -v '^src/compat\.h$' || true
}

long_files()
{
	wc -l src/*.[ch] src/core/*.[ch] |
		awk '$1 > 500 && $2 != "total" { print $2 " has " $1 " lines" }'
}

untidy_lines()
{
	grep -nE ' +$|	+$' src/*.[ch] src/core/*.[ch] || true
	grep -nE '^ {4}' src/*.[ch] src/core/*.[ch] || true
}

line_comments()
{
	grep -nE '(^|[^:"])//' src/*.[ch] src/core/*.[ch] || true
}

static_analysis()
{
	command -v cppcheck >/dev/null || { echo "cppcheck is missing"; return 1; }
	cppcheck -q --std=c99 --enable=warning,portability --inline-suppr \
		--error-exitcode=1 src/core
}

check "the core includes only itself and the C library" core_includes
check "versions are tested in src/compat.h only" version_tests
check "no file is longer than 500 lines" long_files
check "tabs indent, and no line ends in blanks" untidy_lines
check "comments are /* such */" line_comments
check "cppcheck has nothing to say" static_analysis
echo "1..$count"
[ "$failures" = 0 ]
