/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-window.h"

#include <glib/gi18n-lib.h>

#include "gb-access-toast.h"
#include "gb-adaptive-bin.h"
#include "gb-briefing-page.h"
#include "gb-bundle-actions.h"
#include "gb-dossiers-page.h"
#include "gb-freshness-button.h"
#include "gb-indicators-page.h"
#include "gb-issues-page.h"
#include "gb-lookup-page.h"
#include "gb-map-page.h"
#include "gb-mask.h"
#include "gb-pass-focus.h"
#include "gb-people-page.h"
#include "gb-scope-words.h"
#include "gb-settings.h"
#include "gb-sidebar.h"
#include "gb-start-page.h"
#include "gb-tasks-page.h"
#include "gb-toast.h"
#include "gb-today-page.h"
#include "gb-ward-switch.h"
#include "gb-window-actions.h"
#include "gb-window-search.h"

/**
 * GbWindow:
 *
 * The one window: a sidebar of pages and the chosen page beside it; before there are data, how to
 * get them.
 */
struct _GbWindow
{
  AdwApplicationWindow parent_instance;

  GbServices *services;     /* (owned) */
  GbSyncSchedule *schedule; /* (owned) (nullable): until the data are open */
  GbFreshness *freshness;   /* (owned) (nullable): until the data are open */
  GbMask *mask;             /* (owned) */
  GbForgetter *forgetter;   /* (owned) (nullable): until the data are open */
  GbOutboxModel *outbox;    /* (owned) (nullable): until the data are open */
  GbDossiersPage *dossiers; /* (nullable): a child of @pages */
  char *first_page;         /* (owned) (nullable) */
  gboolean rail;
  gboolean to_focus;        /* the page, once there is something on it */

  GbAdaptiveBin *adaptive;
  AdwToastOverlay *toasts;
  GtkStack *root;
  GtkWidget *sidebar;
  AdwViewStack *pages;
  GtkMenuButton *pages_button;
  GbWardSwitch *ward;
  GbWindowSearch *search;
  GbWindowSearch *search_below;
  GtkSearchBar *search_bar;
};

enum
{
  PROP_SERVICES = 1,
  PROP_FRESHNESS,
  PROP_OUTBOX,
  PROP_RAIL,
  PROP_MASKED,
  PROP_DEMO,
  PROP_PAGE_TITLE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbWindow, gb_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- closures of the template ------------------------------------------------------------------ */

static gboolean
folds_search (GbWindow *self,
              gboolean  narrow,
              gboolean  medium,
              gboolean  offline)
{
  return narrow || (medium && offline);
}

/* A narrow header has room for the button that closes, not for those that resize. */
static char *
window_controls (GbWindow *self,
                 gboolean  narrow)
{
  return narrow ? g_strdup (":close") : NULL;
}

static gboolean
negate (GbWindow *self,
        gboolean  value)
{
  return !value;
}

static gboolean
shows_foot (GbWindow *self,
            gboolean  demo,
            gboolean  rail)
{
  return demo && !rail;
}

static char **
sidebar_classes (GbWindow *self,
                 gboolean  rail)
{
  const char *classes[] = { "gb-sidebar", rail ? "rail" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

static int
sidebar_width (GbWindow *self,
               gboolean  rail)
{
  return rail ? 56 : 216;
}

static const char *
visible_page_title (GbWindow *self)
{
  GtkWidget *child = self->pages != NULL ? adw_view_stack_get_visible_child (self->pages) : NULL;

  if (child == NULL)
    return NULL;
  return adw_view_stack_page_get_title (adw_view_stack_get_page (self->pages, child));
}

/* --- pages ------------------------------------------------------------------------------------- */

static void
update_rail (GbWindow *self)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->pages);
  gboolean rail = page != NULL && gb_page_get_detail_open (GB_PAGE (page)) &&
                  gb_adaptive_bin_get_medium (self->adaptive);

  if (self->rail == rail)
    return;
  self->rail = rail;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RAIL]);
}

static void
on_pages_visible_child_cb (GbWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE_TITLE]);
  update_rail (self);
}

/* While nothing on the page can have the focus, the sidebar has it: without any, GTK would choose the main menu. */
static void
focus_page (GbWindow *self)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->pages);
  gboolean rows = page != NULL && page == GTK_WIDGET (self->dossiers) && gtk_widget_grab_focus (page);

  self->to_focus = !rows && (page == NULL || !gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD));
  if (self->to_focus)
    gtk_widget_grab_focus (self->sidebar);
}

static void
on_page_loading_cb (GbWindow   *self,
                    GParamSpec *pspec,
                    GbPage     *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!self->to_focus || gb_page_get_loading (page) || adw_view_stack_get_visible_child (self->pages) != GTK_WIDGET (page))
    return;
  self->to_focus = FALSE;
  if (focus == NULL || gtk_widget_is_ancestor (focus, self->sidebar))
    focus_page (self);
}

/* "win.show-page" names it @name; the badge of an @urgent page is red. */
static void
add_page (GbWindow   *self,
          GType       type,
          const char *name,
          const char *title,
          const char *icon_name,
          gboolean    urgent)
{
  GtkWidget *page = g_object_new (type, "store", gb_services_get_store (self->services), NULL);
  AdwViewStackPage *entry = adw_view_stack_add_titled (self->pages, page, name, title);

  adw_view_stack_page_set_icon_name (entry, icon_name);
  adw_view_stack_page_set_needs_attention (entry, urgent);
  g_object_bind_property (page, "badge", entry, "badge-number", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->ward, "commune", page, "commune", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->mask, "hides", page, "masked", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (page, "notify::detail-open", G_CALLBACK (update_rail), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::loading", G_CALLBACK (on_page_loading_cb), self, G_CONNECT_SWAPPED);
}

/* What was looked for is shown: under a narrow header the entry goes. */
static void
on_search_ended_cb (GbWindow *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

/* Escape leaves the entry for the page. */
static void
on_search_stopped_cb (GbWindow *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  focus_page (self);
}

/* By the user: it is told, since a page need not show any name just now. */
static void
choose_masked (GbWindow *self,
               gboolean  masked)
{
  if (gb_services_get_state (self->services) == GB_SERVICES_STATE_READY && gb_mask_choose (self->mask, masked))
    gb_window_toast (self, masked ? _("Names and numbers are hidden on the screen. Copies, letters and files have them.")
                                  : _("Names and numbers are shown again"));
}

static void
on_masked_cb (GbWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MASKED]);
}

static void
add_toast (GbWindow *self,
           AdwToast *toast)
{
  if (toast != NULL)
    adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
on_scope_words_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GbWindow) self = user_data;
  g_autofree char *text = gb_scope_words_change_finish (GB_STORE (source), result, NULL);
  AdwToast *toast;

  if (text == NULL)
    return;
  toast = gb_toast_new (text);
  adw_toast_set_timeout (toast, 0);
  add_toast (self, toast);
}

/* Other figures than those of yesterday are not to be taken for a mistake. */
static void
take_scope (GbWindow *self)
{
  const char *scope = gb_services_get_scope (self->services);
  g_autofree char *before = NULL;

  g_object_get (self->ward, "scope", &before, NULL);
  g_object_set (self->ward, "scope", scope, NULL);
  if (before != NULL && g_strcmp0 (before, scope) != 0)
    gb_scope_words_change_async (gb_services_get_store (self->services), before, scope, on_scope_words_cb,
                                 g_object_ref (self));
}

/* Of a whole province, the ward that the user wants to see first. */
static void
prefer_ward (GbWindow *self)
{
  g_autofree char *commune = g_settings_get_string (gb_services_get_settings (self->services), GB_SETTINGS_COMMUNE);

  gb_ward_switch_prefer (self->ward, commune);
}

/* --- from the start to the data ---------------------------------------------------------------- */

static void
open_data (GbWindow *self)
{
  GbStore *store = gb_services_get_store (self->services);
  GbSync *sync = gb_services_get_sync (self->services);

  self->schedule = gb_sync_schedule_new (sync, gb_services_get_clock (self->services), NULL);
  self->freshness = gb_freshness_new (store, sync);
  gb_freshness_set_connectivity (self->freshness, gb_sync_schedule_get_connectivity (self->schedule));
  self->outbox = gb_outbox_model_new (store);
  g_object_bind_property (self->mask, "hides", self->outbox, "masked", G_BINDING_SYNC_CREATE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRESHNESS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OUTBOX]);
  gb_ward_switch_set_store (self->ward, store);
  g_signal_connect_object (gb_services_get_settings (self->services), "changed::" GB_SETTINGS_COMMUNE,
                           G_CALLBACK (prefer_ward), self, G_CONNECT_SWAPPED);
  prefer_ward (self);
  take_scope (self);
  g_signal_connect_object (self->services, "notify::scope", G_CALLBACK (take_scope), self, G_CONNECT_SWAPPED);
  add_page (self, GB_TYPE_TODAY_PAGE, "today", _("Today"), "gb-today-symbolic", FALSE);
  add_page (self, GB_TYPE_DOSSIERS_PAGE, "dossiers", _("Dossiers"), "gb-dossiers-symbolic",
            TRUE);
  add_page (self, GB_TYPE_ISSUES_PAGE, "issues", _("Issues"), "gb-issues-symbolic", FALSE);
  add_page (self, GB_TYPE_TASKS_PAGE, "tasks", C_ ("pages", "Tasks"), "gb-tasks-symbolic", FALSE);
  add_page (self, GB_TYPE_PEOPLE_PAGE, "people", _("People"), "gb-people-symbolic", FALSE);
  add_page (self, GB_TYPE_MAP_PAGE, "map", _("Map"), "gb-map-symbolic", FALSE);
  add_page (self, GB_TYPE_INDICATORS_PAGE, "indicators", _("Indicators"),
            "gb-indicators-symbolic", FALSE);
  add_page (self, GB_TYPE_LOOKUP_PAGE, "lookup", _("Look-up"), "gb-lookup-symbolic", FALSE);
  add_page (self, GB_TYPE_BRIEFING_PAGE, "briefing", _("Briefing"), "gb-briefing-symbolic", FALSE);
  self->forgetter = gb_forgetter_new (store);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "forget", gb_forgetter_get_actions (self->forgetter));
  gb_mask_load (self->mask, store);
  self->dossiers
      = GB_DOSSIERS_PAGE (adw_view_stack_get_child_by_name (self->pages, "dossiers"));
  g_object_bind_property (adw_view_stack_get_child_by_name (self->pages, "today"), "overdue",
                          self->dossiers, "badge", G_BINDING_SYNC_CREATE);
  gb_window_search_set_store (self->search, store);
  gb_window_search_set_store (self->search_below, store);
  if (self->first_page != NULL)
    gb_window_show_page (self, self->first_page);
  gtk_stack_set_visible_child_name (self->root, "main");
  add_toast (self, gb_access_toast_new_for_end (gb_services_get_account (self->services),
                                                gb_clock_sure_now (gb_services_get_clock (self->services))));
  gtk_widget_grab_focus (self->sidebar);
  gb_sync_schedule_start (self->schedule);
}

static void
on_services_state_cb (GbWindow *self)
{
  switch (gb_services_get_state (self->services))
    {
    case GB_SERVICES_STATE_READY:
      if (self->schedule == NULL)
        open_data (self);
      else
        gb_sync_schedule_run (self->schedule);
      break;
    case GB_SERVICES_STATE_FAILED:
      /* Also in place of pages that were looked at until then: what they would show is not to be relied on. */
      if (self->schedule != NULL)
        gb_sync_schedule_cancel (self->schedule);
      gtk_stack_set_visible_child_name (self->root, "start");
      break;
    case GB_SERVICES_STATE_OPENING:
      /* What was open is being taken away: nothing is fetched into it any more, and how far it is is shown. */
      if (self->schedule != NULL)
        {
          gb_sync_schedule_cancel (self->schedule);
          gtk_stack_set_visible_child_name (self->root, "start");
        }
      break;
    case GB_SERVICES_STATE_FIRST_RUN:
    case GB_SERVICES_STATE_RESCUED:
    default:
      break;
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DEMO]);
  gb_window_actions_update (self);
}

/* What is written in them is kept while there is a store. */
static void
close_dialogs (GbWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  g_list_foreach (windows, (GFunc) (GCallback) g_object_ref, NULL);
  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self))
        gtk_window_close (l->data);
      g_object_unref (l->data);
    }
}

static gboolean
on_close_request_cb (GbWindow *self)
{
  if (self->schedule != NULL)
    gb_sync_schedule_cancel (self->schedule);
  close_dialogs (self);
  /* What is being written on a page is finished by that. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gb_services_stop (self->services);
  return GDK_EVENT_PROPAGATE;
}

/* --- object ------------------------------------------------------------------------------------ */

static void
gb_window_constructed (GObject *object)
{
  GbWindow *self = GB_WINDOW (object);

  G_OBJECT_CLASS (gb_window_parent_class)->constructed (object);

  g_signal_connect_object (self->services, "notify::state", G_CALLBACK (on_services_state_cb),
                           self, G_CONNECT_SWAPPED);
  on_services_state_cb (self);
}

static void
gb_window_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  GbWindow *self = GB_WINDOW (object);

  switch (id)
    {
    case PROP_SERVICES:
      g_value_set_object (value, self->services);
      break;
    case PROP_FRESHNESS:
      g_value_set_object (value, self->freshness);
      break;
    case PROP_OUTBOX:
      g_value_set_object (value, self->outbox);
      break;
    case PROP_RAIL:
      g_value_set_boolean (value, self->rail);
      break;
    case PROP_MASKED:
      g_value_set_boolean (value, gb_mask_get_masked (self->mask));
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->services != NULL && gb_services_is_demo (self->services));
      break;
    case PROP_PAGE_TITLE:
      g_value_set_string (value, visible_page_title (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_window_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  GbWindow *self = GB_WINDOW (object);

  switch (id)
    {
    case PROP_SERVICES:
      self->services = g_value_dup_object (value);
      break;
    case PROP_MASKED:
      choose_masked (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_window_dispose (GObject *object)
{
  GbWindow *self = GB_WINDOW (object);

  if (self->schedule != NULL)
    gb_sync_schedule_cancel (self->schedule);
  g_clear_object (&self->schedule);
  if (self->forgetter != NULL)
    {
      gtk_widget_insert_action_group (GTK_WIDGET (self), "forget", NULL);
      g_object_run_dispose (G_OBJECT (self->forgetter));
    }
  g_clear_object (&self->forgetter);

  G_OBJECT_CLASS (gb_window_parent_class)->dispose (object);
}

static void
gb_window_finalize (GObject *object)
{
  GbWindow *self = GB_WINDOW (object);

  /* Not before: the template's bindings look at them until the window is gone. */
  g_clear_object (&self->outbox);
  g_clear_object (&self->freshness);
  if (self->services != NULL)
    gb_services_stop (self->services);
  g_clear_object (&self->services);
  g_object_unref (self->mask);
  g_free (self->first_page);

  G_OBJECT_CLASS (gb_window_parent_class)->finalize (object);
}

static void
ensure_types (void)
{
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_FRESHNESS_BUTTON);
  g_type_ensure (GB_TYPE_SIDEBAR);
  g_type_ensure (GB_TYPE_START_PAGE);
  g_type_ensure (GB_TYPE_WARD_SWITCH);
  g_type_ensure (GB_TYPE_WINDOW_SEARCH);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, GbWindow, adaptive);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, root);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, pages_button);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, ward);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, search);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, GbWindow, search_below);
  gtk_widget_class_bind_template_callback (widget_class, folds_search);
  gtk_widget_class_bind_template_callback (widget_class, window_controls);
  gtk_widget_class_bind_template_callback (widget_class, negate);
  gtk_widget_class_bind_template_callback (widget_class, shows_foot);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_classes);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_width);
  gtk_widget_class_bind_template_callback (widget_class, update_rail);
  gtk_widget_class_bind_template_callback (widget_class, on_pages_visible_child_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_ended_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_menu_button_popdown);
}

static void
gb_window_class_init (GbWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = gb_window_constructed;
  object_class->get_property = gb_window_get_property;
  object_class->set_property = gb_window_set_property;
  object_class->dispose = gb_window_dispose;
  object_class->finalize = gb_window_finalize;

  props[PROP_SERVICES] = g_param_spec_object ("services", NULL, NULL, GB_TYPE_SERVICES,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                  | G_PARAM_STATIC_STRINGS);
  props[PROP_FRESHNESS] = g_param_spec_object ("freshness", NULL, NULL, GB_TYPE_FRESHNESS, flags);
  props[PROP_OUTBOX] = g_param_spec_object ("outbox", NULL, NULL, GB_TYPE_OUTBOX_MODEL, flags);
  /* Whether the sidebar is a rail of icons, to make room for a detail. */
  props[PROP_RAIL] = g_param_spec_boolean ("rail", NULL, NULL, FALSE, flags);
  /* Whether citizens' names and numbers cannot be read on the screen, for others look at it. */
  props[PROP_MASKED] = g_param_spec_boolean ("masked", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                 | G_PARAM_STATIC_STRINGS);
  props[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, flags);
  props[PROP_PAGE_TITLE] = g_param_spec_string ("page-title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gb_keep_box_order ();
  ensure_types ();
  bind_template (GTK_WIDGET_CLASS (klass));
  gb_window_actions_install (GTK_WIDGET_CLASS (klass));
}

static void
gb_window_init (GbWindow *self)
{
  self->mask = gb_mask_new ();
  g_signal_connect_object (self->mask, "notify::masked", G_CALLBACK (on_masked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->mask, "hides", self->search, "masked", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->mask, "hides", self->search_below, "masked", G_BINDING_SYNC_CREATE);
  gb_bundle_actions_add_drop (self);
}

/* --- public ------------------------------------------------------------------------------------ */

/**
 * gb_window_new:
 * @application: the program
 * @services: where the data come from
 *
 * Returns: (transfer none): the window, which GTK owns
 */
GbWindow *
gb_window_new (GtkApplication *application,
               GbServices     *services)
{
  return g_object_new (GB_TYPE_WINDOW, "application", application, "services", services, NULL);
}

GbServices *
gb_window_get_services (GbWindow *self)
{
  g_return_val_if_fail (GB_IS_WINDOW (self), NULL);

  return self->services;
}

/**
 * gb_window_get_outbox:
 *
 * Returns: (transfer none) (nullable): what waits to be sent; %NULL until the data are open
 */
GbOutboxModel *
gb_window_get_outbox (GbWindow *self)
{
  g_return_val_if_fail (GB_IS_WINDOW (self), NULL);

  return self->outbox;
}

/**
 * gb_window_get_forgetter:
 *
 * Returns: (transfer none) (nullable): what deletes personal data in time; %NULL until the data are open
 */
GbForgetter *
gb_window_get_forgetter (GbWindow *self)
{
  g_return_val_if_fail (GB_IS_WINDOW (self), NULL);

  return self->forgetter;
}

/**
 * gb_window_get_schedule:
 *
 * Returns: (transfer none) (nullable): what runs the sync; %NULL until the data are open
 */
GbSyncSchedule *
gb_window_get_schedule (GbWindow *self)
{
  g_return_val_if_fail (GB_IS_WINDOW (self), NULL);

  return self->schedule;
}

/**
 * gb_window_set_first_page:
 * @name: (nullable): the page to begin with, once the data are open
 */
void
gb_window_set_first_page (GbWindow   *self,
                          const char *name)
{
  g_return_if_fail (GB_IS_WINDOW (self));

  g_free (self->first_page);
  self->first_page = g_strdup (name);
}

/**
 * gb_window_is_settled:
 *
 * Returns: whether what is shown is complete and nothing is under way that will change it
 */
gboolean
gb_window_is_settled (GbWindow *self)
{
  GbServicesState state;
  GtkWidget *page;

  g_return_val_if_fail (GB_IS_WINDOW (self), FALSE);

  state = gb_services_get_state (self->services);
  if (state == GB_SERVICES_STATE_OPENING)
    return FALSE;
  if (state != GB_SERVICES_STATE_READY)
    return TRUE;
  page = adw_view_stack_get_visible_child (self->pages);
  return page != NULL && !gb_page_get_loading (GB_PAGE (page)) && gb_mask_is_known (self->mask) &&
         gb_sync_schedule_is_idle (self->schedule);
}

/**
 * gb_window_get_page:
 * @name: a page's, as "win.show-page" has it
 *
 * Returns: (transfer none) (nullable): the page, whether it is shown or not; %NULL until the data are open
 */
GbPage *
gb_window_get_page (GbWindow   *self,
                    const char *name)
{
  GtkWidget *page;

  g_return_val_if_fail (GB_IS_WINDOW (self), NULL);

  page = adw_view_stack_get_child_by_name (self->pages, name);
  return page != NULL ? GB_PAGE (page) : NULL;
}

/**
 * gb_window_get_shown_page:
 *
 * The stack has the page that was shown before it on the screen until the next frame.
 *
 * Returns: (transfer none) (nullable): the page that is shown; %NULL until the data are open
 */
GbPage *
gb_window_get_shown_page (GbWindow *self)
{
  GtkWidget *page;

  g_return_val_if_fail (GB_IS_WINDOW (self), NULL);

  page = adw_view_stack_get_visible_child (self->pages);
  return page != NULL ? GB_PAGE (page) : NULL;
}

/**
 * gb_window_show_page:
 * @name: "today", "dossiers" or "indicators"
 *
 * Shows the page, and gives the focus to what is on it.
 */
void
gb_window_show_page (GbWindow   *self,
                     const char *name)
{
  GtkWidget *page, *focus;

  g_return_if_fail (GB_IS_WINDOW (self));

  page = adw_view_stack_get_child_by_name (self->pages, name);
  if (page != NULL)
    adw_view_stack_set_visible_child (self->pages, page);
  gtk_menu_button_popdown (self->pages_button);
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  /* Who was on another page, is where he was on this one. */
  if (page != NULL && (focus == NULL || !gtk_widget_is_ancestor (focus, page)))
    focus_page (self);
}

/**
 * gb_window_choose_commune:
 * @commune: (nullable): whose figures to show, by code; %NULL for the whole scope
 *
 * Where the scope is one commune's there is no choice.
 */
void
gb_window_choose_commune (GbWindow   *self,
                          const char *commune)
{
  g_return_if_fail (GB_IS_WINDOW (self));

  gb_ward_switch_choose (self->ward, commune);
}

/**
 * gb_window_focus_search:
 *
 * Puts the cursor where a search is typed.
 */
void
gb_window_focus_search (GbWindow *self)
{
  g_return_if_fail (GB_IS_WINDOW (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->search)))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
      return;
    }
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_below));
}

/**
 * gb_window_toast:
 * @text: what to say in passing
 */
void
gb_window_toast (GbWindow   *self,
                 const char *text)
{
  g_return_if_fail (GB_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, gb_toast_new (text));
}
