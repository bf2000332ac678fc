/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-account.h"

G_BEGIN_DECLS

/* How many days the data are asked after in vain before they go. */
#define GB_ABSENCE_LOOKS 3

void     gb_absence_look_async  (GbStore              *store,
                                 const GbAccount      *account,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean gb_absence_look_finish (GbStore              *store,
                                 GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
