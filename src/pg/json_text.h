/*-------------------------------------------------------------------------
 *
 * json_text.h
 *		Parses text by PostgreSQL's JSON parser, and refuses repeated keys.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_JSON_TEXT_H
#define LOGISTIC_JSON_TEXT_H

#include "utils/jsonb.h"

/*
 * Returns the parsed text, palloc'd.  Errors: the text is not JSON; an object
 * has a key twice (jsonb would silently keep the last one).  "type" is the SQL
 * type whose input the text is, for messages.
 */
extern Jsonb *logistic_json_read(char *text, const char *type);

#endif							/* LOGISTIC_JSON_TEXT_H */
