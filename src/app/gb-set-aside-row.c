/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-set-aside-row.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-set-aside-words.h"

/**
 * GbSetAsideRow:
 *
 * A line of the feed that could not be understood; opened it shows the line as it came.
 */
struct _GbSetAsideRow
{
  AdwExpanderRow parent_instance;

  GtkLabel *reason;
  GtkLabel *line;
  GtkWidget *remove_button;

  char *hash; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbSetAsideRow, gb_set_aside_row, ADW_TYPE_EXPANDER_ROW)

static void
gb_set_aside_row_finalize (GObject *object)
{
  g_free (GB_SET_ASIDE_ROW (object)->hash);

  G_OBJECT_CLASS (gb_set_aside_row_parent_class)->finalize (object);
}

static void
gb_set_aside_row_class_init (GbSetAsideRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gb_set_aside_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/set-aside-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GbSetAsideRow, reason);
  gtk_widget_class_bind_template_child (widget_class, GbSetAsideRow, line);
  gtk_widget_class_bind_template_child (widget_class, GbSetAsideRow, remove_button);
}

static void
gb_set_aside_row_init (GbSetAsideRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_set_aside_row_new:
 * @line: what it shows
 * @now: UTC seconds
 * @masked: whether the line itself, which may name citizens, is not to be read on the screen
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
gb_set_aside_row_new (const GbSetAside *line,
                      gint64            now,
                      gboolean          masked)
{
  GbSetAsideRow *self = g_object_new (GB_TYPE_SET_ASIDE_ROW, NULL);
  g_autofree char *title = gb_set_aside_words_title (line);
  g_autofree char *reason = gb_set_aside_words_reason (line->reason);
  g_autofree char *moment = gb_format_moment (line->at, now);
  /* Translators: a time of day or a date, then what is wrong with a line */
  g_autofree char *subtitle = g_strdup_printf (_("Received at %s: %s"), moment, reason);
  gboolean is_cut = g_utf8_strlen (line->line, -1) >= GB_SET_ASIDE_MAX_SHOWN;
  g_autofree char *text = g_strconcat (line->line, is_cut ? "…" : "", NULL);

  self->hash = g_strdup (line->hash);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_label_set_label (self->reason, line->reason);
  gtk_label_set_label (self->line, masked ? _("The line is hidden, for it may name citizens.") : text);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove_button), "s", line->hash);
  return GTK_WIDGET (self);
}

/**
 * gb_set_aside_row_get_hash:
 *
 * Returns: (transfer none): the line's hash
 */
const char *
gb_set_aside_row_get_hash (GbSetAsideRow *self)
{
  g_return_val_if_fail (GB_IS_SET_ASIDE_ROW (self), NULL);

  return self->hash;
}
