/*-------------------------------------------------------------------------
 *
 * metric.c
 *		The arguments of a metric: label, score, parameters, weight.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "metric.h"

MemoryContext
logistic_metric_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "metric called in non-aggregate context");
	return context;
}

/* Resolves an argument that is a number. */
static void
resolve_number(LogisticReader *reader, FunctionCallInfo fcinfo, int argument,
			   const char *what)
{
	Oid			type = get_fn_expr_argtype(fcinfo->flinfo, argument);

	logistic_reader_init(reader, type, what);
	if (reader->kind != LOGISTIC_FEATURE_NUMBER)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("%s has type %s, but must be a number", what,
						format_type_be(type))));
}

LogisticMetricSite *
logistic_metric_site(FunctionCallInfo fcinfo, int label_argument, int most)
{
	LogisticMetricSite *site = fcinfo->flinfo->fn_extra;
	int			n_more = PG_NARGS() - label_argument - 2;
	int			i;

	if (site != NULL)
		return site;
	site = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(*site));
	site->label_argument = label_argument;
	logistic_label_init(&site->label,
						get_fn_expr_argtype(fcinfo->flinfo, label_argument));
	resolve_number(&site->score, fcinfo, label_argument + 1, "the score");
	site->n_parameters = Min(n_more, most);
	for (i = 0; i < site->n_parameters; i++)
	{
		char		what[32];

		snprintf(what, sizeof(what), "argument %d", label_argument + 2 + i);
		resolve_number(&site->parameters[i], fcinfo, label_argument + 2 + i,
					   what);
	}
	if (n_more > most)
	{
		site->weight_argument = label_argument + 2 + most;
		resolve_number(&site->weight, fcinfo, site->weight_argument,
					   "the weight");
	}

	/* only a complete site is remembered: an error may come in between */
	fcinfo->flinfo->fn_extra = site;
	return site;
}

/* Takes what all rows share from the first one. */
static void
open_head(LogisticMetricHead *head, const LogisticOptions *options,
		  const double *parameters, MemoryContext context)
{
	const char *positive;

	memcpy(head->parameters, parameters, sizeof(head->parameters));
	if (options != NULL)
	{
		LogisticOptions *copy = MemoryContextAlloc(context, VARSIZE(options));

		memcpy(copy, options, VARSIZE(options));
		head->options = copy;
		positive = logistic_options_positive(copy);
		if (positive != NULL)
			head->labels.positive = MemoryContextStrdup(context, positive);
	}
	head->is_open = true;
}

/* Complains about a parameter or options that differ between rows. */
static void
check_same(const LogisticMetricHead *head, const LogisticOptions *options,
		   const double *parameters)
{
	int			i;

	for (i = 0; i < LOGISTIC_METRIC_PARAMETERS; i++)
	{
		double		first = head->parameters[i];

		if (unlikely(first != parameters[i] &&
					 !(isnan(first) && isnan(parameters[i]))))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a parameter of the metric is %s in one row and %s in another",
							float8out_internal(first),
							float8out_internal(parameters[i])),
					 errhint("Group by the parameter for one result each.")));
	}
	if (unlikely(options != NULL &&
				 (head->options == NULL ||
				  !logistic_options_same(head->options, options))))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("options of a metric differ between its rows"),
				 errhint("Only weight may depend on the row.")));
}

bool
logistic_metric_read(const LogisticMetricSite *site, FunctionCallInfo fcinfo,
					 LogisticMetricHead *head, MemoryContext context,
					 LogisticMetricRow *row)
{
	const LogisticOptions *options = NULL;
	double		parameters[LOGISTIC_METRIC_PARAMETERS];
	int			argument = site->label_argument;
	int			i;

	if (PG_ARGISNULL(argument) || PG_ARGISNULL(argument + 1) ||
		(site->weight_argument > 0 && PG_ARGISNULL(site->weight_argument)))
		return false;

	row->weight = 1.0;
	if (argument == 2 && !PG_ARGISNULL(1))
	{
		options = PG_GETARG_LOGISTIC_OPTIONS(1);
		if (options->weight_is_null)
			return false;
		row->weight = options->weight;
	}
	else if (site->weight_argument > 0)
		row->weight =
			logistic_options_weight(logistic_read_number(&site->weight,
														 PG_GETARG_DATUM(site->weight_argument)));
	if (row->weight <= 0.0)
		return false;

	for (i = 0; i < LOGISTIC_METRIC_PARAMETERS; i++)
		parameters[i] = i < site->n_parameters &&
			!PG_ARGISNULL(argument + 2 + i) ?
			logistic_read_number(&site->parameters[i],
								 PG_GETARG_DATUM(argument + 2 + i)) : NAN;
	if (!head->is_open)
		open_head(head, options, parameters, context);
	else
		check_same(head, options, parameters);

	row->label = logistic_label_read(&site->label, PG_GETARG_DATUM(argument),
									 &head->labels, context);
	row->score = logistic_read_number(&site->score,
									  PG_GETARG_DATUM(argument + 1)) + 0.0;
	if (unlikely(isnan(row->score)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the score is NaN"),
				 errhint("Leave such rows out with a WHERE or FILTER clause, or make the score NULL.")));
	return true;
}

void
logistic_metric_probability_error(double score)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("the probability is %s, but must be between 0 and 1",
					float8out_internal(score)),
			 errhint("sigmoid(score) makes a probability of a score in log-odds.")));
}

int
logistic_metric_count(const LogisticMetricHead *head, int i, const char *name,
					  int least, int most, int fallback)
{
	double		value = head->parameters[i];

	if (isnan(value))
		return fallback;
	if (value != floor(value) || value < least || value > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is %s, but must be a whole number from %d to %d",
						name, float8out_internal(value), least, most)));
	return (int) value;
}
