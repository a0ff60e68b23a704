# The fit against other programs, where they are installed: the whole job
# from the table to the coefficients, once.
use FindBin;

my $x = join ', ', map { "x$_" } 1 .. 10;
my $folder = "$FindBin::RealBin/peers";

# Debian's packages are those of its own interpreter
my ($python) = grep { system("$_ -c 'import numpy' 2>/dev/null") == 0 }
  'python3', '/usr/bin/python3';
$python //= 'python3';
my @common = (runs => 1, ours => "SELECT logistic_fit(y, $x) FROM points");

(
	{	name => 'fit',
		against => 'numpy, binary COPY',
		@common,
		needs => [ 'sh', '-c', "$python -c 'import numpy' 2>/dev/null" ],
		command => [ $python, "$folder/newton.py" ] },
	{	name => 'fit',
		against => 'scikit-learn, binary COPY',
		@common,
		needs => [ 'sh', '-c', "$python -c 'import sklearn' 2>/dev/null" ],
		command => [ $python, "$folder/newton.py", 'sklearn' ] },
	(map {
		+{	name => 'ridge of v1536',
			against => "scikit-learn $_, COPY",
			runs => 1,
			ours => 'SELECT logistic_fit(logistic_options(l2 => 1), y, v1536) FROM embeddings',
			needs => [ 'sh', '-c', "$python -c 'import sklearn' 2>/dev/null" ],
			command => [ $python, "$folder/ridge.py", $_ ] }
	} 'lbfgs', 'newton-cholesky'),
	{	name => 'fit',
		against => 'R glm, COPY as csv',
		@common,
		needs => [ 'sh', '-c', 'command -v Rscript >/dev/null' ],
		command => [ 'Rscript', "$folder/glm.R" ] },
	{	name => 'fit',
		against => 'MADlib logregr_train',
		@common,
		needs => [ 'sh', '-c', q(psql -XAtc "SELECT to_regnamespace('madlib') IS NOT NULL" | grep -q t) ],
		floor => "SELECT madlib.logregr_train('points', 'madlib_model', 'y', 'ARRAY[1, $x]', NULL, 20, 'irls')" });
