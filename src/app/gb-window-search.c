/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-window-search.h"

#include <glib/gi18n-lib.h>

#include "gb-found-row.h"
#include "gb-pass-focus.h"
#include "gb-property.h"
#include "gb-window-search-list.h"
#include "gb-window-search-model.h"

/* How wide the results are where there is room, and what of the window they leave free. */
#define USUAL_WIDTH 520
#define MARGIN 24

/**
 * GbWindowSearch:
 *
 * The search of the window: an entry for places, dossiers, procedures and people, and beneath it what was found. The
 * focus stays in the entry: arrows choose, Enter opens, Escape ends the search. Stands in the header, or under it where
 * that is narrow.
 */
struct _GbWindowSearch
{
  AdwBin parent_instance;

  GtkSearchEntry *entry; /* the template's */
  GtkWidget *hint;

  GbWindowSearchModel *model; /* (owned) */
  GbWindowSearchList *list;   /* (owned by the widget tree) */
  GtkGesture *elsewhere;      /* (nullable): the window's, while results are shown */
  gboolean masked;
  gboolean wide;
  gboolean impatient; /* Enter came before the answer */
  guint left_id;      /* until it is known where the focus went */
};

enum
{
  PROP_MASKED = 1,
  PROP_WIDE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbWindowSearch, gb_window_search, ADW_TYPE_BIN)

static void
update_hint (GbWindowSearch *self)
{
  gtk_widget_set_visible (self->hint, !self->wide && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0');
}

/* --- open and closed ------------------------------------------------------------------------------ */

static void
close_list (GbWindowSearch *self)
{
  self->impatient = FALSE;
  gtk_popover_popdown (GTK_POPOVER (self->list));
}

static void
on_elsewhere_cb (GbWindowSearch *self,
                 int             n_press,
                 double          x,
                 double          y)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (self->elsewhere));
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *widget = root != NULL ? gtk_widget_pick (root, x, y, GTK_PICK_DEFAULT) : NULL;

  /* The results are a surface of their own, beneath which the window has other things. */
  if (event != NULL && gdk_event_get_surface (event) == gtk_native_get_surface (GTK_NATIVE (self->list)))
    return;
  if (widget == NULL || !gtk_widget_is_ancestor (widget, GTK_WIDGET (self)))
    close_list (self);
}

static gboolean
on_left_cb (gpointer user_data)
{
  GbWindowSearch *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->left_id = 0;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    close_list (self);
  return G_SOURCE_REMOVE;
}

/* Where the focus goes is not known yet: maybe to a row, where a click puts it. */
static void
on_leave_cb (GbWindowSearch *self)
{
  if (self->left_id == 0)
    self->left_id = g_idle_add (on_left_cb, self);
}

/* A click beside the results ends them, and does what it would do without them. */
static void
watch_elsewhere (GbWindowSearch *self,
                 gboolean        watch)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (root != NULL && watch && self->elsewhere == NULL)
    {
      self->elsewhere = gtk_gesture_click_new ();
      gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->elsewhere), GTK_PHASE_CAPTURE);
      g_signal_connect_object (self->elsewhere, "pressed", G_CALLBACK (on_elsewhere_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (root, GTK_EVENT_CONTROLLER (self->elsewhere));
    }
  else if (!watch && self->elsewhere != NULL)
    {
      if (root != NULL)
        gtk_widget_remove_controller (root, GTK_EVENT_CONTROLLER (self->elsewhere));
      self->elsewhere = NULL;
    }
}

static void
on_closed_cb (GbWindowSearch *self)
{
  watch_elsewhere (self, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

static void
open_list (GbWindowSearch *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  int width = root != NULL ? gtk_widget_get_width (root) : USUAL_WIDTH;
  int height = root != NULL ? gtk_widget_get_height (root) : USUAL_WIDTH;
  int own = gtk_widget_get_height (GTK_WIDGET (self));
  graphene_point_t below = GRAPHENE_POINT_INIT (0, 0);

  /* What is above the results is about as high as what is in them beneath the rows. */
  if (root != NULL)
    below.y = gtk_widget_compute_point (GTK_WIDGET (self), root, &GRAPHENE_POINT_INIT (0, own), &below) ? below.y : own;
  gb_window_search_list_set_width (self->list, MIN (width - MARGIN, self->wide ? width : USUAL_WIDTH),
                                   MAX (height - (int) below.y - 2 * own - MARGIN, 160));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_popover_popup (GTK_POPOVER (self->list));
  watch_elsewhere (self, TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
}

/* --- what was found ------------------------------------------------------------------------------- */

/* The focus is not in the row: the entry says which it is. */
static void
describe_chosen (GbWindowSearch *self)
{
  GtkListBoxRow *row = gb_window_search_list_get_selected (self->list);
  GtkAccessible *entry = GTK_ACCESSIBLE (self->entry);

  if (row == NULL)
    {
      gtk_accessible_reset_relation (entry, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      gtk_accessible_reset_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  gtk_accessible_update_relation (entry, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  gtk_accessible_update_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gb_found_row_get_sentence (GB_FOUND_ROW (row)), -1);
}

static void
show_result (GbWindowSearch *self)
{
  const GbWindowSearchResult *result = gb_window_search_model_get_result (self->model);

  if (result == NULL)
    {
      close_list (self);
      return;
    }
  gb_window_search_list_show (self->list, result, gb_window_search_model_get_error (self->model), self->masked);
  describe_chosen (self);
  open_list (self);
  if (self->impatient && !gb_window_search_model_get_loading (self->model))
    {
      self->impatient = FALSE;
      gb_window_search_list_activate (self->list);
    }
}

static void
on_chosen_cb (GbWindowSearch *self)
{
  close_list (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gb_window_search_model_look_for (self->model, "");
  g_signal_emit_by_name (self, "ended");
}

/* --- the entry ------------------------------------------------------------------------------------ */

/* The entry tells a moment after the last key. */
static void
on_search_changed_cb (GbWindowSearch *self)
{
  gb_window_search_model_look_for (self->model, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
on_text_cb (GbWindowSearch *self)
{
  self->impatient = FALSE;
  update_hint (self);
}

/* Enter opens the chosen row, also when it comes before the answer. */
static void
on_activate_cb (GbWindowSearch *self)
{
  const GbWindowSearchResult *result;

  gb_window_search_model_look_for (self->model, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  result = gb_window_search_model_get_result (self->model);
  if (gb_window_search_model_get_loading (self->model) && (result == NULL || !gb_window_search_get_open (self)))
    self->impatient = TRUE;
  else if (!gb_window_search_get_open (self) && result != NULL)
    open_list (self);
  else if (result != NULL)
    gb_window_search_list_activate (self->list);
}

static void
on_stop_search_cb (GbWindowSearch *self)
{
  close_list (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gb_window_search_model_look_for (self->model, "");
  g_signal_emit_by_name (self, "stopped");
}

static gboolean
on_key_cb (GbWindowSearch  *self,
           guint            key,
           guint            code,
           GdkModifierType  state)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  int by;

  if ((state & GDK_CONTROL_MASK) != 0 && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && *text != '\0')
    {
      g_autofree char *words = g_strdup (text);

      on_chosen_cb (self);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.search", "s", words);
      return GDK_EVENT_STOP;
    }
  by = key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? 1 : key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? -1
       : key == GDK_KEY_Page_Down ? 5 : key == GDK_KEY_Page_Up ? -5 : 0;
  if (by == 0)
    return GDK_EVENT_PROPAGATE;
  if (gb_window_search_get_open (self))
    gb_window_search_list_move (self->list, by);
  else if (by > 0 && gb_window_search_model_get_result (self->model) != NULL)
    open_list (self);
  describe_chosen (self);
  return GDK_EVENT_STOP;
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_window_search_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GbWindowSearch *self = GB_WINDOW_SEARCH (object);

  switch (id)
    {
    case PROP_MASKED:
      g_value_set_boolean (value, self->masked);
      break;
    case PROP_WIDE:
      g_value_set_boolean (value, self->wide);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_window_search_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GbWindowSearch *self = GB_WINDOW_SEARCH (object);

  if (!gb_property_changes (object, value, pspec))
    return;
  switch (id)
    {
    case PROP_MASKED:
      self->masked = g_value_get_boolean (value);
      if (gb_window_search_get_open (self))
        show_result (self);
      break;
    case PROP_WIDE:
      self->wide = g_value_get_boolean (value);
      update_hint (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static gboolean
gb_window_search_grab_focus (GtkWidget *widget)
{
  GbWindowSearch *self = GB_WINDOW_SEARCH (widget);

  if (!gtk_widget_grab_focus (GTK_WIDGET (self->entry)))
    return FALSE;
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  return TRUE;
}

/* Under a narrow header it may be answered before it has come down. */
static void
gb_window_search_map (GtkWidget *widget)
{
  GbWindowSearch *self = GB_WINDOW_SEARCH (widget);

  GTK_WIDGET_CLASS (gb_window_search_parent_class)->map (widget);
  if (gb_window_search_model_get_result (self->model) != NULL)
    open_list (self);
}

static void
gb_window_search_unmap (GtkWidget *widget)
{
  close_list (GB_WINDOW_SEARCH (widget));
  GTK_WIDGET_CLASS (gb_window_search_parent_class)->unmap (widget);
}

static void
gb_window_search_unroot (GtkWidget *widget)
{
  watch_elsewhere (GB_WINDOW_SEARCH (widget), FALSE);
  GTK_WIDGET_CLASS (gb_window_search_parent_class)->unroot (widget);
}

static void
gb_window_search_dispose (GObject *object)
{
  GbWindowSearch *self = GB_WINDOW_SEARCH (object);

  g_clear_handle_id (&self->left_id, g_source_remove);
  if (self->model != NULL)
    g_object_run_dispose (G_OBJECT (self->model));
  g_clear_object (&self->model);
  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  adw_bin_set_child (ADW_BIN (object), NULL);
  G_OBJECT_CLASS (gb_window_search_parent_class)->dispose (object);
}

static void
install_signals (GType type)
{
  /**
   * GbWindowSearch::ended:
   *
   * What was looked for was found and is shown.
   */
  g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * GbWindowSearch::stopped:
   *
   * The user gave the search up.
   */
  g_signal_new ("stopped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_window_search_class_init (GbWindowSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = gb_window_search_dispose;
  object_class->get_property = gb_window_search_get_property;
  object_class->set_property = gb_window_search_set_property;
  widget_class->grab_focus = gb_window_search_grab_focus;
  gb_pass_focus (widget_class);
  widget_class->map = gb_window_search_map;
  widget_class->unmap = gb_window_search_unmap;
  widget_class->unroot = gb_window_search_unroot;

  /* Whether names and numbers cannot be read, for others look at the screen. */
  props[PROP_MASKED] = g_param_spec_boolean ("masked", NULL, NULL, FALSE, flags);
  /* Whether the results are as wide as the window. */
  props[PROP_WIDE] = g_param_spec_boolean ("wide", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  install_signals (GB_TYPE_WINDOW_SEARCH);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/window-search.ui");
  gtk_widget_class_bind_template_child (widget_class, GbWindowSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, GbWindowSearch, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
}

static void
add_controllers (GbWindowSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
gb_window_search_init (GbWindowSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = gb_window_search_model_new ();
  self->list = GB_WINDOW_SEARCH_LIST (gb_window_search_list_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self->list), GTK_ALIGN_END);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (show_result), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "closed", G_CALLBACK (on_closed_cb), self, G_CONNECT_SWAPPED);
  add_controllers (self);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_CONTROLS,
                                  gb_window_search_list_get_rows (self->list), NULL, -1);
  update_hint (self);
}

/**
 * gb_window_search_set_store:
 * @store: an open store
 */
void
gb_window_search_set_store (GbWindowSearch *self,
                            GbStore        *store)
{
  g_return_if_fail (GB_IS_WINDOW_SEARCH (self));
  gb_window_search_model_set_store (self->model, store);
}

/**
 * gb_window_search_get_entry:
 *
 * Returns: (transfer none): where it is typed
 */
GtkEditable *
gb_window_search_get_entry (GbWindowSearch *self)
{
  g_return_val_if_fail (GB_IS_WINDOW_SEARCH (self), NULL);
  return GTK_EDITABLE (self->entry);
}

/**
 * gb_window_search_get_open:
 *
 * Returns: whether results are shown
 */
gboolean
gb_window_search_get_open (GbWindowSearch *self)
{
  g_return_val_if_fail (GB_IS_WINDOW_SEARCH (self), FALSE);
  return self->list != NULL && gtk_widget_get_visible (GTK_WIDGET (self->list));
}

/**
 * gb_window_search_get_loading:
 *
 * Returns: whether an answer is under way
 */
gboolean
gb_window_search_get_loading (GbWindowSearch *self)
{
  g_return_val_if_fail (GB_IS_WINDOW_SEARCH (self), FALSE);
  return gb_window_search_model_get_loading (self->model);
}
