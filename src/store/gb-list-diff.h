/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbListEdit:
 * @old_position: where the edit begins in the old list
 * @removed: items that go
 * @new_position: where it begins in the new list
 * @added: items that come
 */
typedef struct
{
  guint old_position;
  guint removed;
  guint new_position;
  guint added;
} GbListEdit;

GArray *gb_list_diff (const gint64 *old_items,
                      guint         n_old,
                      const gint64 *new_items,
                      guint         n_new,
                      guint         max_edits);

G_END_DECLS
