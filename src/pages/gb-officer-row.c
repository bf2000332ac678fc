/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-officer-row.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-commune-words.h"
#include "gb-format.h"
#include "gb-people-words.h"

/**
 * GbOfficerRow:
 *
 * An officer in a list: who, for what, from where, and how long still; of the own staff, how many dossiers. It is
 * opened by "people.open-officer".
 */
struct _GbOfficerRow
{
  GtkListBoxRow parent_instance;

  GbOfficer *officer; /* (owned) */

  GtkLabel *avatar; /* the template's */
  GtkWidget *body;
  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *warning;
  GtkWidget *end;
  GtkWidget *chip;
  GtkImage *chip_icon;
  GtkLabel *chip_label;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (GbOfficerRow, gb_officer_row, GTK_TYPE_LIST_BOX_ROW)

/* With little room the term stands under the name. */
static void
on_narrow_cb (GbOfficerRow *self)
{
  GtkWidget *bin = gtk_widget_get_ancestor (GTK_WIDGET (self), GB_TYPE_ADAPTIVE_BIN);
  gboolean narrow = bin != NULL && gb_adaptive_bin_get_narrow (GB_ADAPTIVE_BIN (bin));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (self->end, narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_halign (self->chip, narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_label_set_xalign (self->note, narrow ? 0 : 1);
}

static void
gb_officer_row_root (GtkWidget *widget)
{
  GtkWidget *bin;

  GTK_WIDGET_CLASS (gb_officer_row_parent_class)->root (widget);

  bin = gtk_widget_get_ancestor (widget, GB_TYPE_ADAPTIVE_BIN);
  if (bin != NULL)
    g_signal_connect_object (bin, "notify::narrow", G_CALLBACK (on_narrow_cb), widget, G_CONNECT_SWAPPED);
  on_narrow_cb (GB_OFFICER_ROW (widget));
}

static void
gb_officer_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (gb_officer_row_parent_class)->dispose (object);
}

static void
gb_officer_row_finalize (GObject *object)
{
  g_clear_pointer (&GB_OFFICER_ROW (object)->officer, gb_officer_unref);

  G_OBJECT_CLASS (gb_officer_row_parent_class)->finalize (object);
}

static void
gb_officer_row_class_init (GbOfficerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_officer_row_dispose;
  object_class->finalize = gb_officer_row_finalize;
  widget_class->root = gb_officer_row_root;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-officer-row.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbOfficerRow, name)
  BIND (avatar);
  BIND (body);
  BIND (title);
  BIND (caption);
  BIND (warning);
  BIND (end);
  BIND (chip);
  BIND (chip_icon);
  BIND (chip_label);
  BIND (note);
#undef BIND
}

static void
gb_officer_row_init (GbOfficerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_title (GbOfficerRow *self,
            gboolean      masked)
{
  g_autofree char *name = gb_people_words_name (self->officer, masked);
  g_autofree char *fields = self->officer->seconded ? g_strdup (self->officer->field)
                                                    : gb_people_words_fields (self->officer);
  g_autofree char *first = g_utf8_substring (self->officer->given, 0, 1);
  g_autofree char *markup = NULL;

  if (fields != NULL && *fields != '\0')
    markup = g_markup_printf_escaped ("<b>%s</b> <span alpha=\"75%%\">· %s</span>", name, fields);
  else
    markup = g_markup_printf_escaped ("<b>%s</b>", name);
  gtk_label_set_label (self->avatar, first);
  gtk_label_set_markup (self->title, markup);
}

static char *
caption_of (const GbOfficer *officer,
            gboolean         with_commune)
{
  const char *first = officer->seconded && officer->home_name != NULL ? officer->home_name : officer->title;
  g_autofree char *commune = gb_commune_words_capital (officer->commune_name);

  return with_commune ? g_strdup_printf ("%s · %s", first, commune) : g_strdup (first);
}

static void
show_warnings (GbOfficerRow *self)
{
  guint warnings = gb_officer_warnings (self->officer);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < GB_N_TERM_WARNINGS; i++)
    {
      g_autofree char *text = NULL;

      if ((warnings & 1u << i) == 0)
        continue;
      text = gb_people_words_warning ((GbTermWarning) (1u << i));
      g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", text);
    }
  gtk_label_set_label (self->warning, words->str);
  gtk_widget_set_visible (GTK_WIDGET (self->warning), words->len > 0);
}

/* Of the own staff what matters is the load; a term only where there is one. */
static void
show_end (GbOfficerRow *self,
          GbDay         today)
{
  const GbOfficer *officer = self->officer;
  gboolean has_term = officer->seconded || officer->to != GB_DAY_NONE;
  g_autofree char *left = gb_people_words_left (officer, today);
  g_autofree char *until = gb_people_words_until (officer);
  g_autofree char *number = gb_format_number (officer->open);
  g_autofree char *load
      = g_strdup_printf (ngettext ("%s dossier", "%s dossiers", (gulong) officer->open), number);
  const char *icon_name;
  const char *style = gb_people_words_urgency (officer, today, &icon_name);

  gtk_widget_set_visible (self->chip, has_term);
  gtk_widget_add_css_class (self->chip, style);
  gtk_image_set_from_icon_name (self->chip_icon, icon_name);
  gtk_label_set_label (self->chip_label, left);
  gtk_label_set_label (self->note, has_term ? until : officer->open > 0 ? load : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), *gtk_label_get_label (self->note) != '\0');
}

static void
describe (GbOfficerRow *self)
{
  const char *end = gtk_widget_get_visible (self->chip) ? gtk_label_get_label (self->chip_label) : "";
  g_autofree char *caption = g_strjoin (", ", gtk_label_get_label (self->caption), end,
                                        gtk_label_get_label (self->note), gtk_label_get_label (self->warning), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
}

/**
 * gb_officer_row_new:
 * @people: whom the officer is among
 * @masked: whether names must not be read on the screen
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
gb_officer_row_new (GbOfficer      *officer,
                    const GbPeople *people,
                    gboolean        masked)
{
  GbOfficerRow *self = g_object_new (GB_TYPE_OFFICER_ROW, NULL);
  g_autofree char *caption = caption_of (officer, people->commune == NULL);

  self->officer = gb_officer_ref (officer);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption), caption);
  show_title (self, masked);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), gtk_label_get_text (self->title));
  show_warnings (self);
  show_end (self, people->today);
  describe (self);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "people.open-officer");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", officer->id);
  return GTK_WIDGET (self);
}

GbOfficer *
gb_officer_row_get (GbOfficerRow *self)
{
  g_return_val_if_fail (GB_IS_OFFICER_ROW (self), NULL);

  return self->officer;
}

/**
 * gb_officer_row_fill:
 * @officers: (element-type GbOfficer): in the order of the rows
 * @people: whom they are among
 * @masked: whether names must not be read on the screen
 *
 * Replaces all rows of @list. The focus stays on the officer it was on.
 */
void
gb_officer_row_fill (GtkListBox     *list,
                     GPtrArray      *officers,
                     const GbPeople *people,
                     gboolean        masked)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (list));
  g_autofree char *focused = NULL;
  GtkListBoxRow *row;

  if (focus != NULL)
    focused = g_strdup (GB_OFFICER_ROW (focus)->officer->id);
  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; i < officers->len; i++)
    {
      GbOfficer *officer = officers->pdata[i];
      GtkWidget *added = gb_officer_row_new (officer, people, masked);

      gtk_list_box_append (list, added);
      if (g_strcmp0 (focused, officer->id) == 0)
        gtk_widget_grab_focus (added);
    }
}
