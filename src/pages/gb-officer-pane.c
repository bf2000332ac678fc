/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-officer-pane.h"

#include <glib/gi18n-lib.h>

#include "gb-commune-words.h"
#include "gb-format.h"
#include "gb-load-chart.h"
#include "gb-people-words.h"
#include "gb-toast.h"

/**
 * GbOfficerPane:
 *
 * One officer beside the lists: whom to call, the term and what the law has against it, who guides whom, and the load.
 */
struct _GbOfficerPane
{
  AdwBin parent_instance;

  GbOfficer *officer; /* (owned) (nullable) */

  GtkLabel *name; /* the template's */
  GtkWidget *close;
  GtkLabel *title;
  GtkWidget *chip;
  GtkImage *chip_icon;
  GtkLabel *chip_label;
  GtkWidget *call;
  GtkLabel *phone;
  GtkListBox *facts;
  GtkBox *warnings;
  GbLoadChart *load;
  GtkLabel *load_words;
  GtkButton *open;
  GtkButton *hand_over;
};

G_DEFINE_FINAL_TYPE (GbOfficerPane, gb_officer_pane, ADW_TYPE_BIN)

static void
toast (GbOfficerPane *self,
       const char    *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), gb_toast_new (text));
}

/* What leaves the screen on purpose is whole, also while it is masked. */
static void
copy_phone_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  GbOfficerPane *self = GB_OFFICER_PANE (widget);

  if (self->officer == NULL || self->officer->phone == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->officer->phone);
  toast (self, _("The telephone number was copied"));
}

static void
on_called_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbOfficerPane) self = user_data;

  if (!g_app_info_launch_default_for_uri_finish (result, NULL))
    toast (self, _("This machine has no program that calls. Copy the number."));
}

static void
call_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbOfficerPane *self = GB_OFFICER_PANE (widget);
  g_autofree char *number = NULL;
  g_autofree char *uri = NULL;

  if (self->officer == NULL || self->officer->phone == NULL)
    return;
  number = g_uri_escape_string (self->officer->phone, "+", FALSE);
  uri = g_strconcat ("tel:", number, NULL);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_called_cb, g_object_ref (self));
}

static void
gb_officer_pane_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_officer_pane_parent_class)->dispose (object);
}

static void
gb_officer_pane_finalize (GObject *object)
{
  g_clear_pointer (&GB_OFFICER_PANE (object)->officer, gb_officer_unref);

  G_OBJECT_CLASS (gb_officer_pane_parent_class)->finalize (object);
}

static void
gb_officer_pane_class_init (GbOfficerPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_officer_pane_dispose;
  object_class->finalize = gb_officer_pane_finalize;

  g_type_ensure (GB_TYPE_LOAD_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-officer-pane.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbOfficerPane, name)
  BIND (name);
  BIND (close);
  BIND (title);
  BIND (chip);
  BIND (chip_icon);
  BIND (chip_label);
  BIND (call);
  BIND (phone);
  BIND (facts);
  BIND (warnings);
  BIND (load);
  BIND (load_words);
  BIND (open);
  BIND (hand_over);
#undef BIND
  gtk_widget_class_install_action (widget_class, "officer.copy-phone", NULL, copy_phone_action);
  gtk_widget_class_install_action (widget_class, "officer.call", NULL, call_action);
}

static void
gb_officer_pane_init (GbOfficerPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A row of a name and a value; @id of an officer opens that one. */
static void
add_fact (GbOfficerPane *self,
          const char    *name,
          const char    *value,
          const char    *id)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", value, "subtitle", name, "title-lines", 3, NULL);
  if (id != NULL)
    {
      g_object_set (row, "activatable", TRUE, "action-name", "people.open-officer", NULL);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  gtk_list_box_append (self->facts, row);
}

static char *
list_duties (const GbOfficer *officer,
             gboolean         main)
{
  g_autoptr (GString) fields = g_string_new (NULL);

  for (guint i = 0; i < officer->duties->len; i++)
    {
      const GbDuty *duty = officer->duties->pdata[i];

      if (duty->main == main)
        g_string_append_printf (fields, "%s%s", fields->len > 0 ? ", " : "", duty->field);
    }
  return g_string_free (g_steal_pointer (&fields), FALSE);
}

/* "1 kèm 1": who guides this one, and whom this one guides. */
static void
add_pairs (GbOfficerPane *self,
           GbPeople      *people,
           gboolean       masked)
{
  const GbOfficer *officer = self->officer;
  GbOfficer *mentor = officer->mentor != NULL ? gb_people_find (people, officer->mentor) : NULL;

  if (mentor != NULL)
    {
      g_autofree char *name = gb_people_words_name (mentor, masked);

      add_fact (self, _("is guided by"), name, mentor->id);
    }
  for (guint i = 0; i < people->officers->len; i++)
    {
      GbOfficer *other = people->officers->pdata[i];
      g_autofree char *name = NULL;

      if (g_strcmp0 (other->mentor, officer->id) != 0)
        continue;
      name = gb_people_words_name (other, masked);
      add_fact (self, _("guides"), name, other->id);
    }
}

static void
fill_facts (GbOfficerPane *self,
            GbPeople      *people,
            gboolean       masked)
{
  const GbOfficer *officer = self->officer;
  g_autofree char *term = gb_people_words_term (officer);
  g_autofree char *mains = list_duties (officer, TRUE);
  g_autofree char *stand_ins = list_duties (officer, FALSE);
  g_autofree char *commune = gb_commune_words_capital (officer->commune_name);
  g_autofree char *place = g_strdup_printf ("%s, %s", officer->agency_name, commune);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->facts, 0)) != NULL)
    gtk_list_box_remove (self->facts, GTK_WIDGET (row));
  add_fact (self, _("works at"), place, NULL);
  if (officer->seconded)
    add_fact (self, _("seconded from, which keeps the payroll"), officer->home_name, NULL);
  add_fact (self, _("does"), *mains != '\0' ? mains : officer->field, NULL);
  add_fact (self, _("stands in for"), stand_ins, NULL);
  add_fact (self, _("decision"), officer->decision, NULL);
  add_fact (self, _("term"), term, NULL);
  add_pairs (self, people, masked);
}

static void
fill_warnings (GbOfficerPane *self)
{
  guint warnings = gb_officer_warnings (self->officer);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->warnings))) != NULL)
    gtk_box_remove (self->warnings, child);
  for (guint i = 0; i < GB_N_TERM_WARNINGS; i++)
    {
      g_autofree char *words = NULL;
      GtkWidget *label;

      if ((warnings & 1u << i) == 0)
        continue;
      words = gb_people_words_warning ((GbTermWarning) (1u << i));
      label = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0f, "wrap", TRUE, NULL);
      gtk_widget_add_css_class (label, "gb-notice");
      gtk_box_append (self->warnings, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), warnings != 0);
}

static void
show_load (GbOfficerPane *self,
           gboolean       masked)
{
  static const GbDeadlineClass order[GB_N_STACK_PARTS]
      = { GB_DEADLINE_CLASS_OVERDUE, GB_DEADLINE_CLASS_DUE_TODAY, GB_DEADLINE_CLASS_DUE_SOON,
          GB_DEADLINE_CLASS_ON_TRACK, GB_DEADLINE_CLASS_PAUSED };
  const GbOfficer *officer = self->officer;
  g_autofree char *name = gb_people_words_name (officer, masked);
  g_autofree char *dossiers = gb_officer_dossiers (officer);
  GbLoad load = { .name = name, .total = officer->open };

  for (int i = 0; i < GB_N_STACK_PARTS; i++)
    load.values[i] = officer->classes[order[i]];
  gb_load_chart_set_loads (self->load, &load, officer->open > 0 ? 1 : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->load), officer->open > 0);
  gtk_label_set_label (self->load_words, officer->open > 0 ? "" : _("No open dossier has this officer's name"));
  gtk_widget_set_visible (GTK_WIDGET (self->load_words), officer->open == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->open), officer->open > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->hand_over), officer->open > 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", dossiers);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->hand_over), "s", officer->id);
}

static void
show_head (GbOfficerPane *self,
           GbDay          today,
           gboolean       masked)
{
  const GbOfficer *officer = self->officer;
  g_autofree char *name = gb_people_words_name (officer, masked);
  g_autofree char *phone = gb_people_words_phone (officer, masked);
  g_autofree char *left = gb_people_words_left (officer, today);
  const char *icon_name;
  const char *style = gb_people_words_urgency (officer, today, &icon_name);
  const char *classes[] = { "gb-state-chip", style, NULL };

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->title, officer->title);
  gtk_label_set_label (self->phone, phone);
  gtk_widget_set_visible (self->call, phone != NULL);
  gtk_widget_set_visible (self->chip, officer->seconded || officer->to != GB_DAY_NONE);
  gtk_widget_set_css_classes (self->chip, classes);
  gtk_image_set_from_icon_name (self->chip_icon, icon_name);
  gtk_label_set_label (self->chip_label, left);
}

/**
 * gb_officer_pane_set_officer:
 * @people: whom the officer is among
 * @masked: whether names must not be read on the screen
 */
void
gb_officer_pane_set_officer (GbOfficerPane *self,
                             GbPeople      *people,
                             GbOfficer     *officer,
                             gboolean       masked)
{
  g_return_if_fail (GB_IS_OFFICER_PANE (self));

  gb_officer_ref (officer);
  g_clear_pointer (&self->officer, gb_officer_unref);
  self->officer = officer;
  show_head (self, people->today, masked);
  fill_facts (self, people, masked);
  fill_warnings (self);
  show_load (self, masked);
}

/**
 * gb_officer_pane_focus:
 *
 * Puts the focus where the pane is closed, so that the keyboard goes on from there.
 */
void
gb_officer_pane_focus (GbOfficerPane *self)
{
  g_return_if_fail (GB_IS_OFFICER_PANE (self));

  gtk_widget_grab_focus (self->close);
}
