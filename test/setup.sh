#!/bin/sh
#
# setup.sh
#		Installs the packages that a build and its tests need, if it may.
#
# usage: setup.sh [extra package ...] [-- optional package ...]
#
# An optional package is one that a test can do without; "@" in its name is
# the server's major version.
#
# On Debian and its kin, as root, missing packages come through apt, after
# their names are printed.  Elsewhere it only says what is missing.  An
# existing PostgreSQL of any supported version is taken as it is: set
# PG_CONFIG to choose one.
#
set -eu

# Is a package not installed?
lacks()
{
	! dpkg -s "$1" 2>/dev/null | grep -q '^Status: install ok'
}

missing=
while [ $# -gt 0 ] && [ "$1" != -- ]
do
	! lacks "$1" || missing="$missing $1"
	shift
done

pg_config=${PG_CONFIG:-pg_config}
if ! [ -f "$("$pg_config" --pgxs 2>/dev/null || echo none)" ] ||
	! [ -f "$("$pg_config" --includedir-server)/postgres.h" ] ||
	! [ -x "$("$pg_config" --bindir)/initdb" ]
then
	if [ -n "${PG_CONFIG-}" ]
	then
		echo "PG_CONFIG=$PG_CONFIG names no PostgreSQL with its server headers" >&2
		exit 1
	fi
	major=$(apt-cache depends postgresql 2>/dev/null |
		sed -n 's/.*Depends: postgresql-\([0-9]*\)$/\1/p' | head -n 1)
	major=${major:-15}
	missing="$missing postgresql-$major postgresql-server-dev-$major"
else
	major=$("$pg_config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
fi

optional=
while [ $# -gt 1 ]
do
	shift
	package=$(echo "$1" | sed "s/@/$major/")
	! lacks "$package" || optional="$optional $package"
done
[ -n "$missing$optional" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null
then
	[ -n "$missing" ] || exit 0
	echo "missing:$missing" >&2
	echo "install them, or run this as root on Debian" >&2
	exit 1
fi

# The packages would create and start a cluster of their own; that setting is
# taken back when they are installed.
settings=/etc/postgresql-common/createcluster.conf
packaged=/usr/share/postgresql-common/createcluster.conf
restore_settings()
{
	rm -f "$settings.ucf-dist"
	if [ -e "$settings.before" ]
	then
		mv "$settings.before" "$settings"
	elif [ -e "$packaged" ]
	then
		cp "$packaged" "$settings"
	else
		rm -f "$settings"
		rmdir /etc/postgresql-common 2>/dev/null || true
	fi
}
trap restore_settings EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkdir -p "$(dirname "$settings")"
[ ! -e "$settings" ] || mv "$settings" "$settings.before"
echo 'create_main_cluster = false' >"$settings"

export DEBIAN_FRONTEND=noninteractive
if [ -n "$missing" ] || ! ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1
then
	apt-get -qq update
fi
if [ -n "$missing" ]
then
	echo "# installing:$missing"
	# shellcheck disable=SC2086
	apt-get install -y --no-install-recommends --assume-no $missing 2>/dev/null |
		sed -n 's/^After this operation, /# on disk: /p' || true
	# shellcheck disable=SC2086
	apt-get -qq install -y --no-install-recommends $missing >/dev/null
fi
[ -z "$optional" ] || echo "# installing, where they are to be had:$optional"
for package in $optional
do
	apt-get -qq install -y --no-install-recommends "$package" >/dev/null 2>&1 ||
		echo "# not to be had: $package"
done
