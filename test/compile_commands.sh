#!/bin/sh
#
# compile_commands.sh
#		Prints how each source is compiled, as a JSON compilation database.
#
# The commands are those that "make" would run.
#
set -eu
cd "$(dirname "$0")/.."
make --always-make --dry-run all |
	sed -n 's|.* -c .*\(src/[a-z_/0-9]*\.c\)$|\1	&|p; s|.* -c -o [^ ]* \(src/[^ ]*\.c\).*|\1	&|p' |
	sort -u -k 1,1 |
	awk -F '\t' -v folder="$(pwd)" '
		function quoted(s) { gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); return "\"" s "\"" }
		{ printf "%s{\"directory\": %s, \"file\": %s, \"command\": %s}",
			NR == 1 ? "[\n" : ",\n", quoted(folder), quoted($1), quoted($2) }
		END { print "\n]" }'
