/*-------------------------------------------------------------------------
 *
 * options_build.c
 *		Builds logistic_options from a draft: checks and layout.
 *
 * The limits and words of single options come from the option table.  Here
 * are the rules on options that exclude each other.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "storage/shmem.h"

#include "options/options_draft.h"
#include "pg/compat.h"

void
logistic_options_draft(LogisticOptionsDraft *draft)
{
	memset(draft, 0, sizeof(*draft));
}

/* Raises the error for two options that exclude each other. */
static void
conflict_error(const char *option, const char *other, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s does not go with %s", option, other),
			 errhint("%s", hint)));
}

/*
 * Is it an option of the constant part that has bytes?  An empty object
 * or array is the default.
 */
static bool
has_constant_bytes(LogisticOptionId id, const LogisticOptionValue *value)
{
	LogisticOptionKind kind = logistic_option_table[id].kind;

	if (logistic_option_is_by_row(id) || !value->is_given)
		return false;
	if (kind == LOGISTIC_OPTION_TEXTS || kind == LOGISTIC_OPTION_OBJECT)
		return JB_ROOT_COUNT((Jsonb *) value->bytes) > 0;
	return kind == LOGISTIC_OPTION_TEXT;
}

/*
 * Checks that the method, and profile intervals, are compatible with the other
 * options.
 */
static void
check_likelihood(const LogisticOptions *options, bool has_bounds)
{
	bool		is_firth = options->method == LOGISTIC_METHOD_FIRTH;
	const char *other = has_bounds ? "bounds" :
		logistic_options_has_penalty(options) ? "a penalty" :
		options->class_weight != LOGISTIC_CLASS_WEIGHT_NONE ? "class_weight" :
		options->is_clustered ? "clusters" :
		options->std_error != LOGISTIC_ERRORS_MODEL ? "a sandwich estimator" :
		NULL;

	if (other != NULL && is_firth)
		conflict_error("method \"firth\"", other,
					   "Its tests and intervals are likelihood ratios.");
	if (other != NULL && options->wants_profile)
		conflict_error("profile", other,
					   "Its intervals are likelihood ratios.");
}

/*
 * Sets the kind of standard errors, and checks that it is compatible with the
 * other options.
 */
static void
set_std_error(LogisticOptions *options, bool is_given)
{
	bool		has_penalty = logistic_options_has_penalty(options);
	LogisticStdError usual = logistic_options_usual_error(options);
	const char *std_error;

	if (options->is_clustered && has_penalty)
		conflict_error("cluster", "a penalty", "Leave one of them out.");
	if (!is_given)
	{
		options->std_error = usual;
		return;
	}
	std_error = psprintf("std_error \"%s\"",
						 logistic_std_error_words[options->std_error]);
	if (options->std_error == LOGISTIC_ERRORS_MODEL &&
		usual != LOGISTIC_ERRORS_MODEL)
		conflict_error(std_error, options->is_clustered ? "clusters" :
					   has_penalty ? "a penalty" : "class_weight",
					   "Leave std_error out for the errors that do.");
	if (options->std_error != LOGISTIC_ERRORS_MODEL && has_penalty)
		conflict_error(std_error, "a penalty",
					   "Leave std_error out for the errors that do.");
	if (options->std_error > LOGISTIC_ERRORS_HC1 && options->is_clustered)
		conflict_error(std_error, "clusters",
					   "With clusters it is \"HC0\" or \"HC1\".");
}

/*
 * Checks that strata, whose likelihood is conditional on the number of their
 * cases, are compatible with the other options.
 */
static void
check_strata(const LogisticOptions *options, bool has_bounds)
{
	if (!options->is_stratified)
		return;
	if (!options->has_intercept)
		conflict_error("strata", "intercept",
					   "Each stratum has an intercept of its own, which the conditional likelihood does not need.");
	if (options->class_weight != LOGISTIC_CLASS_WEIGHT_NONE ||
		options->prevalence != 0)
		conflict_error("strata", options->prevalence != 0 ? "prevalence" :
					   "class_weight",
					   "The share of positives in the strata says nothing about that of the population.");
	if (logistic_options_has_penalty(options) || has_bounds ||
		options->method == LOGISTIC_METHOD_FIRTH)
		conflict_error("strata", has_bounds ? "bounds" :
					   options->method == LOGISTIC_METHOD_FIRTH ?
					   "method \"firth\"" : "a penalty",
					   "Leave it out, or fit the strata as a category.");
	if (options->std_error != LOGISTIC_ERRORS_MODEL &&
		options->std_error != LOGISTIC_ERRORS_HC0)
		conflict_error("strata", psprintf("std_error \"%s\"",
										  logistic_std_error_words[options->std_error]),
					   "With strata it is \"model\" or \"HC0\".");
}

/* Checks the options against each other; each by itself is valid. */
static void
check_together(LogisticOptions *options, const LogisticOptionsDraft *draft)
{
	bool		has_bounds =
		has_constant_bytes(LOGISTIC_OPTION_BOUNDS,
						   &draft->values[LOGISTIC_OPTION_BOUNDS]);

	if (options->prevalence != 0 && !options->has_intercept)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("prevalence does not go without an intercept"),
				 errdetail("It is the intercept that is corrected.")));
	if (draft->values[LOGISTIC_OPTION_LABEL].is_given &&
		draft->values[LOGISTIC_OPTION_LABEL].bytes[0] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("label is an empty name")));
	set_std_error(options,
				  draft->values[LOGISTIC_OPTION_STD_ERROR].is_given);
	check_likelihood(options, has_bounds);
	check_strata(options, has_bounds);
}

/* Sets the field of a number, integer, boolean or word, checked. */
static void
set_scalar(LogisticOptions *options, LogisticOptionId id,
		   const LogisticOptionValue *value)
{
	const LogisticOption *option = &logistic_option_table[id];
	void	   *field = logistic_option_field(options, id);
	double		number = value->is_given ? value->number : option->fallback;

	if (value->is_null)
		number = 0;
	else if (value->is_given &&
			 (option->kind == LOGISTIC_OPTION_NUMBER ||
			  option->kind == LOGISTIC_OPTION_INTEGER))
		number = logistic_option_check_number(id, number);
	else if (value->is_given && option->kind == LOGISTIC_OPTION_WORD)
		number = logistic_option_check_word(id, value->bytes);

	switch (option->kind)
	{
		case LOGISTIC_OPTION_NUMBER:
			*(double *) field = number;
			break;
		case LOGISTIC_OPTION_INTEGER:
			*(int32 *) field = (int32) number;
			break;
		case LOGISTIC_OPTION_BOOLEAN:
		case LOGISTIC_OPTION_WORD:
			*(int8 *) field = (int8) number;
			break;
		case LOGISTIC_OPTION_TEXT:
		case LOGISTIC_OPTION_TEXTS:
		case LOGISTIC_OPTION_OBJECT:
			((LogisticOptionBytes *) field)->length = -1;
			break;
	}
}

/* Sets the fields and checks them; what has bytes is not given yet. */
static void
set_fields(LogisticOptions *options, const LogisticOptionsDraft *draft)
{
	int			i;

	for (i = 0; i < LOGISTIC_N_OPTIONS; i++)
	{
		const LogisticOption *option = &logistic_option_table[i];
		const LogisticOptionValue *value = &draft->values[i];

		if (logistic_option_is_by_row(i) && value->is_null)
			options->row_nulls |= 1 << i;
		if (option->given_offset > 0)
			((int8 *) options)[option->given_offset] = value->is_given;
		if (option->check != NULL && value->is_given)
			option->check(&((Jsonb *) value->bytes)->root);
		set_scalar(options, i, value);
	}
	check_together(options, draft);
}

/* How many bytes a text or Jsonb has, without the zero byte of a text. */
static int
length_of(const LogisticOption *option, const LogisticOptionValue *value)
{
	return option->kind == LOGISTIC_OPTION_TEXT ? strlen(value->bytes) :
		VARSIZE(value->bytes);
}

/* The constant part, with the numbers of the row. */
static LogisticOptions *
build_constant(const LogisticOptionsDraft *draft)
{
	Size		size = offsetof(LogisticOptions, bytes);
	LogisticOptions *options;
	int			i;

	for (i = 0; i < LOGISTIC_N_OPTIONS; i++)
	{
		if (has_constant_bytes(i, &draft->values[i]))
			size = add_size(INTALIGN(size),
							length_of(&logistic_option_table[i],
									  &draft->values[i]) + 1);
	}
	options = palloc0(size);
	SET_VARSIZE(options, size);
	options->version = LOGISTIC_OPTIONS_VERSION;
	options->constant_size = size;
	set_fields(options, draft);

	size = offsetof(LogisticOptions, bytes);
	for (i = 0; i < LOGISTIC_N_OPTIONS; i++)
	{
		LogisticOptionBytes *field = logistic_option_field(options, i);

		if (!has_constant_bytes(i, &draft->values[i]))
			continue;
		field->start = INTALIGN(size);
		field->length = length_of(&logistic_option_table[i],
								  &draft->values[i]);
		memcpy((char *) options + field->start, draft->values[i].bytes,
			   field->length);
		size = field->start + field->length + 1;
	}
	Assert(size == options->constant_size);
	return options;
}

LogisticOptions *
logistic_options_with_row(const LogisticOptions *options,
						  const char *const *texts, const int *lengths)
{
	Size		size = options->constant_size;
	LogisticOptions *result;
	int			i;

	for (i = 0; i < LOGISTIC_N_ROW_OPTIONS; i++)
	{
		if (texts[i] != NULL)
			size += lengths[i] + 1;
	}
	result = palloc(size);
	memcpy(result, options, options->constant_size);
	if (size == options->constant_size)
		return result;
	SET_VARSIZE(result, size);
	size = options->constant_size;
	for (i = 0; i < LOGISTIC_N_ROW_OPTIONS; i++)
	{
		LogisticOptionBytes *field = logistic_option_field(result, i);

		if (texts[i] == NULL)
			continue;
		field->start = size;
		field->length = lengths[i];
		memcpy((char *) result + size, texts[i], lengths[i]);
		((char *) result)[size + lengths[i]] = '\0';
		size += lengths[i] + 1;
	}
	return result;
}

LogisticOptions *
logistic_options_build(const LogisticOptionsDraft *draft)
{
	const char *texts[LOGISTIC_N_ROW_OPTIONS];
	int			lengths[LOGISTIC_N_ROW_OPTIONS];
	int			i;

	for (i = 0; i < LOGISTIC_N_ROW_OPTIONS; i++)
	{
		texts[i] = draft->values[i].is_null ? NULL : draft->values[i].bytes;
		lengths[i] = texts[i] == NULL ? 0 : strlen(texts[i]);
	}
	return logistic_options_with_row(build_constant(draft), texts, lengths);
}
