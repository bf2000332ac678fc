/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pair-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-adaptive-bin.h"
#include "gb-commune-words.h"
#include "gb-format.h"
#include "gb-mask.h"

/* A mentor who is about to leave is told as early as a secondment that ends (GbPeoplePage's badge). */
#define LEAVING_DAYS 60

/**
 * GbPairRow:
 *
 * An experienced officer beside the new one (1 kèm 1): what both do, how much each has, and what is against the pair.
 * Each opens by "people.open-officer".
 */
struct _GbPairRow
{
  GtkListBoxRow parent_instance;

  GtkBox *body; /* the template's */
  GtkBox *persons;
  GtkWidget *mentor;
  GtkLabel *mentor_avatar;
  GtkLabel *mentor_name;
  GtkLabel *mentor_caption;
  GtkLabel *mentor_load;
  GtkWidget *learner;
  GtkLabel *learner_avatar;
  GtkLabel *learner_name;
  GtkLabel *learner_caption;
  GtkLabel *learner_load;
  GtkWidget *chip;
  GtkImage *chip_icon;
  GtkLabel *chip_label;
};

G_DEFINE_FINAL_TYPE (GbPairRow, gb_pair_row, GTK_TYPE_LIST_BOX_ROW)

/* With little room the learner stands under the mentor. */
static void
on_narrow_cb (GbPairRow *self)
{
  GtkWidget *bin = gtk_widget_get_ancestor (GTK_WIDGET (self), GB_TYPE_ADAPTIVE_BIN);
  gboolean narrow = bin != NULL && gb_adaptive_bin_get_narrow (GB_ADAPTIVE_BIN (bin));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->persons),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
gb_pair_row_root (GtkWidget *widget)
{
  GtkWidget *bin;

  GTK_WIDGET_CLASS (gb_pair_row_parent_class)->root (widget);

  bin = gtk_widget_get_ancestor (widget, GB_TYPE_ADAPTIVE_BIN);
  if (bin != NULL)
    g_signal_connect_object (bin, "notify::narrow", G_CALLBACK (on_narrow_cb), widget, G_CONNECT_SWAPPED);
  on_narrow_cb (GB_PAIR_ROW (widget));
}

static void
gb_pair_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (gb_pair_row_parent_class)->dispose (object);
}

static void
gb_pair_row_class_init (GbPairRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_pair_row_dispose;
  widget_class->root = gb_pair_row_root;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-pair-row.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbPairRow, name)
  BIND (body);
  BIND (persons);
  BIND (mentor);
  BIND (mentor_avatar);
  BIND (mentor_name);
  BIND (mentor_caption);
  BIND (mentor_load);
  BIND (learner);
  BIND (learner_avatar);
  BIND (learner_name);
  BIND (learner_caption);
  BIND (learner_load);
  BIND (chip);
  BIND (chip_icon);
  BIND (chip_label);
#undef BIND
}

static void
gb_pair_row_init (GbPairRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- words ---------------------------------------------------------------------------------------- */

static char *
name_words (const GbPairPerson *person,
            gboolean            masked)
{
  if (person->name == NULL)
    return g_strdup (_("Somebody outside these data"));
  return masked ? gb_mask_name (person->name) : g_strdup (person->name);
}

/* The initial of the given name, which people are called by. */
static char *
initial_of (const GbPairPerson *person)
{
  const char *given = person->name != NULL ? strrchr (person->name, ' ') : NULL;

  if (person->name == NULL)
    return g_strdup ("?");
  return g_utf8_substring (given != NULL ? given + 1 : person->name, 0, 1);
}

static char *
load_words (const GbPairPerson *person)
{
  g_autofree char *open = gb_format_number (person->open);
  g_autofree char *late = gb_format_number (person->late);
  g_autofree char *words
      = g_strdup_printf (ngettext ("%s open dossier", "%s open dossiers", (gulong) person->open), open);

  if (person->late == 0)
    return g_steal_pointer (&words);
  /* Translators: open dossiers, and how many of them are late */
  return g_strdup_printf (_("%s, late: %s"), words, late);
}

static char *
caption_words (const GbPairPerson *person)
{
  const char *what = person->fields != NULL ? person->fields : person->agency;

  if (person->title == NULL || what == NULL)
    return g_strdup (person->title != NULL ? person->title : "");
  return g_strdup_printf ("%s · %s", person->title, what);
}

/* What is against the pair, the gravest first; else what speaks for it. */
static char *
verdict_words (const GbPair *pair,
               GbDay         today,
               gboolean     *good)
{
  GbDay until = pair->mentor.until;

  *good = FALSE;
  if (pair->mentor.name == NULL)
    return g_strdup (_("mentor unknown"));
  if (until != GB_DAY_NONE && until < today)
    return g_strdup (_("the mentor has left"));
  if (until != GB_DAY_NONE && until <= today + LEAVING_DAYS)
    {
      g_autofree char *day = gb_format_day (until, today);

      /* Translators: a day */
      return g_strdup_printf (_("the mentor leaves on %s"), day);
    }
  if (pair->mentor.fields != NULL && pair->learner.fields != NULL && pair->shared == NULL)
    return g_strdup (_("other fields"));
  *good = TRUE;
  if (pair->shared != NULL)
    /* Translators: the fields that two officers both do */
    return g_strdup_printf (_("both: %s"), pair->shared);
  if (g_strcmp0 (pair->mentor.agency, pair->learner.agency) == 0)
    return g_strdup (_("in the same office"));
  *good = FALSE;
  return g_strdup (_("in another office"));
}

/* --- public --------------------------------------------------------------------------------------- */

static void
show_person (GtkWidget          *button,
             GtkLabel           *avatar,
             GtkLabel           *name_label,
             const GbPairPerson *person,
             const char         *label,
             gboolean            masked)
{
  g_autofree char *name = name_words (person, masked);
  g_autofree char *initial = initial_of (person);
  g_autofree char *told = NULL;

  gtk_label_set_label (avatar, initial);
  gtk_label_set_label (name_label, name);
  gtk_widget_set_sensitive (button, person->name != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", person->id);
  told = g_strdup_printf ("%s: %s", label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
}

static void
show_words (GtkLabel           *caption_label,
            GtkLabel           *load_label,
            const GbPairPerson *person)
{
  g_autofree char *caption = caption_words (person);
  g_autofree char *load = load_words (person);

  gtk_label_set_label (caption_label, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (caption_label), caption);
  gtk_label_set_label (load_label, load);
  gtk_widget_set_visible (GTK_WIDGET (load_label), person->open > 0);
}

/**
 * gb_pair_row_new:
 * @with_commune: whether pairs of several communes are shown
 * @masked: whether names must not be read on the screen
 * @today: the day it is read on
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
gb_pair_row_new (const GbPair *pair,
                 gboolean      with_commune,
                 gboolean      masked,
                 GbDay         today)
{
  GbPairRow *self = g_object_new (GB_TYPE_PAIR_ROW, NULL);
  g_autofree char *verdict = NULL, *told = NULL, *mentor = name_words (&pair->mentor, masked);
  g_autofree char *learner = name_words (&pair->learner, masked);
  gboolean good;

  verdict = verdict_words (pair, today, &good);
  show_person (self->mentor, self->mentor_avatar, self->mentor_name, &pair->mentor, _("Mentor"), masked);
  show_words (self->mentor_caption, self->mentor_load, &pair->mentor);
  show_person (self->learner, self->learner_avatar, self->learner_name, &pair->learner, _("Guided"), masked);
  show_words (self->learner_caption, self->learner_load, &pair->learner);
  if (with_commune && pair->commune_name != NULL)
    {
      g_autofree char *commune = gb_commune_words_capital (pair->commune_name);
      g_autofree char *caption = g_strdup_printf ("%s · %s", gtk_label_get_label (self->learner_caption), commune);

      gtk_label_set_label (self->learner_caption, caption);
    }
  gtk_widget_add_css_class (self->chip, good ? "on-track" : "due-today");
  gtk_image_set_from_icon_name (self->chip_icon, good ? "emblem-ok-symbolic" : "gb-late-symbolic");
  gtk_label_set_label (self->chip_label, verdict);
  gtk_widget_set_tooltip_text (self->chip, verdict);
  /* Translators: an experienced officer, then a new one */
  told = g_strdup_printf (_("%s guides %s"), mentor, learner);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, told,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, verdict, -1);
  return GTK_WIDGET (self);
}
