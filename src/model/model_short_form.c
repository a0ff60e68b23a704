/*-------------------------------------------------------------------------
 *
 * model_short_form.c
 *		Reads the short form of a model, as written by hand.
 *
 *		{"label": "churned", "intercept": -1.2,
 *		 "features": {"plan": {"levels": ["free", "pro"]}},
 *		 "coefficients": {"age": 0.03, "planpro": 0.4}}
 *
 * A key of "coefficients" is a numeric feature of that name, which takes a
 * boolean as 0 or 1, unless "features" says otherwise: a category has one
 * coefficient, named feature and level, for each level but the first, its
 * reference.  Features are in the order of their names as jsonb sorts them,
 * by length and then by bytes.  Without "intercept" there is none.
 * "threshold", "negative", "positive", "on_null" and "on_new_level" are
 * optional.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "model/model_draft.h"
#include "model/model_json.h"

static const char *const given_keys[] = {
	"label", "intercept", "coefficients", "features", "threshold", "negative",
	"positive", "on_null", "on_new_level", NULL
};

static const char *const feature_keys[] = {
	"levels", NULL
};

/* The name of a feature to add, and its entry in "features". */
typedef struct Given
{
	const char *name;
	JsonbContainer *levels;		/* of a category, else NULL */
} Given;

/* As jsonb sorts its keys. */
static int
compare_given(const void *a, const void *b)
{
	const char *left = ((const Given *) a)->name;
	const char *right = ((const Given *) b)->name;

	if (strlen(left) != strlen(right))
		return strlen(left) < strlen(right) ? -1 : 1;
	return strcmp(left, right);
}

/* Copies a key or a string of a container. */
static char *
copy_string(const JsonbValue *value)
{
	return pnstrdup(value->val.string.val, value->val.string.len);
}

/* The levels of a category; an error for anything but strings. */
static char **
read_levels(const Given *given, int *n_levels)
{
	int			n = JsonContainerSize(given->levels);
	char	  **levels = palloc(Max(n, 1) * sizeof(*levels));
	int			i;

	if (n == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid logistic_model: category \"%s\" has no levels",
						given->name)));
	for (i = 0; i < n; i++)
	{
		JsonbValue *level = getIthJsonbValueFromContainer(given->levels, i);

		if (level->type != jbvString)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid logistic_model: level %d of category \"%s\" is of JSON type %s, but must be a string",
							i + 1, given->name, JsonbTypeName(level))));
		levels[i] = copy_string(level);
	}
	*n_levels = n;
	return levels;
}

/* Reads what "features" declares: the categories. */
static int
read_declared(const LogisticObject *features, Given *given)
{
	JsonbIterator *iterator = JsonbIteratorInit(features->json);
	JsonbIteratorToken token;
	JsonbValue	value;
	int			n = 0;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		LogisticObject feature;
		int			length;

		if (token != WJB_KEY)
			continue;
		given[n].name = copy_string(&value);
		(void) logistic_object_child(features, given[n].name,
									 psprintf("feature \"%s\"", given[n].name),
									 &feature);
		logistic_object_check_keys(&feature, feature_keys);
		logistic_object_require(&feature, "levels");
		given[n].levels = logistic_object_array(&feature, "levels", &length);
		n++;
	}
	return n;
}

/* Does a key name a level of one of the categories, other than the first? */
static bool
is_level_key(const Given *given, int n_categories, const char *key)
{
	int			i;
	int			j;

	for (i = 0; i < n_categories; i++)
	{
		int			n_levels;
		char	  **levels;

		if (strncmp(key, given[i].name, strlen(given[i].name)) != 0)
			continue;
		levels = read_levels(&given[i], &n_levels);
		for (j = 1; j < n_levels; j++)
			if (strcmp(key + strlen(given[i].name), levels[j]) == 0)
				return true;
	}
	return false;
}

/* Adds a term with a coefficient that must be there. */
static LogisticTerm *
add_term(LogisticDraft *draft, const LogisticObject *coefficients,
		 const char *key, int feature)
{
	LogisticTerm *term;

	logistic_object_require(coefficients, key);
	term = logistic_draft_add_term(draft, key);
	term->feature = feature;
	term->estimate = logistic_object_finite(coefficients, key, 0.0);
	term->coefficient = term->estimate;
	return term;
}

/* Adds a feature with its terms. */
static void
add_feature(LogisticDraft *draft, const LogisticObject *coefficients,
			const Given *given)
{
	int			index = draft->n_features;
	char	  **levels;
	int			n_levels;
	int			i;

	if (given->levels == NULL)
	{
		(void) logistic_draft_add_feature(draft, given->name,
										  LOGISTIC_FEATURE_NUMBER);
		(void) add_term(draft, coefficients, given->name, index);
		logistic_draft_close_feature(draft);
		(void) logistic_draft_add_summary(draft);
		return;
	}
	(void) logistic_draft_add_feature(draft, given->name,
									  LOGISTIC_FEATURE_CATEGORY);
	levels = read_levels(given, &n_levels);
	for (i = 0; i < n_levels; i++)
	{
		LogisticLevel *level = logistic_draft_add_level(draft, levels[i]);

		if (i == 0)
			continue;
		level->term = draft->n_terms;
		add_term(draft, coefficients, psprintf("%s%s", given->name, levels[i]),
				 index)->level = draft->n_levels - 1;
	}
	logistic_draft_close_feature(draft);
}

/* Collects the features that the coefficients and "features" name. */
static Given *
collect(const LogisticObject *model, const LogisticObject *coefficients,
		int *n_given)
{
	LogisticObject features;
	bool		has_features = logistic_object_child(model, "features",
													 "features", &features);
	Given	   *given;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	int			n_categories = 0;
	int			n;

	given = palloc0((JsonContainerSize(coefficients->json) + 1 +
					 (has_features ? JsonContainerSize(features.json) : 0)) *
					sizeof(*given));
	if (has_features)
		n_categories = read_declared(&features, given);
	n = n_categories;
	iterator = JsonbIteratorInit(coefficients->json);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		char	   *key;

		if (token != WJB_KEY)
			continue;
		key = copy_string(&value);
		if (!is_level_key(given, n_categories, key))
			given[n++].name = key;
	}
	qsort(given, n, sizeof(*given), compare_given);
	*n_given = n;
	return given;
}

void
logistic_model_parse_given(LogisticDraft *draft, const LogisticObject *model)
{
	LogisticObject coefficients;
	Given	   *given;
	int			n;
	int			i;

	logistic_object_check_keys(model, given_keys);
	logistic_object_require(model, "label");
	draft->label = logistic_object_string(model, "label", NULL);
	draft->negative = logistic_object_string(model, "negative", "false");
	draft->positive = logistic_object_string(model, "positive", "true");
	if (logistic_object_find(model, "negative") ||
		logistic_object_find(model, "positive"))
		draft->label_kind = LOGISTIC_LABEL_TEXT;
	logistic_draft_read_policies(draft, model);

	if (logistic_object_find(model, "intercept") != NULL)
	{
		LogisticTerm *term = logistic_draft_add_term(draft, "(Intercept)");

		draft->has_intercept = true;
		term->estimate = logistic_object_finite(model, "intercept", 0.0);
		term->coefficient = term->estimate;
	}
	logistic_object_require(model, "coefficients");
	(void) logistic_object_child(model, "coefficients", "coefficients",
								 &coefficients);
	given = collect(model, &coefficients, &n);
	for (i = 0; i < n; i++)
		add_feature(draft, &coefficients, &given[i]);
	logistic_draft_check_names(draft);
	logistic_statistics_unknown(&draft->statistics, draft->n_terms,
								draft->has_intercept);
}
