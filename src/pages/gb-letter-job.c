/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-job.h"

/**
 * GbLetterJob:
 *
 * Makes letters and slips on a thread of the store: one to be looked at, all for a printer, all into a file. How far the
 * last of these is can be asked at any time.
 */
struct _GbLetterJob
{
  GObject parent_instance;

  GbStore *store;       /* (owned) */
  GbLetterBatch *batch; /* (owned) */
  int *done;            /* (owned): atomic; shared with the thread that works */
};

G_DEFINE_FINAL_TYPE (GbLetterJob, gb_letter_job, G_TYPE_OBJECT)

/* What a thread of the store works on. */
typedef struct
{
  GbLetterBatch *batch; /* (owned) */
  int *done;            /* (owned) */
  GFile *file;          /* (owned) (nullable) */
  guint i;
  gint64 now;
} Request;

static Request *
request_new (GbLetterJob *job)
{
  Request *self = g_new0 (Request, 1);

  self->batch = gb_letter_batch_ref (job->batch);
  self->done = g_atomic_rc_box_acquire (job->done);
  self->now = gb_clock_now (gb_store_get_clock (job->store));
  return self;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  gb_letter_batch_unref (self->batch);
  g_atomic_rc_box_release (self->done);
  g_clear_object (&self->file);
  g_free (self);
}

/* One paper and what is to be known of it. */
typedef struct
{
  GbPaper *paper; /* (owned) */
  GbActionWarnings warnings;
} Made;

static void
made_free (gpointer data)
{
  Made *self = data;

  gb_paper_unref (self->paper);
  g_free (self);
}

static void
on_progress (guint    done,
             guint    n,
             gpointer data)
{
  g_atomic_int_set ((int *) data, (int) done);
}

static void
gb_letter_job_dispose (GObject *object)
{
  GbLetterJob *self = GB_LETTER_JOB (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->batch, gb_letter_batch_unref);
  g_clear_pointer (&self->done, g_atomic_rc_box_release);

  G_OBJECT_CLASS (gb_letter_job_parent_class)->dispose (object);
}

static void
gb_letter_job_class_init (GbLetterJobClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_letter_job_dispose;
}

static void
gb_letter_job_init (GbLetterJob *self)
{
  self->done = g_atomic_rc_box_new0 (int);
}

/**
 * gb_letter_job_new:
 * @store: where the dossiers are
 * @batch: which papers
 *
 * Returns: (transfer full): a job
 */
GbLetterJob *
gb_letter_job_new (GbStore       *store,
                   GbLetterBatch *batch)
{
  GbLetterJob *self = g_object_new (GB_TYPE_LETTER_JOB, NULL);

  self->store = g_object_ref (store);
  self->batch = gb_letter_batch_ref (batch);
  return self;
}

/**
 * gb_letter_job_get_batch:
 *
 * Returns: (transfer none): which papers
 */
GbLetterBatch *
gb_letter_job_get_batch (GbLetterJob *self)
{
  g_return_val_if_fail (GB_IS_LETTER_JOB (self), NULL);

  return self->batch;
}

/**
 * gb_letter_job_get_done:
 *
 * Returns: how many papers are made since all of them are wanted
 */
guint
gb_letter_job_get_done (GbLetterJob *self)
{
  g_return_val_if_fail (GB_IS_LETTER_JOB (self), 0);

  return (guint) g_atomic_int_get (self->done);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer value = gb_store_read_finish (GB_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, g_task_get_task_data (task));
}

/* The task's data is what frees the result that nobody takes. */
static void
begin (GbLetterJob        *self,
       GbStoreFunc         func,
       Request            *request,
       GDestroyNotify      result_free,
       gpointer            tag,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, (gpointer) result_free, NULL);
  gb_store_read_async (self->store, func, request, request_free, result_free, G_PRIORITY_DEFAULT, cancellable, on_read_cb,
                       task);
}

/* --- one ------------------------------------------------------------------------------------ */

/* On a thread of the store. */
static gpointer
make (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Request *request = data;
  g_autoptr (GbLetterDesk) desk = gb_letter_desk_load (connection, request->now, error);
  GbActionWarnings warnings = 0;
  GbPaper *paper = desk != NULL ? gb_letter_batch_make (request->batch, desk, connection, request->i, &warnings, error)
                                : NULL;
  Made *made;

  if (paper == NULL)
    return NULL;
  made = g_new0 (Made, 1);
  *made = (Made) { paper, warnings };
  return made;
}

/**
 * gb_letter_job_make_async:
 * @i: which, from 0
 *
 * Makes one of the papers.
 */
void
gb_letter_job_make_async (GbLetterJob        *self,
                          guint               i,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Request *request;

  g_return_if_fail (GB_IS_LETTER_JOB (self));

  request = request_new (self);
  request->i = i;
  begin (self, make, request, made_free, gb_letter_job_make_async, cancellable, callback, user_data);
}

/**
 * gb_letter_job_make_finish:
 * @warnings: (out): what who prints it should know
 *
 * Returns: (transfer full): the paper; %NULL where it cannot be written
 */
GbPaper *
gb_letter_job_make_finish (GbLetterJob      *self,
                           GAsyncResult     *result,
                           GbActionWarnings *warnings,
                           GError          **error)
{
  Made *made = g_task_propagate_pointer (G_TASK (result), error);
  GbPaper *paper;

  if (made == NULL)
    return NULL;
  *warnings = made->warnings;
  paper = gb_paper_ref (made->paper);
  made_free (made);
  return paper;
}

/* --- all ------------------------------------------------------------------------------------ */

/* On a thread of the store. */
static gpointer
make_all (GbSqlConnection *connection,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  Request *request = data;

  return gb_letter_batch_make_all (request->batch, connection, request->now, on_progress, request->done, cancellable,
                                   error);
}

/**
 * gb_letter_job_make_all_async:
 *
 * Makes all papers, for a printer.
 */
void
gb_letter_job_make_all_async (GbLetterJob        *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (GB_IS_LETTER_JOB (self));

  g_atomic_int_set (self->done, 0);
  begin (self, make_all, request_new (self), (GDestroyNotify) g_ptr_array_unref, gb_letter_job_make_all_async, cancellable,
         callback, user_data);
}

/**
 * gb_letter_job_make_all_finish:
 *
 * Returns: (transfer full) (element-type GbPaper): the papers
 */
GPtrArray *
gb_letter_job_make_all_finish (GbLetterJob  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* On a thread of the store. */
static gpointer
save (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Request *request = data;

  return GUINT_TO_POINTER (gb_letter_batch_save (request->batch, connection, request->now, request->file, on_progress,
                                                 request->done, NULL, cancellable, error));
}

/**
 * gb_letter_job_save_async:
 * @file: where to; what is there already stays until the new one is whole
 *
 * Saves all papers as one PDF.
 */
void
gb_letter_job_save_async (GbLetterJob        *self,
                          GFile              *file,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Request *request;

  g_return_if_fail (GB_IS_LETTER_JOB (self));

  g_atomic_int_set (self->done, 0);
  request = request_new (self);
  request->file = g_object_ref (file);
  begin (self, save, request, NULL, gb_letter_job_save_async, cancellable, callback, user_data);
}

/**
 * gb_letter_job_save_finish:
 *
 * Returns: how many pages were saved, 0 with an error
 */
guint
gb_letter_job_save_finish (GbLetterJob  *self,
                           GAsyncResult *result,
                           GError      **error)
{
  return GPOINTER_TO_UINT (g_task_propagate_pointer (G_TASK (result), error));
}
