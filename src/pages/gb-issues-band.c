/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-band.h"

#include <glib/gi18n-lib.h>

#include "gb-issues-band-words.h"

/**
 * GbIssuesBand:
 *
 * The week of the cycle as a band of days, today tinted; for citizens' reports the limits of their course. With
 * #GbIssuesBand:narrow it stands upright and has only the days on which something happens.
 */
struct _GbIssuesBand
{
  GtkBox parent_instance;

  gboolean narrow;
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbIssuesBand, gb_issues_band, GTK_TYPE_BOX)

/* --- cells ------------------------------------------------------------------------------------------ */

static GtkWidget *
add_label (GtkWidget  *box,
           const char *words,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, words != NULL && *words != '\0');
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_heading (GtkWidget         *cell,
             const GbBandWords *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *title;

  if (words->icon != NULL)
    {
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", words->icon, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_widget_add_css_class (icon, words->step == GB_BAND_ANSWER ? "answer" : "collect");
      gtk_box_append (GTK_BOX (line), icon);
    }
  title = add_label (line, words->title, words->step == GB_BAND_PLAIN && !words->today ? "day-name" : "day-title");
  g_object_set_data (G_OBJECT (cell), "gb-title", title);
  if (words->today)
    {
      GtkWidget *chip = gtk_label_new (_("today"));

      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (chip, "today-chip");
      gtk_box_append (GTK_BOX (line), chip);
    }
  gtk_box_append (GTK_BOX (cell), line);
}

static void
add_cell (GbIssuesBand      *self,
          const GbBandWords *words)
{
  GtkWidget *cell = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  g_autofree char *spoken = g_strjoin (". ", words->title, words->text, words->more, words->warning, NULL);

  gtk_widget_add_css_class (cell, "gb-week-day");
  if (words->today)
    gtk_widget_add_css_class (cell, "today");
  add_heading (cell, words);
  gtk_widget_set_hexpand (cell, TRUE);
  add_label (cell, words->text, words->step == GB_BAND_PLAIN && !words->today ? "gb-secondary" : NULL);
  add_label (cell, words->more, "gb-caption");
  add_label (cell, words->warning, "band-warning");
  if (words->tooltip != NULL)
    gtk_widget_set_tooltip_text (cell, words->tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (cell), "gb-quiet", GINT_TO_POINTER (words->step == GB_BAND_PLAIN && !words->today));
  gtk_box_append (GTK_BOX (self), cell);
}

static void
update_narrow (GbIssuesBand *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), self->narrow ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "stacked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stacked");
  for (GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (self)); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    {
      gtk_widget_set_visible (cell, !self->narrow || g_object_get_data (G_OBJECT (cell), "gb-quiet") == NULL);
      /* Where there is no room for it beside others, the band stands upright. */
      gtk_label_set_wrap (g_object_get_data (G_OBJECT (cell), "gb-title"), self->narrow);
    }
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_issues_band_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, GB_ISSUES_BAND (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_issues_band_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GbIssuesBand *self = GB_ISSUES_BAND (object);

  switch (id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      update_narrow (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_issues_band_class_init (GbIssuesBandClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_issues_band_get_property;
  object_class->set_property = gb_issues_band_set_property;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST);

  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_issues_band_init (GbIssuesBand *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gb-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "gb-week");
}

/**
 * gb_issues_band_set_report:
 * @report: whose week, or whose limits
 */
void
gb_issues_band_set_report (GbIssuesBand         *self,
                           const GbIssuesReport *report)
{
  g_autoptr (GPtrArray) cells = NULL;
  GtkWidget *child;

  g_return_if_fail (GB_IS_ISSUES_BAND (self));

  cells = report->week != NULL ? gb_band_words_of_week (report->week, report->query->kind, report->now)
                               : gb_band_words_of_limits (report->limits_of_reports);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < cells->len; i++)
    add_cell (self, cells->pdata[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  report->week != NULL ? _("The week's cycle") : _("The limits of reports"), -1);
  update_narrow (self);
}
