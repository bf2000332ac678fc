/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbSavedView:
 * @name: (owned): unique
 * @data: (owned): JSON, as gb_dossier_view_to_json() has it
 */
typedef struct
{
  char *name;
  char *data;
} GbSavedView;

/**
 * GbViewChange:
 * @GB_VIEW_SAVE: the value is the view's JSON; one of the same name is replaced
 * @GB_VIEW_RENAME: the value is the new name
 * @GB_VIEW_REMOVE: no value
 */
typedef enum
{
  GB_VIEW_SAVE,
  GB_VIEW_RENAME,
  GB_VIEW_REMOVE,
} GbViewChange;

GPtrArray *gb_view_repository_list  (GbSqlConnection      *connection,
                                     GError              **error);

void       gb_view_change_async     (GbStore              *store,
                                     GbViewChange          change,
                                     const char           *name,
                                     const char           *value,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean   gb_view_change_finish    (GbStore              *store,
                                     GAsyncResult         *result,
                                     GError              **error);
gboolean   gb_view_change           (GbStore              *store,
                                     GbViewChange          change,
                                     const char           *name,
                                     const char           *value,
                                     GCancellable         *cancellable,
                                     GError              **error);

void       gb_saved_view_free       (GbSavedView          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSavedView, gb_saved_view_free)

G_END_DECLS
