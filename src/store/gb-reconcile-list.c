/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile-list.h"

#include "gb-cursor-repository.h"
#include "gb-list-diff.h"
#include "gb-reconcile-item.h"

#include <string.h>

/* Dossiers compared in one go: about 20 ms of a reading thread, which others want, too. */
#define CHUNK 1000
/* A sync changes something every moment; the comparison begins anew when it is quiet. */
#define QUIET_SECONDS 2
#define MAX_EDITS 64

#define CONCERNS                                                                                               \
  (GB_RECORD_BIT (GB_RECORD_DOSSIER) | GB_RECORD_BIT (GB_RECORD_DOSSIER_STEP) | GB_RECORD_BIT (GB_RECORD_LETTER) \
   | GB_RECORD_BIT (GB_RECORD_PROCEDURE) | GB_RECORD_BIT (GB_RECORD_CALENDAR_DAY)                              \
   | GB_RECORD_BIT (GB_RECORD_COMMUNE_HOURS))

/**
 * GbReconcileList:
 *
 * The dossiers whose official due moment is another than the computed one (đối chiếu hạn), compared on
 * the store's reading threads a thousand at a time. The first time rows appear as they are found; later
 * the old ones stay until the new ones are all there. Its items are #GbReconcileItem.
 *
 * Compares while it is active, and anew when the data have changed.
 */
struct _GbReconcileList
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  char *commune;  /* (owned) (nullable): whose clocks; all */
  int reason;
  gboolean active;

  GPtrArray *rows;    /* (owned) (element-type GbReconcileRow): of every reason */
  GPtrArray *visible; /* (owned) (element-type GbReconcileRow): those of the chosen one, unowned */
  guint counts[GB_N_RECONCILE_REASONS];
  gint64 as_of;
  gboolean whole; /* the rows are of a comparison that reached its end */
  gboolean stale;
  guint restart_id;
  GError *error; /* (owned) (nullable) */

  GCancellable *cancellable; /* (owned) (nullable): while a comparison runs */
  GArray *numbers;           /* (owned) (nullable): what it compares */
  guint done;
  GPtrArray *fresh; /* (owned) (nullable): what it found, where the old rows stay meanwhile */
};

static guint updated_signal;

static void start (GbReconcileList *self);
static void gb_reconcile_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbReconcileList, gb_reconcile_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gb_reconcile_list_model_init))

/* --- the rows ------------------------------------------------------------------------------- */

static gboolean
is_visible (GbReconcileList      *self,
            const GbReconcileRow *row)
{
  return self->reason == GB_RECONCILE_ANY || row->reason == (GbReconcileReason) self->reason;
}

static void
count_rows (GbReconcileList *self)
{
  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < self->rows->len; i++)
    self->counts[((GbReconcileRow *) self->rows->pdata[i])->reason]++;
}

static void
append_rows (GbReconcileList *self,
             GPtrArray       *rows)
{
  guint before = self->visible->len;

  for (guint i = 0; i < rows->len; i++)
    {
      GbReconcileRow *row = rows->pdata[i];

      g_ptr_array_add (self->rows, gb_reconcile_row_ref (row));
      self->counts[row->reason]++;
      if (is_visible (self, row))
        g_ptr_array_add (self->visible, row);
    }
  if (self->visible->len > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->visible->len - before);
}

static void
show_visible (GbReconcileList *self)
{
  guint before = self->visible->len;

  g_ptr_array_set_size (self->visible, 0);
  for (guint i = 0; i < self->rows->len; i++)
    if (is_visible (self, self->rows->pdata[i]))
      g_ptr_array_add (self->visible, self->rows->pdata[i]);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->visible->len);
}

/* A row that tells the same as before stays the same row. */
static void
keep_equal_rows (GPtrArray *old_rows,
                 GPtrArray *new_rows)
{
  g_autoptr (GHashTable) by_number = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < old_rows->len; i++)
    g_hash_table_insert (by_number, &((GbReconcileRow *) old_rows->pdata[i])->number, old_rows->pdata[i]);
  for (guint i = 0; i < new_rows->len; i++)
    {
      GbReconcileRow *row = new_rows->pdata[i];
      GbReconcileRow *old = g_hash_table_lookup (by_number, &row->number);

      if (old == NULL || !gb_reconcile_row_equal (old, row))
        continue;
      new_rows->pdata[i] = gb_reconcile_row_ref (old);
      gb_reconcile_row_unref (row);
    }
}

static GArray *
identities (GPtrArray *rows)
{
  GArray *array = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 identity = (gint64) GPOINTER_TO_SIZE (rows->pdata[i]);

      g_array_append_val (array, identity);
    }
  return array;
}

static void
edit_visible (GbReconcileList *self,
              GPtrArray       *wanted)
{
  g_autoptr (GArray) before = identities (self->visible);
  g_autoptr (GArray) after = identities (wanted);
  g_autoptr (GArray) edits = gb_list_diff ((const gint64 *) before->data, before->len, (const gint64 *) after->data,
                                           after->len, MAX_EDITS);

  for (guint i = 0; i < edits->len; i++)
    {
      const GbListEdit *edit = &g_array_index (edits, GbListEdit, i);

      if (edit->removed > 0)
        g_ptr_array_remove_range (self->visible, edit->new_position, edit->removed);
      for (guint j = 0; j < edit->added; j++)
        g_ptr_array_insert (self->visible, (int) (edit->new_position + j), wanted->pdata[edit->new_position + j]);
      g_list_model_items_changed (G_LIST_MODEL (self), edit->new_position, edit->removed, edit->added);
    }
}

static void
take_fresh (GbReconcileList *self)
{
  g_autoptr (GPtrArray) old_rows = g_steal_pointer (&self->rows);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  self->rows = g_steal_pointer (&self->fresh);
  keep_equal_rows (old_rows, self->rows);
  count_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (is_visible (self, self->rows->pdata[i]))
      g_ptr_array_add (wanted, self->rows->pdata[i]);
  edit_visible (self, wanted);
}

static void
clear_rows (GbReconcileList *self)
{
  guint before = self->visible->len;

  g_ptr_array_set_size (self->visible, 0);
  if (before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  g_ptr_array_set_size (self->rows, 0);
  count_rows (self);
  self->whole = FALSE;
}

/* --- a comparison --------------------------------------------------------------------------- */

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gb_reconcile_row_unref);
}

static void
updated (GbReconcileList *self)
{
  g_signal_emit (self, updated_signal, 0);
}

static void
stop (GbReconcileList *self)
{
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  self->stale = TRUE;
}

/* Part of a comparison; a thread of the store has its own reference to the numbers. */
typedef struct
{
  char *commune;   /* (owned) (nullable) */
  GArray *numbers; /* (owned) */
  guint from;
  guint n;
  gint64 now;
  gint64 as_of;
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_free (self->commune);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_free (self);
}

static gpointer
load_numbers (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  const Part *request = data;
  g_auto (GbCursor) cursor = { NULL };
  Part *result;

  if (!gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error))
    return NULL;
  result = g_new0 (Part, 1);
  result->as_of = cursor.as_of;
  result->numbers = gb_reconcile_numbers (connection, request->commune, error);
  if (result->numbers != NULL)
    return result;
  part_free (result);
  return NULL;
}

static gpointer
compare (GbSqlConnection *connection,
         gpointer         data,
         GCancellable    *cancellable,
         GError         **error)
{
  const Part *part = data;
  g_autoptr (GPtrArray) rows = new_rows ();

  if (!gb_reconcile_add_rows (connection, &g_array_index (part->numbers, gint64, part->from), part->n, part->now,
                              rows, cancellable, error))
    return NULL;
  return g_steal_pointer (&rows);
}

/* Whether an answer is of the comparison that runs now. */
static gboolean
is_current (GbReconcileList *self,
            GAsyncResult    *result)
{
  return self->cancellable != NULL && g_task_get_cancellable (G_TASK (result)) == self->cancellable;
}

static void
fail (GbReconcileList *self,
      GError          *error)
{
  stop (self);
  g_clear_error (&self->error);
  self->error = error;
  updated (self);
}

static void
finish (GbReconcileList *self)
{
  if (self->fresh != NULL)
    take_fresh (self);
  self->whole = TRUE;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->numbers, g_array_unref);
  updated (self);
}

static void next_part (GbReconcileList *self);

static void
on_compared_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbReconcileList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = gb_store_read_finish (GB_STORE (source), result, &error);

  if (!is_current (self, result))
    return;
  if (rows == NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }
  self->done = MIN (self->done + CHUNK, self->numbers->len);
  if (self->fresh == NULL)
    append_rows (self, rows);
  else
    for (guint i = 0; i < rows->len; i++)
      g_ptr_array_add (self->fresh, gb_reconcile_row_ref (rows->pdata[i]));
  next_part (self);
}

static void
next_part (GbReconcileList *self)
{
  Part *part;

  if (self->done == self->numbers->len)
    {
      finish (self);
      return;
    }
  part = g_new0 (Part, 1);
  part->numbers = g_array_ref (self->numbers);
  part->from = self->done;
  part->n = MIN (CHUNK, self->numbers->len - self->done);
  part->now = gb_clock_now (gb_store_get_clock (self->store));
  gb_store_read_async (self->store, compare, part, part_free, (GDestroyNotify) g_ptr_array_unref, G_PRIORITY_LOW,
                       self->cancellable, on_compared_cb, g_object_ref (self));
  updated (self);
}

static void
on_numbers_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbReconcileList) self = user_data;
  g_autoptr (GError) error = NULL;
  Part *found = gb_store_read_finish (GB_STORE (source), result, &error);

  if (is_current (self, result) && found == NULL)
    fail (self, g_steal_pointer (&error));
  else if (is_current (self, result))
    {
      self->numbers = g_steal_pointer (&found->numbers);
      self->as_of = found->as_of;
      next_part (self);
    }
  if (found != NULL)
    part_free (found);
}

static void
start (GbReconcileList *self)
{
  Part *request = g_new0 (Part, 1);

  g_clear_handle_id (&self->restart_id, g_source_remove);
  stop (self);
  g_clear_error (&self->error);
  if (self->whole)
    self->fresh = new_rows ();
  else
    clear_rows (self);
  self->stale = FALSE;
  self->done = 0;
  self->cancellable = g_cancellable_new ();
  request->commune = g_strdup (self->commune);
  gb_store_read_async (self->store, load_numbers, request, part_free, part_free, G_PRIORITY_LOW, self->cancellable,
                       on_numbers_cb, g_object_ref (self));
  updated (self);
}

static gboolean
on_quiet_cb (gpointer data)
{
  GbReconcileList *self = data;

  self->restart_id = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
on_store_changed_cb (GbReconcileList *self,
                     guint64          types)
{
  if ((types & CONCERNS) == 0)
    return;
  self->stale = TRUE;
  g_clear_handle_id (&self->restart_id, g_source_remove);
  if (self->active)
    self->restart_id = g_timeout_add_seconds (QUIET_SECONDS, on_quiet_cb, self);
}

/* --- object --------------------------------------------------------------------------------- */

static GType
gb_reconcile_list_get_item_type (GListModel *model)
{
  return GB_TYPE_RECONCILE_ITEM;
}

static guint
gb_reconcile_list_get_n_items (GListModel *model)
{
  return GB_RECONCILE_LIST (model)->visible->len;
}

static gpointer
gb_reconcile_list_get_item (GListModel *model,
                            guint       position)
{
  GbReconcileList *self = GB_RECONCILE_LIST (model);

  return position < self->visible->len ? gb_reconcile_item_new (self->visible->pdata[position]) : NULL;
}

static void
gb_reconcile_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gb_reconcile_list_get_item_type;
  iface->get_n_items = gb_reconcile_list_get_n_items;
  iface->get_item = gb_reconcile_list_get_item;
}

static void
gb_reconcile_list_dispose (GObject *object)
{
  GbReconcileList *self = GB_RECONCILE_LIST (object);

  g_clear_handle_id (&self->restart_id, g_source_remove);
  stop (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_reconcile_list_parent_class)->dispose (object);
}

static void
gb_reconcile_list_finalize (GObject *object)
{
  GbReconcileList *self = GB_RECONCILE_LIST (object);

  g_ptr_array_unref (self->visible);
  g_ptr_array_unref (self->rows);
  g_clear_error (&self->error);
  g_free (self->commune);

  G_OBJECT_CLASS (gb_reconcile_list_parent_class)->finalize (object);
}

static void
gb_reconcile_list_class_init (GbReconcileListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_reconcile_list_dispose;
  object_class->finalize = gb_reconcile_list_finalize;

  /**
   * GbReconcileList::updated:
   *
   * How far it is, the counts or the error are others.
   */
  updated_signal = g_signal_new ("updated", GB_TYPE_RECONCILE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gb_reconcile_list_init (GbReconcileList *self)
{
  self->reason = GB_RECONCILE_ANY;
  self->stale = TRUE;
  self->rows = new_rows ();
  self->visible = g_ptr_array_new ();
}

/**
 * gb_reconcile_list_new:
 *
 * Returns: (transfer full): a list that compares nothing yet, of the whole scope
 */
GbReconcileList *
gb_reconcile_list_new (GbStore *store)
{
  GbReconcileList *self = g_object_new (GB_TYPE_RECONCILE_LIST, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_reconcile_list_get_running:
 *
 * Returns: whether a comparison is under way, or will be in a moment
 */
gboolean
gb_reconcile_list_get_running (GbReconcileList *self)
{
  g_return_val_if_fail (GB_IS_RECONCILE_LIST (self), FALSE);

  return self->cancellable != NULL || self->restart_id != 0;
}

/**
 * gb_reconcile_list_get_progress:
 *
 * Returns: which part of all dossiers is compared, 0 to 1
 */
double
gb_reconcile_list_get_progress (GbReconcileList *self)
{
  g_return_val_if_fail (GB_IS_RECONCILE_LIST (self), 0);

  if (self->cancellable == NULL)
    return self->whole ? 1 : 0;
  return self->numbers != NULL && self->numbers->len > 0 ? self->done / (double) self->numbers->len : 0;
}

/**
 * gb_reconcile_list_get_as_of:
 *
 * Returns: as of when the compared data are, UTC seconds; 0 = not known yet
 */
gint64
gb_reconcile_list_get_as_of (GbReconcileList *self)
{
  g_return_val_if_fail (GB_IS_RECONCILE_LIST (self), 0);

  return self->as_of;
}

/**
 * gb_reconcile_list_get_error:
 *
 * Returns: (transfer none) (nullable): why the last comparison failed
 */
const GError *
gb_reconcile_list_get_error (GbReconcileList *self)
{
  g_return_val_if_fail (GB_IS_RECONCILE_LIST (self), NULL);

  return self->error;
}

/**
 * gb_reconcile_list_count:
 * @reason: a #GbReconcileReason, or %GB_RECONCILE_ANY
 *
 * Returns: how many dossiers differ for that reason, whichever are shown
 */
guint
gb_reconcile_list_count (GbReconcileList *self,
                         int              reason)
{
  g_return_val_if_fail (GB_IS_RECONCILE_LIST (self), 0);

  return reason == GB_RECONCILE_ANY ? self->rows->len : self->counts[reason];
}

int
gb_reconcile_list_get_reason (GbReconcileList *self)
{
  g_return_val_if_fail (GB_IS_RECONCILE_LIST (self), GB_RECONCILE_ANY);

  return self->reason;
}

/**
 * gb_reconcile_list_set_reason:
 * @reason: a #GbReconcileReason to show alone, or %GB_RECONCILE_ANY
 */
void
gb_reconcile_list_set_reason (GbReconcileList *self,
                              int              reason)
{
  g_return_if_fail (GB_IS_RECONCILE_LIST (self));

  if (self->reason == reason)
    return;
  self->reason = reason;
  show_visible (self);
  updated (self);
}

/**
 * gb_reconcile_list_set_commune:
 * @commune: (nullable): the code of the commune that owns the clocks; %NULL = all
 */
void
gb_reconcile_list_set_commune (GbReconcileList *self,
                               const char      *commune)
{
  g_return_if_fail (GB_IS_RECONCILE_LIST (self));

  if (g_strcmp0 (self->commune, commune) == 0)
    return;
  stop (self);
  g_free (self->commune);
  self->commune = g_strdup (commune);
  clear_rows (self);
  self->stale = TRUE;
  if (self->active)
    start (self);
}

/**
 * gb_reconcile_list_set_active:
 * @active: whether somebody looks
 *
 * While nobody does nothing is compared.
 */
void
gb_reconcile_list_set_active (GbReconcileList *self,
                              gboolean         active)
{
  g_return_if_fail (GB_IS_RECONCILE_LIST (self));

  if (self->active == active)
    return;
  self->active = active;
  if (active && self->stale)
    start (self);
  else if (!active)
    {
      g_clear_handle_id (&self->restart_id, g_source_remove);
      stop (self);
    }
}

/**
 * gb_reconcile_list_start:
 *
 * Compares anew, at once.
 */
void
gb_reconcile_list_start (GbReconcileList *self)
{
  g_return_if_fail (GB_IS_RECONCILE_LIST (self));

  start (self);
}

/**
 * gb_reconcile_list_get_rows:
 *
 * Returns: (transfer full) (element-type GbReconcileRow): the rows that are shown, each with a reference
 */
GPtrArray *
gb_reconcile_list_get_rows (GbReconcileList *self)
{
  GPtrArray *rows = new_rows ();

  g_return_val_if_fail (GB_IS_RECONCILE_LIST (self), rows);

  for (guint i = 0; i < self->visible->len; i++)
    g_ptr_array_add (rows, gb_reconcile_row_ref (self->visible->pdata[i]));
  return rows;
}
