/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-people.h"

G_BEGIN_DECLS

char       *gb_people_words_name      (const GbOfficer    *officer,
                                       gboolean            masked);
char       *gb_people_words_phone     (const GbOfficer    *officer,
                                       gboolean            masked);
char       *gb_people_words_left      (const GbOfficer    *officer,
                                       GbDay               today);
char       *gb_people_words_term      (const GbOfficer    *officer);
char       *gb_people_words_until     (const GbOfficer    *officer);
const char *gb_people_words_urgency   (const GbOfficer    *officer,
                                       GbDay               today,
                                       const char        **icon_name);
char       *gb_people_words_warning   (GbTermWarning       warning);
char       *gb_people_words_hand_over (const GbOfficer    *officer,
                                       GbDay               today,
                                       gboolean            masked);
char       *gb_people_words_verdict   (const GbCoverage   *row,
                                       GbDay               today);
char       *gb_people_words_duties    (const GbCoverage   *row,
                                       gboolean            masked);
char       *gb_people_words_fields    (const GbOfficer    *officer);
char       *gb_people_words_transfer  (const GbTransfer   *transfer);
char       *gb_people_words_reckoning (const GbTransfer   *transfer);
char       *gb_people_words_field     (const GbFieldLoad  *load);
char       *gb_people_words_share     (guint               part,
                                       guint               whole);

G_END_DECLS
