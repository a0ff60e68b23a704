# Terms inside a model against the same columns passed as arguments.
my $prepare = 'CREATE UNLOGGED TABLE curved AS SELECT y, x1, x2, x3, x1 * x2 AS x12, x3 * x3 AS s1, x3 * x3 * x3 AS s2, greatest(x3, 0) ^ 3 AS s3, greatest(x3 - 1, 0) ^ 3 AS s4 FROM points;';
my $cleanup = 'DROP TABLE curved;';

(
	{	name => 'x1 * x2 + spline(x3, 4)',
		against => 'seven arguments',
		goal => 1.5,
		prepare => $prepare,
		ours => "SELECT (logistic_statistics(logistic_fit(logistic_options(terms => 'x1 * x2 + spline(x3, 4)'), y, x1, x2, x3))).nobs FROM curved",
		floor => 'SELECT (logistic_statistics(logistic_fit(y, x1, x2, x3, x12, s1, s2, s3, s4))).nobs FROM curved',
		cleanup => $cleanup },
	{	name => 'score of x1 * x2 + spline(x3, 4)',
		against => 'seven arguments',
		prepare => $prepare . "CREATE UNLOGGED TABLE curved_models AS SELECT logistic_fit(logistic_options(terms => 'x1 * x2 + spline(x3, 4)'), y, x1, x2, x3) AS terms, logistic_fit(y, x1, x2, x12, s1, s2, s3, s4) AS plain FROM curved;",
		ours => 'SELECT sum(logistic_score((SELECT terms FROM curved_models), x1, x2, x3)) FROM curved',
		floor => 'SELECT sum(logistic_score((SELECT plain FROM curved_models), x1, x2, x12, s1, s2, s3, s4)) FROM curved',
		cleanup => $cleanup . 'DROP TABLE curved_models;' });
