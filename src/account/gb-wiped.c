/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-wipe.h that tells of a wipe: FILE.wiped. */
#include "gb-wipe-private.h"

#include "gb-format.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define GROUP "wiped"

static const char *const reasons[] = { "revoked", "no-contact", "asked" };

G_DEFINE_QUARK (gb-wipe-error-quark, gb_wipe_error)

static char *
marker_path (const char *cache)
{
  return g_strconcat (cache, GB_WIPED_SUFFIX, NULL);
}

/**
 * gb_wiped_read:
 * @cache: the cache's file
 *
 * Returns: (transfer full) (nullable): the wipe that took the data away, %NULL where none did
 */
GbWiped *
gb_wiped_read (const char *cache)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = marker_path (cache);
  g_autofree char *reason = NULL;
  GbWiped *self;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  self = g_new0 (GbWiped, 1);
  reason = g_key_file_get_string (file, GROUP, "reason", NULL);
  self->reason = GB_WIPE_REASON_NO_CONTACT;
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reason, reasons[i]) == 0)
      self->reason = i;
  self->at = g_key_file_get_int64 (file, GROUP, "at", NULL);
  self->hand_in = g_key_file_get_string (file, GROUP, "hand-in", NULL);
  self->n_actions = (guint) g_key_file_get_integer (file, GROUP, "actions", NULL);
  self->is_done = g_key_file_get_boolean (file, GROUP, "done", NULL);
  return self;
}

/* Durable: what is begun is ended, whatever happens between. */
gboolean
gb_wiped_write (const GbWiped *self,
                const char    *cache,
                GError       **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = marker_path (cache);
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_string (file, GROUP, "reason", reasons[self->reason]);
  g_key_file_set_int64 (file, GROUP, "at", self->at);
  if (self->hand_in != NULL)
    g_key_file_set_string (file, GROUP, "hand-in", self->hand_in);
  g_key_file_set_integer (file, GROUP, "actions", (int) self->n_actions);
  g_key_file_set_boolean (file, GROUP, "done", self->is_done);
  text = g_key_file_to_data (file, &length, NULL);
  return g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

/**
 * gb_wiped_forget:
 * @cache: the cache's file
 *
 * The workstation enrolled anew: what was before is told no longer. A file to be handed in stays.
 */
void
gb_wiped_forget (const char *cache)
{
  g_autofree char *path = marker_path (cache);

  g_unlink (path);
}

void
gb_wiped_free (GbWiped *self)
{
  if (self == NULL)
    return;
  g_free (self->hand_in);
  g_free (self);
}

/**
 * gb_wiped_describe:
 * @self: a wipe
 *
 * Returns: (transfer full): why the data are gone and what is left to be done, for the user
 */
char *
gb_wiped_describe (const GbWiped *self)
{
  g_autofree char *date = gb_format_full_day (gb_time_day (self->at));
  g_autofree char *why = NULL;
  g_autofree char *rest = NULL;

  if (self->reason == GB_WIPE_REASON_REVOKED)
    /* Translators: a date */
    why = g_strdup_printf (_("On %s the province withdrew this machine's access, and the data on it were deleted."), date);
  else if (self->reason == GB_WIPE_REASON_ASKED)
    /* Translators: a date */
    why = g_strdup_printf (_("On %s the data on this machine were deleted, as was wanted here."), date);
  else
    /* Translators: a date, a number of days */
    why = g_strdup_printf (_("On %s the data on this machine were deleted: it had been without contact with the province for %d days."),
                           date, GB_ACCOUNT_CONTACT_DAYS);
  if (self->hand_in == NULL)
    return g_steal_pointer (&why);
  rest = g_strdup_printf (ngettext ("%u change that had not been sent is sealed in “%s”; hand this file in at the province's data centre.",
                                    "%u changes that had not been sent are sealed in “%s”; hand this file in at the province's data centre.",
                                    self->n_actions),
                          self->n_actions, self->hand_in);
  return g_strjoin (" ", why, rest, NULL);
}

/**
 * gb_wiped_set_absent:
 * @error: %GB_WIPE_ERROR_ABSENT
 */
void
gb_wiped_set_absent (GError **error)
{
  /* Translators: a number of days */
  g_set_error (error, GB_WIPE_ERROR, GB_WIPE_ERROR_ABSENT,
               _("By this machine's clock there has been no contact with the province for %d days. Until there is, the data "
                 "on it are not shown, and if there is none in the next days they will be deleted."),
               GB_ACCOUNT_CONTACT_DAYS);
}

/**
 * gb_wiped_set_error:
 * @self: a wipe
 * @error: %GB_WIPE_ERROR_WIPED
 */
void
gb_wiped_set_error (const GbWiped *self,
                    GError       **error)
{
  g_autofree char *text = gb_wiped_describe (self);

  g_set_error_literal (error, GB_WIPE_ERROR, GB_WIPE_ERROR_WIPED, text);
}
