/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbWireError:
 * @GB_WIRE_ERROR_SYNTAX: the text is not in its format at all
 * @GB_WIRE_ERROR_LIMIT: nested deeper or longer than is accepted
 * @GB_WIRE_ERROR_UNSEALED: a feed page ends without its seal: it was cut on the way
 * @GB_WIRE_ERROR_COUNT: a seal counts other lines than the page has
 * @GB_WIRE_ERROR_MISMATCH: a page of another feed, scope, group or position than was asked
 * @GB_WIRE_ERROR_VALUE: a member is missing or has a value it cannot have
 * @GB_WIRE_ERROR_SEAL: a seal cannot be opened with these keys, or a signature is another's
 * @GB_WIRE_ERROR_TRUNCATED: a bundle ends before its end
 * @GB_WIRE_ERROR_TAMPERED: a bundle is not as it was signed
 * @GB_WIRE_ERROR_SIGNER: a bundle was signed by somebody else than was expected
 * @GB_WIRE_ERROR_RECIPIENT: a bundle was sealed for somebody else
 */
typedef enum
{
  GB_WIRE_ERROR_SYNTAX,
  GB_WIRE_ERROR_LIMIT,
  GB_WIRE_ERROR_UNSEALED,
  GB_WIRE_ERROR_COUNT,
  GB_WIRE_ERROR_MISMATCH,
  GB_WIRE_ERROR_VALUE,
  GB_WIRE_ERROR_SEAL,
  GB_WIRE_ERROR_TRUNCATED,
  GB_WIRE_ERROR_TAMPERED,
  GB_WIRE_ERROR_SIGNER,
  GB_WIRE_ERROR_RECIPIENT,
} GbWireError;

#define GB_WIRE_ERROR (gb_wire_error_quark ())
GQuark gb_wire_error_quark (void);

G_END_DECLS
