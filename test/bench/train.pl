# Trainings of a name: two fits, their judgement and the distributions of the
# rows, against ten sums of the same rows by one process.
my $sums = 'SELECT ' . join(', ', map { "sum(x$_)" } 1 .. 10) . ' FROM points';

sub training
{
	my ($name, $arguments, $goal, $parallel_goal) = @_;
	my $ours = "SELECT logistic_train('bench', 'points'$arguments)";
	my $cleanup = q(SELECT logistic_drop('bench'););

	return (
		{	name => $name,
			against => 'ten sums',
			goal => $goal,
			ours => $ours,
			floor => $sums,
			cleanup => $cleanup },
		{	name => "$name, one worker",
			against => 'ten sums, serial',
			goal => $parallel_goal,
			ours_set => 'max_parallel_workers_per_gather = 1',
			ours => $ours,
			floor => $sums,
			cleanup => $cleanup });
}

(
	training('train', '', 3.0, 1.8),
	training('train without a holdout', ', holdout => 0', 1.8, 1.0),
	{	name => 'fit_distributed of a local table',
		against => 'fit',
		goal => 1.0,
		ours => q(SELECT logistic_fit_distributed('points')),
		floor => 'SELECT logistic_fit(y, ' . join(', ', map { "x$_" } 1 .. 10) . ') FROM points' },
	{	name => 'fit_distributed, one worker',
		against => 'fit',
		ours_set => 'max_parallel_workers_per_gather = 1',
		ours => q(SELECT logistic_fit_distributed('points')),
		floor => 'SELECT logistic_fit(y, ' . join(', ', map { "x$_" } 1 .. 10) . ') FROM points' });
