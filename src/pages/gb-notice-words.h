/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-notice-row.h"

G_BEGIN_DECLS

char *gb_notice_words_when         (const GbNoticeRow *notice,
                                    gint64             now);
char *gb_notice_words_caption      (const GbNoticeRow *notice,
                                    gint64             now);
char *gb_notice_words_names        (const GbNoticeRow *notice);
char *gb_notice_words_people       (const GbNoticeRow *notice);
char *gb_notice_words_registration (const GbNoticeRow *notice,
                                    gint64             now);

G_END_DECLS
