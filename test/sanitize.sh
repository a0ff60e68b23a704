#!/bin/bash
#
# sanitize.sh
#		Runs the regression tests with the extension under sanitizers.
#
# usage: sanitize.sh [test ...]			all of sql/ by default
#
# The extension is built with AddressSanitizer and UndefinedBehaviorSanitizer,
# and an ordinary server loads it with their run-time library in front.  What
# they find ends the backend, which fails the test, and stands in the
# server's log, which is shown then.  Leaks are not looked for: the server's
# memory contexts free what is left at the end of a query.
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

"$source_dir/test/setup.sh" gcc libc6-dev make perl || exit 1
export COPT='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'
instance_create "$source_dir" || exit 1
LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
export LD_PRELOAD
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1
export UBSAN_OPTIONS=print_stacktrace=1
instance_start || exit 1
unset LD_PRELOAD
cd "$instance/source" || exit 1
if make -s PG_CONFIG="$instance_bin/pg_config" installcheck \
	${1:+REGRESS="$*"} >"$instance/regress.log" 2>&1
then
	tail -n 4 "$instance/regress.log"
	exit 0
fi
cat "$instance/regress.log"
head -n 100 "$instance"/source/regression.diffs
grep -A 30 -E 'AddressSanitizer|runtime error' "$instance/data/log" | head -n 100
exit 1
