/*-------------------------------------------------------------------------
 *
 * row_distribution.c
 *		Where the rows of a training lie: means, binned shares, and the score.
 *
 * The shares are counted over all training rows, not assumed to be a tenth for
 * each decile: with few distinct values they are not, and a rare flag would
 * seem to drift although nothing moved.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "model/model_terms.h"
#include "pg/compat.h"
#include "score/score_input.h"
#include "score/score_plan_make.h"
#include "score/score_row.h"
#include "training/row_distribution.h"

/* Makes the cuts of a number from deciles, which may be equal or NaN. */
static void
set_cuts(LogisticBinned *variable, const double *deciles)
{
	int			i;

	variable->n_cuts = 0;
	for (i = 0; deciles != NULL && i < LOGISTIC_DECILES; i++)
		if (!isnan(deciles[i]) &&
			(variable->n_cuts == 0 ||
			 deciles[i] > variable->cuts[variable->n_cuts - 1]))
			variable->cuts[variable->n_cuts++] = deciles[i];
	variable->n_bins = variable->n_cuts + 1;
}

static void
set_levels(LogisticBinned *variable, const LogisticModel *model,
		   const LogisticFeature *feature, MemoryContext context)
{
	const LogisticLevel *levels = logistic_model_levels(model) +
		feature->first_level;
	int			i;

	variable->is_category = true;
	logistic_dictionary_init(&variable->levels, context);
	for (i = 0; i < feature->n_levels; i++)
		(void) logistic_dictionary_code(&variable->levels,
										logistic_model_string(model,
															  levels[i].name),
										levels[i].name.length);
	variable->n_bins = feature->n_levels + 1;
}

/* Sets up one feature, or one element of an array or a set. */
static void
set_variable(LogisticBinned *variable, const LogisticModel *model, int feature,
			 int element, MemoryContext context)
{
	static const double between_booleans[LOGISTIC_DECILES];
	const LogisticFeature *f = &logistic_model_inputs(model)[feature];

	variable->feature = feature;
	variable->element = element;
	variable->name = logistic_model_input_name(model, feature, element);
	if (f->kind == LOGISTIC_FEATURE_SET)
	{
		variable->name =
			psprintf("%s%s", variable->name,
					 logistic_model_string(model, logistic_model_levels(model)[f->first_level +
																			   element].name));
		set_cuts(variable, between_booleans);
	}
	else if (f->kind == LOGISTIC_FEATURE_CATEGORY)
		set_levels(variable, model, f, context);
	else if (f->kind == LOGISTIC_FEATURE_BOOLEAN)
		set_cuts(variable, between_booleans);
	else
		set_cuts(variable, element < f->n_summaries ?
				 logistic_model_summaries(model)[f->first_summary +
												 element].deciles : NULL);
}

/* How many variables an input is. */
static int
count_elements(const LogisticFeature *input)
{
	return input->kind == LOGISTIC_FEATURE_ARRAY ? input->n_summaries :
		input->kind == LOGISTIC_FEATURE_SET ? input->n_levels : 1;
}

LogisticDistribution *
logistic_distribution_make(const LogisticModel *model,
						   const double *score_deciles,
						   MemoryContext context)
{
	MemoryContext old_context = MemoryContextSwitchTo(context);
	LogisticDistribution *distribution = palloc0(sizeof(*distribution));
	LogisticModel *copy = palloc(VARSIZE(model));
	const LogisticFeature *features;
	LogisticBinned *variable;
	int			n_inputs;
	int			i;
	int			j;

	memcpy(copy, model, VARSIZE(model));
	distribution->context = context;
	distribution->model = copy;
	features = logistic_model_inputs(copy);
	n_inputs = logistic_model_n_inputs(copy);
	distribution->variables =
		palloc0((n_inputs + copy->n_summaries + copy->n_levels + 1) *
				sizeof(LogisticBinned));
	distribution->elements = palloc((copy->n_summaries + copy->n_levels + 1) *
									sizeof(double));
	variable = distribution->variables;
	for (i = 0; i < n_inputs; i++)
		for (j = 0; j < count_elements(&features[i]); j++)
			set_variable(variable++, copy, i, j, context);
	variable->name = LOGISTIC_SCORE_NAME;
	variable->feature = -1;
	set_cuts(variable++, score_deciles);

	distribution->n_variables = variable - distribution->variables;
	for (i = 0; i < distribution->n_variables; i++)
		distribution->variables[i].weights =
			palloc0(distribution->variables[i].n_bins * sizeof(double));
	MemoryContextSwitchTo(old_context);
	return distribution;
}

/* Learns the type of the rows, and where the features are in them. */
static void
learn(LogisticDistribution *distribution)
{
	int			n = Max(logistic_model_n_inputs(distribution->model), 1);
	LogisticReader *readers = palloc(n * sizeof(*readers));
	int		   *columns = palloc(n * sizeof(*columns));

	logistic_score_record_match(&distribution->record, distribution->model,
								distribution->context, readers, columns);
	distribution->plan = logistic_score_plan_make(distribution->model, readers,
												  columns,
												  distribution->context);
	pfree(readers);
	pfree(columns);
}

static void
add_level(LogisticBinned *variable, const LogisticReader *reader, Datum value,
		  double weight)
{
	int			length;
	int			code;
	const char *key = logistic_read_key(reader, &value, &length);

	if (reader->storage == LOGISTIC_READ_ENUM ||
		reader->storage == LOGISTIC_READ_UUID)
	{
		key = logistic_key_to_text(reader, key, length);
		length = strlen(key);
	}
	code = logistic_dictionary_find(&variable->levels, key, length);
	variable->weights[code >= 0 ? code : variable->n_bins - 1] += weight;
}

void
logistic_distribution_add(LogisticDistribution *distribution,
						  HeapTupleHeader row, ArrayType *names,
						  double weight, double offset)
{
	LogisticScorePlan *plan;

	if (logistic_score_record_learn(&distribution->record, row,
									distribution->context) ||
		distribution->plan == NULL)
	{
		if (names != NULL)
			logistic_score_record_rename(&distribution->record, names);
		learn(distribution);
	}
	plan = distribution->plan;
	logistic_score_record_fetch(&distribution->record, row, plan->columns,
								plan->n_inputs, plan->row);
	logistic_distribution_add_values(distribution, plan, plan->row, weight,
									 offset);
}

void
logistic_distribution_add_values(LogisticDistribution *distribution,
								 LogisticScorePlan *plan,
								 const NullableDatum *row, double weight,
								 double offset)
{
	double		score;
	int			n_elements = 0;
	int			i;

	for (i = 0; i < distribution->n_variables; i++)
	{
		LogisticBinned *variable = &distribution->variables[i];
		const LogisticScoreInput *input;
		NullableDatum value;

		if (variable->feature < 0)
		{
			if (logistic_score_row(plan, row, &score))
				logistic_binned_add(variable, score + offset, weight);
			continue;
		}
		input = &plan->inputs[variable->feature];
		value = row[variable->feature];
		if (value.isnull)
			continue;
		if (variable->is_category)
			add_level(variable, &input->reader, value.value, weight);
		else if (input->kind == LOGISTIC_FEATURE_SET)
		{
			if (variable->element == 0)
				logistic_score_input_set(plan, variable->feature, value.value,
										 distribution->elements);
			logistic_binned_add(variable, distribution->elements[variable->element],
					   weight);
		}
		else if (input->kind != LOGISTIC_FEATURE_ARRAY)
			logistic_binned_add(variable, logistic_read_number(&input->reader,
													  value.value), weight);
		else
		{
			if (variable->element == 0)
				n_elements = logistic_read_array(&input->reader, value.value,
												 distribution->elements,
												 input->n_terms);
			if (n_elements == input->n_terms)
				logistic_binned_add(variable, distribution->elements[variable->element],
						   weight);
		}
	}
}

int
logistic_distribution_size(const LogisticDistribution *distribution)
{
	int			n = 0;
	int			i;

	for (i = 0; i < distribution->n_variables; i++)
		n += 1 + distribution->variables[i].n_bins;
	return n;
}

ArrayType *
logistic_distribution_to_array(const LogisticDistribution *distribution)
{
	Datum	   *numbers = palloc(Max(logistic_distribution_size(distribution), 1) *
								 sizeof(Datum));
	int			n = 0;
	int			i;
	int			j;

	for (i = 0; i < distribution->n_variables; i++)
	{
		const LogisticBinned *variable = &distribution->variables[i];
		double		total = 0.0;

		for (j = 0; j < variable->n_bins; j++)
			total += variable->weights[j];
		numbers[n++] = Float8GetDatum(variable->sum_weights > 0.0 ?
									  variable->sum / variable->sum_weights :
									  get_float8_nan());
		for (j = 0; j < variable->n_bins; j++)
			numbers[n++] = Float8GetDatum(total > 0.0 ?
										  variable->weights[j] / total :
										  get_float8_nan());
	}
	return construct_array(numbers, n, FLOAT8OID, sizeof(float8),
						   FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
}

/* Complains of sums that are not those of one model. */
static void
report_other_model(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("states of logistic_distribution for different models cannot be merged")));
}

void
logistic_distribution_merge(LogisticDistribution *distribution,
							const LogisticDistribution *from)
{
	int			i;
	int			j;

	if (distribution->n_variables != from->n_variables)
		report_other_model();
	for (i = 0; i < from->n_variables; i++)
	{
		LogisticBinned *variable = &distribution->variables[i];
		const LogisticBinned *other = &from->variables[i];

		if (variable->n_bins != other->n_bins)
			report_other_model();
		for (j = 0; j < other->n_bins; j++)
			variable->weights[j] += other->weights[j];
		variable->sum += other->sum;
		variable->sum_weights += other->sum_weights;
	}
}

bytea *
logistic_distribution_write(const LogisticDistribution *distribution)
{
	StringInfoData message;
	int			i;
	int			j;

	pq_begintypsend(&message);
	pq_sendint32(&message, distribution->n_variables);
	for (i = 0; i < distribution->n_variables; i++)
	{
		const LogisticBinned *variable = &distribution->variables[i];

		pq_sendfloat8(&message, variable->sum);
		pq_sendfloat8(&message, variable->sum_weights);
		pq_sendint32(&message, variable->n_bins);
		for (j = 0; j < variable->n_bins; j++)
			pq_sendfloat8(&message, variable->weights[j]);
	}
	return pq_endtypsend(&message);
}

/* A count of things that take some bytes each, which must still be there. */
static int
read_count(StringInfo message, int size)
{
	int			n = (int) pq_getmsgint(message, 4);

	if (n < 0 || n > (message->len - message->cursor) / size)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("states of logistic_distribution are damaged")));
	return n;
}

LogisticDistribution *
logistic_distribution_read(bytea *bytes)
{
	LogisticDistribution *distribution = palloc0(sizeof(*distribution));
	StringInfoData message;
	int			i;
	int			j;

	initStringInfo(&message);
	appendBinaryStringInfo(&message, VARDATA_ANY(bytes),
						   VARSIZE_ANY_EXHDR(bytes));
	distribution->context = CurrentMemoryContext;
	distribution->n_variables = read_count(&message, 4 + 2 * sizeof(double));
	distribution->variables = palloc0(Max(distribution->n_variables, 1) *
									  sizeof(LogisticBinned));
	for (i = 0; i < distribution->n_variables; i++)
	{
		LogisticBinned *variable = &distribution->variables[i];

		variable->sum = pq_getmsgfloat8(&message);
		variable->sum_weights = pq_getmsgfloat8(&message);
		variable->n_bins = read_count(&message, sizeof(double));
		variable->weights = palloc(Max(variable->n_bins, 1) * sizeof(double));
		for (j = 0; j < variable->n_bins; j++)
			variable->weights[j] = pq_getmsgfloat8(&message);
	}
	pq_getmsgend(&message);
	pfree(message.data);
	return distribution;
}
