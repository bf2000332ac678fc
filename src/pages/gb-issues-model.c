/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-model.h"

/* What changes what is read. */
#define CHANGES                                                                                                     \
  (GB_RECORD_BIT (GB_RECORD_ISSUE) | GB_RECORD_BIT (GB_RECORD_COMMUNE) | GB_RECORD_BIT (GB_RECORD_AGENCY) |          \
   GB_RECORD_BIT (GB_RECORD_CALENDAR_DAY) | GB_RECORD_BIT (GB_RECORD_COMMUNE_HOURS) |                                \
   GB_RECORD_BIT (GB_RECORD_ISSUE_RULE) | GB_STORE_CHANGED_ACTIONS)

/* Rows of a group before the user asks for more. */
#define FEW 50
/* Answers become late by the minute. */
#define WAIT (5 * 60)

/**
 * GbIssuesModel:
 *
 * What the page of issues shows, kept true: it is read again when the cache or the question changes, and while the
 * clock runs every few minutes, for answers become late without a sync. While nobody looks only the late answers are
 * counted. One reading after the other. Emits "changed" when something was read or is on its way.
 */
struct _GbIssuesModel
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  GbIssueQuery *query; /* (owned) */
  GbIssuesGrouping grouping;
  guint limits[GB_N_ISSUES_GROUPS];
  GbIssuesReport *report; /* (owned) (nullable): not read yet */
  GError *error; /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  gboolean stale; /* to be read again when that is done */
  gboolean active; /* somebody looks */
  gboolean outdated; /* something changed since @report was read */
  gint64 overdue;
  guint timer;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbIssuesModel, gb_issues_model, G_TYPE_OBJECT)

/* --- reading ---------------------------------------------------------------------------------------- */

/* On a thread of the store. */
static gpointer
read_report (GbSqlConnection *connection,
             gpointer         wanted,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_issues_report_load (connection, wanted, error);
}

static void load (GbIssuesModel *self);

static gboolean
on_timer_cb (gpointer user_data)
{
  GbIssuesModel *self = user_data;

  self->timer = 0;
  gb_issues_model_reload (self);
  return G_SOURCE_REMOVE;
}

static void
on_report_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbIssuesModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbIssuesReport) report = gb_store_read_finish (GB_STORE (source), result, &error);

  /* A cancelled one has a successor. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (report != NULL)
    self->overdue = report->overdue;
  if (report != NULL && !report->brief)
    {
      g_clear_pointer (&self->report, gb_issues_report_free);
      self->report = g_steal_pointer (&report);
    }
  self->error = g_steal_pointer (&error);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!gb_clock_is_fixed (gb_store_get_clock (self->store)))
    self->timer = g_timeout_add_seconds (WAIT, on_timer_cb, self);
  if (self->stale)
    load (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
load (GbIssuesModel *self)
{
  GbIssuesReport *wanted = gb_issues_report_new (self->query, self->grouping, self->limits,
                                                 gb_clock_now (gb_store_get_clock (self->store)));

  wanted->brief = !self->active;
  self->outdated = !self->active;
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  gb_store_read_async (self->store, read_report, wanted, (GDestroyNotify) gb_issues_report_free,
                       (GDestroyNotify) gb_issues_report_free, G_PRIORITY_DEFAULT, self->cancellable, on_report_cb,
                       g_object_ref (self));
}

/* Something else is wanted: what is on its way is of no use. */
static void
ask_anew (GbIssuesModel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gb_issues_model_reload (self);
}

static void
on_store_changed_cb (GbIssuesModel *self,
                     guint64        types)
{
  if ((types & CHANGES) != 0)
    gb_issues_model_reload (self);
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_issues_model_dispose (GObject *object)
{
  GbIssuesModel *self = GB_ISSUES_MODEL (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_issues_model_parent_class)->dispose (object);
}

static void
gb_issues_model_finalize (GObject *object)
{
  GbIssuesModel *self = GB_ISSUES_MODEL (object);

  gb_issue_query_free (self->query);
  gb_issues_report_free (self->report);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gb_issues_model_parent_class)->finalize (object);
}

static void
gb_issues_model_class_init (GbIssuesModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_issues_model_dispose;
  object_class->finalize = gb_issues_model_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
reset_limits (GbIssuesModel *self)
{
  for (int key = 0; key < GB_N_ISSUES_GROUPS; key++)
    self->limits[key] = FEW;
  /* What has ended asks for nobody: it is there when somebody wants it. */
  if (self->grouping == GB_ISSUES_BY_STAGE && !gb_issue_query_is_limited (self->query))
    self->limits[GB_ISSUE_SET_SETTLED] = 0;
}

static void
gb_issues_model_init (GbIssuesModel *self)
{
  self->query = gb_issue_query_new (GB_ISSUE_SET_OPEN);
  self->query->kind = GB_ISSUE_DIFFICULTY;
  reset_limits (self);
}

/**
 * gb_issues_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model of the open difficulties of the whole scope, which counts the late answers until it is
 *   active
 */
GbIssuesModel *
gb_issues_model_new (GbStore *store)
{
  GbIssuesModel *self = g_object_new (GB_TYPE_ISSUES_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (store), "changed", G_CALLBACK (gb_issues_model_reload), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return self;
}

/**
 * gb_issues_model_get_report:
 *
 * Returns: (transfer none) (nullable): what was read last; %NULL before
 */
const GbIssuesReport *
gb_issues_model_get_report (GbIssuesModel *self)
{
  g_return_val_if_fail (GB_IS_ISSUES_MODEL (self), NULL);

  return self->report;
}

/**
 * gb_issues_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_issues_model_get_error (GbIssuesModel *self)
{
  g_return_val_if_fail (GB_IS_ISSUES_MODEL (self), NULL);

  return self->error;
}

/**
 * gb_issues_model_get_loading:
 *
 * Returns: whether something else than what was read last is on its way
 */
gboolean
gb_issues_model_get_loading (GbIssuesModel *self)
{
  g_return_val_if_fail (GB_IS_ISSUES_MODEL (self), FALSE);

  return self->cancellable != NULL;
}

const GbIssueQuery *
gb_issues_model_get_query (GbIssuesModel *self)
{
  g_return_val_if_fail (GB_IS_ISSUES_MODEL (self), NULL);

  return self->query;
}

/**
 * gb_issues_model_set_query:
 * @query: what is asked from now on
 */
void
gb_issues_model_set_query (GbIssuesModel      *self,
                           const GbIssueQuery *query)
{
  g_return_if_fail (GB_IS_ISSUES_MODEL (self));

  if (gb_issue_query_equal (self->query, query))
    return;
  gb_issue_query_free (self->query);
  self->query = gb_issue_query_copy (query);
  reset_limits (self);
  ask_anew (self);
}

void
gb_issues_model_set_grouping (GbIssuesModel    *self,
                              GbIssuesGrouping  grouping)
{
  g_return_if_fail (GB_IS_ISSUES_MODEL (self));

  if (self->grouping == grouping)
    return;
  self->grouping = grouping;
  reset_limits (self);
  ask_anew (self);
}

/**
 * gb_issues_model_get_overdue:
 *
 * Returns: how many answers are late, of all kinds; known also while nobody looks
 */
gint64
gb_issues_model_get_overdue (GbIssuesModel *self)
{
  g_return_val_if_fail (GB_IS_ISSUES_MODEL (self), 0);

  return self->overdue;
}

/**
 * gb_issues_model_set_active:
 * @active: whether somebody looks
 */
void
gb_issues_model_set_active (GbIssuesModel *self,
                            gboolean       active)
{
  g_return_if_fail (GB_IS_ISSUES_MODEL (self));

  self->active = active;
  if (active && self->outdated)
    ask_anew (self);
}

/**
 * gb_issues_model_show_more:
 * @key: of a group
 *
 * Reads more rows of the group.
 */
void
gb_issues_model_show_more (GbIssuesModel *self,
                           int            key)
{
  g_return_if_fail (GB_IS_ISSUES_MODEL (self) && key >= 0 && key < GB_N_ISSUES_GROUPS);

  self->limits[key] += FEW;
  ask_anew (self);
}

/**
 * gb_issues_model_reload:
 *
 * Reads everything again; what is shown stays until it is there.
 */
void
gb_issues_model_reload (GbIssuesModel *self)
{
  g_return_if_fail (GB_IS_ISSUES_MODEL (self));

  self->stale = TRUE;
  if (self->cancellable != NULL)
    return;
  load (self);
  g_signal_emit (self, changed_signal, 0);
}
