/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-statement.h"

G_BEGIN_DECLS

typedef struct _GbSearchTerms GbSearchTerms;

GbSearchTerms      *gb_search_terms_new        (const char          *text);
void                gb_search_terms_free       (GbSearchTerms       *self);
const char *const  *gb_search_terms_get_words  (const GbSearchTerms *self);
gboolean            gb_search_terms_match      (const GbSearchTerms *self,
                                                const char          *id,
                                                const char          *folded);
void                gb_search_terms_append_sql (const GbSearchTerms *self,
                                                GString             *sql);
void                gb_search_terms_bind       (const GbSearchTerms *self,
                                                GbSqlStatement      *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSearchTerms, gb_search_terms_free)

G_END_DECLS
