/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbSecretError:
 * @GB_SECRET_ERROR_FAILED: something nobody foresaw
 * @GB_SECRET_ERROR_FILE: a file with a secret cannot be read, is readable for others, or holds none
 * @GB_SECRET_ERROR_UNAVAILABLE: nobody keeps secrets in this session
 * @GB_SECRET_ERROR_LOCKED: the keyring is locked, and was not unlocked when asked
 * @GB_SECRET_ERROR_LOST: the files are encrypted and the keyring does not have their key
 *
 * Messages are for the user and say what to do. None of them ever has a secret in it.
 */
typedef enum
{
  GB_SECRET_ERROR_FAILED,
  GB_SECRET_ERROR_FILE,
  GB_SECRET_ERROR_UNAVAILABLE,
  GB_SECRET_ERROR_LOCKED,
  GB_SECRET_ERROR_LOST,
} GbSecretError;

#define GB_SECRET_ERROR (gb_secret_error_quark ())
GQuark gb_secret_error_quark (void);

G_END_DECLS
