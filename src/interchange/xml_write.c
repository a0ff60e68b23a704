/*-------------------------------------------------------------------------
 *
 * xml_write.c
 *		Writes attributes of XML.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/shortest_dec.h"
#include "mb/pg_wchar.h"

#include "interchange/xml.h"

/*
 * XML 1.0 has no control characters but tab, line feed and carriage return,
 * not even as references, and neither U+FFFE nor U+FFFF.
 */
const char *
logistic_xml_forbidden(const char *text)
{
	bool		is_utf8 = GetDatabaseEncoding() == PG_UTF8;

	for (; *text != '\0'; text++)
	{
		unsigned char c = *text;

		if (c < ' ' && c != '\t' && c != '\n' && c != '\r')
			return text;
		if (is_utf8 && (strncmp(text, "\xEF\xBF\xBE", 3) == 0 ||
						strncmp(text, "\xEF\xBF\xBF", 3) == 0))
			return text;
	}
	return NULL;
}

/*
 * White space other than the space is written as a reference, as a reader
 * makes a space of it elsewhere.
 */
void
logistic_xml_write(StringInfo text, const char *name, const char *value)
{
	if (logistic_xml_forbidden(value) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("\"%s\" cannot be written in XML", value),
				 errdetail("XML has no control characters, and neither U+FFFE nor U+FFFF.")));
	appendStringInfo(text, " %s=\"", name);
	for (; *value != '\0'; value++)
		switch (*value)
		{
			case '&':
				appendStringInfoString(text, "&amp;");
				break;
			case '<':
				appendStringInfoString(text, "&lt;");
				break;
			case '>':
				appendStringInfoString(text, "&gt;");
				break;
			case '"':
				appendStringInfoString(text, "&quot;");
				break;
			case '\t':
			case '\n':
			case '\r':
				appendStringInfo(text, "&#%d;", *value);
				break;
			default:
				appendStringInfoChar(text, *value);
		}
	appendStringInfoChar(text, '"');
}

void
logistic_xml_write_number(StringInfo text, const char *name, double value)
{
	char		digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(value, digits);
	appendStringInfo(text, " %s=\"%s\"", name, digits);
}
