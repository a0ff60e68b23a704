#
# instance.sh
#		A throw-away PostgreSQL with the extension installed; to be sourced.
#
#	instance_create		builds the sources and makes the server's files; with
#						instance_joined=yes in a third of the time, without much
#						optimization, or with the flags in COPT (join_sources.pl)
#	instance_start		starts it and exports PGHOST, PGUSER, PGDATABASE;
#						with a word behind it, another one beside it
#
# Everything lies in one temporary folder, $instance, and goes with it when
# the shell ends.  PostgreSQL's tree can be moved as a whole, so the server's
# programs and libraries are copied there, and "make install" into the copy
# leaves the machine's own installation alone.  The server listens on a
# socket in that folder only, and runs as an unprivileged user where the
# caller is root.
#
instance=
instance_pid=

# Runs a command as the user of the server.
instance_run()
{
	if [ "$(id -u)" = 0 ]
	then
		runuser -u "$instance_user" -- "$@"
	else
		"$@"
	fi
}

instance_cleanup()
{
	[ -z "$instance" ] && return
	local pid
	for pid in "$instance"/data*/postmaster.pid
	do
		[ ! -f "$pid" ] || instance_run "$instance_bin/pg_ctl" \
			-D "$(dirname "$pid")" -m immediate -w stop >/dev/null 2>&1 || true
	done
	rm -rf "$instance"
	instance=
}

# Copies a directory of the installation to the same place under the folder.
instance_copy()
{
	mkdir -p "$instance/root$(dirname "$1")"
	cp -a "$1" "$instance/root$(dirname "$1")/"
}

# Builds the sources in $1 for the PostgreSQL of $PG_CONFIG.
instance_create()
{
	instance_source=$1
	system=${PG_CONFIG:-pg_config}

	instance=$(mktemp -d "${TMPDIR:-/tmp}/logistic.XXXXXX")
	trap instance_cleanup EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	chmod 755 "$instance"
	instance_user=$(id -un)
	if [ "$instance_user" = root ]
	then
		instance_user=nobody
	fi

	instance_copy "$($system --bindir)"
	instance_copy "$($system --pkglibdir)"
	instance_copy "$($system --sharedir)"
	mkdir -p "$instance/root$(dirname "$($system --pkgincludedir)")"
	ln -s "$($system --pkgincludedir)" "$instance/root$($system --pkgincludedir)"
	instance_bin=$instance/root$($system --bindir)

	# some builds of pg_config know only the place that they were built for
	rm "$instance_bin/pg_config"
	cat >"$instance_bin/pg_config" <<-END
	#!/bin/sh
	"$(command -v "$system")" "\$@" | sed 's|^/|$instance/root&|'
	END
	chmod 755 "$instance_bin/pg_config"

	# a copy of the sources: the server's user may not read the original
	mkdir "$instance/source"
	(cd "$instance_source" && tar cf - --exclude=.git --exclude=.sanitize --exclude='*.o' \
		--exclude=./test/unit/build \
		--exclude='*.so' --exclude='*.d' .) | tar xf - -C "$instance/source"
	if [ -n "${instance_joined-}" ]
	then
		instance_build_joined >"$instance/build.log" 2>&1 && return
		echo "# the joined sources do not compile: each is built by itself"
		rm -rf "$instance/source/joined"
		instance_joined=
	fi
	{
		instance_make -j"$(nproc)" all && instance_make install
	} >"$instance/build.log" 2>&1 || {
		cat "$instance/build.log"
		return 1
	}
}

instance_make()
{
	make -s -C "$instance/source" WERROR="${WERROR-}" \
		PG_CONFIG="$instance_bin/pg_config" "$@"
}

instance_build_joined()
{
	local objects
	objects=$(cd "$instance/source" && perl test/join_sources.pl joined \
		"$("$system" --includedir-server)" | tr '\n' ' ') || return
	# without optimization the core takes longer to run than it saves here
	# shellcheck disable=SC2086
	instance_make -j"$(nproc)" COPT="${COPT:--O1 -g0}" OBJS="$objects" \
		$(printf '%s\n' $objects | grep ^joined/core/) &&
		instance_make -j"$(nproc)" COPT="${COPT:--O0 -g0}" OBJS="$objects" all &&
		instance_make OBJS="$objects" install
}

instance_start()
{
	local data=$instance/data${1-} socket=$instance/socket${1-}
	mkdir "$data" "$socket"
	chmod 700 "$data"
	if [ "$(id -u)" = 0 ]
	then
		chown "$instance_user" "$data" "$socket"
	fi
	export PGHOST="$socket" PGPORT=5432 PGUSER=postgres
	export PGDATABASE=postgres PGOPTIONS= PGTZ=UTC
	export PATH="$instance_bin:$PATH"
	cd "$instance"
	instance_run "$instance_bin/initdb" -D "$data" -U postgres -A trust \
		-E UTF8 --locale=C -N >"$instance/initdb${1-}.log" 2>&1 || {
		cat "$instance/initdb${1-}.log"
		return 1
	}
	cat >>"$data/postgresql.conf" <<-END
	listen_addresses = ''
	unix_socket_directories = '$socket'
	fsync = off
	END
	instance_run "$instance_bin/pg_ctl" -D "$data" \
		-l "$data/log" -w start >"$instance/start${1-}.log" 2>&1 || {
		cat "$instance/start${1-}.log" "$data/log"
		return 1
	}
}
