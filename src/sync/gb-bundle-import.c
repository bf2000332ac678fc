/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle-import.h"

#include "gb-account.h"
#include "gb-action-codec.h"
#include "gb-bundle-log.h"
#include "gb-bundle-plan.h"
#include "gb-bundle-reader.h"
#include "gb-disk-space.h"
#include "gb-feed-reader.h"
#include "gb-outbox-outcome.h"
#include "gb-store-status.h"
#include "gb-sync-error.h"
#include "gb-sync-lock.h"
#include "gb-wire-error.h"

#include <glib/gi18n-lib.h>

#define MAX_GROUPS 8

/* An import under way; all of it on one thread. */
typedef struct
{
  const GbBundleImport *import;
  GCancellable *cancellable;
  GbAccount *account; /* (owned) (nullable) */
  GbStoreStatus *status; /* (owned): as the cache was before */
  GbBundleReader *reader; /* (owned) */
  const GbBundleHeader *header;
  GbBundleStep steps[MAX_GROUPS]; /* by the header's groups */
  gboolean found[MAX_GROUPS]; /* whether a page follows on our cursor */
  GbSyncProgress progress;
} Work;

/* Where in the pages a walk through them is. */
typedef struct
{
  guint group;
  char *from; /* (owned) (nullable) */
  gboolean begun; /* a group that is sought was found */
} Place;

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->account, gb_account_free);
  g_clear_pointer (&self->status, gb_store_status_free);
  g_clear_pointer (&self->reader, gb_bundle_reader_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

void
gb_bundle_taken_free (GbBundleTaken *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->sender);
  g_free (self->scope);
  g_free (self);
}

static void
report (Work *self)
{
  if (self->import->progress != NULL)
    self->import->progress (&self->progress, self->import->progress_data);
}

static gpointer
load_status (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_store_status_load (connection, error);
}

static GbStoreStatus *
read_status (Work    *self,
             GError **error)
{
  return gb_store_read (self->import->store, load_status, NULL, self->cancellable, error);
}

/* --- may it be taken? ------------------------------------------------------------------------ */

static gboolean
check_account (Work    *self,
               GError **error)
{
  if (!gb_account_read (self->import->store, &self->account, error))
    return FALSE;
  if (self->account != NULL && self->import->keys != NULL)
    return TRUE;
  g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_NOT_ENROLLED,
               _("This machine is not enrolled with a province, so no bundle can have been made for it. Enrol it once "
                 "where there is a network; after that bundles are enough."));
  return FALSE;
}

static gboolean
check_bundle (Work    *self,
              GError **error)
{
  self->reader = gb_bundle_reader_open (self->import->file, self->cancellable, error);
  if (self->reader == NULL)
    return FALSE;
  self->header = gb_bundle_reader_get_header (self->reader);
  if (self->header->kind != GB_BUNDLE_KIND_FEED)
    {
      g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUNDLE_KIND,
                   _("This file holds what a workstation hands in; it is for the province's hub and not for this machine"));
      return FALSE;
    }
  return gb_bundle_reader_check (self->reader, self->account->ed25519, self->import->keys, self->cancellable, error);
}

static gboolean
check_scope (Work    *self,
             GError **error)
{
  const char *ours = self->status->scope != NULL ? self->status->scope : self->account->scope;

  if (g_strcmp0 (self->header->scope, ours) == 0)
    return TRUE;
  g_set_error (error, GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE,
               _("The bundle holds the data of %s; here are those of %s. Nothing was changed; have a bundle made for this scope."),
               self->header->scope, ours);
  return FALSE;
}

static const GbBundleGroup *
group_at (Work *self,
          guint index)
{
  return self->header->groups->pdata[index];
}

static const GbCursor *
cursor_at (Work *self,
           guint index)
{
  GbRecordGroup group;

  if (!gb_record_group_from_name (group_at (self, index)->name, &group))
    return NULL;
  return &self->status->groups[group];
}

/* --- through the pages ----------------------------------------------------------------------- */

/* What the next page has to be; a group that a later version added is passed over. */
static gboolean
expect_page (Work         *self,
             const Place  *place,
             GbFeedExpect *expect,
             GError      **error)
{
  if (place->group >= self->header->groups->len)
    {
      g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_VALUE, _("The bundle has more pages than it says"));
      return FALSE;
    }
  *expect = (GbFeedExpect) { self->header->feed_id, self->header->scope, group_at (self, place->group)->name, place->from };
  return TRUE;
}

static void
place_set (Place      *self,
           const char *from)
{
  g_free (self->from);
  self->from = g_strdup (from);
}

static void
place_begin_group (Work  *work,
                   Place *self,
                   guint  group)
{
  self->group = group;
  self->begun = FALSE;
  place_set (self, group < work->header->groups->len ? group_at (work, group)->from : NULL);
}

static void
place_move (Work       *work,
            Place      *self,
            const char *cursor,
            gboolean    more)
{
  if (more)
    place_set (self, cursor);
  else
    place_begin_group (work, self, self->group + 1);
}

static gboolean
follows_on_ours (Work        *self,
                 const Place *place)
{
  const GbCursor *cursor = cursor_at (self, place->group);

  return cursor != NULL && place->from != NULL && g_strcmp0 (place->from, cursor->cursor) == 0;
}

static gboolean
commit_page (Work               *self,
             GBytes             *bytes,
             const GbFeedExpect *expect,
             GError            **error)
{
  g_autoptr (GbFeedPage) page = gb_feed_reader_read (bytes, expect, self->account->endpoint, error);
  GbFeedPageResult counts = { 0 };

  if (page == NULL || !gb_store_commit_page (self->import->store, page, &counts, self->cancellable, error))
    return FALSE;
  self->progress.pages++;
  self->progress.records += counts.put;
  self->progress.deleted += counts.deleted + counts.removed;
  self->progress.skipped += counts.skipped;
  self->progress.set_aside += counts.set_aside;
  report (self);
  return TRUE;
}

/* Whether the page is one to be taken. */
static gboolean
is_wanted (Work  *self,
           Place *place)
{
  switch (self->steps[place->group])
    {
    case GB_BUNDLE_STEP_TAKE:
      return TRUE;
    case GB_BUNDLE_STEP_SEEK:
      place->begun = place->begun || follows_on_ours (self, place);
      return place->begun;
    default:
      return FALSE;
    }
}

static gboolean
walk_page (Work     *self,
           Place    *place,
           GBytes   *bytes,
           gboolean  only_look,
           GError  **error)
{
  g_autoptr (GbFeedFrame) frame = NULL;
  GbFeedExpect expect;

  if (!expect_page (self, place, &expect, error))
    return FALSE;
  frame = gb_feed_frame_parse (bytes, &expect, error);
  if (frame == NULL)
    return FALSE;
  if (only_look)
    self->found[place->group] |= follows_on_ours (self, place);
  else if (is_wanted (self, place) && !commit_page (self, bytes, &expect, error))
    return FALSE;
  place_move (self, place, gb_feed_frame_get_cursor (frame), gb_feed_frame_get_more (frame));
  return TRUE;
}

/* --- what became of what was handed in ------------------------------------------------------- */

static void
count_outcome (Work                  *self,
               const GbActionOutcome *outcome)
{
  self->progress.applied += outcome->state == GB_ACTION_APPLIED;
  self->progress.refused += outcome->state == GB_ACTION_REFUSED;
  self->progress.conflict += outcome->state == GB_ACTION_CONFLICT;
  self->progress.later += outcome->state == GB_ACTION_RETRY;
}

static gboolean
settle_actions (Work    *self,
                GBytes  *bytes,
                GError **error)
{
  gint64 now = gb_clock_now (gb_store_get_clock (self->import->store));
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_outcome_free);
  g_autoptr (GPtrArray) results = gb_action_codec_decode_results (bytes, NULL, error);
  g_autoptr (GPtrArray) news = NULL;

  if (results == NULL)
    return FALSE;
  for (guint i = 0; i < results->len; i++)
    {
      const GbActionResult *result = results->pdata[i];
      const GbAction action = { .id = result->id, .attempts = 1 };

      g_ptr_array_add (outcomes, gb_outbox_outcome_of_result (&action, result, now));
    }
  news = gb_action_queue_settle (self->import->store, outcomes, error);
  if (news == NULL)
    return FALSE;
  for (guint i = 0; i < news->len; i++)
    count_outcome (self, news->pdata[i]);
  return TRUE;
}

static gboolean
walk (Work     *self,
      gboolean  only_look,
      GError  **error)
{
  Place place = { 0 };
  GbBundleItem item = GB_BUNDLE_ITEM_PAGE;
  gboolean ok = gb_bundle_reader_rewind (self->reader, self->cancellable, error);

  place_begin_group (self, &place, 0);
  while (ok && item != GB_BUNDLE_ITEM_END)
    {
      g_autoptr (GBytes) bytes = NULL;

      ok = gb_bundle_reader_next (self->reader, &item, &bytes, self->cancellable, error);
      if (ok && item == GB_BUNDLE_ITEM_PAGE)
        ok = walk_page (self, &place, bytes, only_look, error);
      else if (ok && item == GB_BUNDLE_ITEM_ACTIONS && !only_look)
        ok = settle_actions (self, bytes, error);
    }
  g_free (place.from);
  return ok;
}

/* --- the plan -------------------------------------------------------------------------------- */

static gboolean
make_plan (Work    *self,
           GError **error)
{
  gboolean seek = FALSE;

  g_return_val_if_fail (self->header->groups->len <= MAX_GROUPS, FALSE);

  for (guint i = 0; i < self->header->groups->len; i++)
    {
      const GbCursor *cursor = cursor_at (self, i);

      self->steps[i] = gb_bundle_plan (self->header, cursor != NULL ? group_at (self, i) : NULL, cursor);
      seek = seek || self->steps[i] == GB_BUNDLE_STEP_SEEK;
    }
  if (!seek)
    return TRUE;
  if (!walk (self, TRUE, error))
    return FALSE;
  for (guint i = 0; i < self->header->groups->len; i++)
    if (self->steps[i] == GB_BUNDLE_STEP_SEEK && !self->found[i])
      self->steps[i] = group_at (self, i)->from == NULL ? GB_BUNDLE_STEP_TAKE : GB_BUNDLE_STEP_GAP;
  return TRUE;
}

static gboolean
has_step (Work        *self,
          GbBundleStep step)
{
  for (guint i = 0; i < self->header->groups->len; i++)
    if (self->steps[i] == step)
      return TRUE;
  return FALSE;
}

/* One group that cannot be taken keeps the other back, too: half of a bundle is what nobody would
 * expect. */
static gboolean
check_plan (Work    *self,
            GError **error)
{
  if (has_step (self, GB_BUNDLE_STEP_OTHER_FEED))
    g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUNDLE_FEED,
                 _("The bundle continues the data of another hub, or of one that was set up anew. Nothing was changed; have "
                   "a full bundle made."));
  else if (has_step (self, GB_BUNDLE_STEP_GAP))
    g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUNDLE_GAP,
                 _("The bundle begins later than the data here end; what is in between would be missing. Nothing was "
                   "changed; hand in a file from here and have the bundle made from that, or have a full one made."));
  else if (has_step (self, GB_BUNDLE_STEP_TAKE) || has_step (self, GB_BUNDLE_STEP_SEEK)
           || has_step (self, GB_BUNDLE_STEP_CONFIRM))
    return TRUE;
  else
    g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUNDLE_OLDER,
                 _("The bundle has nothing that is newer than the data here. Nothing was changed."));
  return FALSE;
}

/* The hub knows nothing newer: the data here are right until then. */
static gboolean
confirm (Work    *self,
         guint    index,
         GError **error)
{
  const GbCursor *cursor = cursor_at (self, index);
  g_autoptr (GbFeedPage) page = gb_feed_page_new ();

  page->scope = g_strdup (self->header->scope);
  page->endpoint = g_strdup (self->account->endpoint);
  page->feed_id = g_strdup (cursor->feed_id);
  gb_record_group_from_name (group_at (self, index)->name, &page->group);
  page->from = g_strdup (cursor->cursor);
  page->cursor = g_strdup (cursor->cursor);
  page->position = cursor->position;
  page->server_time = self->header->made_at;
  page->body = g_bytes_new_static ("", 0);
  return gb_store_commit_page (self->import->store, page, NULL, self->cancellable, error);
}

static gboolean
take (Work    *self,
      GError **error)
{
  if (!check_account (self, error) || !check_bundle (self, error))
    return FALSE;
  self->status = read_status (self, error);
  if (self->status == NULL || !check_scope (self, error) || !make_plan (self, error) || !check_plan (self, error)
      || !walk (self, FALSE, error))
    return FALSE;
  for (guint i = 0; i < self->header->groups->len; i++)
    if (self->steps[i] == GB_BUNDLE_STEP_CONFIRM && !confirm (self, i, error))
      return FALSE;
  return TRUE;
}

static GbBundleTaken *
tell (Work    *self,
      GError **error)
{
  g_autoptr (GbStoreStatus) status = read_status (self, error);
  GbBundleTaken *taken;

  if (status == NULL)
    return NULL;
  taken = g_new0 (GbBundleTaken, 1);
  taken->id = g_strdup (self->header->id);
  taken->sender = g_strdup (self->header->sender);
  taken->scope = g_strdup (self->header->scope);
  taken->made_at = self->header->made_at;
  taken->as_of = status->as_of;
  taken->progress = self->progress;
  return taken;
}

/**
 * gb_bundle_import:
 * @import: what is needed
 * @cancellable: (nullable): to stop; pages that were taken stay, and the same bundle goes on there
 * @error: a #GbWireError or #GbSyncError that gb_bundle_reason() names, %GB_STORE_ERROR_OTHER_SCOPE,
 *   %GB_SYNC_ERROR_NOT_ENROLLED, %GB_SYNC_ERROR_BUSY, another #GbStoreError or a #GIOErrorEnum
 *
 * Takes in a bundle (nhập gói dữ liệu): every byte is checked before anything is unpacked, and a bundle
 * that is refused changes nothing. What became of actions that were handed in is noted first, then
 * each page with its cursor in one transaction, as over the network. Blocks: not for the main thread
 * of a window.
 *
 * Returns: (transfer full) (nullable): what was taken
 */
GbBundleTaken *
gb_bundle_import (const GbBundleImport *import,
                  GCancellable         *cancellable,
                  GError              **error)
{
  g_autoptr (GbSyncLock) lock = gb_sync_lock_take (gb_store_get_path (import->store), error);
  g_auto (Work) work = { .import = import, .cancellable = cancellable };
  g_autoptr (GbSyncLogEntry) entry = NULL;
  GError *failure = NULL;

  if (lock == NULL)
    return NULL;
  entry = gb_bundle_log_begin (import->store, GB_SYNC_LOG_BUNDLE_IN);
  if (gb_disk_space_check (gb_store_get_path (import->store), GB_DISK_SPACE_LEAST, &failure))
    take (&work, &failure);
  entry->bytes = work.header != NULL ? work.header->bytes : 0;
  gb_bundle_log_end (import->store, entry, &work.progress, failure);
  if (failure == NULL)
    return tell (&work, error);
  g_propagate_error (error, failure);
  return NULL;
}
