/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-text.h"

/* Longer names are cut by some systems, with the suffix. */
#define LONGEST_NAME 80

/**
 * gb_export_words_form:
 *
 * Returns: what a menu calls it, with a mnemonic
 */
const char *
gb_export_words_form (GbExportForm form)
{
  static const char *const labels[GB_N_EXPORT_FORMS] = {
    [GB_EXPORT_XLSX] = N_ ("_Excel workbook…"),
    [GB_EXPORT_CSV] = N_ ("_CSV table…"),
    [GB_EXPORT_CSV_PLAIN] = N_ ("CSV for other _programs…"),
    [GB_EXPORT_CALENDAR] = N_ ("Ca_lendar…"),
    [GB_EXPORT_WHOLE_CALENDAR] = N_ ("Calendar of _everything with a day…"),
    [GB_EXPORT_CONTACTS] = N_ ("Con_tact cards…"),
    [GB_EXPORT_GEOJSON] = N_ ("_GeoJSON for maps…"),
  };

  return _ (labels[form]);
}

/* Letters and digits that every system takes, with hyphens between the words. */
static char *
make_slug (const char *text)
{
  g_autofree char *folded = gb_text_fold (text);
  GString *slug = g_string_new (NULL);

  for (const char *p = folded; *p != '\0' && slug->len < LONGEST_NAME; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, *p);
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (slug, FALSE);
}

/**
 * gb_export_words_file_name:
 * @name: what is in the file, in words
 * @suffix: how it ends, without the dot
 * @day: of when it is
 *
 * Returns: (transfer full): a file's name without accents: "ho-so-qua-han-2026-08-26.xlsx"
 */
char *
gb_export_words_file_name (const char *name,
                           const char *suffix,
                           GbDay       day)
{
  g_autofree char *slug = make_slug (name);
  g_autofree char *date = gb_day_format (day);

  return g_strdup_printf ("%s%s%s.%s", slug, *slug != '\0' ? "-" : "", date, suffix);
}

/**
 * gb_export_words_marked:
 *
 * Returns: (transfer full): what a menu calls the marked rows
 */
char *
gb_export_words_marked (guint n_marked)
{
  g_autofree char *number = gb_format_number (n_marked);

  return g_strdup_printf (ngettext ("%s selected row", "%s selected rows", n_marked), number);
}

/**
 * gb_export_words_progress:
 *
 * Returns: (transfer full): how far it is
 */
char *
gb_export_words_progress (GbExportJob *job)
{
  gint64 n_rows = gb_export_job_get_n_rows (job), total = gb_export_job_get_total (job);
  g_autofree char *rows = gb_format_number (n_rows);
  g_autofree char *of = gb_format_number (total);

  if (total >= 0)
    /* Translators: two numbers of rows */
    return g_strdup_printf (_("Saving row %s of %s"), rows, of);
  /* Translators: a number of rows */
  return g_strdup_printf (_("Saving row %s"), rows);
}

/**
 * gb_export_words_saved:
 *
 * Returns: (transfer full): how much was saved, and as which file
 */
char *
gb_export_words_saved (GbExportJob *job)
{
  gint64 n = gb_export_job_get_n_rows (job);
  g_autofree char *number = gb_format_number (n);
  g_autofree char *name = g_file_get_basename (gb_export_job_get_file (job));

  switch (gb_export_job_get_form (job))
    {
    case GB_EXPORT_CALENDAR:
    case GB_EXPORT_WHOLE_CALENDAR:
      /* Translators: how many entries of a calendar, and a file's name */
      return g_strdup_printf (ngettext ("%s entry saved in “%s”", "%s entries saved in “%s”", (gulong) n), number, name);
    case GB_EXPORT_CONTACTS:
      /* Translators: how many contact cards, and a file's name */
      return g_strdup_printf (ngettext ("%s contact saved in “%s”", "%s contacts saved in “%s”", (gulong) n), number, name);
    case GB_EXPORT_GEOJSON:
      /* Translators: how many places of a map, and a file's name */
      return g_strdup_printf (ngettext ("%s place saved in “%s”", "%s places saved in “%s”", (gulong) n), number, name);
    case GB_EXPORT_XLSX:
    case GB_EXPORT_CSV:
    case GB_EXPORT_CSV_PLAIN:
    default:
      /* Translators: how many rows of a table, and a file's name */
      return g_strdup_printf (ngettext ("%s row saved in “%s”", "%s rows saved in “%s”", (gulong) n), number, name);
    }
}

/**
 * gb_export_words_failed:
 *
 * Returns: why nothing was saved
 */
const char *
gb_export_words_failed (GbExportJob *job)
{
  const GError *error = gb_export_job_get_error (job);

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _("Stopped: nothing was saved") : error->message;
}
