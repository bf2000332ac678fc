/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-attachment-queue.h"

G_BEGIN_DECLS

char *gb_attachments_words (const GbAttachmentWaiting *waiting,
                            gboolean                   metered,
                            gint64                     now);

G_END_DECLS
