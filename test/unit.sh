#!/bin/sh
#
# unit.sh
#		Builds unit tests of the core under sanitizers, and runs them.
#
# usage: unit.sh [test.c ...]		all of test/unit by default
#
set -eu
source_dir=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- "$source_dir"/test/unit/*_test.c

program=$(mktemp "${TMPDIR:-/tmp}/logistic_unit.XXXXXX")
trap 'rm -f "$program"' EXIT
for unit in "$@"
do
	"${CC:-gcc}" -std=c99 -g -O1 -Wall -Wextra -Werror -ffp-contract=off \
		-fsanitize=address,undefined -fno-sanitize-recover=all \
		-I"$source_dir/src" -I"$source_dir/src/core" -I"$source_dir/test/unit" \
		-o "$program" "$unit" "$source_dir"/src/core/*.c -lm
	"$program"
done
