/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-procedure.h"

G_BEGIN_DECLS

char       *gb_procedure_words_limit    (const GbProcedure *procedure);
char       *gb_procedure_words_rule     (const GbProcedure *procedure);
char       *gb_procedure_words_fee      (const GbProcedure *procedure);
const char *gb_procedure_words_online   (const GbProcedure *procedure);
char       *gb_procedure_words_ways     (const GbProcedure *procedure);
char       *gb_procedure_words_validity (const GbProcedure *procedure,
                                         GbDay              today);
char       *gb_procedure_words_checked  (const GbProcedure *procedure);
char       *gb_procedure_words_papers   (const GbProcedure *procedure);

char       *gb_match_words_markup       (const char        *text,
                                         const char        *looked_for);

G_END_DECLS
