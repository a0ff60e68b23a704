/*-------------------------------------------------------------------------
 *
 * row_array.h
 *		Reads an SQL array of rows as columns of doubles, and of texts.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_ROW_ARRAY_H
#define LOGISTIC_ROW_ARRAY_H

#include "utils/array.h"

/*
 * Reads the named columns (float8 or bigint) into palloc'd arrays; rows in
 * which one of them is NULL are left out.  Returns the number of rows read.
 */
extern int	logistic_row_array_read(ArrayType *array,
									const char *const *names, int n_names,
									double **columns);

/* Reads a column of text of the same rows; a NULL is an empty text. */
extern char **logistic_row_array_texts(ArrayType *array, const char *column,
									   const char *const *names, int n_names);

#endif							/* LOGISTIC_ROW_ARRAY_H */
