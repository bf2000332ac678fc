/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"

G_BEGIN_DECLS

/* After how many days without a trial a number is not to be relied on. */
#define GB_CONTACT_STALE_DAYS 60

/**
 * GbContactKind:
 * @GB_CONTACT_HOTLINE: a telephone number (đường dây nóng)
 * @GB_CONTACT_ZALO: a group of the messenger (nhóm Zalo), by the link that joins it, or a number there
 * @GB_CONTACT_VIDEO: a room for video calls, by its link
 * @GB_CONTACT_EMAIL: a mail address
 *
 * The order is that in which somebody in need tries them.
 */
typedef enum
{
  GB_CONTACT_HOTLINE,
  GB_CONTACT_ZALO,
  GB_CONTACT_VIDEO,
  GB_CONTACT_EMAIL,
} GbContactKind;

#define GB_N_CONTACT_KINDS 4

/**
 * GbContactPoint:
 * @id: (owned): the channel's
 * @name: (owned): "Đất đai cấp xã"
 * @value: (owned): number or address, as people write it
 * @verified: the last day on which it was tried and worked, or %GB_DAY_NONE
 * @pending: whether the last trial waits to be sent
 * @own: whether it was added on this workstation, which keeps it to itself
 *
 * One way to reach somebody who helps (kênh liên hệ).
 */
typedef struct
{
  char *id;
  GbContactKind kind;
  char *name;
  char *value;
  GbDay verified;
  gboolean pending;
  gboolean own;
} GbContactPoint;

/**
 * GbContact:
 * @name: (owned): who answers: what the first hotline is called, else the agency
 * @agency: (owned) (nullable): the agency's id
 * @agency_name: (owned) (nullable): its name
 * @field: (owned) (nullable): what they help with
 * @points: (owned) (element-type GbContactPoint): at least one, in the order of #GbContactKind
 *
 * Whom to ask about a field: all channels that an agency has for it.
 */
typedef struct
{
  char *name;
  char *agency;
  char *agency_name;
  char *field;
  GPtrArray *points;
} GbContact;

const char           *gb_contact_kind_name   (GbContactKind          kind);
gboolean              gb_contact_kind_parse  (const char            *name,
                                              GbContactKind         *kind);

gboolean              gb_contact_is_own      (const GbContact       *self);
const GbContactPoint *gb_contact_get_lead    (const GbContact       *self);
const GbContactPoint *gb_contact_find        (const GbContact       *self,
                                              GbContactKind          kind);
gboolean              gb_contact_helps_with  (const GbContact       *self,
                                              const char            *field);
GbContact            *gb_contact_copy        (const GbContact       *self);
void                  gb_contact_free        (GbContact             *self);

gboolean              gb_contact_point_is_stale (const GbContactPoint *self,
                                                 GbDay                 today);
char                 *gb_contact_point_uri      (const GbContactPoint *self);
void                  gb_contact_point_free     (GbContactPoint       *self);

gboolean              gb_contact_is_web_address
                                             (const char            *value);
char                 *gb_contact_uri         (GbContactKind          kind,
                                              const char            *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbContact, gb_contact_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbContactPoint, gb_contact_point_free)

G_END_DECLS
