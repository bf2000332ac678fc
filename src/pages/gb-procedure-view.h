/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-procedure-detail.h"

G_BEGIN_DECLS

void gb_procedure_view_fill (GtkBox                  *box,
                             GbStore                 *store,
                             const GbProcedureDetail *detail,
                             const char              *looked_for);

G_END_DECLS
