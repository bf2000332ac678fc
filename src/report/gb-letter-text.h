/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-letter-desk.h"

G_BEGIN_DECLS

/* The words of official papers (văn bản hành chính). They are Vietnamese whatever language the interface has: forms and
 * layout are law (decree 30/2020/NĐ-CP, circular 01/2018/TT-VPCP). All return new strings. */

char *gb_letter_text_upper     (const char   *text);
char *gb_letter_text_date      (GbDay         day);
char *gb_letter_text_moment    (gint64        instant);
char *gb_letter_text_place     (const char   *place,
                                GbDay         day);
char *gb_letter_text_number    (const char   *number,
                                const char   *kind);
char *gb_letter_text_committee (const char   *commune);
char *gb_letter_text_sentence  (const char   *text);
char *gb_letter_text_amount    (gint64        seconds,
                                int           day_seconds);
char *gb_letter_text_authority (GbSignerRole  role);

G_END_DECLS
