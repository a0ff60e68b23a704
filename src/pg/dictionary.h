/*-------------------------------------------------------------------------
 *
 * dictionary.h
 *		A hash table from the bytes of SQL values to small codes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_DICTIONARY_H
#define LOGISTIC_DICTIONARY_H

#define LOGISTIC_CODES_LIMIT	65000	/* codes fit into a uint16 */

/* The bytes of one level. */
typedef struct LogisticKey
{
	char	   *bytes;			/* owned by the dictionary */
	int			length;
	uint32		hash;			/* of the bytes */
	uint64		words[2];		/* first and last eight bytes of a short key */
} LogisticKey;

typedef struct LogisticDictionary
{
	MemoryContext context;		/* where it lives */
	int			n_keys;
	LogisticKey *keys;			/* [n_keys], by code, in order of arrival */
	int			capacity;		/* of keys */
	int			n_slots;		/* a power of two, >= 8 * n_keys */
	int			mask;			/* n_slots - 1 */
	uint16	   *slots;			/* code + 1 by hash; 0: free */
} LogisticDictionary;

extern void logistic_dictionary_init(LogisticDictionary *dictionary,
									 MemoryContext context);

/* The code of a key, entered if new; -1 if the dictionary is full. */
extern int	logistic_dictionary_code(LogisticDictionary *dictionary,
									 const char *bytes, int length);

/* The code of a key, -1 if it has none. */
extern int	logistic_dictionary_find(const LogisticDictionary *dictionary,
									 const char *bytes, int length);

#endif							/* LOGISTIC_DICTIONARY_H */
