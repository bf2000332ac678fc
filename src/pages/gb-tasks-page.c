/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tasks-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-contact.h"
#include "gb-export-button.h"
#include "gb-notice-pane.h"
#include "gb-notice-row.h"
#include "gb-notices-view.h"
#include "gb-pass-focus.h"
#include "gb-tabs.h"
#include "gb-task-communes-view.h"
#include "gb-task-pane.h"
#include "gb-task.h"
#include "gb-tasks-model.h"
#include "gb-tasks-view.h"
#include "gb-toast.h"

/* The views of the page, as its tabs are called. */
#define VIEW_TASKS "tasks"
#define VIEW_COMMUNES "communes"
#define VIEW_NOTICES "notices"

/**
 * GbTasksPage:
 *
 * The page "Nhiệm vụ": what did the province order, and where is one to be when?
 */
struct _GbTasksPage
{
  GbPage parent_instance;

  GbAdaptiveBin *page_bin; /* the template's */
  AdwToastOverlay *toasts;
  GtkWidget *left;
  GbTabs *tabs;
  GtkStack *views;
  GbTasksView *tasks;
  GbTaskCommunesView *communes;
  GbNoticesView *notices;
  GtkStack *slot;
  GbTaskPane *task_pane;
  GbNoticePane *notice_pane;

  GbTasksModel *model; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbTasksPage, gb_tasks_page, GB_TYPE_PAGE)

/* Where there is little room the detail is a page of its own. */
static void
update_room (GbTasksPage *self)
{
  gboolean paged = gb_adaptive_bin_get_narrow (self->page_bin) && gb_page_get_detail_open (GB_PAGE (self));

  gtk_widget_set_visible (self->left, !paged);
}

static void
update_loading (GbTasksPage *self)
{
  gboolean pane_loading = FALSE;

  if (self->model == NULL)
    return;
  g_object_get (self->task_pane, "loading", &pane_loading, NULL);
  gb_page_set_loading (GB_PAGE (self), gb_tasks_model_get_loading (self->model) || pane_loading);
}

static guint
count_open (GbTasksPage *self)
{
  GPtrArray *tasks = gb_tasks_model_get_tasks (self->model);
  guint n = 0;

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    n += gb_task_is_in (tasks->pdata[i], GB_TASK_FILTER_OPEN, gb_tasks_model_get_now (self->model));
  return n;
}

static guint
count_upcoming (GbTasksPage *self)
{
  GPtrArray *notices = gb_tasks_model_get_notices (self->model);
  guint n = 0;

  for (guint i = 0; notices != NULL && i < notices->len; i++)
    n += ((GbNoticeRow *) notices->pdata[i])->stage == GB_NOTICE_STAGE_UPCOMING;
  return n;
}

static void
on_model_changed_cb (GbTasksPage *self)
{
  update_loading (self);
  if (gb_tasks_model_get_tasks (self->model) == NULL)
    return;
  gb_tabs_set_count (self->tabs, VIEW_TASKS, count_open (self));
  gb_tabs_set_count (self->tabs, VIEW_NOTICES, count_upcoming (self));
  gb_page_set_badge (GB_PAGE (self), gb_tasks_model_get_pressing (self->model));
}

/* --- what is open ----------------------------------------------------------------------------------- */

static void
open_pane (GbTasksPage *self,
           const char  *pane)
{
  gtk_stack_set_visible_child_name (self->slot, pane != NULL ? pane : VIEW_TASKS);
  gb_page_set_detail_open (GB_PAGE (self), pane != NULL);
  update_room (self);
  if (pane != NULL && !gtk_widget_get_visible (self->left))
    gtk_widget_child_focus (GTK_WIDGET (self->slot), GTK_DIR_TAB_FORWARD);
}

static void
close_pane (GbTasksPage *self)
{
  open_pane (self, NULL);
  gb_task_pane_set_id (self->task_pane, NULL);
  gb_notice_pane_set_id (self->notice_pane, NULL);
  gb_tasks_view_set_opened (self->tasks, NULL);
}

static void
on_tab_cb (GbTasksPage *self)
{
  const char *view = gb_tabs_get_selected (self->tabs);

  if (self->model == NULL || view == NULL)
    return;
  gtk_stack_set_visible_child_name (self->views, view);
  close_pane (self);
}

/* Who sees one commune alone has none to compare. */
static void
make_tabs (GbTasksPage *self)
{
  gb_tabs_add (self->tabs, VIEW_TASKS, _("Tasks given"), C_ ("tasks", "Tasks"));
  gb_tabs_add (self->tabs, VIEW_COMMUNES, _("By commune"), C_ ("tasks", "Communes"));
  gb_tabs_add (self->tabs, VIEW_NOTICES, _("Notices, classes, conferences"), C_ ("tasks", "Notices"));
}

static void
on_commune_cb (GbTasksPage *self)
{
  const char *commune = gb_page_get_commune (GB_PAGE (self));

  gb_tasks_model_set_commune (self->model, commune);
  gb_tasks_view_set_commune (self->tasks, NULL, NULL);
  if (commune != NULL && g_strcmp0 (gb_tabs_get_selected (self->tabs), VIEW_COMMUNES) == 0)
    gb_tabs_set_selected (self->tabs, VIEW_TASKS);
  gb_tabs_set_tab_visible (self->tabs, VIEW_COMMUNES, commune == NULL);
}

static void
on_masked_cb (GbTasksPage *self)
{
  gboolean masked = gb_page_get_masked (GB_PAGE (self));

  gb_notices_view_set_masked (self->notices, masked);
  gb_notice_pane_set_masked (self->notice_pane, masked);
}

/* --- actions ---------------------------------------------------------------------------------------- */

static void
open_task_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gb_tasks_page_open_task (GB_TASKS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
open_notice_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gb_tasks_page_open_notice (GB_TASKS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbTasksPage *self = GB_TASKS_PAGE (widget);

  close_pane (self);
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->views));
}

static void
show_commune_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  GbTasksPage *self = GB_TASKS_PAGE (widget);
  const char *code, *commune;

  g_variant_get (parameter, "(&s&s)", &code, &commune);
  gb_tasks_view_set_commune (self->tasks, code, commune);
  gb_tasks_page_show_view (self, VIEW_TASKS);
  gtk_widget_grab_focus (GTK_WIDGET (self->tasks));
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gb_tasks_model_reload (GB_TASKS_PAGE (widget)->model);
}

static void
on_launched_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbTasksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;
  text = g_strdup_printf (_("The link could not be opened: %s"), error->message);
  adw_toast_overlay_add_toast (self->toasts, gb_toast_new (text));
}

/* What came with a record opens as a page of the web or not at all: it could start anything. */
static void
open_link_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  const char *address = g_variant_get_string (parameter, NULL);
  g_autofree char *text = NULL;

  if (gb_contact_is_web_address (address))
    {
      g_app_info_launch_default_for_uri_async (address, NULL, NULL, on_launched_cb, g_object_ref (widget));
      return;
    }
  text = g_strdup_printf (_("The link could not be opened: %s"), address);
  adw_toast_overlay_add_toast (GB_TASKS_PAGE (widget)->toasts, gb_toast_new (text));
}

static void
copy_link_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
  adw_toast_overlay_add_toast (GB_TASKS_PAGE (widget)->toasts, adw_toast_new (_("Link copied")));
}

/* --- object ----------------------------------------------------------------------------------------- */

static gboolean
gb_tasks_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gtk_stack_get_visible_child (GB_TASKS_PAGE (widget)->views));
}

static void
gb_tasks_page_constructed (GObject *object)
{
  GbTasksPage *self = GB_TASKS_PAGE (object);
  GbStore *store = gb_page_get_store (GB_PAGE (self));

  G_OBJECT_CLASS (gb_tasks_page_parent_class)->constructed (object);

  self->model = gb_tasks_model_new (store);
  gb_tasks_view_set_model (self->tasks, self->model);
  gb_task_communes_view_set_model (self->communes, self->model);
  gb_notices_view_set_model (self->notices, self->model);
  gb_task_pane_set_store (self->task_pane, store);
  gb_notice_pane_set_model (self->notice_pane, self->model);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->task_pane, "notify::loading", G_CALLBACK (update_loading), self, G_CONNECT_SWAPPED);
  on_model_changed_cb (self);
  on_commune_cb (self);
  g_signal_connect (self, "notify::commune", G_CALLBACK (on_commune_cb), NULL);
  g_signal_connect (self, "notify::masked", G_CALLBACK (on_masked_cb), NULL);
}

static void
gb_tasks_page_dispose (GObject *object)
{
  GbTasksPage *self = GB_TASKS_PAGE (object);

  if (self->model != NULL)
    g_object_run_dispose (G_OBJECT (self->model));
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_tasks_page_parent_class)->dispose (object);
}

static void
gb_tasks_page_finalize (GObject *object)
{
  g_clear_object (&GB_TASKS_PAGE (object)->model);

  G_OBJECT_CLASS (gb_tasks_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "tasks.open-task", "s", open_task_action);
  gtk_widget_class_install_action (widget_class, "tasks.open-notice", "s", open_notice_action);
  gtk_widget_class_install_action (widget_class, "tasks.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "tasks.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "tasks.show-commune", "(ss)", show_commune_action);
  gtk_widget_class_install_action (widget_class, "tasks.open-link", "s", open_link_action);
  gtk_widget_class_install_action (widget_class, "tasks.copy-link", "s", copy_link_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "tasks.close", NULL);
}

static void
gb_tasks_page_class_init (GbTasksPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_tasks_page_constructed;
  object_class->dispose = gb_tasks_page_dispose;
  object_class->finalize = gb_tasks_page_finalize;
  widget_class->grab_focus = gb_tasks_page_grab_focus;
  gb_pass_focus (widget_class);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_EXPORT_BUTTON);
  g_type_ensure (GB_TYPE_NOTICE_PANE);
  g_type_ensure (GB_TYPE_NOTICES_VIEW);
  g_type_ensure (GB_TYPE_TABS);
  g_type_ensure (GB_TYPE_TASK_COMMUNES_VIEW);
  g_type_ensure (GB_TYPE_TASK_PANE);
  g_type_ensure (GB_TYPE_TASKS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-tasks-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbTasksPage, name)
  BIND (page_bin);
  BIND (toasts);
  BIND (left);
  BIND (tabs);
  BIND (views);
  BIND (tasks);
  BIND (communes);
  BIND (notices);
  BIND (slot);
  BIND (task_pane);
  BIND (notice_pane);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, update_room);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_cb);
  install_actions (widget_class);
}

static void
gb_tasks_page_init (GbTasksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_tabs (self);
}

/**
 * gb_tasks_page_show_view:
 * @view: "tasks", "communes" or "notices"
 */
void
gb_tasks_page_show_view (GbTasksPage *self,
                         const char  *view)
{
  g_return_if_fail (GB_IS_TASKS_PAGE (self));

  gb_tabs_set_selected (self->tabs, view);
}

/**
 * gb_tasks_page_open_task:
 * @id: a task's
 *
 * Shows it beside the list of tasks.
 */
void
gb_tasks_page_open_task (GbTasksPage *self,
                         const char  *id)
{
  g_return_if_fail (GB_IS_TASKS_PAGE (self));

  gb_tasks_page_show_view (self, VIEW_TASKS);
  gb_task_pane_set_id (self->task_pane, id);
  gb_tasks_view_set_opened (self->tasks, id);
  open_pane (self, VIEW_TASKS);
}

/**
 * gb_tasks_page_open_notice:
 * @id: a notice's
 *
 * Shows it beside the list of notices.
 */
void
gb_tasks_page_open_notice (GbTasksPage *self,
                           const char  *id)
{
  g_return_if_fail (GB_IS_TASKS_PAGE (self));

  gb_tasks_page_show_view (self, VIEW_NOTICES);
  gb_notice_pane_set_id (self->notice_pane, id);
  open_pane (self, VIEW_NOTICES);
}
