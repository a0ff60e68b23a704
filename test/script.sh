#!/bin/sh
#
# script.sh
#		Joins the rooms' parts of the SQL surface into logistic--1.0.sql.
#
# usage: script.sh [--check]		only tells whether they are equal
#
# src/script.list names the parts in their order.
#
set -eu
cd "$(dirname "$0")/.."
script=logistic--1.0.sql

join_parts()
{
	# shellcheck disable=SC2046
	cat $(grep -v '^#' src/script.list)
}

if [ "${1-}" = --check ]
then
	join_parts | cmp - "$script"
else
	join_parts >"$script"
fi
