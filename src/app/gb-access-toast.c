/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the chairman is told in passing of this machine's access to the province, with what can be done about it. */
#include "gb-access-toast.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-time.h"
#include "gb-toast.h"

/**
 * gb_access_toast_new_for_end:
 * @account: (nullable): as what the workstation is known
 * @now: UTC seconds
 *
 * Days without contact: what will happen unless somebody does something.
 *
 * Returns: (transfer full) (nullable): a toast, or %NULL where the end is far
 */
AdwToast *
gb_access_toast_new_for_end (const GbAccount *account,
                             gint64           now)
{
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (account == NULL || !gb_account_is_ending (account, now))
    return NULL;
  day = gb_format_full_day (gb_time_day (gb_account_get_end (account, now)));
  /* Translators: a date */
  text = g_strdup_printf (_("No contact with the province for long: the data here will be deleted on %s"), day);
  toast = gb_toast_new (text);
  /* it stays until it is answered */
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _("Synchronise"));
  adw_toast_set_action_name (toast, "win.sync");
  return toast;
}
