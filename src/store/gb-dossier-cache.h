/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier.h"

G_BEGIN_DECLS

typedef struct _GbDossierCache GbDossierCache;

GbDossierCache *gb_dossier_cache_new       (guint            max_pages);
void            gb_dossier_cache_free      (GbDossierCache  *self);
GbDossier      *gb_dossier_cache_get       (GbDossierCache  *self,
                                            gint64           number);
gboolean        gb_dossier_cache_wanted    (GbDossierCache  *self,
                                            gint64           number);
gboolean        gb_dossier_cache_has       (GbDossierCache  *self,
                                            gint64           number);
void            gb_dossier_cache_add_page  (GbDossierCache  *self,
                                            GPtrArray       *rows);
void            gb_dossier_cache_update    (GbDossierCache  *self,
                                            GPtrArray       *rows);
void            gb_dossier_cache_drop      (GbDossierCache  *self);
GArray         *gb_dossier_cache_alive     (GbDossierCache  *self);
guint           gb_dossier_cache_get_size  (GbDossierCache  *self);

G_END_DECLS
