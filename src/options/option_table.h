/*-------------------------------------------------------------------------
 *
 * option_table.h
 *		The table of fit options: one row per option.
 *
 * Everything that knows an option by name goes through this table: the
 * constructor logistic_options(...), the text and binary forms, the checks of
 * values and their error messages.
 *
 * To add an option: a member of LogisticOptionId (options.h) and a row of the
 * table in option_table.c at the same place, a field of LogisticOptions,
 * an argument of the constructor in options.sql at the same place with the
 * same default, a row of the table in docs/reference.md, and, if it excludes
 * other options, a check in options_build.c.  test/t/options.pl compares
 * these.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_OPTION_TABLE_H
#define LOGISTIC_OPTION_TABLE_H

#include "utils/jsonb.h"

#include "options/options.h"

/* What an option is in SQL, in JSON, and as a field of LogisticOptions. */
typedef enum LogisticOptionKind
{
	LOGISTIC_OPTION_NUMBER,		/* float8; a number; double */
	LOGISTIC_OPTION_INTEGER,	/* integer; a number; int32 */
	LOGISTIC_OPTION_BOOLEAN,	/* boolean; true or false; int8 */
	LOGISTIC_OPTION_WORD,		/* text; a string; int8, its place in a list */
	LOGISTIC_OPTION_TEXT,		/* text; a string; LogisticOptionBytes */
	LOGISTIC_OPTION_TEXTS,		/* text[]; an array of strings; the same */
	LOGISTIC_OPTION_OBJECT		/* jsonb; an object; the same */
} LogisticOptionKind;

typedef struct LogisticOption
{
	const char *name;			/* argument of the constructor, key of JSON */
	LogisticOptionKind kind;
	int			offset;			/* of the field in LogisticOptions */
	double		fallback;		/* default of a number, boolean (0, 1) or word */
	double		minimum;		/* of a number or integer that is given */
	double		maximum;
	const char *limits;			/* these two, as an error tells them */
	bool		is_whole;		/* a number may be no fraction */
	const char *const *words;	/* of kind word; their place is the value */
	int			n_words;
	int			given_offset;	/* of a text by row: of the int8 of the constant
								 * part that says whether rows have it */
	void		(*check) (JsonbContainer *json);	/* of kinds texts, object */
} LogisticOption;

/* The table; its index is a LogisticOptionId. */
extern const LogisticOption logistic_option_table[LOGISTIC_N_OPTIONS];

/* May the option differ from row to row? */
static inline bool
logistic_option_is_by_row(int id)
{
	return id < LOGISTIC_N_ROW_OPTIONS;
}

/* Finds an option by its name; an unknown one is an error (22023). */
extern LogisticOptionId logistic_option_by_name(const char *name);

/*
 * Checks a number against the limits of its option, and returns it without a
 * negative zero.  Errors: 22003 for an option by row, else 22023.
 */
extern double logistic_option_check_number(LogisticOptionId id, double value);

/* The place of a word of an option; another one is an error (22023). */
extern int	logistic_option_check_word(LogisticOptionId id, const char *word);

/* The checks of weights, frequencies and offsets that are no options. */
extern double logistic_options_weight(double weight);
extern double logistic_options_frequency(double frequency);
extern double logistic_options_offset(double logit_offset);

#endif							/* LOGISTIC_OPTION_TABLE_H */
