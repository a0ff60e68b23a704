/*-------------------------------------------------------------------------
 *
 * ftrl_reader.h
 *		The coordinates of a row: numbers as they are, texts by their hash.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_FTRL_READER_H
#define LOGISTIC_FTRL_READER_H

#include "ftrl/ftrl_model.h"
#include "pg/dictionary.h"
#include "pg/reader.h"

/* How the values of one feature are read. */
typedef struct FtrlInput
{
	Oid			type;			/* declared type of the argument */
	LogisticReader reader;		/* of the value; of tokens: of an element */
	FtrlKind	kind;
	LogisticDictionary *enum_keys;	/* enum: the OIDs of labels seen so far */
	uint64	   *enum_hashes;	/* by their codes */
	int			enum_capacity;
} FtrlInput;

/* A coordinate that a row names. */
typedef struct FtrlToken
{
	uint64		hash;			/* its low bits are the bucket; of a plain one
								 * only crosses ask for it */
	int			plain;			/* coordinate that is not hashed; -1: it is */
	double		x;
} FtrlToken;

typedef struct FtrlReader
{
	MemoryContext context;		/* where it lives */
	int			n_inputs;
	FtrlInput  *inputs;
	int		   *first_token;	/* [n_inputs + 1], of each feature */
	int			n_tokens;		/* of the row that was read last */
	int			capacity;
	FtrlToken  *tokens;
} FtrlReader;

extern void logistic_ftrl_reader_init(FtrlReader *reader, int n_inputs,
									  MemoryContext context);

/*
 * Resolves the type of a feature; "what" names it in the error for a type that
 * cannot be a feature.
 */
extern void logistic_ftrl_reader_resolve(FtrlReader *reader, int feature,
										 Oid type, const char *what,
										 const char *expression,
										 MemoryContext context);

/* The number of elements of an array of numbers; -1 if one is NULL. */
extern int	logistic_ftrl_reader_length(const FtrlReader *reader, int feature,
										Datum value);

/*
 * Reads a row into tokens: the intercept, the features in their order, then
 * the crosses, as the draft of the model says.  Returns false if a feature
 * or an element of an array is NULL.
 */
extern bool logistic_ftrl_reader_read(FtrlReader *reader,
									  const FtrlDraft *draft,
									  const NullableDatum *row);

/* Complains unless values of a feature's type fit the model. */
extern void logistic_ftrl_reader_check(const FtrlReader *reader, int feature,
									   const FtrlDraft *draft);

#endif							/* LOGISTIC_FTRL_READER_H */
