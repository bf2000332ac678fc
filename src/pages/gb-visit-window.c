/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-visit-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-action-saver.h"
#include "gb-day-entry.h"
#include "gb-drop-down.h"
#include "gb-setting-repository.h"
#include "gb-team-words.h"
#include "gb-wrap-layout.h"

/* Topics of earlier visits that are offered. */
#define MOST_TOPICS 6
/* How long nothing is typed before the draft is kept. */
#define DRAFT_MILLISECONDS 400
/* Team, topic, day */
#define DRAFT_FORMAT "(sss)"

/**
 * GbVisitWindow:
 *
 * Asks a mobile team to come (mời tổ công tác): which, about what, and when it would suit. What is typed survives a
 * crash; it is forgotten once it is asked for or given up.
 */
struct _GbVisitWindow
{
  AdwWindow parent_instance;

  GtkWidget *save; /* the template's */
  GtkDropDown *team;
  GtkLabel *sessions;
  GtkEditable *topic;
  GtkWidget *topics;
  GbDayEntry *day;
  GtkLabel *verdict;
  GtkLabel *draft_note;
  GtkLabel *problem;

  GbStore *store;          /* (owned) */
  AdwToastOverlay *toasts; /* (owned) (nullable) */
  char *commune;           /* (owned) */
  GPtrArray *ids;          /* (owned) (element-type utf8): of the teams, in the order of @team */
  GPtrArray *held;         /* (owned) (element-type utf8): the sessions of each in words */
  guint draft_timer;
  gboolean settled; /* asked for or given up: no draft any more */
};

G_DEFINE_FINAL_TYPE (GbVisitWindow, gb_visit_window, ADW_TYPE_WINDOW)

static GbDay
today_of (GbVisitWindow *self)
{
  return gb_time_day (gb_clock_now (gb_store_get_clock (self->store)));
}

static char *
dup_topic (GbVisitWindow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->topic)));
}

/* "" = none */
static char *
dup_day (GbVisitWindow *self)
{
  GbDay day = gb_day_entry_get_day (self->day);

  return day > 0 ? gb_day_format (day) : g_strdup ("");
}

static const char *
get_team (GbVisitWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->team);

  return selected < self->ids->len ? self->ids->pdata[selected] : NULL;
}

/* --- the draft ------------------------------------------------------------------------------------ */

static gboolean
on_draft_timer_cb (gpointer user_data)
{
  GbVisitWindow *self = user_data;
  g_autofree char *topic = dup_topic (self);
  g_autofree char *day = dup_day (self);
  g_autoptr (GVariant) draft
      = g_variant_ref_sink (g_variant_new (DRAFT_FORMAT, get_team (self) != NULL ? get_team (self) : "", topic, day));
  g_autofree char *text = g_variant_print (draft, FALSE);

  self->draft_timer = 0;
  gb_setting_save (self->store, GB_SETTING_VISIT_DRAFT, text);
  return G_SOURCE_REMOVE;
}

static void
keep_draft (GbVisitWindow *self)
{
  if (self->settled || self->store == NULL)
    return;
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  self->draft_timer = g_timeout_add (DRAFT_MILLISECONDS, on_draft_timer_cb, self);
}

static void
forget_draft (GbVisitWindow *self)
{
  self->settled = TRUE;
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  gb_setting_save (self->store, GB_SETTING_VISIT_DRAFT, "");
}

static void
select_team (GbVisitWindow *self,
             const char    *id)
{
  guint position;

  if (g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, &position))
    gtk_drop_down_set_selected (self->team, position);
}

/* What was typed when the program ended without anybody's wish. */
static void
on_draft_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbVisitWindow) self = user_data;
  g_autofree char *text = gb_setting_read_finish (GB_STORE (source), result, NULL);
  g_autoptr (GVariant) draft
      = text != NULL ? g_variant_parse (G_VARIANT_TYPE (DRAFT_FORMAT), text, NULL, NULL, NULL) : NULL;
  const char *team, *topic, *day_text;
  GbDay day;

  if (draft == NULL || self->store == NULL || *gtk_editable_get_text (self->topic) != '\0')
    return;
  g_variant_get (draft, "(&s&s&s)", &team, &topic, &day_text);
  if (*topic == '\0')
    return;
  select_team (self, team);
  gtk_editable_set_text (self->topic, topic);
  if (gb_day_parse (day_text, &day, NULL))
    gb_day_entry_set_day (self->day, day);
  gtk_widget_set_visible (GTK_WIDGET (self->draft_note), TRUE);
}

/* --- fields --------------------------------------------------------------------------------------- */

static void
validate (GbVisitWindow *self)
{
  g_autofree char *topic = NULL;
  gboolean over;
  GbDay day;

  if (self->store == NULL)
    return;
  topic = dup_topic (self);
  day = gb_day_entry_get_day (self->day);
  over = day > 0 && day < today_of (self);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), over);
  gtk_widget_set_sensitive (self->save, *topic != '\0' && !over && get_team (self) != NULL);
  gtk_widget_set_tooltip_text (self->save, *topic != '\0' ? NULL : _("Say first what it is about"));
  if (get_team (self) != NULL)
    gtk_label_set_label (self->sessions, self->held->pdata[gtk_drop_down_get_selected (self->team)]);
  keep_draft (self);
}

static void
on_topic_clicked_cb (GbVisitWindow *self,
                     GtkButton     *button)
{
  gtk_editable_set_text (self->topic, gtk_button_get_label (button));
  gtk_widget_grab_focus (GTK_WIDGET (self->topic));
  gtk_editable_set_position (self->topic, -1);
}

/* What teams came for before is what they can do. */
static void
add_topics (GbVisitWindow   *self,
            const GPtrArray *visits)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < visits->len && g_hash_table_size (seen) < MOST_TOPICS; i++)
    {
      const GbVisit *visit = visits->pdata[i];
      GtkWidget *button;

      if (!g_hash_table_add (seen, visit->topic))
        continue;
      button = gtk_button_new_with_label (visit->topic);
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (button, "gb-chip");
      gtk_widget_add_css_class (button, "compact");
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_topic_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->topics), button);
    }
  gtk_widget_set_visible (self->topics, g_hash_table_size (seen) > 0);
}

static void
add_teams (GbVisitWindow   *self,
           const GPtrArray *teams)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < teams->len; i++)
    {
      const GbTeam *team = teams->pdata[i];

      gtk_string_list_append (names, team->name);
      g_ptr_array_add (self->ids, g_strdup (team->id));
      g_ptr_array_add (self->held, gb_team_words_sessions (team, TRUE));
    }
  gtk_drop_down_set_model (self->team, G_LIST_MODEL (names));
}

/* --- asking --------------------------------------------------------------------------------------- */

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbVisitWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);

  if (added != NULL && added->actions->len > 0)
    {
      forget_draft (self);
      if (self->toasts != NULL)
        gb_action_saver_toast (self->toasts, self->store, _("Wish for a visit stored"), added);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->problem, added != NULL ? added->refusal->message : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_set_sensitive (self->save, TRUE);
}

static void
save_cb (GbVisitWindow *self)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autofree char *topic = dup_topic (self);
  g_autofree char *day = dup_day (self);
  GbAction *action;

  if (!gtk_widget_get_sensitive (self->save))
    return;
  action = gb_action_new (GB_ACTION_VISIT_REQUEST, get_team (self));
  gb_action_set (action, "topic", topic);
  gb_action_set (action, "commune", self->commune);
  if (*day != '\0')
    gb_action_set (action, "date", day);
  g_ptr_array_add (actions, action);
  gtk_widget_set_sensitive (self->save, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_added_cb, g_object_ref (self));
}

static gboolean
gb_visit_window_close_request (GtkWindow *window)
{
  forget_draft (GB_VISIT_WINDOW (window));
  return GTK_WINDOW_CLASS (gb_visit_window_parent_class)->close_request (window);
}

/* --- object --------------------------------------------------------------------------------------- */

/* What is still on its way can hold the closed window longer than its parent lives, which GTK then would look at. */
static void
gb_visit_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_visit_window_parent_class)->unmap (widget);

  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
gb_visit_window_dispose (GObject *object)
{
  GbVisitWindow *self = GB_VISIT_WINDOW (object);

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->toasts);

  G_OBJECT_CLASS (gb_visit_window_parent_class)->dispose (object);
}

static void
gb_visit_window_finalize (GObject *object)
{
  GbVisitWindow *self = GB_VISIT_WINDOW (object);

  g_free (self->commune);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->held);

  G_OBJECT_CLASS (gb_visit_window_parent_class)->finalize (object);
}

static void
gb_visit_window_class_init (GbVisitWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_visit_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_visit_window_finalize;
  widget_class->unmap = gb_visit_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = gb_visit_window_close_request;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  g_type_ensure (GB_TYPE_DAY_ENTRY);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-visit-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbVisitWindow, name)
  BIND (save);
  BIND (team);
  BIND (sessions);
  BIND (topic);
  BIND (topics);
  BIND (day);
  BIND (verdict);
  BIND (draft_note);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, validate);
}

static void
gb_visit_window_init (GbVisitWindow *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->held = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_drop_down_tell (self->team);
}

/**
 * gb_visit_window_present:
 * @parent: a widget of the page
 * @commune: where the team is to come
 * @teams: (element-type GbTeam): those that can be asked; at least one
 * @visits: (element-type GbVisit): earlier ones, whose topics are offered
 * @team: (nullable): the id of the team that is chosen at first
 */
void
gb_visit_window_present (GtkWidget       *parent,
                         GbStore         *store,
                         const char      *commune,
                         const GPtrArray *teams,
                         const GPtrArray *visits,
                         const char      *team)
{
  GbVisitWindow *self = g_object_new (GB_TYPE_VISIT_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);

  add_teams (self, teams);
  add_topics (self, visits);
  if (team != NULL)
    select_team (self, team);
  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  self->commune = g_strdup (commune);
  gb_day_entry_set_today (self->day, today_of (self));
  validate (self);
  gb_setting_read_async (store, GB_SETTING_VISIT_DRAFT, NULL, on_draft_cb, g_object_ref (self));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->topic));
  gtk_window_present (GTK_WINDOW (self));
}
