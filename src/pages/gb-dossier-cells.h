/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-dossier.h"

G_BEGIN_DECLS

/**
 * GbDossierCellsContext:
 * @now: UTC seconds; decides which dates need their year
 * @day_seconds: how long a working day is
 *
 * What the words in the cells depend on besides the dossier.
 */
typedef struct
{
  gint64 now;
  int day_seconds;
} GbDossierCellsContext;

void  gb_dossier_cells_bind        (GtkWidgetClass              *widget_class);
void  gb_dossier_cells_set_context (GtkWidget                   *table,
                                    const GbDossierCellsContext *context);

char *gb_dossier_cells_outcome     (GbDossierState               state,
                                    gint64                       finished,
                                    gint64                       due);

G_END_DECLS
