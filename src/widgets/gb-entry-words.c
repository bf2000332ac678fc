/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-entry-words.h"

/**
 * gb_entry_words_show:
 * @entry: where words are typed
 * @words: (nullable): the words as they are kept, without space around them
 *
 * Shows what is kept unless it was typed here. What is kept comes back while its user goes on typing: to set it again
 * would take the space between two words away, put the cursor before the first one and end an input method's composition.
 */
void
gb_entry_words_show (GtkEditable *entry,
                     const char  *words)
{
  g_autofree char *typed = NULL;

  g_return_if_fail (GTK_IS_EDITABLE (entry));

  typed = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  if (g_strcmp0 (typed, words != NULL ? words : "") != 0)
    gtk_editable_set_text (entry, words != NULL ? words : "");
}
