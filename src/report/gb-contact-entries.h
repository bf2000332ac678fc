/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-contact-file.h"
#include "gb-contact.h"
#include "gb-officer.h"

G_BEGIN_DECLS

GbContactEntry *gb_contact_entry_for_contact (const GbContact  *contact);
GbContactEntry *gb_contact_entry_for_officer (const GbOfficer  *officer);

GPtrArray      *gb_contact_entries_new       (void);

G_END_DECLS
