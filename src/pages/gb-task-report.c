/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task-report.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-files-row.h"
#include "gb-task-drafts.h"
#include "gb-task-words.h"

/**
 * GbTaskReport:
 *
 * Where the progress of a task is reported, with a network or without: how much is done, whether all
 * is, and what there is to say. What was begun is kept until it is sent.
 */
struct _GbTaskReport
{
  AdwBin parent_instance;

  GtkWidget *form; /* the template's */
  GtkWidget *amount;
  GtkSpinButton *done;
  GtkLabel *of;
  GtkCheckButton *finished;
  GtkTextView *text;
  GbFilesRow *files;
  GtkWidget *send;
  GtkLabel *problem;
  GtkLabel *why_not;

  GbStore *store;       /* (owned) (nullable) */
  GbTaskDrafts *drafts; /* (owned) (nullable) */
  GbTask *task;         /* (owned) (nullable): as it stands without what is typed */
  GCancellable *cancellable; /* (owned) (nullable): of the files on their way */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GbTaskReport, gb_task_report, ADW_TYPE_BIN)

static void update     (GbTaskReport *self);
static void show_files (GbTaskReport *self,
                        const char   *files);

static char *
dup_text (GbTaskReport *self)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  return g_strstrip (text);
}

/* --- evidence --------------------------------------------------------------------------------------- */

static gpointer
read_files (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return gb_attachment_list (connection, data, error);
}

static void
on_files_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbTaskReport) self = user_data;
  g_autoptr (GPtrArray) files = gb_store_read_finish (GB_STORE (source), result, NULL);

  if (files == NULL || self->store == NULL)
    return;
  self->filling = TRUE;
  gb_files_row_show (self->files, files);
  self->filling = FALSE;
  update (self);
}

static void
show_files (GbTaskReport *self,
            const char   *files)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  gb_store_read_async (self->store, read_files, g_strdup (files != NULL ? files : "[]"), g_free,
                       (GDestroyNotify) g_ptr_array_unref, G_PRIORITY_DEFAULT, self->cancellable, on_files_cb,
                       g_object_ref (self));
}

/* --- what is typed ---------------------------------------------------------------------------------- */

static void
fill (GbTaskReport      *self,
      const GbTaskDraft *draft)
{
  self->filling = TRUE;
  gtk_spin_button_set_value (self->done, draft != NULL ? draft->done : self->task->done);
  gtk_check_button_set_active (self->finished, draft != NULL ? draft->finished : self->task->state == GB_TASK_DONE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text),
                            draft != NULL && draft->text != NULL ? draft->text : "", -1);
  self->filling = FALSE;
  show_files (self, draft != NULL ? draft->files : NULL);
}

static gboolean
differs (GbTaskReport *self,
         const char   *text)
{
  return *text != '\0' || gb_files_row_get_n_files (self->files) > 0 ||
         gtk_check_button_get_active (self->finished) != (self->task->state == GB_TASK_DONE) ||
         (self->task->total > 0 && gtk_spin_button_get_value (self->done) != self->task->done);
}

static void
update (GbTaskReport *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_sensitive (self->send, differs (self, text));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
}

static void
on_edited_cb (GbTaskReport *self)
{
  GbTaskDraft draft = { 0 };

  if (self->filling || self->task == NULL)
    return;
  draft.text = dup_text (self);
  draft.done = gtk_spin_button_get_value (self->done);
  draft.finished = gtk_check_button_get_active (self->finished);
  draft.files = gb_files_row_get_json (self->files);
  gb_task_drafts_set (self->drafts, self->task->id, differs (self, draft.text) ? &draft : NULL);
  g_free (draft.text);
  g_free (draft.files);
  update (self);
}

/* All pieces are all of it; fewer are not. */
static void
on_done_changed_cb (GbTaskReport *self)
{
  if (!self->filling && self->task != NULL)
    gtk_check_button_set_active (self->finished, gtk_spin_button_get_value (self->done) >= self->task->total);
  on_edited_cb (self);
}

static void
on_finished_toggled_cb (GbTaskReport *self)
{
  if (!self->filling && self->task != NULL && gtk_check_button_get_active (self->finished))
    gtk_spin_button_set_value (self->done, self->task->total);
  on_edited_cb (self);
}

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbTaskReport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (added != NULL && added->actions->len > 0)
    {
      const GbAction *action = added->actions->pdata[0];

      if (self->drafts != NULL)
        gb_task_drafts_set (self->drafts, action->target, NULL);
      if (self->task != NULL && g_str_equal (self->task->id, action->target))
        {
          self->filling = TRUE;
          gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
          self->filling = FALSE;
          show_files (self, NULL);
        }
      if (toasts != NULL)
        gb_action_saver_toast (ADW_TOAST_OVERLAY (toasts), GB_STORE (source),
                               _("Report stored"), added);
      return;
    }
  gtk_label_set_label (self->problem, added != NULL ? added->refusal->message : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_set_sensitive (self->send, TRUE);
}

static void
on_send_clicked_cb (GbTaskReport *self)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autofree char *text = dup_text (self);
  GbAction *action = gb_action_new (GB_ACTION_TASK_PROGRESS, self->task->id);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ptr_array_add (actions, action);
  if (self->task->total > 0)
    gb_action_set (action, "done", g_ascii_dtostr (number, sizeof number, gtk_spin_button_get_value (self->done)));
  gb_action_set (action, "state", gb_task_state_nick (gtk_check_button_get_active (self->finished) ? GB_TASK_DONE
                                                                                                   : GB_TASK_OPEN));
  if (*text != '\0')
    gb_action_set (action, "text", text);
  gb_files_row_add_to (self->files, action);
  gtk_widget_set_sensitive (self->send, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_added_cb, g_object_ref (self));
}

/* --- object ----------------------------------------------------------------------------------------- */

/* The drafts of earlier came while the form was open and nothing was typed. */
static void
on_drafts_loaded_cb (GbTaskReport *self)
{
  g_autoptr (GbTaskDraft) draft = NULL;

  if (self->task == NULL)
    return;
  draft = gb_task_drafts_get (self->drafts, self->task->id);
  if (draft != NULL)
    fill (self, draft);
  update (self);
}

static void
gb_task_report_dispose (GObject *object)
{
  GbTaskReport *self = GB_TASK_REPORT (object);

  if (self->drafts != NULL)
    g_object_run_dispose (G_OBJECT (self->drafts));
  g_clear_object (&self->drafts);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->task, gb_task_unref);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_task_report_parent_class)->dispose (object);
}

static void
gb_task_report_class_init (GbTaskReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_task_report_dispose;
  g_type_ensure (GB_TYPE_FILES_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-task-report.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbTaskReport, name)
  BIND (form);
  BIND (amount);
  BIND (done);
  BIND (of);
  BIND (finished);
  BIND (text);
  BIND (files);
  BIND (send);
  BIND (problem);
  BIND (why_not);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_done_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_finished_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_send_clicked_cb);
}

static void
gb_task_report_init (GbTaskReport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (on_edited_cb), self,
                           G_CONNECT_SWAPPED);
}

static const char *
refusal_of (const GbTask *task)
{
  if (task->state == GB_TASK_CANCELLED)
    return _("The province has taken this task back: there is nothing to report");
  if (task->commune == NULL)
    return _("A task of every commune: the province itself keeps its progress");
  return NULL;
}

static void
set_range (GbTaskReport *self,
           const GbTask *task)
{
  g_autofree char *total = gb_task_words_amount (task->total);
  /* Translators: beside a number: of how many */
  g_autofree char *of = g_strdup_printf (C_("tasks", "of %s"), total);

  self->filling = TRUE;
  gtk_spin_button_set_range (self->done, 0, task->total);
  self->filling = FALSE;
  gtk_label_set_label (self->of, of);
  gtk_widget_set_visible (self->amount, task->total > 0);
}

/**
 * gb_task_report_show:
 * @store: where reports are stored
 * @detail: of the task to be reported on
 *
 * What is typed stays while it is the same task.
 */
void
gb_task_report_show (GbTaskReport       *self,
                     GbStore            *store,
                     const GbTaskDetail *detail)
{
  const char *refusal = refusal_of (detail->task);
  g_autoptr (GbTaskDraft) draft = NULL;
  gboolean same;

  g_return_if_fail (GB_IS_TASK_REPORT (self));

  if (self->store == NULL)
    {
      self->store = g_object_ref (store);
      self->drafts = gb_task_drafts_new (store);
      gb_files_row_edit (self->files, store);
      g_signal_connect_object (self->drafts, "loaded", G_CALLBACK (on_drafts_loaded_cb), self, G_CONNECT_SWAPPED);
    }
  same = self->task != NULL && g_str_equal (self->task->id, detail->task->id);
  g_clear_pointer (&self->task, gb_task_unref);
  self->task = gb_task_ref (detail->task);
  gtk_widget_set_visible (self->form, refusal == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->why_not), refusal != NULL);
  gtk_label_set_label (self->why_not, refusal != NULL ? refusal : "");
  set_range (self, detail->task);
  draft = gb_task_drafts_get (self->drafts, detail->task->id);
  /* Not under the hands of who types. */
  if (!same || draft == NULL)
    fill (self, draft);
  update (self);
}
