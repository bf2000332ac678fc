/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-call.h"

G_BEGIN_DECLS

/**
 * GbHubDoor:
 * @GB_HUB_DOOR_OPEN: nobody is asked who they are
 * @GB_HUB_DOOR_TOKEN: any valid token
 * @GB_HUB_DOOR_OFFICE: a token of a commune or of the province
 * @GB_HUB_DOOR_EXCHANGE: a token of a dossier system, which may write only
 *
 * Whom an address is for.
 */
typedef enum
{
  GB_HUB_DOOR_OPEN,
  GB_HUB_DOOR_TOKEN,
  GB_HUB_DOOR_OFFICE,
  GB_HUB_DOOR_EXCHANGE,
} GbHubDoor;

/**
 * GbHubLane:
 * @GB_HUB_LANE_READ: on several threads at once
 * @GB_HUB_LANE_WRITE: one after the other; each takes little time
 * @GB_HUB_LANE_SIGN_IN: one after the other, beside the others; may wait for an identity provider
 * @GB_HUB_LANE_BULK: one after the other, beside the others; takes long
 *
 * Where an answer is made.
 */
typedef enum
{
  GB_HUB_LANE_READ,
  GB_HUB_LANE_WRITE,
  GB_HUB_LANE_SIGN_IN,
  GB_HUB_LANE_BULK,
} GbHubLane;

#define GB_HUB_N_LANES 4

/**
 * GbHubRoute:
 * @method: "GET" stands for HEAD, too
 * @path: one that ends in a slash is the beginning of many
 * @max_body: the longest body, in bytes
 * @content_type: (nullable): what the body must be; %NULL when there is none
 * @answer: makes the answer
 *
 * An address and what is behind it.
 */
typedef struct
{
  const char *method;
  const char *path;
  GbHubDoor door;
  GbHubLane lane;
  gsize max_body;
  const char *content_type;
  GbHubAnswer *(*answer) (GbHubCall *call);
} GbHubRoute;

extern const GbHubRoute gb_hub_route_token_used;

const GbHubRoute *gb_hub_route_find   (const char        *method,
                                       const char        *path,
                                       char             **allow);
GbHubAnswer      *gb_hub_route_answer (const GbHubRoute  *self,
                                       GbHubCall         *call);
GbHubAnswer      *gb_hub_route_enter  (const GbHubRoute  *self,
                                       GbHubCall         *call);

G_END_DECLS
