# Metrics against sorting the same scores, and against the plainest aggregate.
my $prepare = 'CREATE UNLOGGED TABLE scored AS SELECT y, sigmoid(x1) AS p FROM points;';
my $cleanup = 'DROP TABLE scored;';
my $sort = 'SELECT count(*) FROM (SELECT p FROM scored ORDER BY p OFFSET 0) s';
my $usual = "work_mem = '4MB'";

(
	{	name => 'roc_auc(y, p)',
		against => 'ORDER BY p',
		goal => 1.0,
		set => $usual,
		prepare => $prepare,
		ours => 'SELECT roc_auc(y, p) FROM scored',
		floor => $sort,
		cleanup => $cleanup },
	{	name => 'roc_auc(y, p)',
		against => 'ORDER BY p, 2 workers',
		goal => 1.0,
		set => "$usual; max_parallel_workers_per_gather = 2",
		prepare => $prepare,
		ours => 'SELECT roc_auc(y, p) FROM scored',
		floor => $sort,
		cleanup => $cleanup },
	{	name => 'roc_auc(y, p) in memory',
		against => 'ORDER BY p',
		goal => 1.0,
		prepare => $prepare,
		ours => 'SELECT roc_auc(y, p) FROM scored',
		floor => $sort,
		cleanup => $cleanup },
	{	name => 'AUC, its interval, AP and KS',
		against => 'ORDER BY p',
		goal => 1.0,
		set => $usual,
		prepare => $prepare,
		ours => 'SELECT roc_auc(y, p), roc_auc_interval(y, p), average_precision(y, p), ks_statistic(y, p) FROM scored',
		floor => $sort,
		cleanup => $cleanup },
	{	name => 'log_loss(y, p)',
		against => 'avg(p)',
		prepare => $prepare,
		ours => 'SELECT log_loss(y, p) FROM scored',
		floor => 'SELECT avg(p) FROM scored',
		cleanup => $cleanup });
