/*-------------------------------------------------------------------------
 *
 * label.h
 *		Label arguments of any SQL type as codes 0 and 1; the positive one.
 *
 * A boolean or a number is its own code.  The two values of a text or enum
 * get codes in the order in which they arrive; which one is positive can
 * be told only when all rows have been seen, as a group, or a parallel
 * worker, may meet only one of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_LABEL_H
#define LOGISTIC_LABEL_H

#include "lib/stringinfo.h"

#include "pg/names.h"
#include "pg/reader.h"

/* One value of a text label: the bytes of its key. */
typedef struct LogisticLabelValue
{
	char	   *bytes;			/* owned by the labels' context */
	int			length;
} LogisticLabelValue;

/* What is known of the label from the rows of one group. */
typedef struct LogisticLabels
{
	LogisticLabelKind kind;
	Oid			type;			/* of a text label */
	char	   *positive;		/* the value that counts as positive, if given */
	int			n_values;		/* of a text label, so far */
	LogisticLabelValue values[2];	/* by code */
} LogisticLabels;

/* How to read a label, and what a complaint calls it. */
typedef struct LogisticLabelReader
{
	LogisticReader reader;
	LogisticArgumentName name;
} LogisticLabelReader;

/*
 * Resolves the type of a label; an error if it cannot be one.  Its name is
 * "label" until the caller knows a better one.
 */
extern void logistic_label_init(LogisticLabelReader *label, Oid type,
								MemoryContext context);

/* Starts the labels of a group. */
extern void logistic_labels_init(LogisticLabels *labels,
								 const LogisticLabelReader *label);

/* The code, 0 or 1, of a label; new values are kept in the context. */
extern int	logistic_label_read(const LogisticLabelReader *label, Datum value,
								LogisticLabels *labels,
								MemoryContext context);

/* The code of the positive label, -1 if it cannot be known. */
extern int	logistic_labels_positive(const LogisticLabels *labels);

/* The printed form of a class, 1 being the positive one; NULL if unknown. */
extern const char *logistic_labels_name(const LogisticLabels *labels,
										int class);

/*
 * Adds the values of "from"; map[code] becomes the code here of each of its
 * codes.
 */
extern void logistic_labels_merge(LogisticLabels *labels,
								  const LogisticLabels *from,
								  MemoryContext context, int map[2]);

/* To bytes and back, for states that travel between processes. */
extern void logistic_labels_send(const LogisticLabels *labels,
								 StringInfo message);
extern void logistic_labels_receive(LogisticLabels *labels,
									StringInfo message);

#endif							/* LOGISTIC_LABEL_H */
