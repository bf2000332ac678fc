/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-boundaries.h"

#include "gb-boundaries-feed.h"
#include "gb-sync-error.h"

#include <glib/gi18n-lib.h>

/* Nobody reads more of them on a terminal. */
#define MOST_TOLD 20

/**
 * gb_cli_tell_boundaries_refusals:
 * @taken: what became of a file
 *
 * Says on stderr what was not taken, and which communes have no borders.
 */
void
gb_cli_tell_boundaries_refusals (const GbBoundariesTaken *taken)
{
  guint n_missing = g_strv_length (taken->missing);

  for (guint i = 0; i < MIN (taken->refusals->len, MOST_TOLD); i++)
    {
      const GbGeoRefusal *refusal = taken->refusals->pdata[i];

      g_printerr (_("%s, feature %u, %s: %s\n"), taken->file, refusal->index + 1, refusal->field, refusal->reason);
    }
  if (taken->n_refused > MOST_TOLD)
    g_printerr (ngettext ("%u more feature was not taken.\n", "%u more features were not taken.\n",
                          taken->n_refused - MOST_TOLD), taken->n_refused - MOST_TOLD);
  if (n_missing > 0 && taken->n_taken > 0)
    g_printerr (ngettext ("%u commune has no borders; it is drawn as a point.\n",
                          "%u communes have no borders; they are drawn as points.\n", n_missing), n_missing);
}

/**
 * gb_cli_refresh_boundaries:
 *
 * Takes in the province's boundaries where their file has come and that was not done yet. What is wrong with them is said,
 * and is no fault of the command that was typed.
 */
void
gb_cli_refresh_boundaries (GbCli *cli)
{
  g_autoptr (GbBoundariesTaken) taken = NULL;
  g_autoptr (GError) error = NULL;
  GbBoundariesNews news;

  if (!gb_store_is_open (cli->store))
    return;
  if (!gb_boundaries_refresh (cli->store, &news, &taken, NULL, &error))
    {
      /* A cache without communes is on its way. */
      if (!g_error_matches (error, GB_SYNC_ERROR, GB_SYNC_ERROR_NO_COMMUNES))
        g_printerr (_("The province's boundaries could not be taken in; the map stays as it was: %s\n"), error->message);
      return;
    }
  if (news == GB_BOUNDARIES_REMOVED)
    g_printerr ("%s\n", _("The province has no boundaries any more; the map shows made-up ones."));
  if (taken != NULL)
    gb_cli_tell_boundaries_refusals (taken);
}
