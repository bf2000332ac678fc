/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-toast.h"

/**
 * gb_toast_new:
 * @text: what to say in passing, as it is
 *
 * A toast's title is markup: with the “&” of an address or of a name it would stay empty.
 *
 * Returns: (transfer floating): a toast that says @text
 */
AdwToast *
gb_toast_new (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}
