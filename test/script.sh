#!/bin/sh
#
# script.sh
#		Joins the rooms' parts of the SQL surface into logistic--1.0.sql.
#
# usage: script.sh [--check] --check only compares them
#
# src/script.list names the parts in their order.  Behind them come copies,
# in the schema logistic_internal, of the functions in C and aggregates that
# src/internal.list names, with their comments.
#
set -eu
cd "$(dirname "$0")/.."
script=logistic--1.0.sql

parts()
{
	grep -v '^#' src/script.list
}

# A statement begins in the first column and ends with a line's semicolon.
internal_copies()
{
	# shellcheck disable=SC2046
	cat $(parts) | awk '
		FILENAME != "-" { if (!/^#/) wanted[$1] = 1; next }
		/^(CREATE|COMMENT ON) (FUNCTION|AGGREGATE) / && statement == "" {
			kind = /^CREATE/ ? "create" : "comment"
			name = $0
			sub(/^(CREATE|COMMENT ON) (FUNCTION|AGGREGATE) /, "", name)
			sub(/\(.*/, "", name)
			if (name in wanted)
			{
				statement = $0
				sub(/(FUNCTION|AGGREGATE) /, "&logistic_internal.", statement)
				if (/;$/)
					flush_statement()
				next
			}
		}
		statement != "" {
			statement = statement "\n" $0
			if (/;$/)
				flush_statement()
		}
		function flush_statement() {
			if (kind == "create")
				copied[name] = statement ~ /MODULE_PATHNAME/ || statement ~ /^CREATE AGGREGATE/
			if (copied[name])
				print statement (kind == "comment" ? "\n" : "")
			statement = ""
		}' src/internal.list -
}

join_parts()
{
	# shellcheck disable=SC2046
	cat $(parts)
	internal_copies
}

if [ "${1-}" = --check ]
then
	join_parts | cmp - "$script"
else
	join_parts >"$script"
fi
