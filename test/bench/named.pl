# Scores by name against scores by value.
my $x = join ', ', map { "x$_" } 1 .. 10;
my @common = (
	against => 'by value',
	goal => 1.05,
	prepare => "DO \$\$ BEGIN PERFORM logistic_train('points', 'SELECT y, $x FROM points LIMIT 100000', holdout => 0); END \$\$;",
	cleanup => "DO \$\$ BEGIN PERFORM logistic_drop('points'); END \$\$;");

(
	{	name => 'predict by name',
		@common,
		ours => "SELECT max(logistic_predict('points', $x)) FROM points",
		floor => "SELECT max(logistic_predict((SELECT logistic_get('points')), $x)) FROM points" },
	{	name => 'predict by name and record',
		@common,
		ours => "SELECT max(logistic_predict('points', points)) FROM points",
		floor => "SELECT max(logistic_predict((SELECT logistic_get('points')), points)) FROM points" });
