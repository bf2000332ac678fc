/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-limits.h"
#include "gb-dossier-summary.h"
#include "gb-dossier-view.h"
#include "gb-dossiers-words.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_QUESTION (gb_dossiers_question_get_type ())
G_DECLARE_FINAL_TYPE (GbDossiersQuestion, gb_dossiers_question, GB, DOSSIERS_QUESTION, GObject)

GbDossiersQuestion   *gb_dossiers_question_new          (void);
GbDossierFilter       gb_dossiers_question_get_filter   (GbDossiersQuestion   *self);
void                  gb_dossiers_question_set_filter   (GbDossiersQuestion   *self,
                                                         GbDossierFilter       filter);
const char           *gb_dossiers_question_get_search   (GbDossiersQuestion   *self);
void                  gb_dossiers_question_set_search   (GbDossiersQuestion   *self,
                                                         const char           *search);
void                  gb_dossiers_question_search_all   (GbDossiersQuestion   *self);
GbDossiersOrder       gb_dossiers_question_get_order    (GbDossiersQuestion   *self,
                                                         gboolean             *descending);
void                  gb_dossiers_question_set_order    (GbDossiersQuestion   *self,
                                                         GbDossiersOrder       order,
                                                         gboolean              descending);
GbDossierGrouping     gb_dossiers_question_get_grouping (GbDossiersQuestion   *self);
void                  gb_dossiers_question_set_grouping (GbDossiersQuestion   *self,
                                                         GbDossierGrouping     grouping);
const char           *gb_dossiers_question_get_group    (GbDossiersQuestion   *self);
void                  gb_dossiers_question_set_group    (GbDossiersQuestion   *self,
                                                         const char           *key);
void                  gb_dossiers_question_set_limits   (GbDossiersQuestion   *self,
                                                         const GbDossierQuery *limits);
gboolean              gb_dossiers_question_has_limits  (GbDossiersQuestion   *self);
void                  gb_dossiers_question_clear_limit  (GbDossiersQuestion   *self,
                                                         int                   limit);
void                  gb_dossiers_question_open         (GbDossiersQuestion   *self,
                                                         GbDossierFilter       filter,
                                                         const GbDossierSet   *set);
void                  gb_dossiers_question_set_view     (GbDossiersQuestion   *self,
                                                         const GbDossierView  *view);
GbDossierQuery       *gb_dossiers_question_make_query   (GbDossiersQuestion   *self,
                                                         const char           *commune);
void                  gb_dossiers_question_ask          (GbDossiersQuestion   *self);

G_END_DECLS
