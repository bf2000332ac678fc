/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-class-chip.h"
#include "gb-dossiers-page.h"
#include "gb-test-cache.h"

G_BEGIN_DECLS

/* A page of dossiers in a window, over the dossiers of gb_test_cache_fill(). */
typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  GbDossiersPage *page;
  GbDossiersQuestion *question; /* the page's */
  GtkColumnView *view;
  guint expected; /* for conditions */
  const char *words;
} DossiersFixture;

GtkWidget      *dossiers_find            (GtkWidget       *widget,
                                          GType            type);
gboolean        dossiers_shows_words     (GtkWidget       *widget,
                                          const char      *words);
GbDossierTable *dossiers_get_table       (DossiersFixture *fixture);
GListModel     *dossiers_get_rows        (DossiersFixture *fixture);
GbClassChip    *dossiers_get_chip        (DossiersFixture *fixture,
                                          const char      *kind);
gboolean        dossiers_first_is_filled (gpointer         data);
void            dossiers_wait_for_rows   (DossiersFixture *fixture,
                                          guint            n_rows);
void            dossiers_wait_for_words  (DossiersFixture *fixture,
                                          const char      *words);
void            dossiers_set_up          (DossiersFixture *fixture,
                                          gconstpointer    data);
void            dossiers_tear_down       (DossiersFixture *fixture,
                                          gconstpointer    data);
void            dossiers_assert_first    (DossiersFixture *fixture,
                                          const char      *property,
                                          const char      *value);
void            dossiers_click_header    (DossiersFixture *fixture,
                                          const char      *title,
                                          GtkSortType      order);

#define DOSSIERS_ADD(path, data, func)                                                             \
  g_test_add (path, DossiersFixture, data, dossiers_set_up, func, dossiers_tear_down)

G_END_DECLS
