# One fit of few rows, against the sums of its ten columns: a hundred of them,
# each a statement of its own.
use FindBin;

my $x = join ', ', map { "x$_" } 1 .. 10;
my $sums = join ' + ', map { "sum(x$_)" } 1 .. 10;

(
	(map {
		my ($n, $goal) = @$_;

		+{	name => "100 fits of $n rows",
			against => 'sums of the columns',
			goal => $goal,
			runs => 3,
			prepare => "DROP TABLE IF EXISTS few; CREATE TABLE few AS SELECT * FROM points LIMIT $n; VACUUM ANALYZE few;",
			cleanup => 'DROP TABLE few;',
			ours => "DO \$do\$ BEGIN FOR i IN 1 .. 100 LOOP PERFORM logistic_fit(y, $x) FROM few; END LOOP; END \$do\$",
			floor => "DO \$do\$ BEGIN FOR i IN 1 .. 100 LOOP PERFORM $sums FROM few; END LOOP; END \$do\$" }
	} [1_000, 5], [10_000, 3], [20_000, 2.5], [50_000, 2]),
	(map {
		+{	name => 'Firth, 1,000 rows x 10',
			against => "R $_",
			runs => 1,
			prepare => 'DROP TABLE IF EXISTS few; CREATE TABLE few AS SELECT * FROM points LIMIT 1000; VACUUM ANALYZE few;',
			needs => [ 'sh', '-c', qq(Rscript -e 'library($_)' >/dev/null 2>&1) ],
			command => [ 'Rscript', "$FindBin::RealBin/peers/$_.R" ],
			ours => "SELECT logistic_fit(logistic_options(method => 'firth'), y, $x) FROM few" }
	} 'logistf', 'brglm2'));
