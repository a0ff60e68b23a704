/*-------------------------------------------------------------------------
 *
 * fit_levels.c
 *		The levels of a category that a group's rows use, in order.
 *
 * The dictionary of a call site knows the levels of all groups; a model
 * knows those of its own rows only.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "lib/stringinfo.h"
#include "utils/syscache.h"

#include "core/terms/filled_rows.h"
#include "fit/fit_levels.h"
#include "fit/fit_warning.h"

/* Compares levels in byte order, an enum's labels by their position. */
static int
compare_levels(const void *a, const void *b)
{
	const LogisticFitLevel *left = a;
	const LogisticFitLevel *right = b;
	int			length = Min(left->key->length, right->key->length);
	int			order;

	if (left->position != right->position)
		return left->position < right->position ? -1 : 1;
	order = memcmp(left->key->bytes, right->key->bytes, length);
	if (order != 0)
		return order;
	return left->key->length - right->key->length;
}

/* The place of a label within its enum. */
static double
enum_position(const LogisticKey *key)
{
	Oid			label;
	HeapTuple	tuple;
	double		position;

	memcpy(&label, key->bytes, sizeof(label));
	tuple = SearchSysCache1(ENUMOID, ObjectIdGetDatum(label));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for enum label %u", label);
	position = ((Form_pg_enum) GETSTRUCT(tuple))->enumsortorder;
	ReleaseSysCache(tuple);
	return position;
}

void
logistic_fit_levels_sort(const LogisticReader *reader,
						 LogisticFitLevel *levels, int n_levels)
{
	int			i;

	for (i = 0; i < n_levels; i++)
	{
		const LogisticKey *key = levels[i].key;

		levels[i].name = logistic_key_to_text(reader, key->bytes, key->length);
		levels[i].position = reader->storage == LOGISTIC_READ_ENUM ?
			enum_position(key) : 0.0;
	}
	qsort(levels, n_levels, sizeof(*levels), compare_levels);
}

LogisticFitLevel *
logistic_fit_levels(LogisticFitState *state, LgRows *rows, int feature,
					int *n_levels)
{
	const LogisticFitSite *site = state->site;
	const LogisticFitFeature *category = &site->features[feature];
	const LogisticDictionary *dictionary = category->levels;
	double	   *weights = palloc0(dictionary->n_keys * sizeof(double));
	bool		is_known = state->level_weights != NULL;
	bool	   *is_used = palloc0(dictionary->n_keys * sizeof(bool));
	int64	   *n_rows = palloc0(dictionary->n_keys * sizeof(int64));
	LogisticFitLevel *levels;
	bool		is_set = category->set >= 0;
	int			n_columns = is_set ? state->buffer.form.set_width : 1;
	int			first = is_set ? site->n_codes + category->set * n_columns :
		category->code_column;
	LgBlock		block;
	int			n = 0;
	int			i;
	int			k;

	for (i = 0; is_known && i < dictionary->n_keys; i++)
	{
		weights[i] = state->level_weights[feature][i];
		n_rows[i] = state->level_rows[feature][i];
		is_used[i] = n_rows[i] > 0;
	}
	if (!is_known)
		rows->rewind(rows->host);
	while (!is_known && rows->next(rows->host, &block))
	{
		for (k = 0; k < n_columns; k++)
		{
			const uint16 *codes = block.codes[first + k];

			for (i = 0; i < block.n_rows; i++)
			{
				if (codes[i] >= dictionary->n_keys)
					continue;	/* missing, or no element */
				is_used[codes[i]] = true;
				n_rows[codes[i]] += block.frequencies ?
					(int64) block.frequencies[i] : 1;
				weights[codes[i]] += block.weights ? block.weights[i] : 1.0;
			}
		}
	}

	for (i = 0; i < dictionary->n_keys; i++)
		if (is_used[i])
			n++;
	levels = palloc0(Max(n, 1) * sizeof(*levels));
	n = 0;
	for (i = 0; i < dictionary->n_keys; i++)
		if (is_used[i])
		{
			levels[n].code = i;
			levels[n].key = &dictionary->keys[i];
			levels[n].weight = weights[i];
			levels[n].n_rows = n_rows[i];
			n++;
		}
	logistic_fit_levels_sort(&category->reader, levels, n);
	pfree(weights);
	pfree(is_used);
	pfree(n_rows);
	*n_levels = n;
	return levels;
}

int
logistic_fit_reference(const LogisticFitState *state, int feature,
					   const LogisticFitLevel *levels, int n_levels)
{
	const LogisticOptions *options = state->options;
	const char *name = state->site->names[feature + 1].name;
	const char *wanted = options ?
		logistic_options_reference(options, name) : NULL;
	int			i;

	if (wanted == NULL)
		return 0;
	for (i = 0; i < n_levels; i++)
		if (strcmp(levels[i].name, wanted) == 0)
			return i;
	logistic_fit_report_reference(name, wanted, levels[0].name,
								  state->is_alone);
	return 0;
}

void
logistic_fit_levels_check(const LogisticFitState *state, int feature,
						  int n_levels)
{
	bool		is_set = state->site->features[feature].set >= 0;

	if (n_levels > LOGISTIC_LEVELS_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg(is_set ?
						"set \"%s\" has %d elements, but the limit is %d" :
						"category \"%s\" has %d levels, but the limit is %d",
						logistic_fit_feature_name(state->site, feature, 0),
						n_levels, LOGISTIC_LEVELS_LIMIT),
				 errhint(is_set ?
						 "Pool rare elements with logistic_options(min_level_rows => 20)." :
						 "Pool rare levels with logistic_options(min_level_rows => 20), or pass a number.")));
}

int
logistic_fit_levels_pool(LogisticFitLevel *levels, int n_levels, int min_rows,
						 const char *named)
{
	LogisticFitLevel *rare = palloc(Max(n_levels, 1) * sizeof(*rare));
	int			n_rare = 0;
	int			n_left = 0;
	int			i;

	for (i = 0; i < n_levels; i++)
		if (levels[i].n_rows < min_rows &&
			(named == NULL || strcmp(levels[i].name, named) != 0))
			rare[n_rare++] = levels[i];
		else
			levels[n_left++] = levels[i];
	memcpy(levels + n_left, rare, n_rare * sizeof(*rare));
	pfree(rare);
	return n_left;
}

/* Is a feature of the fit a category of that name? */
static bool
is_category(const LogisticFitSite *site, int feature, const char *name)
{
	return site->features[feature].reader.kind == LOGISTIC_FEATURE_CATEGORY &&
		(name == NULL || strcmp(site->names[feature + 1].name, name) == 0);
}

/* The names of the categories, as a list. */
static char *
list_categories(const LogisticFitSite *site)
{
	StringInfoData list;
	int			i;

	initStringInfo(&list);
	for (i = 0; i < site->n_features; i++)
		if (is_category(site, i, NULL))
			appendStringInfo(&list, "%s\"%s\"", list.len > 0 ? ", " : "",
							 site->names[i + 1].name);
	return list.data;
}

void
logistic_fit_check_references(const LogisticFitState *state)
{
	const LogisticFitSite *site = state->site;
	List	   *names = logistic_options_references(state->options);
	ListCell   *cell;
	int			i;

	foreach(cell, names)
	{
		for (i = 0; i < site->n_features; i++)
			if (is_category(site, i, lfirst(cell)))
				break;
		if (i == site->n_features)
			logistic_fit_report_no_category(lfirst(cell),
											list_categories(site),
											state->is_alone);
	}
}
