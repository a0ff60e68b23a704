/*-------------------------------------------------------------------------
 *
 * reader.h
 *		Reads SQL arguments of any type as labels and features.
 *
 * A call site resolves the type of each argument once into a
 * LogisticReader; reading a value is then a switch over a small enum.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_READER_H
#define LOGISTIC_READER_H

#include "fmgr.h"

#include "pg/kinds.h"
#include "pg/reader_cast.h"

/* How the bytes of a value are to be read. */
typedef enum LogisticStorage
{
	LOGISTIC_READ_FLOAT8,
	LOGISTIC_READ_FLOAT4,
	LOGISTIC_READ_INT8,
	LOGISTIC_READ_INT4,
	LOGISTIC_READ_INT2,
	LOGISTIC_READ_NUMERIC,
	LOGISTIC_READ_BOOL,
	LOGISTIC_READ_TEXT,			/* text, varchar */
	LOGISTIC_READ_BPCHAR,		/* char(n): trailing blanks do not count */
	LOGISTIC_READ_CHAR,			/* "char": one byte */
	LOGISTIC_READ_NAME,
	LOGISTIC_READ_ENUM,
	LOGISTIC_READ_UUID,
	LOGISTIC_READ_CAST,			/* by a cast function to another storage */
	LOGISTIC_READ_UNKNOWN		/* a bare NULL: never read */
} LogisticStorage;

typedef struct LogisticReader
{
	Oid			type;			/* declared type of the argument */
	Oid			element_type;	/* array: base type of its elements, else the
								 * base type of the argument itself */
	LogisticFeatureKind kind;
	LogisticStorage storage;	/* of the value, or of an array's element */
	int16		element_length; /* array: typlen of the element */
	bool		element_by_value;	/* array: typbyval of the element */
	char		element_align;	/* array: typalign of the element */
	LogisticReaderCast *cast;	/* applied first; NULL: none */
	LogisticStorage cast_storage;	/* no array of numbers: of what the cast
									 * returns */
} LogisticReader;

/* Resolves a feature of the given type, see below; false: it is none. */
extern bool logistic_reader_resolve(LogisticReader *reader, Oid type,
									MemoryContext context);

/*
 * Resolves a feature of the given type: a number, a boolean, text, an enum, a
 * uuid, an array of numbers, a set (an array of text, enums or uuids), a
 * domain over one of these, or a type that an implicit or assignment cast in
 * pg_cast turns into one of them.  What reading needs is made in the given
 * context.  "what" names the feature in the error for an unsupported type
 * ("feature 3", "column \"age\""); "expression" is its SQL for the hint, NULL
 * if that is not known.
 */
extern void logistic_reader_init(LogisticReader *reader, Oid type,
								 const char *what, const char *expression,
								 MemoryContext context);

/* A number or boolean (0 or 1) as a double; NaN and infinities included. */
extern double logistic_read_number(const LogisticReader *reader, Datum value);

/*
 * The same for n arguments of one storage, none of them NULL, written a
 * stride apart.
 */
extern void logistic_read_numbers(const LogisticReader *reader,
								  const NullableDatum *args, int n,
								  double *numbers, int stride);

/*
 * A category as the bytes that identify its level: text for text, varchar,
 * char and name, the OID for an enum, sixteen bytes for a uuid.  The bytes
 * live as long as the value, or in the current memory context.
 */
extern const char *logistic_read_key(const LogisticReader *reader,
									 const Datum *value, int *length);

/* The printed form of a level from its key, palloc'd. */
extern char *logistic_key_to_text(const LogisticReader *reader,
								  const char *key, int length);

/*
 * The elements of an array of numbers as doubles, written a stride apart.
 * Returns the number of elements, at most "limit" of them written, or -1 if
 * one of them is NULL.  Arrays of any dimension are read in storage order.
 */
extern int	logistic_read_array_strided(const LogisticReader *reader,
										Datum value, double *elements,
										int stride, int limit);

/*
 * Does the same, but writes "filler" for each NULL element, and so never
 * returns -1.
 */
extern int	logistic_read_array_filled(const LogisticReader *reader,
									   Datum value, double *elements,
									   int stride, int limit, double filler);

/*
 * The elements of a set that are not NULL, as values for logistic_read_key();
 * returns how many.  *elements is palloc'd.
 */
extern int	logistic_read_set(const LogisticReader *reader, Datum value,
							  Datum **elements);

/* The same as logistic_read_array_strided, one behind the other. */
static inline int
logistic_read_array(const LogisticReader *reader, Datum value,
					double *elements, int limit)
{
	return logistic_read_array_strided(reader, value, elements, 1, limit);
}

#endif							/* LOGISTIC_READER_H */
