/*-------------------------------------------------------------------------
 *
 * json_text.c
 *		Parses text by PostgreSQL's JSON parser, and refuses repeated keys.
 *
 * The interface of the server's JSON parser changes every few versions.  So
 * jsonb's input function parses the text, and the number of keys in the value
 * must be that in the text: a key is what stands before a colon that is not in
 * a string.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"

#include "pg/json_text.h"

/*
 * Skips the string that begins here; returns the place behind its last quote.
 */
static const char *
skip_string(const char *at)
{
	for (at++; *at != '"'; at++)
		if (*at == '\\')
			at++;
	return at + 1;
}

static int64
count_keys_of_text(const char *text)
{
	int64		n = 0;

	while (*text != '\0')
	{
		if (*text == '"')
			text = skip_string(text);
		else
			n += *text++ == ':';
	}
	return n;
}

static int64
count_keys_of_value(Jsonb *json)
{
	JsonbIterator *iterator = JsonbIteratorInit(&json->root);
	JsonbIteratorToken token;
	JsonbValue	value;
	int64		n = 0;

	while ((token = JsonbIteratorNext(&iterator, &value, false)) != WJB_DONE)
		n += token == WJB_KEY;
	return n;
}

/*
 * A key that an object of the text has twice, as it is written; NULL if they
 * are the same only when escapes are read.
 */
static char *
find_repeated_key(const char *text)
{
	List	   *objects = NIL;	/* lists of keys, the innermost first */
	char	   *key = NULL;		/* the last string */

	while (*text != '\0')
	{
		if (*text == '"')
		{
			const char *end = skip_string(text);

			key = pnstrdup(text + 1, end - text - 2);
			text = end;
			continue;
		}
		if (*text == '{')
			objects = lcons(NIL, objects);
		else if (*text == '}')
			objects = list_delete_first(objects);
		else if (*text == ':')
		{
			List	   *keys = linitial(objects);
			ListCell   *cell;

			foreach(cell, keys)
				if (strcmp(lfirst(cell), key) == 0)
					return key;
			linitial(objects) = lappend(keys, key);
		}
		text++;
	}
	return NULL;
}

Jsonb *
logistic_json_read(char *text, const char *type)
{
	Jsonb	   *json = DatumGetJsonbP(DirectFunctionCall1(jsonb_in,
														  CStringGetDatum(text)));
	char	   *key;

	if (count_keys_of_text(text) == count_keys_of_value(json))
		return json;
	key = find_repeated_key(text);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 key != NULL ?
			 errmsg("invalid %s: key \"%s\" is given twice", type, key) :
			 errmsg("invalid %s: a key is given twice", type)));
	return NULL;				/* keep the compiler quiet */
}
