/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-agenda-repository.h"

G_BEGIN_DECLS

#define GB_TYPE_AGENDA_ROW (gb_agenda_row_get_type ())
G_DECLARE_FINAL_TYPE (GbAgendaRow, gb_agenda_row, GB, AGENDA_ROW, GtkListBoxRow)

GtkWidget *gb_agenda_row_new (const GbAgendaItem *item,
                              GbDay               today);

G_END_DECLS
