/*-------------------------------------------------------------------------
 *
 * ftrl_options.c
 *		The SQL type ftrl_options: learning rates, penalties and features of
 *		FTRL.
 *
 * It is a composite type, and its constructor ftrl_options(...) is SQL that
 * the planner inlines: options of constants cost nothing by row.  An option
 * that is NULL is the default one, save the weight, whose row is left out.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "ftrl/ftrl_options.h"
#include "pg/composite.h"

/* The weight of a row, if it is one. */
static double
check_weight(double weight)
{
	if (!(weight >= 0.0 && weight <= LG_FTRL_VALUE_MAX))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight is %s, but must be between 0 and %g",
						float8out_internal(weight), LG_FTRL_VALUE_MAX)));
	return weight;
}

void
logistic_ftrl_options_read(Datum datum, FtrlOptions *options)
{
	HeapTupleHeader header = DatumGetHeapTupleHeader(datum);
	Datum		values[FTRL_N_OPTIONS];
	bool		nulls[FTRL_N_OPTIONS];
	int			i;

	logistic_composite_deform(header, "ftrl_options", FTRL_N_OPTIONS, values,
							  nulls);
	memset(options, 0, sizeof(*options));
	for (i = 0; i < FTRL_N_OPTIONS; i++)
		options->is_given[i] = !nulls[i];
	if (!nulls[FTRL_OPTION_WEIGHT])
		options->weight = check_weight(DatumGetFloat8(values[FTRL_OPTION_WEIGHT]));
	if (!nulls[FTRL_OPTION_ALPHA])
		options->rates.alpha = DatumGetFloat8(values[FTRL_OPTION_ALPHA]);
	if (!nulls[FTRL_OPTION_BETA])
		options->rates.beta = DatumGetFloat8(values[FTRL_OPTION_BETA]);
	if (!nulls[FTRL_OPTION_L1])
		options->rates.l1 = DatumGetFloat8(values[FTRL_OPTION_L1]) + 0.0;
	if (!nulls[FTRL_OPTION_L2])
		options->rates.l2 = DatumGetFloat8(values[FTRL_OPTION_L2]) + 0.0;
	if (!nulls[FTRL_OPTION_BITS])
		options->bits = DatumGetInt32(values[FTRL_OPTION_BITS]);
	if (!nulls[FTRL_OPTION_INTERCEPT])
		options->has_intercept = DatumGetBool(values[FTRL_OPTION_INTERCEPT]);
	if (!nulls[FTRL_OPTION_POSITIVE])
		options->positive = TextDatumGetCString(values[FTRL_OPTION_POSITIVE]);
	if (!nulls[FTRL_OPTION_CROSSES])
		options->crosses = DatumGetJsonbPCopy(values[FTRL_OPTION_CROSSES]);
}

bool
logistic_ftrl_options_same(const FtrlOptions *a, const FtrlOptions *b)
{
	int			i;

	for (i = FTRL_OPTION_WEIGHT + 1; i < FTRL_N_OPTIONS; i++)
		if (a->is_given[i] != b->is_given[i])
			return false;
	return memcmp(&a->rates, &b->rates, sizeof(a->rates)) == 0 &&
		a->bits == b->bits && a->has_intercept == b->has_intercept &&
		(a->positive == NULL || strcmp(a->positive, b->positive) == 0) &&
		(a->crosses == NULL ||
		 compareJsonbContainers(&a->crosses->root, &b->crosses->root) == 0);
}

/* Raises the error for crosses of another form than they must have. */
static void
crosses_error(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("crosses must be a JSON array of pairs of features"),
			 errdetail_internal("%s", detail),
			 errhint("Write them like this: '[[\"site\", \"ad\"]]'.")));
}

/* The names of all features, for a message. */
static char *
list_features(const FtrlDraft *draft)
{
	StringInfoData list;
	int			i;

	initStringInfo(&list);
	for (i = 0; i < draft->n_features; i++)
		appendStringInfo(&list, "%s\"%s\"", i > 0 ? ", " : "",
						 draft->feature_names[i]);
	return list.data;
}

/* The feature that an element of a pair names. */
static int
find_feature(const FtrlDraft *draft, JsonbContainer *pair, int element)
{
	JsonbValue *value = getIthJsonbValueFromContainer(pair, element);
	char	   *name;
	int			i;

	if (value->type != jbvString)
		crosses_error("A feature is not a string.");
	name = pnstrdup(value->val.string.val, value->val.string.len);
	for (i = 0; i < draft->n_features; i++)
		if (strcmp(draft->feature_names[i], name) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("crosses name feature \"%s\", which is none", name),
			 errdetail("The features are %s.", list_features(draft))));
}

/* Reads crosses, in the current memory context. */
static FtrlCross *
read_crosses(const FtrlDraft *draft, Jsonb *json, int *n_crosses)
{
	FtrlCross  *crosses;
	int			n;
	int			i;

	if (!JB_ROOT_IS_ARRAY(json) || JB_ROOT_IS_SCALAR(json))
		crosses_error("It is not an array.");
	n = JB_ROOT_COUNT(json);
	if (n > FTRL_CROSSES_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%d crosses are too many", n),
				 errdetail("The limit is %d.", FTRL_CROSSES_LIMIT)));
	crosses = palloc(Max(n, 1) * sizeof(FtrlCross));
	for (i = 0; i < n; i++)
	{
		JsonbValue *pair = getIthJsonbValueFromContainer(&json->root, i);

		if (pair->type != jbvBinary ||
			!JsonContainerIsArray(pair->val.binary.data) ||
			JsonContainerSize(pair->val.binary.data) != 2)
			crosses_error("An element is not a pair.");
		crosses[i].first = find_feature(draft, pair->val.binary.data, 0);
		crosses[i].second = find_feature(draft, pair->val.binary.data, 1);
	}
	*n_crosses = n;
	return crosses;
}

void
logistic_ftrl_options_apply(const FtrlOptions *options, FtrlDraft *draft)
{
	if (options->is_given[FTRL_OPTION_ALPHA])
		draft->rates.alpha = options->rates.alpha;
	if (options->is_given[FTRL_OPTION_BETA])
		draft->rates.beta = options->rates.beta;
	if (options->is_given[FTRL_OPTION_L1])
		draft->rates.l1 = options->rates.l1;
	if (options->is_given[FTRL_OPTION_L2])
		draft->rates.l2 = options->rates.l2;
	if (options->is_given[FTRL_OPTION_BITS])
		draft->bits = options->bits;
	if (options->is_given[FTRL_OPTION_INTERCEPT])
		draft->has_intercept = options->has_intercept;
	if (options->is_given[FTRL_OPTION_CROSSES])
		draft->crosses = read_crosses(draft, options->crosses,
									  &draft->n_crosses);
}

/* Complains about an option that differs from the model's. */
static void
check_agreement(bool agrees, const char *option, const char *given,
				const char *had)
{
	if (!agrees)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is %s, but the model was begun with %s", option,
						given, had),
				 errhint("Leave the option out: a model is continued as it was begun.")));
}

static void
check_rate(const char *option, double given, double had)
{
	check_agreement(given == had, option, float8out_internal(given),
					float8out_internal(had));
}

void
logistic_ftrl_options_agree(const FtrlOptions *options,
							const FtrlDraft *draft)
{
	FtrlDraft	wanted = *draft;

	logistic_ftrl_options_apply(options, &wanted);
	check_rate("alpha", wanted.rates.alpha, draft->rates.alpha);
	check_rate("beta", wanted.rates.beta, draft->rates.beta);
	check_rate("l1", wanted.rates.l1, draft->rates.l1);
	check_rate("l2", wanted.rates.l2, draft->rates.l2);
	check_rate("bits", wanted.bits, draft->bits);
	check_agreement(wanted.has_intercept == draft->has_intercept, "intercept",
					wanted.has_intercept ? "true" : "false",
					draft->has_intercept ? "true" : "false");
	if (options->is_given[FTRL_OPTION_POSITIVE])
		check_agreement(draft->positive != NULL &&
						strcmp(options->positive, draft->positive) == 0,
						"positive", options->positive,
						draft->positive ? draft->positive : "none");
	if (wanted.n_crosses != draft->n_crosses ||
		(wanted.n_crosses > 0 &&
		 memcmp(wanted.crosses, draft->crosses,
				wanted.n_crosses * sizeof(FtrlCross)) != 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("crosses differ from those that the model was begun with"),
				 errhint("Leave the option out: a model is continued as it was begun.")));
}
