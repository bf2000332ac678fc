/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-text.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>
#include <unicode/uvernum.h>

/* The Vietnamese rules of ICU. Opened once and never closed: opening costs milliseconds, and a
 * collator may be used from any thread once it is set up. */
static UCollator *
vietnamese_collator (void)
{
  static gsize once;
  static UCollator *collator;

  if (g_once_init_enter (&once))
    {
      UErrorCode status = U_ZERO_ERROR;

      collator = ucol_open ("vi", &status);
      if (U_FAILURE (status))
        g_error ("ICU has no Vietnamese collation: %s", u_errorName (status));
      g_once_init_leave (&once, 1);
    }
  return collator;
}

/**
 * gb_text_fold:
 * @text: (nullable): UTF-8
 *
 * Folds for search: small letters, no tone or vowel marks, đ as d, runs of white space as one
 * space. What is typed without Vietnamese input finds what is written with it.
 *
 * Returns: (transfer full): the folded text, empty for %NULL or text that is not UTF-8
 */
char *
gb_text_fold (const char *text)
{
  g_autofree char *decomposed = NULL;
  GString *folded;
  gboolean space = FALSE;

  if (text == NULL)
    return g_strdup ("");
  decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  if (decomposed == NULL)
    return g_strdup ("");

  folded = g_string_sized_new (strlen (decomposed));
  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      if (g_unichar_isspace (c))
        {
          space = folded->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (folded, ' ');
      space = FALSE;
      if (c == 0x0111 || c == 0x0110)
        c = 'd';
      g_string_append_unichar (folded, g_unichar_tolower (c));
    }
  return g_string_free (folded, FALSE);
}

/**
 * gb_text_sort_key:
 * @text: (nullable): UTF-8
 *
 * Returns: (transfer full): bytes whose memcmp() order is the Vietnamese alphabet's; to be stored
 *   together with gb_text_icu_version(), for another version's keys cannot be compared
 */
GBytes *
gb_text_sort_key (const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0, size;
  g_autofree UChar *utf16 = NULL;
  guint8 *key;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    text = "";
  utf16 = g_new (UChar, strlen (text) + 1);
  u_strFromUTF8 (utf16, (int32_t) strlen (text) + 1, &length, text, -1, &status);

  size = ucol_getSortKey (vietnamese_collator (), utf16, length, NULL, 0);
  key = g_malloc (size);
  ucol_getSortKey (vietnamese_collator (), utf16, length, key, size);
  return g_bytes_new_take (key, size);
}

/**
 * gb_text_compare:
 *
 * For a few texts; many are better sorted by their keys.
 *
 * Returns: less than, equal to or greater than 0: their order in the Vietnamese alphabet
 */
int
gb_text_compare (const char *first,
                 const char *second)
{
  g_autoptr (GBytes) key = gb_text_sort_key (first);
  g_autoptr (GBytes) other = gb_text_sort_key (second);

  return g_bytes_compare (key, other);
}

/**
 * gb_text_person_sort_key:
 * @name: (nullable): a person's full name, family name first
 *
 * Vietnamese names sort by the given name (the last word), then by the rest.
 *
 * Returns: (transfer full): a key as of gb_text_sort_key()
 */
GBytes *
gb_text_person_sort_key (const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name != NULL ? name : ""));
  char *given = strrchr (trimmed, ' ');
  g_autofree char *turned = NULL;

  if (given == NULL)
    return gb_text_sort_key (trimmed);

  *given++ = '\0';
  /* U+FFFE is ICU's separator of merged keys: it sorts below everything, at every level. */
  turned = g_strconcat (given, "\357\277\276", trimmed, NULL);
  return gb_text_sort_key (turned);
}

/* The YYMMDD before the last dash, or NULL. */
static const char *
find_date_part (const char *code)
{
  const char *dash = strrchr (code, '-');
  const char *start;

  if (dash == NULL || dash - code < 7)
    return NULL;
  start = dash - 6;
  if (start[-1] != '-')
    return NULL;
  for (const char *p = start; p < dash; p++)
    if (!g_ascii_isdigit (*p))
      return NULL;
  return start;
}

/**
 * gb_text_code_sort_key:
 * @code: a dossier's code, any of the three forms of circular 04/2025 and before
 *
 * Codes are opaque but for their order: by date part, then serial.
 *
 * Returns: (transfer full): a text whose byte order is that of the codes
 */
char *
gb_text_code_sort_key (const char *code)
{
  const char *date = find_date_part (code);

  if (date == NULL)
    return g_strdup (code);
  return g_strdup_printf ("%s %.*s", date, (int) (date - code), code);
}

/**
 * gb_text_icu_version:
 *
 * Returns: the version of the collation rules, such as "72.1 153.120"; sort keys of another
 *   version have to be made anew
 */
const char *
gb_text_icu_version (void)
{
  static gsize once;
  static char text[2 * U_MAX_VERSION_STRING_LENGTH + 2];

  if (g_once_init_enter (&once))
    {
      UVersionInfo version;
      char rules[U_MAX_VERSION_STRING_LENGTH];

      ucol_getVersion (vietnamese_collator (), version);
      u_versionToString (version, rules);
      g_snprintf (text, sizeof text, "%s %s", U_ICU_VERSION, rules);
      g_once_init_leave (&once, 1);
    }
  return text;
}
