/*-------------------------------------------------------------------------
 *
 * json_text.h
 *		Reads JSON that somebody wrote.
 *
 *-------------------------------------------------------------------------
 */
#ifndef LOGISTIC_JSON_TEXT_H
#define LOGISTIC_JSON_TEXT_H

#include "utils/jsonb.h"

/*
 * The value of a text, palloc'd.  Errors: no JSON; an object that has a key
 * twice, of which jsonb would keep the last without a word.  "type" is the
 * SQL type that the text is to be.
 */
extern Jsonb *logistic_json_read(char *text, const char *type);

#endif							/* LOGISTIC_JSON_TEXT_H */
