#!/bin/sh
#
# lint.sh
#		Static checks of the sources, one TAP line each.
#
# usage: lint.sh [PART OF A NAME]		only the checks that are called so
#
set -u
wanted=${1-}
cd "$(dirname "$0")/.." || exit 1
count=0
failures=0

# Reports a check: passes when the command finds nothing to say.
check()
{
	name=$1
	shift
	case $name in *"$wanted"*) ;; *) return ;; esac
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
	grep -rn --include='*.[ch]' '#include <' src/core | grep -vE \
		'<(float|limits|math|stdbool|stddef|stdint|string|immintrin|arm_neon)\.h>$' || true
	grep -rn --include='*.[ch]' '#include "' src/core | grep -v '#include "core/' || true
}

# Core objects may need libm, mem* and what sanitised compilers add.  They are
# those of a build in the folder $CORE_OBJECTS, or those that "make" has left,
# where sources that are newer are compiled here.
core_symbols()
{
	compiled=$(mktemp -d "${TMPDIR:-/tmp}/logistic_lint.XXXXXX")
	find "${CORE_OBJECTS:-src/core}" -name '*.o' >"$compiled/objects"
	if [ -z "${CORE_OBJECTS-}" ]
	then
		find src/core -name '*.c' | while read -r source
		do
			object=${source%.c}.o
			if [ -e "$object" ] && ! [ "$source" -nt "$object" ]
			then
				echo "$object" >&3
			else
				echo "$PWD/$source"
			fi
		done 3>"$compiled/objects" >"$compiled/stale"
		(include=$PWD/src && cd "$compiled" && xargs -r -n 4 -P "$(nproc)" \
			"${CC:-gcc}" -std=c99 -O0 -w -ffp-contract=off -I"$include" -c <stale) ||
			{ rm -rf "$compiled"; return 1; }
		find "$compiled" -name '*.o' >>"$compiled/objects"
	fi
	xargs nm -A -u <"$compiled/objects" | awk '{ print $NF }' | sort -u | grep -vE \
		'^(lg_|mem|__|_GLOBAL_OFFSET_TABLE_$)|^(a?(sin|cos|tan)h?|exp|expm1|log|log1p|sqrt|fabs|floor|fm(in|ax|a)|frexp|ldexp|hypot|lgamma|erfc?|pow|copysign|nextafter|scalbn|signgam)$' || true
	xargs nm -A -g --defined-only <"$compiled/objects" | awk '{ print $NF }' |
		grep -v '^lg_' || true
	rm -rf "$compiled"
}

# Layers: which room needs which, and no circle; with $ROOMS=--includes without
# the symbols of objects.
rooms()
{
	# shellcheck disable=SC2086
	perl test/rooms.pl ${ROOMS-}
}

version_tests()
{
	grep -rln --include='*.[ch]' PG_VERSION_NUM src | grep -v '^src/pg/compat\.h$' || true
}

# Rules of the newest servers, of which an older one does not complain.
newer_servers()
{
	grep -rlE --include='*.[ch]' '\<(SET_VARSIZE|VARSIZE|VARDATA|VARATT_[A-Z]+)' src |
		xargs grep -L '"pg/compat\.h"' | grep -v '^src/pg/compat\.h$' |
		sed 's/$/ takes a varlena apart without compat.h/' || true
	grep -rn --include='*.[ch]' pg_attribute_noreturn src | grep -v '^src/pg/compat\.h:' ||
		true
	# 19 warns of a case that falls through, with or without a comment
	grep -rniE --include='*.[ch]' 'fall(s|ing)?[ -]?through' src || true
	# 19 has no type of this name: bitmaps of arrays are uint8
	grep -rnw --include='*.[ch]' bits8 src || true
}

# A stored query runs by way of registry/stored_query.c, and nowhere else.
stored_queries()
{
	grep -rlE --include='*.c' 'SPI_(execute|prepare|cursor|query|plan)' src | grep -vxE \
		'src/(distributed/distributed_(rows|explore|fetch)|parallel/parallel_fit|pg/(query|session)|registry/shared_write|report/report_query|score/(multinomial_)?evaluate|training/(cross_validate|grid_plain))\.c' |
		sed 's/$/ runs SQL: add it here if no stored query reaches it/' || true
	grep -rlE --include='*.c' 'SetUserIdAndSecContext|SetSessionAuthorization|SetCurrentRoleId' src |
		grep -vxE 'src/(pg/session|registry/shared_write)\.c' | sed 's/$/ switches the role/' || true
	grep -rl --include='*.c' 'logistic_session_enter_as(' src |
		grep -vxE 'src/(pg/session|registry/stored_query)\.c' |
		sed 's/$/ goes round the door/' || true
	grep -rl --include='*.c' 'logistic_stored_version(' src | grep -vxE 'src/registry/(stored_version|registry_alter)\.c' |
		xargs grep -LE 'logistic_stored_query_(enter|check)\(|logistic_training_run\(' |
		sed 's/$/ reads a version and does not know the door/' || true
	grep -rl --include='*.[ch]' 'LOGISTIC_VERSION_QUERY\>' src | grep -vxE \
		'src/registry/(registry_tables\.[ch]|registry_write\.c|stored_version\.c)' |
		sed 's/$/ reads the query from the table/' || true
}

long_files()
{
	find src -name '*.[ch]' -exec wc -l {} + |
		awk '$1 > 500 && $2 != "total" { print $2 " has " $1 " lines" }'
}

untidy_lines()
{
	grep -rnE --include='*.[ch]' ' +$|	+$' src || true
	grep -rnE --include='*.[ch]' '^ {4}' src || true
}

# The committed script is what "make script" makes of the rooms' parts.
script_parts()
{
	test/script.sh --check
	find src -name '*.sql' | sort >"${TMPDIR:-/tmp}/logistic_parts.$$"
	grep -v '^#' src/script.list | sort |
		comm -3 - "${TMPDIR:-/tmp}/logistic_parts.$$"
	rm "${TMPDIR:-/tmp}/logistic_parts.$$"
}

# Blanks and braces as .clang-format has them; each version of clang-format has
# its own view of details, and this is Debian 12's.
formatting()
{
	version=$(clang-format --version 2>&1) || { echo "clang-format is missing"; return 1; }
	case $version in *" 14."*) perl test/formatting.pl ;; esac
}

line_comments()
{
	grep -rnE --include='*.[ch]' '(^|[^:"])//' src || true
}

static_analysis()
{
	command -v cppcheck >/dev/null || { echo "cppcheck is missing"; return 1; }
	cppcheck -q --std=c99 --enable=warning,portability --suppress=normalCheckLevelMaxBranches --inline-suppr \
		--error-exitcode=1 -I src src/core
}

check "the core includes only itself and the C library" core_includes
check "the core needs libm and mem*, and exports lg_ only" core_symbols
check "rooms need only what test/rooms.list allows" rooms
check "versions are tested in src/pg/compat.h only" version_tests
check "what is new in later versions comes through src/pg/compat.h" newer_servers
check "stored queries pass through one door" stored_queries
check "no file is longer than 500 lines" long_files
check "tabs indent, and no line ends in blanks" untidy_lines
check "logistic--1.0.sql is joined from the parts in src" script_parts
check "C is formatted as .clang-format says" formatting
check "comments are /* such */" line_comments
check "cppcheck has nothing to say" static_analysis
echo "1..$count"
[ "$failures" = 0 ]
