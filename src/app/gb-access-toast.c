/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the chairman is told in passing of this machine's access to the province, with what can be done about it. */
#include "gb-access-toast.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-net-error.h"
#include "gb-time.h"
#include "gb-toast.h"

/* (transfer full): it stays until it is answered */
static AdwToast *
new_toast (const char *text,
           const char *label,
           const char *action)
{
  AdwToast *toast = gb_toast_new (text);

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  return toast;
}

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

  if (account == NULL || !gb_account_is_ending (account, now))
    return NULL;
  day = gb_format_full_day (gb_time_day (gb_account_get_end (account, now)));
  /* Translators: a date */
  text = g_strdup_printf (_("No contact with the province for long: the data here will be deleted on %s"), day);
  return new_toast (text, _("Synchronise"), "win.sync");
}

/**
 * gb_access_toast_new_for_error:
 * @error: (nullable): why the last run of the sync ended early
 *
 * Without access nothing can be fetched or sent; what is here can still be read.
 *
 * Returns: (transfer full) (nullable): a toast, or %NULL where signing in again is no remedy
 */
AdwToast *
gb_access_toast_new_for_error (const GError *error)
{
  if (!g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_UNAUTHORIZED)
      && !g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_TOKEN))
    return NULL;
  return new_toast (_("This machine has to sign in to the province again"), _("Sign in…"), "win.sign-in");
}
