#!/bin/sh
#
# torture.sh
#		Fits random ill-conditioned data by the core, and proves every result.
#
# usage: torture.sh [FIRST LAST [MAX_ROWS [verbose]]]
#
# Sets are functions of their number; by default those from 1 to 2000 of up to
# 850,000 rows are made (about ten minutes).  test/torture/torture.c says
# what is proved of each.  The core is built as the extension is, with -O2;
# it is kept in the folder $TORTURE_BUILD if that is set.
#
set -eu
source_dir=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- 1 2000 1000000

if [ -n "${TORTURE_BUILD-}" ]
then
	build=$TORTURE_BUILD
	mkdir -p "$build"
else
	build=$(mktemp -d "${TMPDIR:-/tmp}/logistic_torture.XXXXXX")
	trap 'rm -rf "$build"' EXIT
fi

compile="${CC:-gcc} -std=c99 -D_GNU_SOURCE -O2 -g -Wall -Wextra -Werror
	-ffp-contract=off -I$source_dir/src -I$source_dir/test/unit
	-I$source_dir/test/torture"

# shellcheck disable=SC2086
(cd "$build" && find "$source_dir/src/core" "$source_dir/test/torture" \
	-name '*.c' | xargs -n 8 -P "$(nproc)" $compile -c)
# shellcheck disable=SC2086
$compile -o "$build/torture" "$build"/*.o -lm
[ $# = 0 ] || "$build/torture" "$@"
