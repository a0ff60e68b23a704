/*-------------------------------------------------------------------------
 *
 * metric.c
 *		The arguments of a metric: label, score, parameters, weight.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/float.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "metrics/metric.h"
#include "options/option_table.h"
#include "pg/aggregate_call.h"
#include "pg/class_text.h"
#include "pg/compat.h"

MemoryContext
logistic_metric_context(FunctionCallInfo fcinfo)
{
	return logistic_aggregate_context(fcinfo, "metric");
}

LogisticSpillFile *
logistic_metric_space(FunctionCallInfo fcinfo, LogisticSpillFile *space,
					  ExprContextCallbackFunction release, void *state)
{
	if (AggCheckCallContext(fcinfo, NULL) == AGG_CONTEXT_WINDOW)
		return NULL;
	AggRegisterCallback(fcinfo, release, PointerGetDatum(state));
	return space;
}

/*
 * The type of an argument.  A caller without an expression of the call, such
 * as Citus, passes the declared types.
 */
static Oid
argument_type(FunctionCallInfo fcinfo, int argument)
{
	Oid			type = get_fn_expr_argtype(fcinfo->flinfo, argument);
	Oid		   *types;
	int			n;

	if (OidIsValid(type))
		return type;
	(void) get_func_signature(fcinfo->flinfo->fn_oid, &types, &n);
	return argument < n ? types[argument] : InvalidOid;
}

/* Resolves an argument that is a number. */
static void
resolve_number(LogisticReader *reader, FunctionCallInfo fcinfo, int argument,
			   const char *what)
{
	Oid			type = argument_type(fcinfo, argument);

	logistic_reader_init(reader, type, what, NULL, fcinfo->flinfo->fn_mcxt);
	if (reader->kind != LOGISTIC_FEATURE_NUMBER)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("%s has type %s, but must be a number", what,
						format_type_be(type))));
}

/* Resolves the i-th parameter: a number, or a keyword. */
static void
resolve_parameter(LogisticMetricSite *site, FunctionCallInfo fcinfo, int i)
{
	int			argument = site->first_parameter + i;
	char		what[32];

	snprintf(what, sizeof(what), "argument %d", argument);
	if (site->kind->keywords != NULL && i == site->kind->n_parameters - 1)
		logistic_class_reader_init(&site->parameters[i],
								   argument_type(fcinfo, argument), what,
								   fcinfo->flinfo->fn_mcxt);
	else
		resolve_number(&site->parameters[i], fcinfo, argument, what);
}

LogisticMetricSite *
logistic_metric_site(FunctionCallInfo fcinfo, int label_argument,
					 const LogisticMetricKind *kind)
{
	LogisticMetricSite *site = fcinfo->flinfo->fn_extra;
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	int			n_more = PG_NARGS() - label_argument - 1 - kind->n_scores;
	int			i;

	if (site != NULL)
		return site;
	site = MemoryContextAllocZero(context, sizeof(*site));
	site->kind = kind;
	logistic_spill_file_init(&site->space);
	site->label_argument = label_argument;
	site->first_parameter = label_argument + 1 + kind->n_scores;
	logistic_label_init(&site->label, argument_type(fcinfo, label_argument),
						context);
	logistic_argument_names(fcinfo, label_argument - 1, 1 + kind->n_scores, 0,
							context, site->names);
	site->label.name = site->names[0];
	for (i = 0; i < kind->n_scores; i++)
		resolve_number(&site->scores[i], fcinfo, label_argument + 1 + i,
					   "the score");
	if (kind->has_list && n_more > 0)
	{
		site->list_argument = site->first_parameter++;
		n_more--;
	}
	site->n_parameters = Min(n_more, kind->n_parameters);
	for (i = 0; i < site->n_parameters; i++)
		resolve_parameter(site, fcinfo, i);
	if (n_more > kind->n_parameters)
	{
		site->weight_argument = site->first_parameter + kind->n_parameters;
		resolve_number(&site->weight, fcinfo, site->weight_argument,
					   "the weight");
	}

	site->is_plain = label_argument == 1 && PG_NARGS() == 3 &&
		site->label.reader.kind == LOGISTIC_FEATURE_BOOLEAN &&
		argument_type(fcinfo, 2) == FLOAT8OID;

	/* only a complete site is remembered: an error may come in between */
	fcinfo->flinfo->fn_extra = site;
	return site;
}

/* The place of a keyword in its list. */
static double
read_keyword(const LogisticReader *reader, const char *const *keywords,
			 Datum value)
{
	int			length;
	const char *word = logistic_read_key(reader, &value, &length);
	int			i;

	for (i = 0; keywords[i] != NULL; i++)
		if (strlen(keywords[i]) == length &&
			memcmp(keywords[i], word, length) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"%.*s\" is neither \"%s\" nor \"%s\"", length, word,
					keywords[0], keywords[1])));
}

/* Reads the parameters of a row; NaN stands for one that is not given. */
static void
read_parameters(const LogisticMetricSite *site, FunctionCallInfo fcinfo,
				double *parameters)
{
	int			i;

	for (i = 0; i < LOGISTIC_METRIC_PARAMETERS; i++)
	{
		const LogisticReader *reader = &site->parameters[i];
		int			argument = site->first_parameter + i;

		parameters[i] = NAN;
		if (i >= site->n_parameters || PG_ARGISNULL(argument))
			continue;
		if (reader->kind == LOGISTIC_FEATURE_CATEGORY)
			parameters[i] = read_keyword(reader, site->kind->keywords,
										 PG_GETARG_DATUM(argument));
		else
			parameters[i] = logistic_read_number(reader,
												 PG_GETARG_DATUM(argument));
		if (isnan(parameters[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument %d is NaN", argument)));
	}
}

/* Takes what all rows share from the first one. */
static void
open_head(LogisticMetricHead *head, const LogisticMetricSite *site,
		  const LogisticOptions *options, const double *parameters,
		  MemoryContext context)
{
	const char *positive;

	logistic_labels_init(&head->labels, &site->label);
	head->names = site->names;
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

/* Takes the list of the first row, or complains about one that differs. */
static void
read_list(LogisticMetricHead *head, const LogisticMetricSite *site,
		  FunctionCallInfo fcinfo, MemoryContext context)
{
	struct varlena *list = NULL;

	if (!PG_ARGISNULL(site->list_argument))
		list = PG_DETOAST_DATUM(PG_GETARG_DATUM(site->list_argument));
	if (!head->is_open)
	{
		struct varlena *copy = NULL;

		if (list != NULL)
		{
			copy = MemoryContextAlloc(context, VARSIZE(list));
			memcpy(copy, list, VARSIZE(list));
		}
		head->list = copy;
	}
	else if (unlikely((list == NULL) != (head->list == NULL) ||
					  (list != NULL && !datumIsEqual(PointerGetDatum(list),
													 PointerGetDatum(head->list),
													 false, -1))))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the array of the metric differs between its rows"),
				 errhint("Group by the array for one result each.")));
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
				 errhint("Only weight and frequency may depend on the row.")));
}

/* Raises the error for a score outside [0, 1]. */
static pg_noinline void
report_probability(double score)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("the probability is %s, but must be between 0 and 1",
					float8out_internal(score)),
			 errhint("sigmoid(score) makes a probability of a score in log-odds.")));
}

static pg_noinline void
report_nan(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("the score is NaN"),
			 errhint("Leave such rows out with a WHERE or FILTER clause, or make the score NULL.")));
}

/* Reads the i-th score. */
static double
read_score(const LogisticMetricSite *site, FunctionCallInfo fcinfo, int i)
{
	double		score;

	score = logistic_read_number(&site->scores[i],
								 PG_GETARG_DATUM(site->label_argument + 1 + i));
	if (unlikely(site->kind->is_probability &&
				 !(score >= 0.0 && score <= 1.0)))
		report_probability(score);
	if (unlikely(isnan(score)))
		report_nan();
	return score + 0.0;			/* no -0.0 */
}

/* What logistic_metric_read does, where there is little to do. */
static bool
read_plain(const LogisticMetricSite *site, FunctionCallInfo fcinfo,
		   LogisticMetricHead *head, LogisticMetricRow *row)
{
	double		score;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
	{
		head->n_skipped++;
		return false;
	}
	score = PG_GETARG_FLOAT8(2);
	if (unlikely(site->kind->is_probability ?
				 !(score >= 0.0 && score <= 1.0) : isnan(score)))
		(void) read_score(site, fcinfo, 0); /* complains */
	row->label = PG_GETARG_BOOL(1) ? 1 : 0;
	row->score = score + 0.0;	/* no -0.0 */
	row->weight = row->frequency = 1.0;
	return true;
}

bool
logistic_metric_read(const LogisticMetricSite *site, FunctionCallInfo fcinfo,
					 LogisticMetricHead *head, MemoryContext context,
					 LogisticMetricRow *row)
{
	const LogisticOptions *options = NULL;
	double		parameters[LOGISTIC_METRIC_PARAMETERS];
	int			argument = site->label_argument;

	if (site->is_plain && likely(head->is_open))
		return read_plain(site, fcinfo, head, row);
	if (PG_ARGISNULL(argument) || PG_ARGISNULL(argument + 1) ||
		(site->kind->n_scores == 2 && PG_ARGISNULL(argument + 2)) ||
		(site->weight_argument > 0 && PG_ARGISNULL(site->weight_argument)))
	{
		head->n_skipped++;
		return false;
	}

	row->weight = row->frequency = 1.0;
	if (argument == 2 && !PG_ARGISNULL(1))
	{
		options = PG_GETARG_LOGISTIC_OPTIONS(1);
		if (logistic_options_is_null(options, LOGISTIC_OPTION_WEIGHT) ||
			logistic_options_is_null(options, LOGISTIC_OPTION_FREQUENCY))
		{
			head->n_skipped++;
			return false;
		}
		row->frequency = options->frequency;
		row->weight = options->weight * options->frequency;
	}
	else if (site->weight_argument > 0)
		row->weight =
			logistic_options_weight(logistic_read_number(&site->weight,
														 PG_GETARG_DATUM(site->weight_argument)));
	if (row->weight <= 0.0)
		return false;

	if (site->list_argument > 0)
		read_list(head, site, fcinfo, context);
	read_parameters(site, fcinfo, parameters);
	if (unlikely(!head->is_open))
		open_head(head, site, options, parameters, context);
	else if (site->n_parameters > 0 || options != NULL)
		check_same(head, options, parameters);

	row->label = logistic_label_read(&site->label, PG_GETARG_DATUM(argument),
									 &head->labels, context);
	row->score = read_score(site, fcinfo, 0);
	if (site->kind->n_scores == 2)
		row->second_score = read_score(site, fcinfo, 1);
	return true;
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

double
logistic_metric_amount(const LogisticMetricHead *head, int i,
					   const char *name, double least, double most,
					   double fallback)
{
	double		value = head->parameters[i];

	if (isnan(value))
		return fallback;
	if (value < least || value > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 most < DBL_MAX ?
				 errmsg("%s is %s, but must be between %s and %s", name,
						float8out_internal(value), float8out_internal(least),
						float8out_internal(most)) :
				 errmsg("%s is %s, but must be a finite number of at least %s",
						name, float8out_internal(value),
						float8out_internal(least))));
	return value;
}
