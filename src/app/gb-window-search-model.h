/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-search.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbWindowSearchResult:
 * @text: (owned): what was looked for
 * @places: (owned) (nullable) (element-type GbCommune): all of them, the best first
 * @others: (owned) (nullable) (element-type GbSearchRow): of each other kind, the first of them
 * @dossiers: (owned) (nullable) (element-type GbDossier): the newest of them; %NULL until they are known
 * @counted: whether it is known how many dossiers there are
 * @n_dossiers: how many there are, as far as they are counted
 * @more: whether there are more
 * @now: UTC seconds when it was read
 * @day_seconds: how long a working day is
 *
 * What was found, as of one search.
 */
typedef struct
{
  char *text;
  GPtrArray *places;
  GPtrArray *others[GB_N_SEARCH_KINDS];
  GPtrArray *dossiers;
  gboolean counted;
  guint n_dossiers;
  gboolean more;
  gint64 now;
  int day_seconds;
} GbWindowSearchResult;

#define GB_TYPE_WINDOW_SEARCH_MODEL (gb_window_search_model_get_type ())
G_DECLARE_FINAL_TYPE (GbWindowSearchModel, gb_window_search_model, GB, WINDOW_SEARCH_MODEL, GObject)

GbWindowSearchModel        *gb_window_search_model_new         (void);
void                        gb_window_search_model_set_store   (GbWindowSearchModel *self,
                                                                GbStore             *store);
void                        gb_window_search_model_look_for    (GbWindowSearchModel *self,
                                                                const char          *text);
const GbWindowSearchResult *gb_window_search_model_get_result  (GbWindowSearchModel *self);
const GError               *gb_window_search_model_get_error   (GbWindowSearchModel *self);
gboolean                    gb_window_search_model_get_loading (GbWindowSearchModel *self);

G_END_DECLS
