/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-feed-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-cursor-repository.h"
#include "gb-dossier-index.h"
#include "gb-feed-apply.h"
#include "gb-forget.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"

/* Of a line that is longer than any record, so much is kept that its sender can be told which it was. */
#define MAX_KEPT ((gsize) 1024 * 1024)

/* A line that is to be kept in FILE.local. */
typedef struct
{
  char *type; /* (owned) (nullable) */
  char *id; /* (owned) (nullable) */
  char *reason; /* (owned) */
  GbFeedSpan span;
} SetAside;

/* One commit under way. */
typedef struct
{
  GbStore *store; /* not owned: it runs us */
  GbFeedPage *page; /* owned when asynchronous */
  gboolean owns_page;
  GbFeedPageResult counts;
  GPtrArray *set_aside; /* (owned) (element-type SetAside) */
  GHashTable *waiting; /* (owned) (element-type utf8 utf8) records with lines in FILE.local */
  GPtrArray *settled; /* (owned) (element-type utf8) those of them that came again and were good */
} Commit;

/**
 * gb_feed_page_new:
 *
 * Returns: (transfer full): a page to be filled
 */
GbFeedPage *
gb_feed_page_new (void)
{
  GbFeedPage *self = g_new0 (GbFeedPage, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (GbFeedSpan));
  return self;
}

void
gb_feed_page_free (GbFeedPage *self)
{
  if (self == NULL)
    return;
  g_free (self->scope);
  g_free (self->endpoint);
  g_free (self->feed_id);
  g_free (self->from);
  g_free (self->cursor);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_array_unref (self->lines);
  g_free (self);
}

/**
 * gb_feed_page_add_line:
 * @offset: where the line begins in the body
 * @length: without its end
 */
void
gb_feed_page_add_line (GbFeedPage *self,
                       gsize       offset,
                       gsize       length)
{
  gb_feed_page_add_fault (self, offset, length, NULL);
}

/**
 * gb_feed_page_add_fault:
 * @offset: where the line begins in the body
 * @length: without its end
 * @fault: (nullable): a static string; why the line is not to be taken
 */
void
gb_feed_page_add_fault (GbFeedPage *self,
                        gsize       offset,
                        gsize       length,
                        const char *fault)
{
  GbFeedSpan span = { offset, length, fault };

  g_array_append_val (self->lines, span);
}

static void
set_aside_free (gpointer data)
{
  SetAside *self = data;

  g_free (self->type);
  g_free (self->id);
  g_free (self->reason);
  g_free (self);
}

static Commit *
commit_new (GbStore    *store,
            GbFeedPage *page,
            gboolean    owns_page)
{
  Commit *self = g_new0 (Commit, 1);

  self->store = store;
  self->page = page;
  self->owns_page = owns_page;
  self->set_aside = g_ptr_array_new_with_free_func (set_aside_free);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->settled = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
commit_free (gpointer data)
{
  Commit *self = data;

  if (self->owns_page)
    gb_feed_page_free (self->page);
  g_ptr_array_unref (self->set_aside);
  g_hash_table_unref (self->waiting);
  g_ptr_array_unref (self->settled);
  g_free (self);
}

/* Does the page follow on what the cache holds? A page from the start begins a full pull. */
static gboolean
check_order (const GbFeedPage *page,
             GbCursor         *cursor,
             GError          **error)
{
  if (page->from == NULL)
    {
      if (!cursor->full || cursor->cursor != NULL)
        cursor->generation++;
      cursor->full = TRUE;
      return TRUE;
    }
  if (g_strcmp0 (page->from, cursor->cursor) == 0 &&
      g_strcmp0 (page->feed_id, cursor->feed_id) == 0)
    return TRUE;
  g_set_error_literal (error, GB_STORE_ERROR, GB_STORE_ERROR_GAP,
                       _ ("The data received does not follow on the data held. Another program may "
                          "have synchronized the same file; try again."));
  return FALSE;
}

/* Which records have lines in FILE.local: usually none. */
static gboolean
load_waiting (Commit          *self,
              GbSqlConnection *local,
              GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  s = gb_sql_connection_prepare (
      local, "SELECT DISTINCT type||' '||id FROM set_aside WHERE type||' '||id IS NOT NULL", error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      g_hash_table_add (self->waiting, gb_sql_statement_dup_text (s, 0));
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
    }
  return TRUE;
}

static void
note_settled (Commit      *self,
              GbFeedApply *apply)
{
  g_autofree char *record = NULL;
  const char *id;

  if (g_hash_table_size (self->waiting) == 0)
    return;
  /* Before the type: it may read both anew. */
  id = gb_feed_apply_get_id (apply);
  record = g_strconcat (gb_feed_apply_get_type (apply), " ", id, NULL);
  if (g_hash_table_contains (self->waiting, record))
    g_ptr_array_add (self->settled, g_steal_pointer (&record));
}

static void
note_set_aside (Commit           *self,
                GbFeedApply      *apply,
                const GbFeedSpan *span)
{
  SetAside *line = g_new0 (SetAside, 1);

  line->type = g_strdup (gb_feed_apply_get_type (apply));
  line->id = g_strdup (gb_feed_apply_get_id (apply));
  line->reason = g_strdup (gb_feed_apply_get_reason (apply));
  line->span = *span;
  g_ptr_array_add (self->set_aside, line);
}

static gboolean
apply_line (GbFeedApply      *apply,
            const char       *line,
            const GbFeedSpan *span,
            GbFeedOutcome    *outcome,
            GError          **error)
{
  if (span->fault != NULL)
    return gb_feed_apply_refuse (apply, line, span->length, span->fault, outcome, error);
  return gb_feed_apply_line (apply, line, span->length, outcome, error);
}

static gboolean
apply_lines (Commit          *self,
             GbSqlConnection *cache,
             gint64           generation,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GbFeedApply) apply = gb_feed_apply_new (cache, generation, error);
  const char *body = g_bytes_get_data (self->page->body, NULL);

  if (apply == NULL)
    return FALSE;
  if (g_str_has_prefix (self->page->scope, "commune:"))
    gb_feed_apply_set_commune (apply, self->page->scope + strlen ("commune:"));
  gb_feed_apply_set_group (apply, self->page->group);
  for (guint i = 0; i < self->page->lines->len; i++)
    {
      const GbFeedSpan *span = &g_array_index (self->page->lines, GbFeedSpan, i);
      GbFeedOutcome outcome;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !apply_line (apply, body + span->offset, span, &outcome, error))
        return FALSE;
      switch (outcome)
        {
        case GB_FEED_PUT:
          self->counts.put++;
          note_settled (self, apply);
          break;
        case GB_FEED_DELETED:
          self->counts.deleted++;
          note_settled (self, apply);
          break;
        case GB_FEED_SKIPPED:
          self->counts.skipped++;
          break;
        case GB_FEED_SET_ASIDE:
          self->counts.set_aside++;
          note_set_aside (self, apply, span);
          break;
        }
    }
  return TRUE;
}

/* The end of a full pull: what it did not bring is gone. */
static gboolean
remove_older (Commit          *self,
              GbSqlConnection *cache,
              gint64           generation,
              GError         **error)
{
  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    {
      g_autofree char *sql = NULL;
      g_autoptr (GbSqlStatement) s = NULL;

      if (gb_record_type_group (i) != self->page->group)
        continue;
      sql = g_strdup_printf ("DELETE FROM %s WHERE generation<>?1", gb_record_spec (i)->table);
      s = gb_sql_connection_prepare (cache, sql, error);
      if (s == NULL)
        return FALSE;
      gb_sql_statement_bind_int (s, 1, generation);
      if (!gb_sql_statement_run (s, error))
        return FALSE;
      self->counts.removed += (guint) sqlite3_changes (gb_sql_connection_get_handle (cache));
    }
  return TRUE;
}

static gboolean
save_cursor (const GbFeedPage *page,
             const GbCursor   *cursor,
             GbSqlConnection  *cache,
             GError          **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      cache,
      "UPDATE feed_cursor SET feed_id=?2,cursor=?3,position=?4,generation=?5,whole=?6,"
      "as_of=iif(?7,as_of,?8) WHERE feed_group=?1",
      error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, gb_record_group_name (page->group));
  gb_sql_statement_bind_text (s, 2, page->feed_id);
  gb_sql_statement_bind_text (s, 3, page->cursor);
  gb_sql_statement_bind_int (s, 4, page->position);
  gb_sql_statement_bind_int (s, 5, cursor->generation);
  gb_sql_statement_bind_int (s, 6, cursor->full && page->more);
  gb_sql_statement_bind_int (s, 7, page->more);
  gb_sql_statement_bind_int (s, 8, page->server_time);
  return gb_sql_statement_run (s, error);
}

static gboolean
write_set_aside (Commit          *self,
                 const SetAside  *line,
                 GbSqlConnection *local,
                 GError         **error)
{
  const char *text = (const char *) g_bytes_get_data (self->page->body, NULL) + line->span.offset;
  g_autofree char *hash = NULL, *valid = NULL;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local,
      "INSERT INTO set_aside VALUES(?1,?2,?3,?4,?5,?6,?7) "
      "ON CONFLICT(hash) DO UPDATE SET reason=excluded.reason,at=excluded.at",
      error);

  if (s == NULL)
    return FALSE;
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, line->span.length);
  valid = g_utf8_make_valid (text, MIN (line->span.length, MAX_KEPT));
  gb_sql_statement_bind_text (s, 1, hash);
  gb_sql_statement_bind_text (s, 2, gb_record_group_name (self->page->group));
  gb_sql_statement_bind_text (s, 3, line->type);
  gb_sql_statement_bind_text (s, 4, line->id);
  gb_sql_statement_bind_text (s, 5, line->reason);
  gb_sql_statement_bind_text (s, 6, valid);
  gb_sql_statement_bind_int (s, 7, self->page->server_time);
  return gb_sql_statement_run (s, error);
}

static gboolean
write_local_lines (Commit          *self,
                   GbSqlConnection *local,
                   GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;

  s = gb_sql_connection_prepare (local, "DELETE FROM set_aside WHERE type||' '||id=?1", error);
  if (s == NULL)
    return FALSE;
  for (guint i = 0; i < self->settled->len; i++)
    {
      gb_sql_statement_bind_text (s, 1, self->settled->pdata[i]);
      if (!gb_sql_statement_run (s, error))
        return FALSE;
    }
  for (guint i = 0; i < self->set_aside->len; i++)
    if (!write_set_aside (self, self->set_aside->pdata[i], local, error))
      return FALSE;
  return TRUE;
}

/* FILE.local is committed before the cache: killed in between, the page comes again and the same
 * lines are written again over themselves. */
static gboolean
commit_local (Commit          *self,
              GbSqlConnection *local,
              GError         **error)
{
  if (self->set_aside->len == 0 && self->settled->len == 0)
    return TRUE;
  if (!gb_sql_connection_begin_immediate (local, error))
    return FALSE;
  if (!gb_sql_connection_end (local, write_local_lines (self, local, error), error))
    return FALSE;
  gb_store_touch (self->store, GB_STORE_CHANGED_SET_ASIDE);
  return TRUE;
}

static gpointer
commit_page (GbSqlConnection *cache,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Commit *self = data;
  GbFeedPage *page = self->page;
  GbSqlConnection *local = gb_store_get_local_connection (self->store);
  g_auto (GbCursor) cursor = { 0 };

  if (!gb_cursor_claim_scope (cache, page->scope, page->endpoint, error) ||
      !gb_cursor_load (cache, page->group, &cursor, error) ||
      !check_order (page, &cursor, error) || !load_waiting (self, local, error) ||
      !gb_forget_advance (cache, local, gb_clock_sure_now (gb_store_get_clock (self->store)), page->server_time,
                          error) ||
      !apply_lines (self, cache, cursor.generation, cancellable, error))
    return NULL;
  if (cursor.full && !page->more && !remove_older (self, cache, cursor.generation, error))
    return NULL;
  if (!save_cursor (page, &cursor, cache, error) ||
      (!page->more && (!gb_cursor_settle_scope (cache, error) || !gb_dossier_index_make_finished (cache, error))) ||
      !commit_local (self, local, error))
    return NULL;
  return g_memdup2 (&self->counts, sizeof self->counts);
}

/**
 * gb_store_commit_page_async:
 * @page: (transfer full): the page
 *
 * Stores a page's records and its cursor in one transaction: whatever happens, the cache holds the
 * whole page or nothing of it. Lines that break their schema go to FILE.local.
 */
void
gb_store_commit_page_async (GbStore            *self,
                            GbFeedPage         *page,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (GB_IS_STORE (self));
  g_return_if_fail (page != NULL && page->body != NULL);

  gb_store_write_async (self, commit_page, commit_new (self, page, TRUE), commit_free, g_free,
                        cancellable, callback, user_data);
}

/**
 * gb_store_commit_page_finish:
 * @counts: (out caller-allocates) (optional): what became of the lines
 *
 * Returns: whether the page is stored; otherwise %GB_STORE_ERROR_OTHER_SCOPE, %GB_STORE_ERROR_GAP,
 *   %GB_STORE_ERROR_NO_SPACE…
 */
gboolean
gb_store_commit_page_finish (GbStore          *self,
                             GAsyncResult     *result,
                             GbFeedPageResult *counts,
                             GError          **error)
{
  g_autofree GbFeedPageResult *value = gb_store_write_finish (self, result, error);

  if (value == NULL)
    return FALSE;
  if (counts != NULL)
    *counts = *value;
  return TRUE;
}

/**
 * gb_store_commit_page:
 * @page: (transfer none): the page
 * @counts: (out caller-allocates) (optional): what became of the lines
 *
 * As gb_store_commit_page_async(), but blocks.
 */
gboolean
gb_store_commit_page (GbStore          *self,
                      GbFeedPage       *page,
                      GbFeedPageResult *counts,
                      GCancellable     *cancellable,
                      GError          **error)
{
  Commit *commit = commit_new (self, page, FALSE);
  g_autofree GbFeedPageResult *value = NULL;

  value = gb_store_write (self, commit_page, commit, cancellable, error);
  commit_free (commit);
  if (value == NULL)
    return FALSE;
  if (counts != NULL)
    *counts = *value;
  return TRUE;
}
