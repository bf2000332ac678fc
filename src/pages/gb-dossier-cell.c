/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-cell.h"

#include <glib/gi18n-lib.h>

#include "gb-class-label.h"

/**
 * GbDossierCell:
 *
 * What a column of #GbDossierTable shows of a dossier. A table has some two hundred rows of such
 * cells at hand and fills them anew while it scrolls, so a cell looks only at the properties it
 * shows; expressions in a template took more than a second for that.
 */
struct _GbDossierCell
{
  GtkWidget parent_instance;

  GbDossiersColumn column;
  GbDossiersColumns *columns; /* (owned) */
  GbDossier *dossier;  /* (owned) (nullable) */
  GtkWidget *first;    /* (owned by the widget tree): a label or a class label */
  GtkWidget *second;   /* (owned by the widget tree) (nullable): a label */
  gboolean skeleton;   /* bars stand for words */
};

G_DEFINE_FINAL_TYPE (GbDossierCell, gb_dossier_cell, GTK_TYPE_WIDGET)

/* How a column looks, and what it looks at besides "loading". */
static const struct
{
  const char *style;
  int width_chars;
  gboolean whole; /* never cut */
  const char *signals[5];
} specs[GB_N_DOSSIERS_COLUMNS] = {
  [GB_DOSSIERS_COLUMN_BRIEF]
  = { "gb-row-title", -1, FALSE, { "notify::procedure", "notify::applicant", "notify::code", "notify::rescheduled" } },
  [GB_DOSSIERS_COLUMN_CLOCK]
  = { NULL, -1, TRUE, { "notify::remaining", "notify::class", "notify::due" } },
  [GB_DOSSIERS_COLUMN_CODE] = { "gb-code", -1, TRUE, { "notify::code", "notify::applicant", "notify::remaining", "notify::rescheduled" } },
  [GB_DOSSIERS_COLUMN_PROCEDURE] = { "gb-name", -1, FALSE, { "notify::procedure" } },
  [GB_DOSSIERS_COLUMN_APPLICANT] = { NULL, -1, FALSE, { "notify::applicant" } },
  [GB_DOSSIERS_COLUMN_FIELD] = { NULL, -1, FALSE, { "notify::field" } },
  [GB_DOSSIERS_COLUMN_OFFICER] = { NULL, -1, FALSE, { "notify::officer" } },
  [GB_DOSSIERS_COLUMN_COMMUNE] = { NULL, -1, FALSE, { "notify::commune" } },
  [GB_DOSSIERS_COLUMN_RECEIVED_BY] = { NULL, -1, FALSE, { "notify::received-by" } },
  [GB_DOSSIERS_COLUMN_CHANNEL] = { "gb-secondary", -1, FALSE, { "notify::channel" } },
  [GB_DOSSIERS_COLUMN_SUBMITTED] = { "gb-code", 11, TRUE, { "notify::submitted" } },
  [GB_DOSSIERS_COLUMN_RECEIVED] = { "gb-code", 11, TRUE, { "notify::received" } },
  [GB_DOSSIERS_COLUMN_DUE] = { "gb-code", 11, TRUE, { "notify::due", "notify::rescheduled" } },
  [GB_DOSSIERS_COLUMN_REMAINING]
  = { NULL, 14, TRUE, { "notify::remaining", "notify::class", "notify::state" } },
  [GB_DOSSIERS_COLUMN_STATE] = { "gb-secondary", -1, FALSE, { "notify::state", "notify::rescheduled" } },
  [GB_DOSSIERS_COLUMN_FINISHED] = { "gb-code", 11, TRUE, { "notify::finished" } },
};

static gboolean
shows_clock (GbDossiersColumn column)
{
  return column == GB_DOSSIERS_COLUMN_REMAINING || column == GB_DOSSIERS_COLUMN_CLOCK;
}

static void
set_words (GtkWidget  *label,
           const char *words)
{
  gtk_label_set_label (GTK_LABEL (label), words != NULL ? words : "");
}

static void
set_skeleton (GbDossierCell *self,
              gboolean       skeleton)
{
  if (self->skeleton == skeleton)
    return;
  self->skeleton = skeleton;
  if (skeleton)
    gtk_widget_add_css_class (self->first, "gb-skeleton-text");
  else
    gtk_widget_remove_css_class (self->first, "gb-skeleton-text");
}

static void
show_clock (GbDossierCell *self)
{
  g_autofree char *words = gb_dossiers_words_remaining (
      self->dossier, gb_dossiers_columns_get_day_seconds (self->columns));

  gb_class_label_set_deadline_class (GB_CLASS_LABEL (self->first),
                                     gb_dossier_get_class (self->dossier));
  gb_class_label_set_text (GB_CLASS_LABEL (self->first), words);
}

/* The moment a column shows. */
static gint64
get_moment (GbDossierCell *self)
{
  switch (self->column)
    {
    case GB_DOSSIERS_COLUMN_SUBMITTED:
      return gb_dossier_get_submitted (self->dossier);
    case GB_DOSSIERS_COLUMN_RECEIVED:
      return gb_dossier_get_received (self->dossier);
    default:
      return gb_dossier_get_finished (self->dossier);
    }
}

/* The words of a column that are no more than a text of the dossier. */
static const char *
get_text (GbDossierCell *self)
{
  switch (self->column)
    {
    case GB_DOSSIERS_COLUMN_CODE:
      return gb_dossier_get_code (self->dossier);
    case GB_DOSSIERS_COLUMN_BRIEF:
    case GB_DOSSIERS_COLUMN_PROCEDURE:
      return gb_dossier_get_procedure (self->dossier);
    case GB_DOSSIERS_COLUMN_FIELD:
      return gb_dossier_get_field (self->dossier);
    case GB_DOSSIERS_COLUMN_OFFICER:
      return gb_dossier_get_officer (self->dossier);
    case GB_DOSSIERS_COLUMN_COMMUNE:
      return gb_dossiers_columns_get_commune_name (self->columns,
                                                   gb_dossier_get_commune (self->dossier));
    case GB_DOSSIERS_COLUMN_RECEIVED_BY:
      return gb_dossiers_columns_get_commune_name (self->columns,
                                                   gb_dossier_get_received_by (self->dossier));
    case GB_DOSSIERS_COLUMN_CHANNEL:
      return gb_channel_label (gb_dossier_get_channel (self->dossier));
    default:
      return gb_dossier_state_label (gb_dossier_get_state (self->dossier));
    }
}

/* A row is read aloud as one sentence: its cells are many. */
static void
describe_row (GbDossierCell *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *words = NULL;

  while (row != NULL && g_strcmp0 (gtk_widget_get_css_name (row), "row") != 0)
    row = gtk_widget_get_parent (row);
  if (row == NULL)
    return;
  words = gb_dossiers_words_row (self->dossier,
                                 gb_dossiers_columns_get_day_seconds (self->columns),
                                 gb_dossiers_columns_get_masked (self->columns),
                                 gb_dossiers_columns_get_now (self->columns));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* Under the due moment, which stays the official one. */
static void
show_rescheduled (GbDossierCell *self,
                  gint64         now)
{
  g_autofree char *words = gb_dossiers_words_rescheduled (self->dossier, now);

  set_words (self->second, words);
  gtk_widget_set_visible (self->second, words != NULL);
}

static void
show_nothing (GbDossierCell *self)
{
  if (shows_clock (self->column))
    {
      gb_class_label_set_deadline_class (GB_CLASS_LABEL (self->first), -1);
      gb_class_label_set_text (GB_CLASS_LABEL (self->first), NULL);
    }
  else
    set_words (self->first, NULL);
  if (self->second != NULL)
    set_words (self->second, NULL);
}

static void
update (GbDossierCell *self)
{
  gint64 now = gb_dossiers_columns_get_now (self->columns);
  g_autofree char *words = NULL;

  set_skeleton (self, self->dossier != NULL && gb_dossier_is_loading (self->dossier));
  if (self->dossier == NULL || self->skeleton)
    {
      show_nothing (self);
      return;
    }
  switch (self->column)
    {
    case GB_DOSSIERS_COLUMN_REMAINING:
      show_clock (self);
      break;
    case GB_DOSSIERS_COLUMN_CLOCK:
      show_clock (self);
      words = gb_dossiers_words_due (gb_dossier_get_due (self->dossier), now);
      set_words (self->second, words);
      break;
    case GB_DOSSIERS_COLUMN_BRIEF:
      set_words (self->first, get_text (self));
      words = gb_dossiers_words_caption (self->dossier,
                                         gb_dossiers_columns_get_masked (self->columns), now);
      set_words (self->second, words);
      describe_row (self);
      break;
    case GB_DOSSIERS_COLUMN_CODE:
      set_words (self->first, get_text (self));
      describe_row (self);
      break;
    case GB_DOSSIERS_COLUMN_APPLICANT:
      words = gb_dossiers_words_applicant (self->dossier,
                                           gb_dossiers_columns_get_masked (self->columns));
      set_words (self->first, words);
      break;
    case GB_DOSSIERS_COLUMN_DUE:
      words = gb_dossiers_words_moment (gb_dossier_get_due (self->dossier), now);
      set_words (self->first, words);
      show_rescheduled (self, now);
      break;
    case GB_DOSSIERS_COLUMN_SUBMITTED:
    case GB_DOSSIERS_COLUMN_RECEIVED:
    case GB_DOSSIERS_COLUMN_FINISHED:
      words = gb_dossiers_words_moment (get_moment (self), now);
      set_words (self->first, words);
      break;
    case GB_DOSSIERS_COLUMN_STATE:
      /* The new date stands under the due moment; the tooltip has the whole sentence. */
      set_words (self->first, gb_dossier_get_rescheduled (self->dossier) != 0
                                  ? _("waiting for the province's system")
                                  : get_text (self));
      break;
    default:
      set_words (self->first, get_text (self));
    }
}

/* --- object --- */

static GtkWidget *
make_label (GbDossierCell *self,
            const char    *style,
            gboolean       whole)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (!whole)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
build (GbDossierCell *self)
{
  gboolean whole = specs[self->column].whole;

  if (shows_clock (self->column))
    {
      self->first = gb_class_label_new ();
      g_object_set (self->first, "width-chars", specs[self->column].width_chars, NULL);
      gtk_widget_set_parent (self->first, GTK_WIDGET (self));
    }
  else
    {
      self->first = make_label (self, specs[self->column].style, whole);
      gtk_label_set_width_chars (GTK_LABEL (self->first), specs[self->column].width_chars);
    }
  if (self->column == GB_DOSSIERS_COLUMN_BRIEF || self->column == GB_DOSSIERS_COLUMN_CLOCK ||
      self->column == GB_DOSSIERS_COLUMN_DUE)
    {
      self->second = make_label (self, "gb-caption", whole);
      gtk_widget_add_css_class (self->second, "gb-code");
    }
  if (self->column == GB_DOSSIERS_COLUMN_DUE)
    gtk_widget_set_visible (self->second, FALSE);
  else if (self->second != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "two-lines");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), !whole);
}

static gboolean
gb_dossier_cell_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard_mode,
                               GtkTooltip *tooltip)
{
  GbDossierCell *self = GB_DOSSIER_CELL (widget);

  if (self->column == GB_DOSSIERS_COLUMN_STATE && self->dossier != NULL &&
      gb_dossier_get_rescheduled (self->dossier) != 0)
    {
      g_autofree char *words
          = gb_dossiers_words_state (self->dossier, gb_dossiers_columns_get_now (self->columns));

      gtk_tooltip_set_text (tooltip, words);
      return TRUE;
    }
  /* Words that are cut are told whole. */
  if (!GTK_IS_LABEL (self->first) ||
      !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (self->first))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (self->first)));
  return TRUE;
}

static void
gb_dossier_cell_dispose (GObject *object)
{
  GbDossierCell *self = GB_DOSSIER_CELL (object);

  if (self->dossier != NULL)
    g_signal_handlers_disconnect_by_data (self->dossier, self);
  g_clear_object (&self->dossier);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->first, gtk_widget_unparent);
  g_clear_pointer (&self->second, gtk_widget_unparent);

  G_OBJECT_CLASS (gb_dossier_cell_parent_class)->dispose (object);
}

static void
gb_dossier_cell_class_init (GbDossierCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_dossier_cell_dispose;
  widget_class->query_tooltip = gb_dossier_cell_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "dossiercell");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
gb_dossier_cell_init (GbDossierCell *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * gb_dossier_cell_new:
 * @column: what it shows
 * @columns: what its words depend on
 */
GtkWidget *
gb_dossier_cell_new (GbDossiersColumn   column,
                     GbDossiersColumns *columns)
{
  GbDossierCell *self = g_object_new (GB_TYPE_DOSSIER_CELL, NULL);

  self->column = column;
  self->columns = g_object_ref (columns);
  build (self);
  if (column == GB_DOSSIERS_COLUMN_BRIEF || column == GB_DOSSIERS_COLUMN_CODE ||
      column == GB_DOSSIERS_COLUMN_APPLICANT)
    g_signal_connect_object (columns, "notify::masked", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * gb_dossier_cell_get_dossier:
 *
 * Returns: (transfer none) (nullable): the row
 */
GbDossier *
gb_dossier_cell_get_dossier (GbDossierCell *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_CELL (self), NULL);

  return self->dossier;
}

/**
 * gb_dossier_cell_set_dossier:
 * @dossier: (nullable): the row
 */
void
gb_dossier_cell_set_dossier (GbDossierCell *self,
                             GbDossier     *dossier)
{
  const char *const *names = specs[self->column].signals;

  g_return_if_fail (GB_IS_DOSSIER_CELL (self));

  if (self->dossier == dossier)
    return;
  if (self->dossier != NULL)
    g_signal_handlers_disconnect_by_data (self->dossier, self);
  g_set_object (&self->dossier, dossier);
  if (dossier != NULL)
    {
      g_signal_connect_swapped (dossier, "notify::loading", G_CALLBACK (update), self);
      for (int i = 0; names[i] != NULL; i++)
        g_signal_connect_swapped (dossier, names[i], G_CALLBACK (update), self);
    }
  update (self);
}
