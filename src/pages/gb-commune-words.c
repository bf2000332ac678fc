/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-words.h"

#include <glib/gi18n-lib.h>
#include <pango/pango.h>
#include <string.h>

#include "gb-commune-vocabulary.h"

/* What became of a place, as the one at the counter says it to the citizen. */

/**
 * gb_commune_words_capital:
 * @text: "phường Lê Hồng Phong"
 *
 * Returns: (transfer full): "Phường Lê Hồng Phong"
 */
char *
gb_commune_words_capital (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 1));
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, text + strlen (first), NULL);
}

/**
 * gb_commune_words_name:
 *
 * Returns: (transfer full): what was found: the old unit, else the commune: "Phường Lê Hồng Phong"
 */
char *
gb_commune_words_name (const GbCommune *commune)
{
  g_autofree char *now = g_strconcat (commune->type, " ", commune->name, NULL);

  return gb_commune_words_capital (commune->old_unit != NULL ? commune->old_unit : now);
}

/* "TP. Quảng Ngãi", which leaves room for what matters; other districts in full. */
static char *
short_district (const char *district)
{
  const char *type;
  const char *name = gb_commune_vocabulary_skip_type (district, &type);

  if (g_strcmp0 (type, "thành phố") == 0)
    return g_strconcat ("TP. ", name, NULL);
  if (g_strcmp0 (type, "thị xã") == 0)
    return g_strconcat ("TX. ", name, NULL);
  return gb_commune_words_capital (district);
}

static char *
answer_old (const GbCommune *commune)
{
  g_autofree char *now = g_strconcat (commune->type, " ", commune->name, NULL);
  g_autofree char *marked = g_markup_printf_escaped ("<b>%s</b>", now);
  g_autofree char *district = commune->old_district != NULL ? short_district (commune->old_district) : NULL;
  g_autofree char *escaped = district != NULL ? g_markup_escape_text (district, -1) : NULL;
  g_autofree char *part = commune->part != NULL ? g_markup_escape_text (commune->part, -1) : NULL;

  if (escaped != NULL && part != NULL)
    /* Translators: of an old unit: its district, which part of it, and the new commune */
    return g_strdup_printf (_("%s; %s, now in %s"), escaped, part, marked);
  if (escaped != NULL)
    /* Translators: of an old unit: its district and the new commune */
    return g_strdup_printf (_("%s, now in %s"), escaped, marked);
  if (part != NULL)
    /* Translators: of an old unit: which part of it, and the new commune */
    return g_strdup_printf (_("%s, now in %s"), part, marked);
  /* Translators: of an old unit: the new commune */
  return g_strdup_printf (_("now in %s"), marked);
}

/**
 * gb_commune_words_answer:
 *
 * Returns: (transfer full): what became of an old unit, or what a commune was made of, as Pango markup: "TP. Quảng Ngãi,
 *   nay thuộc <b>phường Nghĩa Lộ</b>"
 */
char *
gb_commune_words_answer (const GbCommune *commune)
{
  g_autofree char *units = NULL;
  g_autofree char *escaped = NULL;

  if (commune->matched_old && !commune->matched_district)
    return answer_old (commune);
  if (commune->made_of == NULL)
    return g_markup_escape_text (_("left as it was"), -1);
  units = g_strjoinv (", ", commune->made_of);
  escaped = g_markup_escape_text (units, -1);
  /* Translators: old units */
  return g_strdup_printf (_("made of %s"), escaped);
}

/**
 * gb_commune_words_sentence:
 *
 * Returns: (transfer full): the whole answer in one line, to be read aloud: "Phường Lê Hồng Phong (cũ), TP. Quảng Ngãi,
 *   nay thuộc phường Nghĩa Lộ"
 */
char *
gb_commune_words_sentence (const GbCommune *commune)
{
  g_autofree char *name = gb_commune_words_name (commune);
  g_autofree char *markup = gb_commune_words_answer (commune);
  g_autofree char *answer = NULL;

  pango_parse_markup (markup, -1, 0, NULL, &answer, NULL, NULL);
  if (commune->matched_old)
    /* Translators: an old unit, and what became of it */
    return g_strdup_printf (_("%s (former), %s"), name, answer);
  return g_strdup_printf ("%s, %s", name, answer);
}

/**
 * gb_commune_words_district:
 * @communes: (element-type GbCommune)
 * @first: the first one of the district
 * @n: how many communes it became
 *
 * Returns: (transfer full): "nay là 4 đơn vị: xã Ba Gia, xã Sơn Tịnh…", as Pango markup
 */
char *
gb_commune_words_district (GPtrArray *communes,
                           guint      first,
                           guint      n)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  for (guint i = first; i < first + n; i++)
    {
      const GbCommune *commune = communes->pdata[i];

      g_string_append_printf (names, "%s%s %s", i > first ? ", " : "", commune->type, commune->name);
    }
  escaped = g_markup_escape_text (names->str, -1);
  /* Translators: of a district of before: how many communes it became, and their names */
  return g_strdup_printf (ngettext ("now %u commune: %s", "now %u communes: %s", n), n, escaped);
}
