#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# rooms.pl
#		Checks the edges between rooms of src against rooms.list, and for
#		circles.
#
# usage: rooms.pl [--list | --includes]		run where src lies; --list prints all
#		edges, and --includes looks at no objects, so an edge may have another reason
#
# An edge goes from a file to one that it includes, and from an object to one
# that defines a symbol which it needs (nm).  test/rooms.list says which rooms
# may need which, and which must never, directly or through others.  Prints
# what breaks a rule: an edge that is not allowed, an allowed edge that
# nothing needs, a circle of files (a header and its source count as one), a
# circle of rooms, and two files with the same stem.  Circles of files that
# are known and are to be opened stand in the list.
#
# Objects are those that "make" has left; a source that is newer than its
# object is compiled into a temporary folder.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use File::Find;
use File::Temp ();

my $list = (@ARGV && $ARGV[0] eq '--list');
my $includes_only = (@ARGV && $ARGV[0] eq '--includes');
my @files;
find({ no_chdir => 1, wanted => sub { push @files, $_ if /\.[ch]$/ } }, 'src');
@files = sort map { s{^src/}{}r } @files;

my %is_file = map { $_ => 1 } @files;
my (%file_edges, %room_edges);

same_stems();
includes();
symbols() unless $includes_only;

if ($list)
{
	foreach my $from (sort keys %room_edges)
	{
		print "$from: ", join(' ', sort keys %{ $room_edges{$from} }), "\n";
	}
	exit;
}
rooms();

sub room
{
	my ($file) = @_;

	return $file =~ m{^(.*)/} ? $1 : '.';
}

sub stem
{
	my ($file) = @_;

	return $file =~ s/\.[ch]$//r;
}

sub add_edge
{
	my ($from, $to, $reason) = @_;

	$file_edges{ stem($from) }{ stem($to) } //= $reason
	  if stem($from) ne stem($to);
	$room_edges{ room($from) }{ room($to) } //= $reason
	  if room($from) ne room($to);
	return;
}

sub same_stems
{
	my %seen;

	foreach my $stem (sort keys %{ { map { stem($_) => 1 } @files } })
	{
		my ($name) = $stem =~ m{([^/]+)$};

		print "two files are called $name: $seen{$name} and $stem\n"
		  if $seen{$name};
		$seen{$name} = $stem;
	}
	return;
}

sub includes
{
	foreach my $file (@files)
	{
		open my $handle, '<', "src/$file" or die "$file: $!\n";
		while (my $line = <$handle>)
		{
			add_edge($file, $1, "$file includes $1")
			  if $line =~ /^#\s*include "([^"]+)"/ && $is_file{$1};
		}
	}
	return;
}

# The objects of all sources, by source; the stale ones are made anew.
sub objects
{
	my ($folder) = @_;
	my (%object, @stale);

	foreach my $source (grep { /\.c$/ } @files)
	{
		my $object = 'src/' . stem($source) . '.o';

		if (-e $object && -M $object <= -M "src/$source")
		{
			$object{$source} = $object;
			next;
		}
		$object{$source} = "$folder/" . stem($source) =~ tr{/}{-}r . '.o';
		push @stale, $source;
	}
	if (@stale)
	{
		my $include = `\${PG_CONFIG:-pg_config} --includedir-server`;
		my $cpus = `nproc`;
		chomp($include, $cpus);
		open my $handle, '|-', "xargs -n 1 -P $cpus sh -c"
		  . " '\${CC:-gcc} -w -O1 -ffp-contract=off -Isrc -I$include"
		  . " -c src/\$1 -o $folder/\$(echo \${1%.c} | tr / -).o' sh"
		  or die "xargs: $!\n";
		print {$handle} "$_\n" foreach @stale;
		close $handle or print "a source does not compile\n";
	}
	return %object;
}

sub symbols
{
	my $folder = File::Temp->newdir;
	my %object = objects($folder);
	my (%definition, %need);

	# one process for all of them
	my %source = reverse %object;
	open my $handle, '-|', 'nm', '-A', '-g', sort values %object
	  or die "nm: $!\n";
	while (my $line = <$handle>)
	{
		next unless $line =~ /^(\S+):.* ([A-Za-z]) (\S+)$/;
		if ($2 eq 'U') { push @{ $need{ $source{$1} } }, $3 }
		else { $definition{$3} = $source{$1} }
	}
	close $handle or die "nm fails\n";
	foreach my $source (sort keys %need)
	{
		foreach my $symbol (@{ $need{$source} })
		{
			add_edge($source, $definition{$symbol},
				"$source needs $symbol of $definition{$symbol}")
			  if $definition{$symbol};
		}
	}
	return;
}

# The strongly connected parts of a graph, as text (Tarjan 1972).
sub circles
{
	my ($edges) = @_;
	my (%index, %low, @stack, %on_stack, @found);
	my $n = 0;
	my $visit;

	$visit = sub {
		my ($node) = @_;

		$index{$node} = $low{$node} = $n++;
		push @stack, $node;
		$on_stack{$node} = 1;
		foreach my $next (sort keys %{ $edges->{$node} // {} })
		{
			$visit->($next) unless exists $index{$next};
			$low{$node} = $low{$next}
			  if $on_stack{$next} && $low{$next} < $low{$node};
		}
		return if $low{$node} != $index{$node};

		my @part;
		do
		{
			unshift @part, pop @stack;
			delete $on_stack{ $part[0] };
		} until $part[0] eq $node;
		push @found, join ' ', sort @part if @part > 1;
	};
	foreach my $node (sort keys %$edges)
	{
		$visit->($node) unless exists $index{$node};
	}
	undef $visit;
	return @found;
}

# Compares the edges between rooms with test/rooms.list.
sub rooms
{
	my (%allowed, @never, %open);

	open my $handle, '<', 'test/rooms.list' or die "test/rooms.list: $!\n";
	while (my $line = <$handle>)
	{
		next if $line =~ /^#|^\s*$/;
		if ($line =~ /^never (\S+) (\S+)$/) { push @never, [ $1, $2 ] }
		elsif ($line =~ /^circle (.*)$/) { $open{$1} = 1 }
		elsif ($line =~ /^(\S+):\s*(.*)$/)
		{
			$allowed{$1}{$_} = 1 foreach split ' ', $2;
		}
		else { print "test/rooms.list: cannot read $line" }
	}
	foreach my $circle (circles(\%file_edges))
	{
		print "circle of files: $circle\n" unless delete $open{$circle};
	}
	print "no circle any more: $_\n" foreach sort keys %open;
	foreach my $from (sort keys %room_edges)
	{
		foreach my $to (sort keys %{ $room_edges{$from} })
		{
			print "$from must not need $to: $room_edges{$from}{$to}\n"
			  unless $allowed{$from}{$to};
		}
	}
	foreach my $from (sort keys %allowed)
	{
		foreach my $to (sort keys %{ $allowed{$from} })
		{
			print "$from may need $to, but does not\n"
			  unless $room_edges{$from}{$to} || $includes_only;
		}
	}
	print "circle of rooms: $_\n" foreach circles(\%allowed);
	foreach my $pair (@never)
	{
		my @way = way(\%allowed, @$pair);

		print "never: ", join(' -> ', @way), "\n" if @way;
	}
	return;
}

# A way from one room to another along edges, or nothing.
sub way
{
	my ($edges, $from, $to) = @_;
	my %before = ($from => undef);
	my @queue = ($from);

	while (defined(my $room = shift @queue))
	{
		foreach my $next (sort keys %{ $edges->{$room} // {} })
		{
			next if exists $before{$next};
			$before{$next} = $room;
			push @queue, $next;
		}
	}
	return unless exists $before{$to};
	my @way = ($to);
	unshift @way, $before{ $way[0] } while defined $before{ $way[0] };
	return @way;
}
