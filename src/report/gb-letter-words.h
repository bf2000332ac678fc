/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"
#include "gb-dossier.h"
#include "gb-urge-plan.h"
#include "gb-work-calendar.h"

G_BEGIN_DECLS

const char *const *gb_letter_words_reasons (void);
char    *gb_letter_words_urge_officer (const GbUrgeOfficer *officer);
char    *gb_letter_words_urge_item (const GbUrgeItem    *item,
                                    int                  day_seconds,
                                    gint64               now);
char    *gb_letter_words_earlier_slip (const GbUrge     *slip,
                                    gint64               now);
char    *gb_letter_words_urge      (GbDossier           *dossier,
                                    int                  day_seconds);
char    *gb_letter_words_saved     (GbActionType         type,
                                    guint                n_saved);
char    *gb_letter_words_action    (const GbAction      *action);
char    *gb_letter_words_slip      (const GbUrge        *slip);
char    *gb_letter_words_answer    (const GbUrge        *slip,
                                    gint64               now);
char    *gb_letter_words_new_due   (GbWorkCalendar      *calendar,
                                    gint64               due,
                                    gint64               new_due,
                                    gint64               now,
                                    gboolean            *valid);
gboolean gb_letter_words_parse     (const char          *date,
                                    const char          *time,
                                    gint64              *instant);

G_END_DECLS
