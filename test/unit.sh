#!/bin/sh
#
# unit.sh
#		Builds unit tests of the core under sanitizers, and runs them.
#
# usage: unit.sh [test.c ...]		all of test/unit by default
#
# test/unit has a folder for each room of src/core.
#
# Objects are kept in test/unit/build, or in the folder $UNIT_BUILD, by
# compiler and flags; only what has changed since is compiled again.  With
# EMULATOR the programs are made by CC for another architecture and run by that
# command, without sanitizers.  With COVERAGE they count what runs
# (coverage.sh).  With UNIT_OBJECTS the core is not compiled, but taken from that
# folder, where a build has left its objects.
#
set -eu
source_dir=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- "$source_dir"/test/unit/*/*_test.c

checks="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all"
[ -z "${EMULATOR-}" ] || checks="-O2 -static"
[ -z "${COVERAGE-}" ] || checks="-O0 --coverage"
[ -z "${UNIT_OBJECTS-}" ] || checks="-O0"
compile="${CC:-gcc} -std=c99 -g $checks -Wall -Wextra -Werror -ffp-contract=off
	-I$source_dir/src -I$source_dir/test/unit
	-D_GNU_SOURCE -DTEST_DIRECTORY=\"$source_dir/test\""
flags=$(echo "$compile" | cksum)
build=${UNIT_BUILD:-$source_dir/test/unit/build}/${flags%% *}
mkdir -p "$build"

core=$build/core.a

if [ -n "${UNIT_OBJECTS-}" ]
then
	[ -e "$core" ] || find "$UNIT_OBJECTS" -name '*.o' | xargs ar -rc "$core"
else
# The core as a library: stems are unique, so objects lie flat.  A source that
# has moved is found by vpath, not where its old rule says.
rooms=$(find "$source_dir/src/core" -type d | tr '\n' ' ')
objects=$(find "$source_dir/src/core" -name '*.c' | sed 's|.*/||; s|c$|o|' |
	tr '\n' ' ')
make -rs -j"$(nproc)" -C "$build" -f - core.a <<END
vpath %.c $rooms
%.o: %.c
	$(echo "$compile" | tr '\n' ' ') -MMD -MP -c \$< -o \$@
core.a: $objects
	rm -f \$@ && ar -rc \$@ \$^
%.c: ;
-include \$(wildcard *.d)
END
fi

for unit in "$@"
do
	program=$build/$(basename "$unit" .c)
	# shellcheck disable=SC2086
	$compile -o "$program" "$unit" "$core" -lm

	# GCC's separate stack for this check is aligned for vectors of 32 bytes
	# only, and the kernels have some of 64
	# shellcheck disable=SC2086
	ASAN_OPTIONS=detect_stack_use_after_return=0 ${EMULATOR-} "$program"
done
