/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-attachments-words.h"

#include "gb-format.h"

#include <glib/gi18n-lib.h>

/**
 * gb_attachments_words:
 * @waiting: what is to be sent of files
 * @metered: whether the network counts every byte, so that files wait for another one
 * @now: UTC seconds
 *
 * Returns: (transfer full) (nullable): how many files wait, how much that is and what for; %NULL when none does
 */
char *
gb_attachments_words (const GbAttachmentWaiting *waiting,
                      gboolean                   metered,
                      gint64                     now)
{
  g_autofree char *bytes = gb_format_bytes ((gint64) waiting->bytes);
  g_autofree char *files = NULL;
  g_autofree char *moment = NULL;

  if (waiting->files == 0)
    return NULL;
  /* Translators: a number of files, and a size such as "1,4 MB" */
  files = g_strdup_printf (ngettext ("%u file waits to be sent (%s)", "%u files wait to be sent (%s)", waiting->files),
                           waiting->files, bytes);
  if (metered)
    /* Translators: how many files wait */
    return g_strdup_printf (_("%s. This network counts every byte, so files wait for another one."), files);
  if (waiting->next_attempt <= now)
    /* Translators: how many files wait */
    return g_strdup_printf (_("%s. Files go with the next sync."), files);
  moment = gb_format_moment (waiting->next_attempt, now);
  /* Translators: how many files wait, and a moment */
  return g_strdup_printf (_("%s. The link broke; files are sent again at %s."), files, moment);
}
