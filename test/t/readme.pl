#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# readme.pl
#		Runs every example of README.md and docs/ as if it had been pasted.
#
# The ```sql blocks of a page run from top to bottom in one psql session in a
# fresh database.  A page of docs/ goes on from the README: what stands there
# before "## Tasks" runs first, then the pages that a comment names,
# <!-- after score.md registry.md -->.  A ```text block that follows is what
# psql must print, up to the amount of white space.  A block after the comment
# <!-- error --> must fail.  One test for each block.
#
# With README_UPDATE=1 the text blocks are written anew instead.  Arguments
# are pages to run, such as README.md or fit.md; without them all are.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp spew create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $root = "$FindBin::RealBin/../..";
chdir $root or die "$root: $!\n";	# files in the examples are named from here
my $mark = '-- end of block';

# A block: line, whether it is to fail, its SQL, the text if there is one.
my $pattern = qr/
	(?<before> (?<error> <!--\ error\ -->\n)? ```sql\n (?<sql> .*? ) ```\n )
	(?: (?<between> \n+ ```text\n) (?<text> .*? ) (?= ```\n ) )?
/sx;

my %page = map { m{([^/]+)$}; $1 => slurp($_) }
  "$root/README.md", glob("$root/docs/*.md");
my @wanted = @ARGV ? @ARGV : sort keys %page;

foreach my $name (@wanted)
{
	run_page($name);
}
broken_links();
done_testing();

sub run_page
{
	my ($name) = @_;
	my @blocks = blocks_of($page{$name});
	my @before = map { $_->{sql} } blocks_before($name);

	return unless @blocks;
	create_database('logistic_' . lc($name) =~ s/\W/_/gr, extension => 0);
	my $script = "\\set ON_ERROR_STOP 0\n";
	$script .= join '', @before;
	$script .= "\\echo $mark\n\\warn $mark\n";
	$script .= "$_->{sql}\\echo $mark\n\\warn $mark\n" foreach @blocks;
	my $told = run_psql($script, '-v', 'VERBOSITY=default');
	my @printed = split /^\Q$mark\E\n/m, $told->{stdout}, -1;
	my @warned = split /^\Q$mark\E\n/m, $told->{stderr}, -1;

	# what comes first is of the pages before this one
	shift @printed;
	shift @warned;
	foreach my $i (0 .. $#blocks)
	{
		my $block = $blocks[$i];
		my $test = "$name, line $block->{line}";
		my $output = ($warned[$i] // '') . ($printed[$i] // '');
		my $failed = $output =~ /^(?:ERROR|FATAL):/m;

		# what follows the last mark is of a block that was cut short
		if ($i >= $#warned || !$failed != !$block->{error})
		{
			fail($test . ($block->{error} ? ': fails' : ': runs'));
			diag($output);
			next;
		}
		$block->{output} = $output;
		if (defined $block->{text} && !$ENV{README_UPDATE})
		{
			is(plain($output), plain($block->{text}),
				"$test: prints what it says");
		}
		else
		{
			pass("$test: runs");
		}
	}
	update($name, @blocks) if $ENV{README_UPDATE};
	return;
}

sub blocks_of
{
	my ($text) = @_;
	my @blocks;

	while ($text =~ /^$pattern/mg)
	{
		my %block = %+;

		$block{line} = 1 + ($` =~ tr/\n//) + ($block{error} ? 1 : 0);
		push @blocks, \%block;
	}
	return @blocks;
}

# The blocks that run before those of a page.
sub blocks_before
{
	my ($name) = @_;

	return if $name eq 'README.md';
	my ($start) = $page{'README.md'} =~ /\A(.*?)^## Tasks$/ms;
	my ($after) = $page{$name} =~ /^<!-- after (.*) -->$/m;
	return blocks_of($start),
	  map { blocks_of($page{$_} // die "$name: there is no page $_\n") }
	  split ' ', $after // '';
}

# Text in which only the amount of white space and of rules is lost.
sub plain
{
	my ($text) = @_;

	$text =~ s/-{3,}/---/g;
	$text =~ s/[ \t]+/ /g;
	$text =~ s/ ?\n ?/\n/g;
	$text =~ s/\n{2,}/\n/g;
	return $text =~ s/^\s+|\s+$//gr;
}

# Puts the output of each block into the text below it.
sub update
{
	my ($name, @blocks) = @_;
	my $next = 0;

	$page{$name} =~ s{^$pattern}{
		my $block = $blocks[ $next++ ];
		my $text = $block->{output} // $+{text};
		$text = trimmed($text) if defined $text;
		$+{before} . (defined $+{text} ? $+{between} . $text : '')
	}gemsx;
	spew($name eq 'README.md' ? "$root/$name" : "$root/docs/$name",
		$page{$name});
	return;
}

sub trimmed
{
	my ($text) = @_;

	$text =~ s/[ \t]+$//mg;
	$text =~ s/\s+\z//;
	return "$text\n";
}

# Every link to a page, to a heading of one, or to a file leads somewhere.
sub broken_links
{
	my @broken;

	foreach my $name (@wanted)
	{
		my $folder = $name eq 'README.md' ? $root : "$root/docs";

		foreach my $link ($page{$name} =~ /\]\(([^)\s]+)\)/g)
		{
			my ($file, $heading) = $link =~ /^([^#]*)#?(.*)$/;

			next if $file =~ /^https?:/;
			my ($target) = ($file eq '' ? $name : $file) =~ m{([^/]+)$};
			push @broken, "$name: $file"
			  unless $file eq '' || -e "$folder/$file";
			push @broken, "$name: $file#$heading"
			  if $heading ne '' && !grep { $_ eq $heading } anchors($target);
		}
	}
	is("@broken", '', 'links lead to pages, headings and files that exist');
	return;
}

# The names by which GitHub links to the headings of a page.
sub anchors
{
	my ($name) = @_;
	my @anchors;

	foreach my $heading (($page{$name} // '') =~ /^#+ (.*)$/mg)
	{
		my $anchor = lc $heading;

		$anchor =~ s/\[([^\]]*)\]\([^)]*\)/$1/g;
		$anchor =~ s/[^\w\- ]//g;
		push @anchors, $anchor =~ tr/ /-/r;
	}
	return @anchors;
}
