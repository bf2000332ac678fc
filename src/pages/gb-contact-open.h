/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-contact.h"
#include "gb-store.h"

G_BEGIN_DECLS

void gb_contact_open   (GtkWidget            *widget,
                        GbStore              *store,
                        const GbContactPoint *point);
void gb_contact_take   (GtkWidget            *widget,
                        const GbContactPoint *point);
void gb_contact_verify (GtkWidget            *widget,
                        GbStore              *store,
                        const GbContactPoint *point);

G_END_DECLS
