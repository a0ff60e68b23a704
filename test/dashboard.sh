#!/bin/bash
#
# dashboard.sh
#		Builds a dashboard with a BI tool, from nothing, and looks at it.
#
# usage: dashboard.sh, where the environment's "output" may name a folder in
# which to keep the site
#
# The tool is Evidence, whose pages in test/bi are Markdown and SQL.  It reads
# the views of docs/reports.md, section "Dashboards", which are taken from there,
# as a role that may read nothing else.  This release of it queries the server
# while it builds and needs no network then; the later ones would load parts
# of theirs.  npm brings it, a few hundred megabytes that go with the server.
#
set -eu
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"
output=${output:+$(realpath -m "$output")}

# node and npm may have come from elsewhere than Debian
packages=
for program in node:nodejs npm:npm chromium:chromium
do
	command -v "${program%:*}" >/dev/null || packages="$packages ${program#*:}"
done
# shellcheck disable=SC2086
"$source_dir/test/setup.sh" gcc libc6-dev make $packages
echo "# building (a minute or two), and starting a throw-away PostgreSQL"
instance_create "$source_dir"
instance_start
bi=$instance/source/test/bi

echo "# training a model, and creating the views of docs/reports.md"
psql -X -q -o /dev/null -f "$bi/customers.sql"
awk '/^## / { here = $2 == "Dashboards" } /^```/ { sql = here && /sql$/; next }
	sql' "$instance/source/docs/reports.md" |
	psql -X -q -o /dev/null -v ON_ERROR_STOP=1
psql -X -q -o /dev/null -v ON_ERROR_STOP=1 <<-END
CREATE ROLE bi LOGIN;
GRANT USAGE ON SCHEMA dashboard TO bi;
GRANT SELECT ON ALL TABLES IN SCHEMA dashboard TO bi;
SELECT logistic_grant('churn', 'bi');
END

# no install script is wanted: one compiles a database that is not used
echo "# installing Evidence, and building the dashboard; takes minutes"
quiet="--ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error"
cd "$bi"
# shellcheck disable=SC2086
npm install $quiet
sed '/^@import url/d' node_modules/@evidence-dev/evidence/template/src/app.css |
	cat - fonts.css >app.css
EVIDENCE_DATABASE=postgres EVIDENCE_POSTGRES_HOST=$PGHOST \
	EVIDENCE_POSTGRES_PORT=$PGPORT EVIDENCE_POSTGRES_DATABASE=$PGDATABASE \
	EVIDENCE_POSTGRES_USER=bi SEND_ANONYMOUS_USAGE_STATS=no \
	npx --no-install evidence build:strict >build.log 2>&1 || {
	cat build.log
	exit 1
}

echo "# looking at it in a browser"
psql -X -q -f facts.sql -o facts.json
cp dashboard.mjs ../browser/
cd ../browser
# shellcheck disable=SC2086
npm install $quiet
status=0
node dashboard.mjs "$bi/build" "$bi/facts.json" || status=1
if [ -n "$output" ]
then
	mkdir -p "$output"
	cp -R "$bi/build/." "$output/"
	echo "# the site is in $output: serve it with any web server"
fi
exit $status
