#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# recipes.pl
#		The code for R and Python in docs/, and PMML as others read it.
#
# Each r and python block of docs/interchange.md is run on the table "customers"
# of README.md, as CSV, and must print a model that is the fit of the same terms
# here.  The PMML of models must be well formed to xmllint, and what Python
# computes from it, as its specification says, must be our probabilities.
# What is not installed is skipped.  Where PMML_SCHEMA names a file, the
# schema of PMML 4.4, PMML is validated by it.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use File::Temp qw(tempdir);
use LogisticTest qw(slurp spew create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $folder = tempdir(CLEANUP => 1);
my $readme = slurp("$FindBin::RealBin/../../README.md");
my $page = slurp("$FindBin::RealBin/../../docs/interchange.md");
my ($customers) = $readme =~ /^(CREATE TABLE customers AS\n.*?;)$/ms
  or die "README.md has no table customers\n";

create_database('logistic_recipes');
must("$customers\n");
spew("$folder/customers.csv",
	must("COPY customers TO STDOUT (FORMAT csv, HEADER);\n"));

my %programs = (r => 'Rscript', python => python());
my $count = 0;

while ($page =~ /^```(r|python)\n(.*?)^```$/msg)
{
	my ($language, $code) = ($1, $2);
	my $program = $programs{$language};
	my @libraries = $code =~ /^(?:import|from) (pandas|statsmodels|sklearn)\b/mg;
	my $name = join ' ', $language, @libraries;

	$count++;
  SKIP:
	{
		skip "$name is not installed", 1
		  unless has($program) && !grep { !has_library($_) } @libraries;
		spew("$folder/recipe", $code);
		my $model = output("cd $folder && $program recipe");
		is(must(compared($model)), "t\n", "$name: the model is the fit")
		  or diag($model);
	}
}
is($count, 3, 'there are recipes for R, statsmodels and scikit-learn');

# A name and a level that need care in XML.
must(<<'SQL');
CREATE TABLE c AS
SELECT id, age, tenure % 2 = 0 AS "odd ""<&>""", tenure / 10.0 AS "ténure",
	CASE plan WHEN 'pro' THEN E'p''r\to "<&> é' ELSE plan END AS plan, churned
FROM customers;
CREATE TABLE m AS
SELECT logistic_fit(churned, age, plan, "odd ""<&>""", "ténure") AS m FROM c;
SQL
spew("$folder/model.pmml", must("SELECT logistic_pmml(m) FROM m;\n"));
SKIP:
{
	skip 'xmllint is not installed', 2 unless has('xmllint');
	is(output("xmllint --noout $folder/model.pmml 2>&1"), '',
		'PMML is well formed');
	skip 'PMML_SCHEMA names no schema', 1 unless $ENV{PMML_SCHEMA};
	like(output("xmllint --noout --schema '$ENV{PMML_SCHEMA}' $folder/model.pmml 2>&1"),
		qr/ validates$/, 'PMML is valid by its schema');
}
SKIP:
{
	skip 'python3 is not installed', 1 unless has(python());
	spew("$folder/rows.json", must(<<'SQL'));
SELECT json_agg(json_build_object('x', to_jsonb(c), 'p', logistic_predict(m, c))
	ORDER BY id) FROM m, (SELECT * FROM c WHERE id <= 200) AS c;
SQL
	spew("$folder/score.py", <<'PYTHON');
import json, math, sys
import xml.etree.ElementTree as tree

space = {"p": "http://www.dmg.org/PMML-4_4"}
model = tree.parse(sys.argv[1]).find("p:RegressionModel", space)
first, second = model.findall("p:RegressionTable", space)
assert model.get("normalizationMethod") == "logit" and len(second) == 0
worst = 0
rows = json.load(open(sys.argv[2], encoding="utf-8"))
for row in rows:
    y = float(first.get("intercept"))
    for term in first:
        value = row["x"][term.get("name")]
        if term.tag.endswith("}NumericPredictor"):
            y += float(term.get("coefficient")) * value
        else:
            text = str(value).lower() if isinstance(value, bool) else value
            y += float(term.get("coefficient")) * (text == term.get("value"))
    worst = max(worst, abs(1 / (1 + math.exp(-y)) - row["p"]))
print(len(rows), "rows", "agree" if worst < 1e-14 else worst)
PYTHON
	is(output(python() . " $folder/score.py $folder/model.pmml $folder/rows.json"),
		"200 rows agree\n", 'PMML read elsewhere gives the probabilities');
}
done_testing();

# What a script prints; it must not fail.
sub must
{
	my ($script) = @_;
	my $told = run_psql($script);

	die $told->{stderr} if $told->{failed};
	return $told->{stdout};
}

# What a command prints.
sub output
{
	my ($command) = @_;

	open my $pipe, '-|:raw:encoding(UTF-8)', $command or die "$command: $!\n";
	local $/ = undef;
	my $text = <$pipe> // '';
	close $pipe;
	return $text;
}

sub has
{
	my ($program) = @_;

	return system("command -v $program >/dev/null 2>&1") == 0;
}

# The Python of the distribution, where its libraries are.
sub python { return -x '/usr/bin/python3' ? '/usr/bin/python3' : 'python3' }

sub has_library
{
	my ($library) = @_;

	return system(python() . " -c 'import $library' >/dev/null 2>&1") == 0;
}

# Is a printed model the maximum likelihood fit of its terms?
sub compared
{
	my ($model) = @_;
	my $features = $model =~ /"planpro"/ ? 'age, tenure, plan' : 'age, tenure';

	return <<"SQL";
SELECT count(*) = count(g.term) AND count(*) = count(f.term)
	AND max(abs(g.estimate / f.estimate - 1)) < 1e-5
FROM logistic_coefficients(\$model\$$model\$model\$::logistic_model) AS g
	FULL JOIN (SELECT k.* FROM (SELECT logistic_fit(churned, $features) AS m
		FROM customers) AS q, logistic_coefficients(q.m) AS k) AS f USING (term);
SQL
}
