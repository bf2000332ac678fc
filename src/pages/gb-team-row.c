/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-team-row.h"

#include "gb-team-words.h"

/**
 * GbTeamRow:
 *
 * A mobile team: whose it is, how many of its sessions were held, when it comes next. It asks the team to come by
 * "teams.request".
 */
struct _GbTeamRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title; /* the template's */
  GtkLabel *caption;
  GtkWidget *phone;
  GtkLabel *phone_label;
  GtkLevelBar *bar;
  GtkLabel *sessions;
  GtkLabel *coming;
  GtkWidget *request;

  char *id;   /* (owned) (nullable) */
  char *name; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GbTeamRow, gb_team_row, GTK_TYPE_LIST_BOX_ROW)

static void
gb_team_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (gb_team_row_parent_class)->dispose (object);
}

static void
gb_team_row_finalize (GObject *object)
{
  GbTeamRow *self = GB_TEAM_ROW (object);

  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (gb_team_row_parent_class)->finalize (object);
}

static void
gb_team_row_class_init (GbTeamRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_team_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_team_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-team-row.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GbTeamRow, child)
  BIND (title);
  BIND (caption);
  BIND (phone);
  BIND (phone_label);
  BIND (bar);
  BIND (sessions);
  BIND (coming);
  BIND (request);
#undef BIND
}

static void
gb_team_row_init (GbTeamRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* One colour, however few there were: that is told beside it, and nobody's fault. */
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_FULL);
}

GtkWidget *
gb_team_row_new (void)
{
  return g_object_new (GB_TYPE_TEAM_ROW, NULL);
}

static void
show_sessions (GbTeamRow    *self,
               const GbTeam *team,
               gboolean      of_commune,
               GbDay         today)
{
  g_autofree char *sessions = gb_team_words_sessions (team, of_commune);
  g_autofree char *coming = gb_team_words_coming (team, today);
  gboolean counted = of_commune && team->sessions > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->bar), counted);
  if (counted)
    {
      gtk_level_bar_set_max_value (self->bar, (double) team->sessions);
      gtk_level_bar_set_value (self->bar, (double) MIN (team->done, team->sessions));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, sessions, -1);
  gtk_label_set_label (self->sessions, sessions);
  gtk_label_set_label (self->coming, coming != NULL ? coming : "");
  gtk_widget_set_visible (GTK_WIDGET (self->coming), coming != NULL);
}

/* The target first: an action that takes one is in error without it. */
static void
set_action (GtkWidget  *button,
            const char *name,
            GVariant   *target)
{
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
}

/**
 * gb_team_row_set_team:
 * @of_commune: whether one commune is looked at; else the team cannot be asked to come from here
 * @today: the day it is read on
 */
void
gb_team_row_set_team (GbTeamRow    *self,
                      const GbTeam *team,
                      gboolean      of_commune,
                      GbDay         today)
{
  g_autofree char *members = gb_team_words_members (team);
  g_autofree char *sessions = gb_team_words_sessions (team, of_commune);
  g_autofree char *words = g_strdup_printf ("%s, %s", members, sessions);

  g_return_if_fail (GB_IS_TEAM_ROW (self));

  g_free (self->id);
  g_free (self->name);
  self->id = g_strdup (team->id);
  self->name = g_strdup (team->name);
  gtk_label_set_label (self->title, team->name);
  gtk_label_set_label (self->caption, members);
  gtk_widget_set_visible (self->phone, team->phone != NULL);
  gtk_label_set_label (self->phone_label, team->phone != NULL ? team->phone : "");
  if (team->phone != NULL)
    {
      g_autofree char *call = g_strconcat (gtk_widget_get_tooltip_text (self->phone), ", ", team->phone, NULL);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->phone), GTK_ACCESSIBLE_PROPERTY_LABEL, call, -1);
      set_action (self->phone, "teams.call", g_variant_new ("(ss)", team->name, team->phone));
    }
  show_sessions (self, team, of_commune, today);
  set_action (self->request, "teams.request", g_variant_new_string (team->id));
  gtk_widget_set_visible (self->request, of_commune);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, team->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/**
 * gb_team_row_get_id:
 *
 * Returns: (nullable): the team's
 */
const char *
gb_team_row_get_id (GbTeamRow *self)
{
  g_return_val_if_fail (GB_IS_TEAM_ROW (self), NULL);

  return self->id;
}

const char *
gb_team_row_get_name (GbTeamRow *self)
{
  g_return_val_if_fail (GB_IS_TEAM_ROW (self), NULL);

  return self->name;
}
