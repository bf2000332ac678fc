/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-job.h"

/* What takes no longer than that is not told of before it is done, ms. */
#define PATIENCE 500
/* Between two looks at how far it is, ms. */
#define INTERVAL 200

/* What the store's thread works with; it may outlive the job. */
typedef struct
{
  GbExport *export; /* (owned) */
  char *note;       /* (owned) (nullable) */
  GbExportTarget target;
  gboolean saved; /* (atomic) */
} Run;

/**
 * GbExportJob:
 *
 * One export under way, off the main thread. Emits "progress" while that takes long, and "done" once.
 */
struct _GbExportJob
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  Run *run;       /* (owned) */
  GError *error;  /* (owned) (nullable): once it is done */
  guint timer;
  gboolean running;
};

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbExportJob, gb_export_job, G_TYPE_OBJECT)

static void
run_clear (gpointer data)
{
  Run *self = data;

  gb_export_unref (self->export);
  g_object_unref (self->target.file);
  g_object_unref (self->target.cancellable);
  g_free (self->note);
}

static void
run_unref (gpointer run)
{
  g_atomic_rc_box_release_full (run, run_clear);
}

/* On a thread of the store. */
static gpointer
write_file (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Run *run = data;

  if (gb_export_run (run->export, connection, &run->target, error))
    g_atomic_int_set (&run->saved, TRUE);
  return NULL;
}

static gboolean
on_timer_cb (gpointer user_data)
{
  GbExportJob *self = user_data;

  self->timer = g_timeout_add (INTERVAL, on_timer_cb, self);
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
  return G_SOURCE_REMOVE;
}

static void
on_written_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbExportJob) self = user_data;

  gb_store_read_finish (GB_STORE (source), result, &self->error);
  /* Whoever cancels when the file is there already has it. */
  if (g_atomic_int_get (&self->run->saved))
    g_clear_error (&self->error);
  self->running = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
gb_export_job_dispose (GObject *object)
{
  GbExportJob *self = GB_EXPORT_JOB (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_export_job_parent_class)->dispose (object);
}

static void
gb_export_job_finalize (GObject *object)
{
  GbExportJob *self = GB_EXPORT_JOB (object);

  run_unref (self->run);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gb_export_job_parent_class)->finalize (object);
}

static void
gb_export_job_class_init (GbExportJobClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_export_job_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_export_job_finalize;

  signals[SIGNAL_PROGRESS]
      = g_signal_new ("progress", GB_TYPE_EXPORT_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DONE]
      = g_signal_new ("done", GB_TYPE_EXPORT_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_export_job_init (GbExportJob *self)
{
}

/**
 * gb_export_job_new:
 * @store: an open store
 * @export: what is saved
 * @file: where to
 * @note: (nullable): what whoever gets the file must be told
 *
 * Returns: (transfer full): a job that was not started yet
 */
GbExportJob *
gb_export_job_new (GbStore      *store,
                   GbExport     *export,
                   GbExportForm  form,
                   GFile        *file,
                   const char   *note)
{
  GbExportJob *self = g_object_new (GB_TYPE_EXPORT_JOB, NULL);
  Run *run = g_atomic_rc_box_new0 (Run);

  self->store = g_object_ref (store);
  self->run = run;
  run->export = gb_export_ref (export);
  run->note = g_strdup (note);
  run->target = (GbExportTarget) { .form = form,
                                   .file = g_object_ref (file),
                                   .title = gb_export_get_name (export),
                                   .note = run->note,
                                   .now = gb_clock_now (gb_store_get_clock (store)),
                                   .cancellable = g_cancellable_new () };
  return self;
}

/**
 * gb_export_job_start:
 *
 * Once. The job lives until it is done.
 */
void
gb_export_job_start (GbExportJob *self)
{
  g_return_if_fail (GB_IS_EXPORT_JOB (self));
  g_return_if_fail (!self->running);

  self->running = TRUE;
  self->timer = g_timeout_add (PATIENCE, on_timer_cb, self);
  gb_store_read_async (self->store, write_file, g_atomic_rc_box_acquire (self->run), run_unref, NULL,
                       G_PRIORITY_LOW, self->run->target.cancellable, on_written_cb, g_object_ref (self));
}

/**
 * gb_export_job_cancel:
 *
 * Soon it is done, and nothing of it is left.
 */
void
gb_export_job_cancel (GbExportJob *self)
{
  g_return_if_fail (GB_IS_EXPORT_JOB (self));

  g_cancellable_cancel (self->run->target.cancellable);
}

gboolean
gb_export_job_get_running (GbExportJob *self)
{
  g_return_val_if_fail (GB_IS_EXPORT_JOB (self), FALSE);

  return self->running;
}

/**
 * gb_export_job_get_n_rows:
 *
 * Returns: how many rows were written so far
 */
gint64
gb_export_job_get_n_rows (GbExportJob *self)
{
  g_return_val_if_fail (GB_IS_EXPORT_JOB (self), 0);

  return g_atomic_int_get (&self->run->target.n_rows);
}

/**
 * gb_export_job_get_total:
 *
 * Returns: how many rows there will be; -1 where that is not known
 */
gint64
gb_export_job_get_total (GbExportJob *self)
{
  g_return_val_if_fail (GB_IS_EXPORT_JOB (self), -1);

  return gb_export_get_n_rows (self->run->export);
}

GbExportForm
gb_export_job_get_form (GbExportJob *self)
{
  g_return_val_if_fail (GB_IS_EXPORT_JOB (self), GB_EXPORT_XLSX);

  return self->run->target.form;
}

/**
 * gb_export_job_get_file:
 *
 * Returns: (transfer none): where it is saved
 */
GFile *
gb_export_job_get_file (GbExportJob *self)
{
  g_return_val_if_fail (GB_IS_EXPORT_JOB (self), NULL);

  return self->run->target.file;
}

/**
 * gb_export_job_get_error:
 *
 * Returns: (nullable): why it is not saved; %G_IO_ERROR_CANCELLED where nobody wanted it any more
 */
const GError *
gb_export_job_get_error (GbExportJob *self)
{
  g_return_val_if_fail (GB_IS_EXPORT_JOB (self), NULL);

  return self->error;
}
