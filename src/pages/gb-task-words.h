/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-task-detail.h"

G_BEGIN_DECLS

char *gb_task_words_amount    (double              amount);
char *gb_task_words_progress  (const GbTask       *task);
char *gb_task_words_due       (const GbTask       *task,
                               gint64              now);
char *gb_task_words_left      (const GbTask       *task);
char *gb_task_words_state     (const GbTask       *task,
                               gint64              now);
char *gb_task_words_caption   (const GbTask       *task,
                               gboolean            with_commune,
                               gint64              now);
char *gb_task_words_spoken    (const GbTask       *task,
                               gint64              now);
char *gb_task_words_note      (const GbTaskNote   *note);
char *gb_task_words_note_more (const GbTaskNote   *note);
char *gb_task_words_indicator (const GbTaskDetail *detail);

G_END_DECLS
