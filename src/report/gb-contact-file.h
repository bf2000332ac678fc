/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbContactWay:
 * @GB_CONTACT_WAY_PHONE: a telephone number
 * @GB_CONTACT_WAY_MAIL: a mail address
 * @GB_CONTACT_WAY_LINK: an address of the web: a room for video calls, a group of a messenger
 */
typedef enum
{
  GB_CONTACT_WAY_PHONE,
  GB_CONTACT_WAY_MAIL,
  GB_CONTACT_WAY_LINK,
} GbContactWay;

/**
 * GbContactEntry:
 * @key: (owned): what stays the same while it is the same contact, such as "officer/o-17": its UID is made of it, so
 *   that a second import changes the card of the first one
 * @name: (owned): who it is
 * @person: whether it is a person, else an agency or a group
 * @organisation: (owned) (nullable): where
 * @title: (owned) (nullable): what the person is there
 * @category: (owned) (nullable): the field
 * @note: (owned) (nullable): what else there is to know
 * @ways: (owned): how to reach it, as of gb_contact_entry_add_way()
 *
 * One card (danh thiếp).
 */
typedef struct
{
  char *key;
  char *name;
  gboolean person;
  char *organisation;
  char *title;
  char *category;
  char *note;
  GArray *ways;
} GbContactEntry;

GbContactEntry *gb_contact_entry_new     (const char            *key,
                                          const char            *name,
                                          gboolean               person);
void            gb_contact_entry_add_way (GbContactEntry        *self,
                                          GbContactWay           way,
                                          const char            *value);
void            gb_contact_entry_free    (GbContactEntry        *self);

char           *gb_contact_file_format   (GPtrArray             *entries);
gboolean        gb_contact_file_save     (GPtrArray             *entries,
                                          GFile                 *file,
                                          GCancellable          *cancellable,
                                          GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbContactEntry, gb_contact_entry_free)

G_END_DECLS
