/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-teams-view.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-adaptive-bin.h"
#include "gb-calendar-file.h"
#include "gb-contact-open.h"
#include "gb-export-teams.h"
#include "gb-exportable.h"
#include "gb-map-pins-chip.h"
#include "gb-more-button.h"
#include "gb-reading.h"
#include "gb-record.h"
#include "gb-state-view.h"
#include "gb-team-row.h"
#include "gb-team-words.h"
#include "gb-visit-row.h"
#include "gb-visit-window.h"
#include "gb-wrap-layout.h"

/**
 * GbTeamsView:
 *
 * The mobile teams (tổ công tác) with the sessions they held, and their visits: asked for, planned, held, what came of
 * them. A team is asked to come without a network, and the wish taken back while it waits.
 */
struct _GbTeamsView
{
  AdwBin parent_instance;

  GbStateView *state; /* the template's */
  GbAdaptiveBin *bin;
  GtkBox *columns;
  GtkListBox *teams;
  GtkWidget *ask;
  GtkWidget *chips;
  GtkWidget *team_filter;
  GtkLabel *team_filter_name;
  GtkListBox *visits;
  GtkButton *more;
  GtkLabel *no_visits;

  GbMapPinsChip *filters[GB_N_VISIT_FILTERS]; /* of @chips */
  GbReading *reading;                         /* (owned) (nullable) */
  char *commune;                              /* (owned) (nullable) */
  GbVisitFilter filter;
  char *team; /* (owned) (nullable): only this team's visits */
  guint most; /* rows of visits that are shown */
  gboolean loading;
  gboolean stale; /* what nobody sees is not filled */
};

enum
{
  PROP_LOADING = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void gb_teams_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbTeamsView, gb_teams_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_teams_view_exportable_init))

#define TYPES                                                                                      \
  (GB_RECORD_BIT (GB_RECORD_TEAM) | GB_RECORD_BIT (GB_RECORD_VISIT) | GB_RECORD_BIT (GB_RECORD_COMMUNE) | \
   GB_STORE_CHANGED_ACTIONS)

/* The teams, and for each the rows of each set; which of them are shown is only chosen. */
typedef struct
{
  GPtrArray *teams;                      /* (owned) (element-type GbTeam) */
  GPtrArray *visits[GB_N_VISIT_FILTERS]; /* (owned) (element-type GbVisit) */
} Teams;

static void
teams_free (gpointer data)
{
  Teams *self = data;

  g_clear_pointer (&self->teams, g_ptr_array_unref);
  for (guint i = 0; i < GB_N_VISIT_FILTERS; i++)
    g_clear_pointer (&self->visits[i], g_ptr_array_unref);
  g_free (self);
}

static gpointer
read_teams (GbSqlConnection *connection,
            const char      *commune,
            gint64           now,
            GError         **error)
{
  GbDay today = gb_time_day (now);
  Teams *teams = g_new0 (Teams, 1);
  gboolean complete;

  teams->teams = gb_team_repository_list (connection, commune, today, error);
  complete = teams->teams != NULL;
  for (guint i = 0; complete && i < GB_N_VISIT_FILTERS; i++)
    {
      const GbVisitQuery query = { i, commune, NULL };

      teams->visits[i] = gb_team_repository_visits (connection, &query, today, error);
      complete = teams->visits[i] != NULL;
    }
  if (complete)
    return teams;
  teams_free (teams);
  return NULL;
}

static GbDay
today_of (GbTeamsView *self)
{
  return gb_time_day (gb_reading_get_now (self->reading));
}

/* --- teams ---------------------------------------------------------------------------------------- */

static void
show_teams (GbTeamsView *self,
            GPtrArray   *teams)
{
  GtkListBoxRow *row;

  for (guint i = 0; i < teams->len; i++)
    {
      row = gtk_list_box_get_row_at_index (self->teams, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (gb_team_row_new ());
          gtk_list_box_append (self->teams, GTK_WIDGET (row));
        }
      gb_team_row_set_team (GB_TEAM_ROW (row), teams->pdata[i], self->commune != NULL, today_of (self));
    }
  while ((row = gtk_list_box_get_row_at_index (self->teams, (int) teams->len)) != NULL)
    gtk_list_box_remove (self->teams, GTK_WIDGET (row));
}

/* --- visits --------------------------------------------------------------------------------------- */

static gboolean
is_of_team (GbTeamsView   *self,
            const GbVisit *visit)
{
  return self->team == NULL || g_strcmp0 (visit->team, self->team) == 0;
}

static guint
count_visits (GbTeamsView *self,
              GPtrArray   *visits)
{
  guint count = 0;

  for (guint i = 0; i < visits->len; i++)
    count += is_of_team (self, visits->pdata[i]);
  return count;
}

static void
show_visits (GbTeamsView *self,
             GPtrArray   *visits)
{
  GtkListBoxRow *row;
  int n = 0;

  for (guint i = 0; i < visits->len && n < (int) self->most; i++)
    {
      if (!is_of_team (self, visits->pdata[i]))
        continue;
      row = gtk_list_box_get_row_at_index (self->visits, n++);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (gb_visit_row_new ());
          gtk_list_box_append (self->visits, GTK_WIDGET (row));
        }
      gb_visit_row_set_visit (GB_VISIT_ROW (row), visits->pdata[i], self->commune == NULL, today_of (self));
    }
  while ((row = gtk_list_box_get_row_at_index (self->visits, n)) != NULL)
    gtk_list_box_remove (self->visits, GTK_WIDGET (row));
  gb_more_button_show (self->more, count_visits (self, visits), self->most);
  gtk_widget_set_visible (GTK_WIDGET (self->visits), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_visits), n == 0);
  gtk_label_set_label (self->no_visits, self->filter == GB_VISIT_FILTER_ALL && self->team == NULL
                                            ? _("No visit yet: ask a team to come")
                                            : _("No such visit"));
}

/* Sets that hold nothing are not offered, but the one that is chosen. */
static void
show_filters (GbTeamsView *self,
              const Teams *teams)
{
  for (guint i = 0; i < GB_N_VISIT_FILTERS; i++)
    {
      guint count = count_visits (self, teams->visits[i]);

      gb_map_pins_chip_set_count (self->filters[i], count, TRUE);
      gtk_widget_set_visible (GTK_WIDGET (self->filters[i]),
                              count > 0 || i == GB_VISIT_FILTER_ALL || i == self->filter);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filters[i]), i == self->filter);
    }
}

static void
show_team_filter (GbTeamsView *self)
{
  GtkListBoxRow *row;

  gtk_widget_set_visible (self->team_filter, self->team != NULL);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->teams, i)) != NULL; i++)
    if (g_strcmp0 (gb_team_row_get_id (GB_TEAM_ROW (row)), self->team) == 0)
      {
        const char *name = gb_team_row_get_name (GB_TEAM_ROW (row));

        gtk_label_set_label (self->team_filter_name, name);
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->team_filter), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      }
}

static void
show_all (GbTeamsView *self,
          const Teams *teams)
{
  if (teams->teams->len == 0 && teams->visits[GB_VISIT_FILTER_ALL]->len == 0)
    {
      gb_state_view_show_empty (self->state, _("No mobile team yet"),
                                _("The province's teams and their visits appear here with the next synchronisation."));
      return;
    }
  gtk_widget_set_visible (self->ask, self->commune != NULL && teams->teams->len > 0);
  show_teams (self, teams->teams);
  show_team_filter (self);
  show_filters (self, teams);
  show_visits (self, teams->visits[self->filter]);
  gb_state_view_show_content (self->state);
}

static void
update (GbTeamsView *self)
{
  const Teams *teams = self->reading != NULL ? gb_reading_get_value (self->reading) : NULL;
  const GError *error = self->reading != NULL ? gb_reading_get_error (self->reading) : NULL;
  gboolean loading = self->reading != NULL && gb_reading_get_loading (self->reading);

  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (teams != NULL)
    {
      if (!self->stale)
        show_all (self, teams);
    }
  else if (error != NULL)
    gb_state_view_show_error (self->state, _("The teams could not be read"), error->message);
  else
    gb_state_view_show_loading (self->state);
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
on_filter_toggled_cb (GbTeamsView     *self,
                      GtkToggleButton *chip)
{
  if (!gtk_toggle_button_get_active (chip))
    return;
  for (guint i = 0; i < GB_N_VISIT_FILTERS; i++)
    if (GTK_TOGGLE_BUTTON (self->filters[i]) == chip && self->filter != i)
      {
        self->filter = i;
        self->most = GB_MORE_ROWS;
        update (self);
        return;
      }
}

static void
on_team_activated_cb (GbTeamsView   *self,
                      GtkListBoxRow *row)
{
  const char *id = gb_team_row_get_id (GB_TEAM_ROW (row));
  gboolean same = g_strcmp0 (id, self->team) == 0;

  g_free (self->team);
  self->team = same ? NULL : g_strdup (id);
  self->most = GB_MORE_ROWS;
  update (self);
}

static void
on_team_filter_clicked_cb (GbTeamsView *self)
{
  g_clear_pointer (&self->team, g_free);
  update (self);
}

static void
on_more_clicked_cb (GbTeamsView *self)
{
  self->most += GB_MORE_ROWS;
  update (self);
}

static void
on_width_changed_cb (GbTeamsView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), gb_adaptive_bin_get_medium (self->bin)
                                                                      ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
}

/* --- actions -------------------------------------------------------------------------------------- */

static void
request_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GbTeamsView *self = GB_TEAMS_VIEW (widget);
  const Teams *teams = gb_reading_get_value (self->reading);
  const char *team = g_variant_get_string (parameter, NULL);

  /* Without one named it is the one whose visits are looked at. */
  if (teams != NULL && self->commune != NULL)
    gb_visit_window_present (widget, gb_reading_get_store (self->reading), self->commune, teams->teams,
                             teams->visits[GB_VISIT_FILTER_ALL], *team != '\0' ? team : self->team);
}

static void
withdraw_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GbTeamsView *self = GB_TEAMS_VIEW (widget);
  const char *ids[] = { g_variant_get_string (parameter, NULL), NULL };
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (toasts != NULL)
    gb_action_saver_withdraw (ADW_TOAST_OVERLAY (toasts), gb_reading_get_store (self->reading), ids);
}

static void
call_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbContactPoint point = { .kind = GB_CONTACT_HOTLINE };

  g_variant_get (parameter, "(&s&s)", &point.name, &point.value);
  gb_contact_open (widget, gb_reading_get_store (GB_TEAMS_VIEW (widget)->reading), &point);
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gb_reading_reload (GB_TEAMS_VIEW (widget)->reading);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_teams_view_get_forms (GbExportable *exportable)
{
  GbTeamsView *self = GB_TEAMS_VIEW (exportable);
  const Teams *teams = self->reading != NULL ? gb_reading_get_value (self->reading) : NULL;

  if (teams == NULL || (teams->teams->len == 0 && teams->visits[GB_VISIT_FILTER_ALL]->len == 0))
    return 0;
  return GB_EXPORT_TABLES | GB_EXPORT_BIT (GB_EXPORT_CALENDAR);
}

static GbExport *
gb_teams_view_make_export (GbExportable *exportable,
                           GbExportForm  form,
                           gboolean      marked)
{
  GbTeamsView *self = GB_TEAMS_VIEW (exportable);
  const Teams *teams = gb_reading_get_value (self->reading);
  GPtrArray *all = teams->visits[self->filter];
  g_autoptr (GPtrArray) visits = g_ptr_array_new ();
  g_autoptr (GHashTable) uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *tables;

  for (guint i = 0; i < all->len; i++)
    if (is_of_team (self, all->pdata[i]))
      {
        g_ptr_array_add (visits, all->pdata[i]);
        g_hash_table_add (uids, gb_calendar_entry_make_uid ("visit", ((GbVisit *) all->pdata[i])->id));
      }
  if (form == GB_EXPORT_CALENDAR)
    return gb_export_new_for_calendar (_("Visits"), self->commune, g_steal_pointer (&uids));
  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_table_free);
  g_ptr_array_add (tables, gb_export_visits_table (visits, all, self->commune == NULL, today_of (self)));
  g_ptr_array_add (tables, gb_export_teams_table (teams->teams));
  return gb_export_new_for_tables (_("Mobile teams and their visits"), tables, visits->len + teams->teams->len);
}

static void
gb_teams_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_teams_view_get_forms;
  iface->make_export = gb_teams_view_make_export;
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_teams_view_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, GB_TEAMS_VIEW (object)->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_teams_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_teams_view_parent_class)->map (widget);

  if (GB_TEAMS_VIEW (widget)->stale)
    update (GB_TEAMS_VIEW (widget));
}

static void
gb_teams_view_dispose (GObject *object)
{
  GbTeamsView *self = GB_TEAMS_VIEW (object);

  g_clear_object (&self->reading);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_teams_view_parent_class)->dispose (object);
}

static void
gb_teams_view_finalize (GObject *object)
{
  GbTeamsView *self = GB_TEAMS_VIEW (object);

  g_free (self->commune);
  g_free (self->team);

  G_OBJECT_CLASS (gb_teams_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-teams-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbTeamsView, name)
  BIND (state);
  BIND (bin);
  BIND (columns);
  BIND (teams);
  BIND (ask);
  BIND (chips);
  BIND (team_filter);
  BIND (team_filter_name);
  BIND (visits);
  BIND (more);
  BIND (no_visits);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_team_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_team_filter_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
}

static void
gb_teams_view_class_init (GbTeamsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_teams_view_get_property;
  object_class->dispose = gb_teams_view_dispose;
  widget_class->map = gb_teams_view_map;
  object_class->finalize = gb_teams_view_finalize;

  /* Whether what it shows is still on its way. */
  props[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "teams.request", "s", request_action);
  gtk_widget_class_install_action (widget_class, "teams.withdraw", "s", withdraw_action);
  gtk_widget_class_install_action (widget_class, "teams.call", "(ss)", call_action);
  gtk_widget_class_install_action (widget_class, "teams.retry", NULL, retry_action);
}

static void
gb_teams_view_init (GbTeamsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->most = GB_MORE_ROWS;
  for (guint i = 0; i < GB_N_VISIT_FILTERS; i++)
    {
      GtkWidget *chip = gb_map_pins_chip_new (gb_team_words_filter (i));

      self->filters[i] = GB_MAP_PINS_CHIP (chip);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), i > 0 ? GTK_TOGGLE_BUTTON (self->filters[0]) : NULL);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_filter_toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->chips), chip);
    }
}

/**
 * gb_teams_view_set_store:
 * @store: an open store
 *
 * Once.
 */
void
gb_teams_view_set_store (GbTeamsView *self,
                         GbStore     *store)
{
  g_return_if_fail (GB_IS_TEAMS_VIEW (self) && self->reading == NULL);

  self->reading = gb_reading_new (store, TYPES, read_teams, teams_free);
  gb_reading_set_commune (self->reading, self->commune);
  g_signal_connect_object (self->reading, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * gb_teams_view_set_commune:
 * @commune: (nullable): whose visits are shown; %NULL for the whole scope, from which no team can be asked to come
 */
void
gb_teams_view_set_commune (GbTeamsView *self,
                           const char  *commune)
{
  g_return_if_fail (GB_IS_TEAMS_VIEW (self));

  g_free (self->commune);
  self->commune = g_strdup (commune);
  self->most = GB_MORE_ROWS;
  if (self->reading != NULL)
    gb_reading_set_commune (self->reading, commune);
}
