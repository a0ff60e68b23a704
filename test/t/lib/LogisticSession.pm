#-------------------------------------------------------------------------
#
# LogisticSession.pm
#		A session that stays open, for tests of more than one at a time.
#
#-------------------------------------------------------------------------
package LogisticSession;

use strict;
use warnings;

use IPC::Open2 qw(open2);

my $mark = '-- end of answer';

# A session whose psql has ended answers nothing more; the signal would end the
# test without its END blocks, which stop the servers.
$SIG{PIPE} = 'IGNORE';

# Opens a session with the database "postgres" of a server (LogisticServer).
sub new
{
	my ($class, $server) = @_;

	local @ENV{qw(PGHOST PGPORT PGDATABASE)} = (@{$server}{qw(host port)}, 'postgres');
	my $pid = open2(my $output, my $input, 'exec psql -XqAt 2>&1');

	return bless { pid => $pid, input => $input, output => $output }, $class;
}

# Begins a script, without waiting for its end.
sub begin
{
	my ($self, $script) = @_;

	print { $self->{input} } "$script\n\\echo $mark\n";
	$self->{input}->flush;
	return;
}

# Waits for the end of the script, and answers all that psql said.
sub finish
{
	my ($self) = @_;
	my $answer = '';

	while (defined(my $line = readline $self->{output}))
	{
		last if $line eq "$mark\n";
		$answer .= $line;
	}
	return $answer;
}

# Runs a script.
sub ask
{
	my ($self, $script) = @_;

	$self->begin($script);
	return $self->finish;
}

sub DESTROY
{
	my ($self) = @_;

	close $self->{input};
	close $self->{output};
	local $? = 0;
	waitpid $self->{pid}, 0;
	return;
}

1;
