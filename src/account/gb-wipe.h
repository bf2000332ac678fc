/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-account.h"

G_BEGIN_DECLS

/**
 * GbWipeReason:
 * @GB_WIPE_REASON_REVOKED: the hub withdrew the workstation's access, by a notice that it signed
 * @GB_WIPE_REASON_NO_CONTACT: there was no contact for too long
 * @GB_WIPE_REASON_ASKED: the user wanted it
 */
typedef enum
{
  GB_WIPE_REASON_REVOKED,
  GB_WIPE_REASON_NO_CONTACT,
  GB_WIPE_REASON_ASKED,
} GbWipeReason;

/**
 * GbWiped:
 * @reason: why the data went
 * @at: when, UTC seconds
 * @hand_in: (owned) (nullable): the file with what had not been sent, sealed for the hub
 * @n_actions: how many actions are in it
 * @is_done: whether nothing is left to be taken away
 *
 * What is told of a wipe (xóa dữ liệu trên máy trạm) where the data were.
 */
typedef struct
{
  GbWipeReason reason;
  gint64 at;
  char *hand_in;
  guint n_actions;
  gboolean is_done;
} GbWiped;

/**
 * GbWipeError:
 * @GB_WIPE_ERROR_WIPED: there are no data any more, the message tells why and where the unsent is
 * @GB_WIPE_ERROR_ABSENT: there was no contact for too long, and until there is the data are not shown
 */
typedef enum
{
  GB_WIPE_ERROR_WIPED,
  GB_WIPE_ERROR_ABSENT,
} GbWipeError;

#define GB_WIPE_ERROR (gb_wipe_error_quark ())
GQuark   gb_wipe_error_quark (void);

GbWiped *gb_wiped_read       (const char           *cache);
void     gb_wiped_free       (GbWiped              *self);
char    *gb_wiped_describe   (const GbWiped        *self);
void     gb_wiped_set_error  (const GbWiped        *self,
                              GError              **error);
void     gb_wiped_set_absent (GError              **error);
void     gb_wiped_forget     (const char           *cache);

void     gb_wipe_async       (GbStore              *store,
                              const GbAccount      *account,
                              GbWipeReason          reason,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
GbWiped *gb_wipe_finish      (GbStore              *store,
                              GAsyncResult         *result,
                              GError              **error);
gboolean gb_wipe_resume      (const char           *cache,
                              GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbWiped, gb_wiped_free)

G_END_DECLS
