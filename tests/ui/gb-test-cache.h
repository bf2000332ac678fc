/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"
#include "gb-store.h"

G_BEGIN_DECLS

/* 07:15 on Wednesday 26 August 2026 in Viet Nam */
#define GB_TEST_NOW G_GINT64_CONSTANT (1787703300)
#define GB_TEST_COMMUNE "21028"

typedef gboolean (*GbTestCondition) (gpointer data);

GbStore *gb_test_cache_new      (const char      *folder);
void     gb_test_cache_feed     (GbStore         *store,
                                 const char      *lines);
void     gb_test_cache_fill     (GbStore         *store);
guint    gb_test_cache_expected (GbDossierFilter  filter);
void     gb_test_cache_remove   (const char      *folder);

void     gb_test_wait           (GbTestCondition  condition,
                                 gpointer         data,
                                 const char      *what);

G_END_DECLS
