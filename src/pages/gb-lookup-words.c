/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-lookup-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/**
 * gb_lookup_words_kind:
 *
 * Returns: what can be looked up, as a chip names it
 */
const char *
gb_lookup_words_kind (GbLookupKind kind)
{
  switch (kind)
    {
    case GB_LOOKUP_PLACES:
      return _("Former and new communes");
    case GB_LOOKUP_GUIDANCE:
      return _("Guidance");
    case GB_LOOKUP_CONTACTS:
      return _("Departments' contacts");
    case GB_LOOKUP_PROCEDURES:
    default:
      return _("Procedures");
    }
}

/**
 * gb_lookup_words_summary:
 * @n: how many rows of it are shown
 *
 * Returns: (transfer full): "13 thủ tục"
 */
char *
gb_lookup_words_summary (GbLookupKind kind,
                         guint        n)
{
  g_autofree char *number = gb_format_number (n);

  switch (kind)
    {
    case GB_LOOKUP_PLACES:
      return g_strdup_printf (ngettext ("%s place", "%s places", n), number);
    case GB_LOOKUP_GUIDANCE:
      return g_strdup_printf (ngettext ("%s answer", "%s answers", n), number);
    case GB_LOOKUP_CONTACTS:
      return g_strdup_printf (ngettext ("%s contact", "%s contacts", n), number);
    case GB_LOOKUP_PROCEDURES:
    default:
      return g_strdup_printf (ngettext ("%s procedure", "%s procedures", n), number);
    }
}

/**
 * gb_lookup_words_empty:
 * @answer: what was found
 * @kind: of which nothing was
 *
 * Returns: what to do where nothing of a kind was found
 */
const char *
gb_lookup_words_empty (const GbLookupAnswer *answer,
                       GbLookupKind          kind)
{
  for (guint i = 0; *answer->text != '\0' && i < GB_N_LOOKUP_KINDS; i++)
    if (i != kind && gb_lookup_answer_count (answer, i) > 0)
      return _("Look at the other kinds above, or try fewer words.");
  if (*answer->text != '\0')
    return _("Try fewer or other words; accents do not matter.");
  if (kind == GB_LOOKUP_GUIDANCE)
    return _("What departments publish as guidance stands here after the next sync.");
  return _("It comes with the next sync.");
}
