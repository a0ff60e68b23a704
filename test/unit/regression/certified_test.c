/*-------------------------------------------------------------------------
 *
 * certified_test.c
 *		Certified fits by the core alone, with every set of inner loops.
 *
 * test/reference has data and estimates of 20 digits; t/reference.pl holds
 * the extension to them.  This program needs no server, and so tells the same
 * of an architecture that is only emulated.  It takes the maximum-likelihood
 * cases whose columns are all numbers.
 *
 * What is read is the form that test/reference/import.pl writes: every key
 * once, and no escapes in strings.
 *
 *-------------------------------------------------------------------------
 */
#include "core/regression/regression.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* table.h has room for the largest case */
#define MAX_ROWS	2100
#define MAX_COLUMNS 20
#define LEAST_CASES	18

#include "table.h"
#include "tap.h"

static const char *const kernel_names[] = {
	"scalar", "sse2", "avx2", "avx512", "neon"
};

typedef struct Case
{
	char		data[64];		/* file of the rows */
	char		response[64];
	char		weights[64];	/* column, or empty */
	char		offset[64];
	int			n_features;
	char		features[MAX_COLUMNS][64];
	int			n_terms;
	double		estimate[MAX_COLUMNS + 1];
	double		std_error[MAX_COLUMNS + 1];
	double		least_estimate; /* digits that are wanted */
	double		least_std_error;
} Case;

/* The text of a file in the folder of the cases; the caller frees it. */
static char *
slurp(const char *name)
{
	char		path[1024];
	FILE	   *file;
	char	   *text;
	long		size;

	snprintf(path, sizeof(path), "%s/reference/%s", TEST_DIRECTORY, name);
	file = fopen(path, "rb");
	if (file == NULL || fseek(file, 0, SEEK_END) != 0)
	{
		perror(path);
		exit(1);
	}
	size = ftell(file);
	rewind(file);
	text = malloc(size + 1);
	if (fread(text, 1, size, file) != (size_t) size)
	{
		perror(path);
		exit(1);
	}
	text[size] = '\0';
	fclose(file);
	return text;
}

/* What stands behind a key, or NULL. */
static const char *
value_of(const char *json, const char *key)
{
	char		quoted[80];
	const char *found;

	snprintf(quoted, sizeof(quoted), "\"%s\":", key);
	found = strstr(json, quoted);
	if (found == NULL)
		return NULL;
	found += strlen(quoted);
	return found + strspn(found, " ");
}

/* Copies the next string; returns the place behind it. */
static const char *
next_string(const char *at, char *string, size_t size)
{
	size_t		length;

	at = strchr(at, '"') + 1;
	length = strcspn(at, "\"");
	snprintf(string, size, "%.*s", (int) length, at);
	return at + length + 1;
}

/* A string that may be missing. */
static void
optional_string(const char *json, const char *key, char *string, size_t size)
{
	const char *at = value_of(json, key);

	string[0] = '\0';
	if (at != NULL && *at == '"')
		next_string(at, string, size);
}

/* Reads a case; false if it is not one of those that are taken. */
static bool
read_case(const char *json, Case *one)
{
	char		string[64];
	const char *at;

	optional_string(json, "kind", string, sizeof(string));
	optional_string(json, "data", one->data, sizeof(one->data));
	if (strcmp(string, "mle") != 0 || one->data[0] == '\0' ||
		value_of(json, "borderline") != NULL ||
		value_of(json, "counted") != NULL)
		return false;
	optional_string(json, "response", one->response, sizeof(one->response));
	optional_string(json, "weights", one->weights, sizeof(one->weights));
	optional_string(json, "offset", one->offset, sizeof(one->offset));

	at = value_of(json, "features") + 1;
	for (one->n_features = 0; *at != ']'; one->n_features++)
	{
		if (one->n_features == MAX_COLUMNS)
			return false;
		at = next_string(at, one->features[one->n_features], 64);
	}

	at = value_of(json, "coefficients") + 1;
	for (one->n_terms = 0; *at == '['; one->n_terms++)
	{
		if (one->n_terms > one->n_features)
			return false;		/* a category has more terms than one */
		at = next_string(at, string, sizeof(string));
		at = next_string(at, string, sizeof(string));
		one->estimate[one->n_terms] = strtod(string, NULL);
		next_string(at, string, sizeof(string));
		one->std_error[one->n_terms] = strtod(string, NULL);
		at = strchr(at, ']') + 1;
		at += strspn(at, ",\n ");
	}
	optional_string(json, "min_lre_coef", string, sizeof(string));
	one->least_estimate = strtod(string, NULL);
	optional_string(json, "min_lre_std_error", string, sizeof(string));
	one->least_std_error = strtod(string, NULL);
	return one->n_terms == one->n_features + 1;
}

/* Copies a field of a line; returns the next one, NULL at the line's end. */
static const char *
next_field(const char *at, char *field, size_t size)
{
	size_t		length = strcspn(at, ",\r\n");

	snprintf(field, size, "%.*s", (int) length, at);
	return at[length] == ',' ? at + length + 1 : NULL;
}

/*
 * The number that a field stands for.  Returns whether it is there; a field
 * that is no number makes the case none of ours.
 */
static bool
read_number(const char *field, double *number, bool *is_number)
{
	char	   *end;

	if (field[0] == '\0')
		return false;
	if (strcmp(field, "t") == 0 || strcmp(field, "true") == 0)
		*number = 1.0;
	else if (strcmp(field, "f") == 0 || strcmp(field, "false") == 0)
		*number = 0.0;
	else
	{
		*number = strtod(field, &end);
		if (*end != '\0')
			*is_number = false;
	}
	return true;
}

/* Reads the rows that have no NULL; false if a column is no number. */
static bool
read_rows(const char *csv, const Case *one, Table *table)
{
	int			role[64];		/* feature, or -1 label, -2 weight, -3 offset,
								 * -4 none of them */
	char		field[64];
	const char *at = csv;
	bool		is_number = true;
	int			n_fields = 0;
	int			j;

	memset(table, 0, sizeof(*table));
	table->n_columns = one->n_features;
	table->block = LG_BLOCK_ROWS;
	table->has_intercept = true;
	while (at != NULL && n_fields < 64)
	{
		at = next_field(at, field, sizeof(field));
		role[n_fields] = strcmp(field, one->response) == 0 ? -1 :
			strcmp(field, one->weights) == 0 ? -2 :
			strcmp(field, one->offset) == 0 ? -3 : -4;
		for (j = 0; j < one->n_features; j++)
			if (strcmp(field, one->features[j]) == 0)
				role[n_fields] = j;
		n_fields++;
	}
	for (csv = strchr(csv, '\n') + 1; *csv != '\0'; csv = strchr(csv, '\n') + 1)
	{
		int			i = table->n_rows;
		bool		is_complete = true;

		if (i == MAX_ROWS)
			return false;
		table->weight[i] = 1.0;
		at = csv;
		for (j = 0; j < n_fields && at != NULL; j++)
		{
			double		number = 0.0;

			at = next_field(at, field, sizeof(field));
			if (role[j] == -4)
				continue;
			is_complete &= read_number(field, &number, &is_number);
			if (role[j] >= 0)
				table->x[role[j]][i] = number;
			else if (role[j] == -1)
				table->y[i] = number == 1.0;
			else if (role[j] == -2)
				table->weight[i] = number;
			else
				table->offset[i] = number;
		}
		if (is_complete && table->weight[i] > 0.0)
			table->n_rows++;
		else
			table->offset[i] = 0.0;
	}
	return is_number;
}

/* Correct digits of a number, 16 at most. */
static double
digits(double got, double want)
{
	double		error = fabs(got - want);

	if (error == 0.0)
		return 16.0;
	if (isnan(error))
		return -99.0;
	return fmin(16.0, -log10(error / (want != 0.0 ? fabs(want) : 1.0)));
}

static void
judge(const char *name, const Case *one, Table *table, LgKernelLevel level)
{
	Answer		answer;
	double		estimate = 16.0;
	double		std_error = 16.0;
	int			j;

	table->options.kernel = lg_kernel_find(level);
	if (table->options.kernel == NULL)
		return;
	fit(table, &answer);
	for (j = 0; j < one->n_terms && answer.status == LG_OK; j++)
	{
		estimate = fmin(estimate, digits(answer.regression.estimate[j],
										 one->estimate[j]));
		std_error = fmin(std_error, digits(answer.regression.std_error[j],
										   one->std_error[j]));
	}
	ok(answer.status == LG_OK && estimate >= one->least_estimate &&
	   std_error >= one->least_std_error,
	   "%s, %s: estimates %.1f digits, errors %.1f", name,
	   kernel_names[level], estimate, std_error);
	free(answer.workspace);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

int
main(void)
{
	static Table table;
	char	   *names[200];
	int			n_names = 0;
	int			n_cases = 0;
	DIR		   *folder = opendir(TEST_DIRECTORY "/reference");
	struct dirent *entry;
	int			i;

	if (folder == NULL)
	{
		perror(TEST_DIRECTORY "/reference");
		return 1;
	}
	while ((entry = readdir(folder)) != NULL && n_names < 200)
		if (strstr(entry->d_name, ".json") != NULL)
			names[n_names++] = strdup(entry->d_name);
	closedir(folder);
	qsort(names, n_names, sizeof(char *), compare_names);
	for (i = 0; i < n_names; i++)
	{
		char	   *json = slurp(names[i]);
		Case		one;

		if (read_case(json, &one))
		{
			char	   *csv = slurp(one.data);

			if (read_rows(csv, &one, &table))
			{
				int			level;

				names[i][strlen(names[i]) - strlen(".json")] = '\0';
				n_cases++;
				for (level = LG_KERNEL_SCALAR; level < LG_KERNEL_AUTO; level++)
					judge(names[i], &one, &table, (LgKernelLevel) level);
			}
			free(csv);
		}
		free(json);
		free(names[i]);
	}
	ok(n_cases >= LEAST_CASES, "%d certified cases are fits of numbers",
	   n_cases);
	return tap_done();
}
