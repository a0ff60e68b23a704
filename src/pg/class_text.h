/*-------------------------------------------------------------------------
 *
 * class_text.h
 *		SQL labels of any type as text, by which classes are compared.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_CLASS_TEXT_H
#define LOGISTIC_CLASS_TEXT_H

#include "pg/reader.h"

/* Resolves the type of a label; "what" names it in the error for an array. */
extern void logistic_class_reader_init(LogisticReader *reader, Oid type,
									   const char *what,
									   MemoryContext context);

/*
 * Returns a label as text, in the form in which the classes of a fit are
 * named.  The text lives as long as the value, or in the current memory
 * context.
 */
extern const char *logistic_class_text(const LogisticReader *reader,
									   Datum *value, int *length);

#endif							/* LOGISTIC_CLASS_TEXT_H */
