/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-recipient.h"

#include <glib/gi18n-lib.h>

/* What a commune reports to, and what a province does. */
static const struct
{
  const char *commune_short;
  const char *commune_text;
  const char *province_short;
  const char *province_text;
} recipients[GB_N_BRIEFING_RECIPIENTS] = {
  /* Translators: %s is a commune with its type */
  { N_ ("Standing Party committee"), N_ ("the Standing Party Committee of %s"),
    N_ ("Standing provincial Party committee"), N_ ("the Standing Provincial Party Committee") },
  /* Translators: %s is a province as it stands in a sentence, "tỉnh Quảng Ngãi" */
  { N_ ("Provincial People's Committee"), N_ ("the People's Committee of %s"),
    N_ ("Chairman of the province"), N_ ("the Chairman of the People's Committee of %s") },
  /* Translators: %s is a province as it stands in a sentence, "tỉnh Quảng Ngãi" */
  { N_ ("Chairman of the province"), N_ ("the Chairman of the People's Committee of %s"),
    N_ ("People's Committees of the communes"), N_ ("the People's Committees of the communes") },
};

/**
 * gb_briefing_recipient_short:
 * @which: 0 is whom it goes to unless something else is said
 *
 * Returns: for a button: "Thường trực Đảng ủy"
 */
const char *
gb_briefing_recipient_short (const GbBriefing *briefing,
                             int               which)
{
  return _(briefing->commune != NULL ? recipients[which].commune_short : recipients[which].province_short);
}

/**
 * gb_briefing_recipient_text:
 * @which: as of gb_briefing_recipient_short()
 *
 * Returns: (transfer full): for the sheet: "Thường trực Đảng ủy phường Nghĩa Lộ"
 */
char *
gb_briefing_recipient_text (const GbBriefing *briefing,
                            int               which)
{
  const char *text = _(briefing->commune != NULL ? recipients[which].commune_text : recipients[which].province_text);
  const char *province = briefing->note.place != NULL ? briefing->note.place : "……";
  g_autofree char *commune = g_strdup_printf ("%s %s", briefing->commune_type != NULL ? briefing->commune_type : "",
                                              briefing->commune_name != NULL ? briefing->commune_name : "……");
  g_auto (GStrv) parts = g_strsplit (text, "%s", 2);

  return g_strjoinv (briefing->commune != NULL && which == 0 ? g_strstrip (commune) : province, parts);
}

/**
 * gb_briefing_recipient_find:
 * @text: (nullable): whom it is addressed to; %NULL where nobody said so
 *
 * Returns: which one that is, -1 for somebody else
 */
int
gb_briefing_recipient_find (const GbBriefing *briefing,
                            const char       *text)
{
  if (text == NULL)
    return 0;
  for (int i = 0; i < GB_N_BRIEFING_RECIPIENTS; i++)
    {
      g_autofree char *usual = gb_briefing_recipient_text (briefing, i);

      if (g_str_equal (usual, text))
        return i;
    }
  return -1;
}
