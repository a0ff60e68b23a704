#-------------------------------------------------------------------------
#
# LogisticTest.pm
#		Gives a test a database of its own, and runs psql there.
#
# The server is the one that the environment names (PGHOST, PGPORT,
# PGUSER); PGDATABASE, or "postgres", is only where the database of the
# test is created from.  Modules of the Perl core and psql are all it takes.
#
#-------------------------------------------------------------------------
package LogisticTest;

use strict;
use warnings;

use Exporter 'import';
use File::Temp ();
use JSON::PP   ();

our @EXPORT_OK = qw(slurp spew parse_json identifier create_database
  drop_database run_psql run_psql_in);

my $database;					# ours, once it is created

# All files and all that psql says are UTF-8.
my $layer = ':raw:encoding(UTF-8)';
binmode $_, $layer foreach *STDOUT, *STDERR;

# The text of a file.
sub slurp
{
	my ($name) = @_;

	open my $handle, "<$layer", $name or die "$name: $!\n";
	local $/ = undef;
	my $text = <$handle> // '';
	close $handle;
	return $text;
}

# Writes a text to a file.
sub spew
{
	my ($name, $text) = @_;

	open my $handle, ">$layer", $name or die "$name: $!\n";
	print {$handle} $text;
	close $handle or die "$name: $!\n";
	return;
}

# JSON, with every number kept as the string of its digits: twenty digits
# would not survive as a double.
sub parse_json
{
	my ($text) = @_;

	$text =~ s{("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)}
		{defined $1 ? $1 : "\"$2\""}gex;
	return JSON::PP->new->decode($text);
}

# A name quoted for SQL.
sub identifier
{
	my ($name) = @_;

	$name =~ s/"/""/g;
	return "\"$name\"";
}

# Creates the test's own database, with the extension unless told otherwise.
sub create_database
{
	my ($name, %option) = @_;

	$name .= "_$$";
	my $told = run_psql("CREATE DATABASE $name TEMPLATE template0"
		  . " ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';\n");
	die $told->{stderr} if $told->{failed};
	$database = $name;
	if ($option{extension} // 1)
	{
		$told = run_psql("CREATE EXTENSION logistic;\n");
		die $told->{stderr} if $told->{failed};
	}
	return $name;
}

sub drop_database
{
	return unless defined $database;
	my $name = $database;

	$database = undef;
	run_psql("DROP DATABASE $name;\n");
	return;
}

# The database goes with the test, whichever way it ends.
END
{
	my $status = $?;

	drop_database();
	$? = $status;
}

$SIG{$_} = sub { exit 130 }
  foreach qw(INT TERM HUP);

# Runs a script in the database of the test.  Answers stdout, stderr and
# whether psql failed; options go before the script's.
sub run_psql
{
	return run_psql_in($database // $ENV{PGDATABASE} // 'postgres', @_);
}

# The same in any database.
sub run_psql_in
{
	my ($name, $script, @options) = @_;
	my $input = File::Temp->new;
	my $errors = File::Temp->new;

	binmode $input, $layer;
	print {$input} $script;
	close $input;
	@options = qw(-qAt -v VERBOSITY=verbose) unless @options;

	local $ENV{PGDATABASE} = $name;
	local $ENV{PGCLIENTENCODING} = 'UTF8';
	local $ENV{PGOPTIONS} = join ' ', $ENV{PGOPTIONS} // (),
	  '-c extra_float_digits=1';
	my $pid = open my $output, '-|';
	die "cannot start psql: $!\n" unless defined $pid;
	if ($pid == 0)
	{
		open STDERR, '>', $errors->filename or die $!;
		exec $ENV{PSQL} // 'psql', '-X', '-v', 'ON_ERROR_STOP=1', @options,
		  '-f', $input->filename
		  or die "cannot start psql: $!\n";
	}
	binmode $output, $layer;
	local $/ = undef;
	my $told = <$output>;
	close $output;
	my $status = $?;
	my $file = quotemeta $input->filename;
	my $stderr = slurp($errors->filename);
	$stderr =~ s/^psql:$file:\d+: //gm;
	return { stdout => $told // '', stderr => $stderr,
		failed => $status != 0 };
}

1;
