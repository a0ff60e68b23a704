#!/bin/sh
#
# unit.sh
#		Builds unit tests of the core under sanitizers, and runs them.
#
# usage: unit.sh [test.c ...]		all of test/unit by default
#
# test/unit has a folder for each room of src/core.
#
# The core itself is built once: into the folder $UNIT_BUILD, if it is set,
# where the next call finds it.  With EMULATOR the programs are made by CC for
# another architecture and run by that command, without sanitizers.
#
set -eu
source_dir=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- "$source_dir"/test/unit/*/*_test.c

if [ -n "${UNIT_BUILD-}" ]
then
	build=$UNIT_BUILD
	mkdir -p "$build"
else
	build=$(mktemp -d "${TMPDIR:-/tmp}/logistic_unit.XXXXXX")
	trap 'rm -rf "$build"' EXIT
fi

checks="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all"
[ -z "${EMULATOR-}" ] || checks="-O2 -static"
compile="${CC:-gcc} -std=c99 -g $checks -Wall -Wextra -Werror -ffp-contract=off
	-I$source_dir/src -I$source_dir/test/unit
	-D_GNU_SOURCE -DTEST_DIRECTORY=\"$source_dir/test\""

if ! [ -e "$build/core.a" ]
then
	# shellcheck disable=SC2086
	(cd "$build" && find "$source_dir/src/core" -name '*.c' |
		xargs -n 4 -P "$(nproc)" $compile -c)
	ar -rc "$build/core.a" "$build"/*.o
fi
for unit in "$@"
do
	# shellcheck disable=SC2086
	$compile -o "$build/program" "$unit" "$build/core.a" -lm

	# GCC's separate stack for this check is aligned for vectors of 32 bytes
	# only, and the kernels have some of 64
	# shellcheck disable=SC2086
	ASAN_OPTIONS=detect_stack_use_after_return=0 ${EMULATOR-} "$build/program"
done
