/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-contact.h"

G_BEGIN_DECLS

void gb_contact_view_add_rows (GtkWidget       *list,
                               const GbContact *contact,
                               gboolean         named,
                               GbDay            today);

G_END_DECLS
