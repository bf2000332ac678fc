/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-contact.h"

G_BEGIN_DECLS

const char *gb_contact_words_kind     (GbContactKind         kind);
const char *gb_contact_words_icon     (GbContactKind         kind);
const char *gb_contact_words_open     (GbContactKind         kind);
const char *gb_contact_words_works    (GbContactKind         kind);
char       *gb_contact_words_opening  (const GbContactPoint *point);
char       *gb_contact_words_scan     (const GbContactPoint *point);
char       *gb_contact_words_copy     (const GbContactPoint *point);
char       *gb_contact_words_verified (const GbContactPoint *point,
                                       GbDay                 today);
char       *gb_contact_words_trial    (const GbContactPoint *point,
                                       GbDay                 today);
char       *gb_contact_words_title    (const GbContact      *contact);
char       *gb_contact_words_about    (const GbContact      *contact);
char       *gb_contact_words_row      (const GbContact      *contact,
                                       GbDay                 today);

G_END_DECLS
