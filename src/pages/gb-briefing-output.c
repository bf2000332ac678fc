/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-output.h"

#include <glib/gi18n-lib.h>

#include "gb-briefing-sheet.h"
#include "gb-compat.h"
#include "gb-export-toast.h"
#include "gb-paper-file.h"
#include "gb-paper-print.h"
#include "gb-table-file.h"
#include "gb-toast.h"

/**
 * GbBriefingOutput:
 *
 * What leaves the page of the briefing: on paper, as PDF, as a workbook, as text. Always as it stands when it is asked
 * for, with the last word that was typed.
 */
struct _GbBriefingOutput
{
  GObject parent_instance;

  GbBriefingModel *model;     /* (owned) */
  GbBriefingPreview *preview; /* (nullable): weak */
  GCancellable *cancellable;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbBriefingOutput, gb_briefing_output, G_TYPE_OBJECT)

/* What a file is to be, while the user chooses where, and while it is made. */
typedef struct
{
  GbBriefingOutput *self; /* (owned) */
  GbBriefingOutputKind kind;
  GFile *file;                /* (owned) (nullable) */
  GbBriefing *briefing;       /* (owned) (nullable) */
  GbBriefingRemarks *remarks; /* (owned) (nullable) */
  gint64 now;
} Saving;

static Saving *
saving_new (GbBriefingOutput    *self,
            GbBriefingOutputKind kind)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->self = g_object_ref (self);
  saving->kind = kind;
  return saving;
}

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->self);
  g_clear_object (&saving->file);
  g_clear_pointer (&saving->briefing, gb_briefing_unref);
  g_clear_pointer (&saving->remarks, gb_briefing_remarks_free);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* --- telling -------------------------------------------------------------------------------------- */

static void
add_toast (GbBriefingOutput *self,
           AdwToast         *toast)
{
  GtkWidget *overlay
      = self->preview != NULL ? gtk_widget_get_ancestor (GTK_WIDGET (self->preview), ADW_TYPE_TOAST_OVERLAY) : NULL;

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

static void
tell (GbBriefingOutput *self,
      const char       *text)
{
  add_toast (self, gb_toast_new (text));
}

static void
tell_saved (const Saving *saving)
{
  g_autofree char *name = g_file_get_basename (saving->file);
  /* Translators: a file's name */
  g_autofree char *text = g_strdup_printf (_("The report was saved in “%s”"), name);

  add_toast (saving->self, gb_export_toast_new_saved (saving->file, text));
}

/* --- saving --------------------------------------------------------------------------------------- */

static gboolean
write_pdf (const Saving  *saving,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GbPaper) paper = gb_briefing_sheet_new (saving->briefing, saving->remarks);

  return gb_paper_save (paper, saving->file, cancellable, error);
}

static gboolean
write_xlsx (const Saving  *saving,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GPtrArray) tables = gb_briefing_sheet_tables (saving->briefing, saving->remarks);

  return gb_table_save ((GbTable *const *) tables->pdata, tables->len, GB_TABLE_XLSX, saving->now, saving->file, NULL,
                        NULL, cancellable, error) >= 0;
}

/* On a thread of its own. */
static void
run (GTask        *task,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  const Saving *saving = data;
  GError *error = NULL;
  gboolean saved = saving->kind == GB_BRIEFING_OUTPUT_XLSX ? write_xlsx (saving, cancellable, &error)
                                                           : write_pdf (saving, cancellable, &error);

  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    tell_saved (saving);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    add_toast (saving->self, gb_export_toast_new_failed (error->message));
}

/**
 * gb_briefing_output_save:
 * @file: where to; what is there already stays until the new one is whole
 *
 * Saves the briefing on another thread, and says so when it is done.
 */
void
gb_briefing_output_save (GbBriefingOutput    *self,
                         GbBriefingOutputKind kind,
                         GFile               *file)
{
  g_autoptr (GTask) task = NULL;
  GbBriefing *briefing;
  Saving *saving;

  g_return_if_fail (GB_IS_BRIEFING_OUTPUT (self));

  briefing = gb_briefing_model_get_briefing (self->model);
  if (briefing == NULL)
    return;
  saving = saving_new (self, kind);
  saving->file = g_object_ref (file);
  saving->briefing = gb_briefing_ref (briefing);
  saving->remarks = gb_briefing_remarks_copy (gb_briefing_model_get_remarks (self->model));
  saving->now = gb_clock_now (gb_store_get_clock (gb_briefing_model_get_store (self->model)));
  task = g_task_new (NULL, self->cancellable, on_saved_cb, NULL);
  g_task_set_source_tag (task, gb_briefing_output_save);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, run);
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gb_compat_save_file_finish (result, &error);

  if (file != NULL && saving->self->preview != NULL)
    gb_briefing_output_save (saving->self, saving->kind, file);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (saving->self, error->message);
}

/**
 * gb_briefing_output_choose:
 *
 * Asks where to save the briefing, and saves it.
 */
void
gb_briefing_output_choose (GbBriefingOutput    *self,
                           GbBriefingOutputKind kind)
{
  g_autofree char *name = NULL;
  GbBriefing *briefing;

  g_return_if_fail (GB_IS_BRIEFING_OUTPUT (self));

  briefing = gb_briefing_model_get_briefing (self->model);
  if (self->preview == NULL || briefing == NULL)
    return;
  name = gb_briefing_sheet_dup_name (briefing, kind == GB_BRIEFING_OUTPUT_XLSX ? "xlsx" : "pdf");
  gb_compat_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->preview))),
                             kind == GB_BRIEFING_OUTPUT_XLSX ? _("Save the report as Excel") : _("Save the report as PDF"),
                             name, self->cancellable, on_file_chosen_cb, saving_new (self, kind));
}

/* --- paper, text ---------------------------------------------------------------------------------- */

static void
on_printed_cb (GtkPrintOperation      *operation,
               GtkPrintOperationResult result,
               gpointer                user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  /* Translators: why not */
  text = g_strdup_printf (_("The report could not be printed: %s"), error != NULL ? error->message : "");
  tell (user_data, text);
}

static void
print (GbBriefingOutput *self,
       GbPaper          *paper)
{
  g_autoptr (GtkPrintOperation) operation = gb_paper_print_new (paper, gb_paper_get_title (paper));

  g_signal_connect_object (operation, "done", G_CALLBACK (on_printed_cb), self, 0);
  /* "done" tells of errors. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->preview))), NULL);
}

static void
copy (GbBriefingOutput *self,
      GbPaper          *paper)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint page = 0; page < gb_paper_get_n_pages (paper); page++)
    {
      g_autofree char *words = gb_paper_dup_text (paper, page);

      g_string_append_printf (text, "%s%s", page > 0 ? "\n" : "", words);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->preview)), text->str);
  tell (self, _("The text of the report was copied"));
}

/* What is done with the sheet once it is made. */
typedef struct
{
  GbBriefingOutput *self; /* (owned) */
  void (*use) (GbBriefingOutput *self,
               GbPaper          *paper);
} Use;

static void
on_paper_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Use *use = user_data;
  g_autoptr (GbBriefingOutput) self = use->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbPaper) paper = gb_briefing_preview_paper_finish (GB_BRIEFING_PREVIEW (source), result, &error);

  if (paper == NULL)
    tell (self, error->message);
  else if (self->preview != NULL && gtk_widget_get_root (GTK_WIDGET (self->preview)) != NULL)
    use->use (self, paper);
}

static void
with_paper (GbBriefingOutput *self,
            void (*use) (GbBriefingOutput *self,
                         GbPaper          *paper))
{
  Use *using;

  if (self->preview == NULL)
    return;
  using = g_new0 (Use, 1);
  *using = (Use) { g_object_ref (self), use };
  gb_briefing_preview_paper_async (self->preview, on_paper_cb, using);
}

/**
 * gb_briefing_output_print:
 *
 * Prints the sheet; the user chooses the printer.
 */
void
gb_briefing_output_print (GbBriefingOutput *self)
{
  g_return_if_fail (GB_IS_BRIEFING_OUTPUT (self));

  with_paper (self, print);
}

/**
 * gb_briefing_output_copy:
 *
 * Copies the text of the sheet, for a message.
 */
void
gb_briefing_output_copy (GbBriefingOutput *self)
{
  g_return_if_fail (GB_IS_BRIEFING_OUTPUT (self));

  with_paper (self, copy);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_briefing_output_dispose (GObject *object)
{
  GbBriefingOutput *self = GB_BRIEFING_OUTPUT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->preview);

  G_OBJECT_CLASS (gb_briefing_output_parent_class)->dispose (object);
}

static void
gb_briefing_output_finalize (GObject *object)
{
  GbBriefingOutput *self = GB_BRIEFING_OUTPUT (object);

  g_object_unref (self->model);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (gb_briefing_output_parent_class)->finalize (object);
}

static void
gb_briefing_output_class_init (GbBriefingOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_briefing_output_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_briefing_output_finalize;
}

static void
gb_briefing_output_init (GbBriefingOutput *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * gb_briefing_output_new:
 * @model: what leaves
 * @preview: where from; it is not kept alive
 */
GbBriefingOutput *
gb_briefing_output_new (GbBriefingModel   *model,
                        GbBriefingPreview *preview)
{
  GbBriefingOutput *self = g_object_new (GB_TYPE_BRIEFING_OUTPUT, NULL);

  self->model = g_object_ref (model);
  g_set_weak_pointer (&self->preview, preview);
  return self;
}
