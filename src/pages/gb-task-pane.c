/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task-pane.h"

#include <glib/gi18n-lib.h>

#include "gb-class-label.h"
#include "gb-class-text.h"
#include "gb-class-timeline.h"
#include "gb-commune-words.h"
#include "gb-deadline-words.h"
#include "gb-format.h"
#include "gb-files-row.h"
#include "gb-freshness-words.h"
#include "gb-pane-facts.h"
#include "gb-property.h"
#include "gb-task-detail.h"
#include "gb-task-report.h"
#include "gb-task-words.h"

/**
 * GbTaskPane:
 *
 * One task beside the list: what is ordered, how far it is, what was reported, and where the next
 * report is written. Follows what the cache learns.
 */
struct _GbTaskPane
{
  AdwBin parent_instance;

  GtkStack *states; /* the template's */
  AdwStatusPage *message;
  GtkLabel *title;
  GbClassLabel *state;
  GtkLabel *text;
  GtkGrid *facts;
  GtkLabel *progress;
  GtkProgressBar *bar;
  GtkWidget *link;
  GtkWidget *indicator_section;
  GtkActionable *indicator_button;
  GtkLabel *indicator_name;
  GtkLabel *indicator_value;
  GtkWidget *files_section;
  GbFilesRow *files;
  GbTaskReport *report;
  GtkWidget *course_section;
  GbClassTimeline *course;
  GtkLabel *freshness;

  GbStore *store;            /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the task on its way */
  char *id;                  /* (owned) (nullable) */
  char *document;            /* (owned) (nullable): the number of the order that is shown */
  char *address;             /* (owned) (nullable): where more of it is to be read */
  gboolean paged;
};

enum
{
  PROP_PAGED = 1,
  PROP_DOCUMENT,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbTaskPane, gb_task_pane, ADW_TYPE_BIN)

typedef struct
{
  char *id; /* (owned) */
  gint64 now;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->id);
  g_free (self);
}

static gpointer
read_detail (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const Request *request = data;
  GbTaskDetail *detail;

  gb_task_detail_load (connection, request->id, request->now, &detail, error);
  return detail;
}

static void
show_facts (GbTaskPane         *self,
            const GbTaskDetail *detail)
{
  const GbTask *task = detail->task;
  g_autofree char *issued = gb_deadline_words_moment (task->issued, detail->now);
  g_autofree char *due = gb_deadline_words_moment (task->due, detail->now);
  g_autofree char *commune = gb_commune_words_capital (task->commune_name != NULL ? task->commune_name
                                                                                  : _("every commune"));

  gb_pane_facts_clear (self->facts);
  gb_pane_facts_add (self->facts, _("Given by"), task->issuer);
  gb_pane_facts_add (self->facts, _("Given on"), issued);
  gb_pane_facts_add (self->facts, C_("tasks", "Due"), due);
  gb_pane_facts_add (self->facts, C_("tasks", "Commune"), commune);
  gb_pane_facts_add (self->facts, _("Done by"), task->assignee_name);
}

static const char *
style_of (const GbTaskNote *note)
{
  if (note->pending)
    return "paused";
  return note->has_state && note->state == GB_TASK_DONE ? "finished" : NULL;
}

static void
show_course (GbTaskPane         *self,
             const GbTaskDetail *detail)
{
  gb_class_timeline_clear (self->course);
  for (guint i = detail->notes->len; i > 0; i--)
    {
      const GbTaskNote *note = detail->notes->pdata[i - 1];
      g_autofree char *when = gb_format_moment (note->at, detail->now);
      g_autofree char *what = gb_task_words_note (note);
      g_autofree char *more = gb_task_words_note_more (note);

      gb_class_timeline_add (self->course, when, what, more, style_of (note));
    }
  gtk_widget_set_visible (self->course_section, detail->notes->len > 0);
}

static void
show_indicator (GbTaskPane         *self,
                const GbTaskDetail *detail)
{
  g_autofree char *value = NULL;
  g_autofree char *view = NULL;

  gtk_widget_set_visible (self->indicator_section, detail->indicator != NULL);
  if (detail->indicator == NULL)
    return;
  value = gb_task_words_indicator (detail);
  gtk_label_set_label (self->indicator_name, detail->indicator);
  gtk_label_set_label (self->indicator_value, value);
  view = g_strconcat ("programmes:", detail->task->indicator, NULL);
  gtk_actionable_set_action_target (self->indicator_button, "s", view);
}

static void
show (GbTaskPane         *self,
      const GbTaskDetail *detail)
{
  const GbTask *task = detail->task;
  g_autofree char *state = gb_task_words_state (task, detail->now);
  g_autofree char *progress = gb_task_words_progress (task);
  g_autofree char *freshness = gb_freshness_words (detail->as_of, detail->now);

  g_free (self->document);
  self->document = g_strdup (task->document);
  g_free (self->address);
  self->address = g_strdup (task->link);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOCUMENT]);
  gtk_label_set_label (self->title, task->title);
  gtk_label_set_label (self->text, task->text != NULL ? task->text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), task->text != NULL);
  gb_class_label_set_deadline_class (self->state, task->state == GB_TASK_CANCELLED ? -1 : (int) task->klass);
  gb_class_label_set_text (self->state, state);
  gtk_label_set_label (self->progress, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), task->total > 0);
  gtk_progress_bar_set_fraction (self->bar, task->total > 0 ? CLAMP (task->done / task->total, 0, 1) : 0);
  gtk_widget_set_visible (self->link, task->link != NULL);
  show_facts (self, detail);
  gb_files_row_show (self->files, detail->files);
  gtk_widget_set_visible (self->files_section, detail->files->len > 0);
  show_indicator (self, detail);
  show_course (self, detail);
  gb_task_report_show (self->report, self->store, detail);
  gtk_label_set_label (self->freshness, freshness);
  gtk_stack_set_visible_child_name (self->states, "task");
}

static void
set_loading (GbTaskPane   *self,
             GCancellable *cancellable)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = cancellable;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
on_detail_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbTaskPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbTaskDetail) detail = gb_store_read_finish (GB_STORE (source), result, &error);

  /* Another task was chosen meanwhile, or the pane went. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->id == NULL)
    return;
  set_loading (self, NULL);
  if (detail != NULL)
    {
      show (self, detail);
      return;
    }
  adw_status_page_set_icon_name (self->message, error ? "dialog-warning-symbolic" : "gb-tasks-symbolic");
  adw_status_page_set_title (self->message, error ? _("The task cannot be shown") : _("The task is no longer here"));
  adw_status_page_set_description (self->message, error ? error->message : NULL);
  gtk_stack_set_visible_child_name (self->states, "message");
}

static void
load (GbTaskPane *self)
{
  Request *request;

  if (self->id == NULL || self->store == NULL)
    {
      set_loading (self, NULL);
      return;
    }
  set_loading (self, g_cancellable_new ());
  request = g_new0 (Request, 1);
  *request = (Request) { g_strdup (self->id), gb_clock_now (gb_store_get_clock (self->store)) };
  gb_store_read_async (self->store, read_detail, request, request_free, (GDestroyNotify) gb_task_detail_free,
                       G_PRIORITY_DEFAULT, self->cancellable, on_detail_cb, g_object_ref (self));
}

/* --- what the order is to be read at ---------------------------------------------------------------- */

static void
on_link_clicked_cb (GbTaskPane *self)
{
  if (self->address != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "tasks.open-link", "s", self->address);
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_task_pane_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GbTaskPane *self = GB_TASK_PANE (object);

  switch (id)
    {
    case PROP_PAGED:
      g_value_set_boolean (value, self->paged);
      break;
    case PROP_DOCUMENT:
      g_value_set_string (value, self->document);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_task_pane_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  if (!gb_property_changes (object, value, pspec))
    return;
  switch (id)
    {
    case PROP_PAGED:
      GB_TASK_PANE (object)->paged = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_task_pane_dispose (GObject *object)
{
  GbTaskPane *self = GB_TASK_PANE (object);

  g_clear_pointer (&self->id, g_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_task_pane_parent_class)->dispose (object);
}

static void
gb_task_pane_finalize (GObject *object)
{
  g_free (GB_TASK_PANE (object)->document);
  g_free (GB_TASK_PANE (object)->address);

  G_OBJECT_CLASS (gb_task_pane_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbTaskPane, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-task-pane.ui");
  BIND (states);
  BIND (message);
  BIND (title);
  BIND (state);
  BIND (text);
  BIND (facts);
  BIND (progress);
  BIND (bar);
  BIND (link);
  BIND (indicator_section);
  BIND (indicator_button);
  BIND (indicator_name);
  BIND (indicator_value);
  BIND (files_section);
  BIND (files);
  BIND (report);
  BIND (course_section);
  BIND (course);
  BIND (freshness);
  gtk_widget_class_bind_template_callback (widget_class, on_link_clicked_cb);
}

static void
gb_task_pane_class_init (GbTaskPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_task_pane_get_property;
  object_class->set_property = gb_task_pane_set_property;
  object_class->dispose = gb_task_pane_dispose;
  object_class->finalize = gb_task_pane_finalize;

  /* Whether the pane is a page of its own: a way back stands in place of the cross. */
  props[PROP_PAGED] = g_param_spec_boolean ("paged", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_DOCUMENT]
      = g_param_spec_string ("document", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_CLASS_LABEL);
  g_type_ensure (GB_TYPE_CLASS_TIMELINE);
  g_type_ensure (GB_TYPE_FILES_ROW);
  g_type_ensure (GB_TYPE_TASK_REPORT);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gb_task_pane_init (GbTaskPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_task_pane_set_store:
 * @store: where tasks come from; set once
 */
void
gb_task_pane_set_store (GbTaskPane *self,
                        GbStore    *store)
{
  g_return_if_fail (GB_IS_TASK_PANE (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
}

/**
 * gb_task_pane_get_id:
 *
 * Returns: (nullable): the id of the task that is shown
 */
const char *
gb_task_pane_get_id (GbTaskPane *self)
{
  g_return_val_if_fail (GB_IS_TASK_PANE (self), NULL);

  return self->id;
}

/**
 * gb_task_pane_set_id:
 * @id: (nullable): the id of the task to show
 *
 * What was shown stays until the new task is read, so that the pane does not flicker.
 */
void
gb_task_pane_set_id (GbTaskPane *self,
                     const char *id)
{
  g_return_if_fail (GB_IS_TASK_PANE (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  if (id == NULL)
    gtk_stack_set_visible_child_name (self->states, "loading");
  load (self);
}
