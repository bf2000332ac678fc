/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_ACCOUNT_KEY_BYTES 32

/* How long a workstation may be without contact before its data are wiped, and when it is warned. */
#define GB_ACCOUNT_CONTACT_DAYS 180
#define GB_ACCOUNT_WARNING_DAYS 14

/**
 * GbAccount:
 * @endpoint: (owned): where it enrolled, without a slash at the end
 * @workstation: (owned): the id that the hub gave it
 * @scope: (owned): what its token opens, "commune:21028"
 * @issued_at: when the token was given, UTC seconds
 * @expires: until when it works, UTC seconds
 * @contact_at: when the hub last proved to be there, by a pull, a bundle or a token and by its own clock,
 *   UTC seconds
 * @noted_at: when that was by the workstation's clock, 0 = not known
 * @ed25519: what the hub signs with, as it was at enrolment
 * @x25519: what is sealed for the hub
 * @authority: whether the certificate authority of gb_account_dup_authority() is trusted, too
 *
 * As what a workstation is known to its hub (tài khoản máy trạm). Kept in FILE.local; a cache that was
 * filled with a token from a file has none.
 */
typedef struct
{
  char *endpoint;
  char *workstation;
  char *scope;
  gint64 issued_at;
  gint64 expires;
  gint64 contact_at;
  gint64 noted_at;
  guint8 ed25519[GB_ACCOUNT_KEY_BYTES];
  guint8 x25519[GB_ACCOUNT_KEY_BYTES];
  gboolean authority;
} GbAccount;

GbAccount *gb_account_copy          (const GbAccount      *self);
void       gb_account_free          (GbAccount            *self);
gint64     gb_account_get_end       (const GbAccount      *self,
                                     gint64                now);
gboolean   gb_account_is_over       (const GbAccount      *self,
                                     gint64                now);
gboolean   gb_account_is_ending     (const GbAccount      *self,
                                     gint64                now);
char      *gb_account_dup_authority (const char           *cache);

gboolean   gb_account_load          (GbSqlConnection      *connection,
                                     GbAccount           **account,
                                     GError              **error);
gboolean   gb_account_read          (GbStore              *store,
                                     GbAccount           **account,
                                     GError              **error);
void       gb_account_read_async    (GbStore              *store,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean   gb_account_read_finish   (GbStore              *store,
                                     GAsyncResult         *result,
                                     GbAccount           **account,
                                     GError              **error);
void       gb_account_save_async    (GbStore              *store,
                                     const GbAccount      *account,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean   gb_account_save_finish   (GbStore              *store,
                                     GAsyncResult         *result,
                                     GError              **error);

void       gb_account_note_contact_async
                                    (GbStore              *store,
                                     gint64                contact_at,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbAccount, gb_account_free)

G_END_DECLS
