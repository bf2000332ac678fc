/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbSortKeyKind:
 * @GB_SORT_KEY_TEXT: by the Vietnamese alphabet
 * @GB_SORT_KEY_PERSON: a person's name, by given name
 */
typedef enum
{
  GB_SORT_KEY_TEXT = 1,
  GB_SORT_KEY_PERSON = 2,
} GbSortKeyKind;

typedef struct _GbSortKeys GbSortKeys;

GbSortKeys *gb_sort_keys_new     (GbSqlConnection  *connection);
void        gb_sort_keys_free    (GbSortKeys       *self);
gboolean    gb_sort_keys_ensure  (GbSortKeys       *self,
                                  GbSortKeyKind     kind,
                                  const char       *text,
                                  GError          **error);
gboolean    gb_sort_keys_rebuild (GbSqlConnection  *connection,
                                  GError          **error);

G_END_DECLS
