/*-------------------------------------------------------------------------
 *
 * xml_read.c
 *		Reads elements and attributes of XML 1.0, one after the other.
 *
 * Only the names of the open elements and the attributes of the last one are
 * kept, and nothing is recursive, so no document can exhaust memory or stack.
 * The encoding that a document declares is ignored: the server has converted
 * its text already.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "pg/compat.h"
#include "mb/pg_wchar.h"

#include "interchange/xml.h"

int
logistic_xml_line(const LogisticXml *xml)
{
	const char *s;
	int			line = 1;

	for (s = xml->text; s < xml->at; s++)
		if (*s == '\n')
			line++;
	return line;
}

/*
 * Raises the error for text that is not XML, or uses XML that is not
 * supported.
 */
pg_noreturn static void syntax_error(const LogisticXml *xml,
									 const char *problem);

static void
syntax_error(const LogisticXml *xml, const char *problem)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid %s: line %d: %s", xml->format,
					logistic_xml_line(xml), problem)));
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Every character beyond ASCII counts as a letter. */
static bool
is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
		c == ':' || IS_HIGHBIT_SET(c);
}

static bool
is_name_part(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/* Skips the wanted text if it comes next; returns whether it did. */
static bool
take(LogisticXml *xml, const char *wanted)
{
	if (strncmp(xml->at, wanted, strlen(wanted)) != 0)
		return false;
	xml->at += strlen(wanted);
	return true;
}

/* Skips white space; returns whether there was any. */
static bool
take_space(LogisticXml *xml)
{
	const char *start = xml->at;

	while (is_space(*xml->at))
		xml->at++;
	return xml->at > start;
}

/* Passes over all up to an end, and over the end. */
static void
take_until(LogisticXml *xml, const char *end, const char *what)
{
	const char *found = strstr(xml->at, end);

	if (found == NULL)
		syntax_error(xml, psprintf("%s does not end", what));
	xml->at = found + strlen(end);
}

static char *
take_name(LogisticXml *xml)
{
	const char *start = xml->at;

	if (!is_name_start(*xml->at))
		syntax_error(xml, "a name is missing");
	while (is_name_part(*xml->at))
		xml->at++;
	return pnstrdup(start, xml->at - start);
}

/* A comment or processing instruction, if one comes next. */
static bool
take_aside(LogisticXml *xml)
{
	if (take(xml, "<!--"))
	{
		take_until(xml, "--", "a comment");
		if (!take(xml, ">"))
			syntax_error(xml, "a comment contains \"--\"");
		return true;
	}
	if (take(xml, "<?"))
	{
		take_until(xml, "?>", "a processing instruction");
		return true;
	}
	return false;
}

/* The number of a character reference, after its "&#". */
static pg_wchar
take_number(LogisticXml *xml)
{
	bool		is_hex = take(xml, "x");
	const char *start = xml->at;
	pg_wchar	code = 0;

	for (;; xml->at++)
	{
		char		c = *xml->at;
		int			digit = c >= '0' && c <= '9' ? c - '0' :
			is_hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 :
			is_hex && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

		if (digit < 0)
			break;
		code = code * (is_hex ? 16 : 10) + digit;
		if (code > 0x10FFFF)
			break;
	}
	if (xml->at == start || code > 0x10FFFF || !(code >= ' ' || code == '\t' ||
												 code == '\n' || code == '\r') ||
		(code >= 0xD800 && code <= 0xDFFF) || code == 0xFFFE || code == 0xFFFF)
		syntax_error(xml, "a reference is to no character of XML");
	return code;
}

/* What a reference stands for, after its "&", is appended. */
static void
take_reference(LogisticXml *xml, StringInfo value)
{
	static const struct
	{
		const char *name;
		char		character;
	}			entities[] = {
		{"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'},
		{"apos;", '\''}
	};
	unsigned char character[MAX_UNICODE_EQUIVALENT_STRING + 1];
	int			i;

	if (take(xml, "#"))
	{
		pg_unicode_to_server(take_number(xml), character);
		appendStringInfoString(value, (char *) character);
		if (!take(xml, ";"))
			syntax_error(xml, "a reference does not end with \";\"");
		return;
	}
	for (i = 0; i < (int) lengthof(entities); i++)
		if (take(xml, entities[i].name))
		{
			appendStringInfoChar(value, entities[i].character);
			return;
		}
	syntax_error(xml, "\"&\" begins no reference that is known");
}

/* A value in quotes; each white space in it is a space. */
static char *
take_value(LogisticXml *xml)
{
	StringInfoData value;
	char		quote = *xml->at;
	char	   *copy;

	if (quote != '"' && quote != '\'')
		syntax_error(xml, "the value of an attribute is not in quotes");
	xml->at++;
	initStringInfo(&value);
	while (*xml->at != quote)
	{
		if (*xml->at == '\0' || *xml->at == '<')
			syntax_error(xml, "the value of an attribute does not end");
		if (take(xml, "&"))
			take_reference(xml, &value);
		else if (take(xml, "\r\n") || take(xml, "\r") || take(xml, "\n") ||
				 take(xml, "\t"))
			appendStringInfoChar(&value, ' ');
		else
			appendStringInfoChar(&value, *xml->at++);
	}
	xml->at++;
	copy = pstrdup(value.data);
	pfree(value.data);			/* has room for far more */
	return copy;
}

/* The start of an element, after its "<". */
static void
take_start(LogisticXml *xml)
{
	char	   *name = take_name(xml);

	if (xml->depth == LOGISTIC_XML_DEPTH)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("invalid %s: line %d: elements are nested more than %d deep",
						xml->format, logistic_xml_line(xml),
						LOGISTIC_XML_DEPTH)));
	xml->names[xml->depth++] = name;
	while (xml->n_attributes > 0)
	{
		xml->n_attributes--;
		pfree(xml->attributes[xml->n_attributes].name);
		pfree(xml->attributes[xml->n_attributes].value);
	}
	for (;;)
	{
		bool		has_space = take_space(xml);
		LogisticXmlAttribute *attribute;

		xml->is_empty = take(xml, "/>");
		if (xml->is_empty || take(xml, ">"))
			return;
		if (!has_space)
			syntax_error(xml, psprintf("the tag <%s> does not end", name));
		if (xml->n_attributes == LOGISTIC_XML_ATTRIBUTES)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("invalid %s: line %d: <%s> has more than %d attributes",
							xml->format, logistic_xml_line(xml), name,
							LOGISTIC_XML_ATTRIBUTES)));
		attribute = &xml->attributes[xml->n_attributes];
		attribute->name = take_name(xml);
		if (logistic_xml_find(xml, attribute->name) != NULL)
			syntax_error(xml, psprintf("<%s> has two attributes \"%s\"", name,
									   attribute->name));
		take_space(xml);
		if (!take(xml, "="))
			syntax_error(xml, psprintf("attribute \"%s\" has no value",
									   attribute->name));
		take_space(xml);
		attribute->value = take_value(xml);
		xml->n_attributes++;
	}
}

/* The end of an element, after its "</". */
static void
take_end(LogisticXml *xml)
{
	char	   *name = take_name(xml);
	char	   *wanted = xml->names[xml->depth - 1];

	if (strcmp(name, wanted) != 0)
		syntax_error(xml, psprintf("</%s> ends <%s>", name, wanted));
	take_space(xml);
	if (!take(xml, ">"))
		syntax_error(xml, psprintf("the tag </%s> does not end", name));
	pfree(name);
	pfree(wanted);
	xml->depth--;
}

void
logistic_xml_open(LogisticXml *xml, const char *format, const char *text)
{
	Size		length = strlen(text);
	const char *forbidden;

	memset(xml, 0, sizeof(*xml));
	xml->format = format;
	xml->text = xml->at = text;
	if (length > LOGISTIC_XML_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s has %zu bytes, but at most %d are read", format,
						length, LOGISTIC_XML_BYTES)));
	forbidden = logistic_xml_forbidden(text);
	if (forbidden != NULL)
	{
		xml->at = forbidden;
		syntax_error(xml, "a character that XML does not allow");
	}
	if (GetDatabaseEncoding() == PG_UTF8)
		(void) take(xml, "\xEF\xBB\xBF");	/* byte order mark */
	while (take_space(xml) || take_aside(xml))
		;
	if (take(xml, "<!"))
		syntax_error(xml, "a document type is not read");
	if (!take(xml, "<"))
		syntax_error(xml, "an element is missing");
	take_start(xml);
}

bool
logistic_xml_child(LogisticXml *xml)
{
	CHECK_FOR_INTERRUPTS();
	if (xml->is_empty)
	{
		xml->is_empty = false;
		pfree(xml->names[--xml->depth]);
		return false;
	}
	for (;;)
	{
		StringInfoData ignored;

		if (take(xml, "&"))
		{
			initStringInfo(&ignored);
			take_reference(xml, &ignored);
			pfree(ignored.data);
		}
		else if (take(xml, "<![CDATA["))
			take_until(xml, "]]>", "a CDATA section");
		else if (take(xml, "]]>"))
			syntax_error(xml, "\"]]>\" ends no CDATA section");
		else if (take_aside(xml))
			continue;
		else if (take(xml, "</"))
		{
			take_end(xml);
			return false;
		}
		else if (take(xml, "<"))
		{
			take_start(xml);
			return true;
		}
		else if (*xml->at++ == '\0')
		{
			xml->at--;
			syntax_error(xml, psprintf("<%s> does not end",
									   xml->names[xml->depth - 1]));
		}
	}
}

void
logistic_xml_skip(LogisticXml *xml)
{
	int			depth = xml->depth;

	while (xml->depth >= depth)
		(void) logistic_xml_child(xml);
}

void
logistic_xml_close(LogisticXml *xml)
{
	while (take_space(xml) || take_aside(xml))
		;
	if (*xml->at != '\0')
		syntax_error(xml, "something follows the end");
}

const char *
logistic_xml_name(const LogisticXml *xml)
{
	return xml->names[xml->depth - 1];
}

bool
logistic_xml_is(const LogisticXml *xml, const char *name)
{
	return strcmp(logistic_xml_name(xml), name) == 0;
}

const char *
logistic_xml_find(const LogisticXml *xml, const char *name)
{
	int			i;

	for (i = 0; i < xml->n_attributes; i++)
		if (strcmp(xml->attributes[i].name, name) == 0)
			return xml->attributes[i].value;
	return NULL;
}

const char *
logistic_xml_require(const LogisticXml *xml, const char *name)
{
	const char *value = logistic_xml_find(xml, name);

	if (value == NULL)
		syntax_error(xml, psprintf("<%s> has no attribute \"%s\"",
								   logistic_xml_name(xml), name));
	return value;
}

double
logistic_xml_number(const LogisticXml *xml, const char *name, double fallback)
{
	const char *value = logistic_xml_find(xml, name);
	char	   *end;
	double		number;

	if (value == NULL)
		return fallback;
	number = strtod(value, &end);
	/* strtod reads hexadecimal, and words, too */
	if (*end != '\0' || *value == '\0' || !isfinite(number) ||
		strspn(value, "0123456789+-.eE") != strlen(value))
		syntax_error(xml, psprintf("\"%s\" of <%s> is \"%s\", but must be a finite number",
								   name, logistic_xml_name(xml), value));
	return number;
}

double
logistic_xml_require_number(const LogisticXml *xml, const char *name)
{
	(void) logistic_xml_require(xml, name);
	return logistic_xml_number(xml, name, 0.0);
}
