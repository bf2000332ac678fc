/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-fit.h"

/**
 * GbDossiersFit:
 *
 * Tells the columns of a table of dossiers how much room there is: as the table's width says, and less where its columns are
 * wider than that lets expect: in another language, with several communes, with figures of five digits. Remaining time,
 * the last column, is never cut. Columns that the user chose stay, however wide they are.
 */
struct _GbDossiersFit
{
  GObject parent_instance;

  GbDossiersColumns *columns; /* (owned) (nullable) */
  GbAdaptiveBin *narrow;      /* (not owned): the owner of all disposes us */
  GbAdaptiveBin *wide;        /* (not owned): likewise */
  guint rooms_less;           /* than the width alone would make it */
  int needed;                 /* px, for one room more */
  guint fit_id;
};

G_DEFINE_FINAL_TYPE (GbDossiersFit, gb_dossiers_fit, G_TYPE_OBJECT)

static GbDossiersRoom
room_of_width (GbDossiersFit *self)
{
  if (gb_adaptive_bin_get_narrow (self->narrow))
    return GB_DOSSIERS_ROOM_NARROW;
  if (gb_adaptive_bin_get_medium (self->narrow))
    return GB_DOSSIERS_ROOM_MEDIUM;
  if (gb_adaptive_bin_get_narrow (self->wide))
    return GB_DOSSIERS_ROOM_FULL;
  if (gb_adaptive_bin_get_medium (self->wide))
    return GB_DOSSIERS_ROOM_WIDE;
  return GB_DOSSIERS_ROOM_WIDEST;
}

static gboolean
fit_cb (gpointer user_data)
{
  GbDossiersFit *self = user_data;

  self->fit_id = 0;
  gb_dossiers_columns_set_room (self->columns, room_of_width (self) - self->rooms_less);
  return G_SOURCE_REMOVE;
}

static void
on_width_changed_cb (GbDossiersFit *self)
{
  g_clear_handle_id (&self->fit_id, g_source_remove);
  self->rooms_less = 0;
  fit_cb (self);
}

/* Columns must not change while sizes are given out. */
static void
on_across_changed_cb (GbDossiersFit *self,
                      GtkAdjustment *across)
{
  const int width = gtk_adjustment_get_page_size (across);
  const int needed = gtk_adjustment_get_upper (across) - gtk_adjustment_get_lower (across);

  if (width == 0 || self->fit_id != 0 || gb_dossiers_columns_get_chosen (self->columns) != 0)
    return;
  if (needed > width && self->rooms_less < room_of_width (self))
    {
      self->rooms_less++;
      self->needed = needed;
    }
  else if (self->rooms_less > 0 && width >= self->needed)
    self->rooms_less = 0;
  else
    return;
  self->fit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
gb_dossiers_fit_dispose (GObject *object)
{
  GbDossiersFit *self = GB_DOSSIERS_FIT (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (gb_dossiers_fit_parent_class)->dispose (object);
}

static void
gb_dossiers_fit_class_init (GbDossiersFitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_dossiers_fit_dispose;
}

static void
gb_dossiers_fit_init (GbDossiersFit *self)
{
}

/**
 * gb_dossiers_fit_new:
 * @columns: what is told
 * @view: their table, in a scrolled window; it and the bins outlive the returned object
 * @narrow: around @view; narrow where rows have two lines, medium where there is room for what is needed to act
 * @wide: likewise; narrow where the field stands too, medium where the state does
 *
 * Returns: (transfer full): what keeps the columns within the table's width
 */
GbDossiersFit *
gb_dossiers_fit_new (GbDossiersColumns *columns,
                     GtkColumnView     *view,
                     GbAdaptiveBin     *narrow,
                     GbAdaptiveBin     *wide)
{
  GbDossiersFit *self = g_object_new (GB_TYPE_DOSSIERS_FIT, NULL);
  GbAdaptiveBin *bins[] = { narrow, wide };

  self->columns = g_object_ref (columns);
  self->narrow = narrow;
  self->wide = wide;
  for (gsize i = 0; i < G_N_ELEMENTS (bins); i++)
    {
      g_signal_connect_object (bins[i], "notify::narrow", G_CALLBACK (on_width_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (bins[i], "notify::medium", G_CALLBACK (on_width_changed_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (view)), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_width_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view)), "changed",
                           G_CALLBACK (on_across_changed_cb), self, G_CONNECT_SWAPPED);
  on_width_changed_cb (self);
  return self;
}
