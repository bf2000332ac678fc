/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_CONTACT_BUTTON (gb_contact_button_get_type ())
G_DECLARE_FINAL_TYPE (GbContactButton, gb_contact_button, GB, CONTACT_BUTTON, AdwBin)

GtkWidget *gb_contact_button_new         (void);
void       gb_contact_button_set_about   (GbContactButton *self,
                                          GbStore         *store,
                                          const char      *agency,
                                          const char      *field);
void       gb_contact_button_set_officer (GbContactButton *self,
                                          const char      *name,
                                          const char      *commune,
                                          gboolean         masked);

G_END_DECLS
