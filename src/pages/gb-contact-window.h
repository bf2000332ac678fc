/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-contact.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_CONTACT_WINDOW (gb_contact_window_get_type ())
G_DECLARE_FINAL_TYPE (GbContactWindow, gb_contact_window, GB, CONTACT_WINDOW, AdwWindow)

void gb_contact_window_present (GtkWidget       *parent,
                                GbStore         *store,
                                const GbContact *contact);

G_END_DECLS
