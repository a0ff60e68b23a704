# Elementwise functions against the expressions that people type.
my $scan = 'SELECT max(x1) FROM points';

(
	{	name => 'sigmoid(x)',
		against => '1 / (1 + exp(-x))',
		goal => 0.85,
		ours => 'SELECT max(sigmoid(x1)) FROM points',
		floor => 'SELECT max(1 / (1 + exp(-x1))) FROM points' },
	{	name => 'sigmoid(x) without the scan',
		against => '1 / (1 + exp(-x))',
		base => $scan,
		ours => 'SELECT max(sigmoid(x1)) FROM points',
		floor => 'SELECT max(1 / (1 + exp(-x1))) FROM points' });
