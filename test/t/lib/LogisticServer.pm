#-------------------------------------------------------------------------
#
# LogisticServer.pm
#		Throw-away servers beside the one of the environment.
#
# They are of the same installation, whose programs are found along PATH,
# and run as an unprivileged user where the caller is root.  Each listens on
# a socket of its own, and is gone with the test.
#
#-------------------------------------------------------------------------
package LogisticServer;

use strict;
use warnings;

use Cwd ();
use Exporter 'import';
use File::Path qw(remove_tree);
use File::Temp ();
use LogisticTest qw(run_psql_in);

our @EXPORT_OK = qw(start_servers start_standby restart_server ask_server
  has_extension);

my $folder;						# of all servers
my $owner;						# the process that made it
my @running;					# data directories

# Runs a program of the server as the user of the servers.
sub run_program
{
	my (@command) = @_;
	my $directory = Cwd::getcwd();

	@command = ('runuser', '-u', 'nobody', '--', 'env', "PATH=$ENV{PATH}", @command) if $> == 0;
	chdir $folder or die "$folder: $!\n";
	my $failed = system(join(' ', map { "'$_'" } @command) . " >>$folder/log 2>&1");
	chdir $directory or die "$directory: $!\n";
	return !$failed;
}

# Is a contrib module, or another extension, installed?
sub has_extension
{
	my ($name) = @_;
	chomp(my $share = `pg_config --sharedir`);

	return -e "$share/extension/$name.control";
}

# Starts n servers, each with an empty database "postgres" and the settings
# given; answers them as hashes of host and port.
sub start_servers
{
	my ($n, @settings) = @_;
	my @servers;

	$folder = File::Temp::tempdir('logistic_servers.XXXXXX', TMPDIR => 1);
	$owner = $$;
	chmod 0755, $folder;
	mkdir "$folder/data" or die "$folder/data: $!\n";
	chown((getpwnam 'nobody')[ 2, 3 ], $folder, "$folder/data") if $> == 0;
	run_program('initdb', '-D', "$folder/data/0", '-U', 'postgres', '-A', 'trust',
		'-E', 'UTF8', '--locale=C', '-N')
	  or die "initdb failed, see $folder/log\n";
	foreach my $i (1 .. $n)
	{
		my $data = "$folder/data/$i";

		run_program('cp', '-a', "$folder/data/0", $data)
		  or die "cannot copy a data directory\n";
		push @servers, start($data, @settings);
	}
	return @servers;
}

# Starts the server of a data directory.
sub start
{
	my ($data, @settings) = @_;
	my ($i) = $data =~ /(\d+)$/;
	my $server = { host => $folder, port => 54320 + $i, data => $data, settings => \@settings };

	run_program('pg_ctl', '-D', $data, '-w', '-o',
		join(' ', "-p $server->{port}", map { "-c $_" } "unix_socket_directories=$folder",
			'listen_addresses=', 'fsync=off', 'max_connections=30', @settings),
		'start') or die "a server does not start, see $folder/log\n";
	push @running, $data;
	return $server;
}

# Stops a server in a mode of pg_ctl, of which "immediate" is a crash, and
# starts it again.
sub restart_server
{
	my ($server, $mode) = @_;

	run_program('pg_ctl', '-D', $server->{data}, '-m', $mode, '-w', 'stop')
	  or die "a server does not stop, see $folder/log\n";
	@running = grep { $_ ne $server->{data} } @running;
	start($server->{data}, @{ $server->{settings} });
	return;
}

# Starts a standby of a server.
sub start_standby
{
	my ($primary) = @_;
	my $data = "$folder/data/" . (@running + 1);

	run_program('pg_basebackup', '-h', $primary->{host}, '-p', $primary->{port},
		'-U', 'postgres', '-D', $data, '-R', '-X', 'stream', '-c', 'fast')
	  or die "no base backup, see $folder/log\n";
	return start($data, @{ $primary->{settings} });
}

# Runs a script in the database "postgres" of a server; answers as run_psql.
sub ask_server
{
	my ($server, $script, $database) = @_;

	local @ENV{qw(PGHOST PGPORT)} = @{$server}{qw(host port)};
	return run_psql_in($database // 'postgres', $script);
}

# The servers go with the test, whichever way it ends.
END
{
	my $status = $?;

	if (defined $folder && $owner == $$)
	{
		run_program('pg_ctl', '-D', $_, '-m', 'immediate', '-w', 'stop')
		  foreach @running;
		remove_tree($folder);
	}
	$? = $status;
}

1;
