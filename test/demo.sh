#!/bin/bash
#
# demo.sh
#		Shows a fit, scores and a report on real data, on a throw-away server.
#
# usage: demo.sh		with report=FILE in the environment, a page goes there
#
set -eu
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

"$source_dir/test/setup.sh" gcc libc6-dev make
echo "# building (a minute or two), and starting a throw-away PostgreSQL"
instance_create "$source_dir"
instance_start
psql -X -q -f "$instance/source/test/demo.sql" \
	<"$instance/source/test/data/heart.csv"
if [ -n "${report-}" ]
then
	case $report in
		/*) ;;
		*) report=$OLDPWD/$report ;;
	esac
	psql -XAtq -c "SELECT logistic_report(m, 'SELECT * FROM heart') FROM model" \
		>"$report"
	echo "# $report is a page to open in a browser"
fi
echo
echo "# done: the server is stopped and its folder removed"
