/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-projection.h"

G_BEGIN_DECLS

/**
 * GbCommuneTexts:
 * @title: (owned): the commune's name with its type
 * @callout: (owned): its name and its amount, for one line beside it
 * @spoken: (owned): its amount and its rank, as a screen reader says them
 * @detail: (owned) (nullable): its rank, and what it was made of
 * @point: where it is: its seat, or its middle as long as that is not known
 *
 * What is said of an area.
 */
typedef struct
{
  char *title;
  char *callout;
  char *spoken;
  char *detail;
  GbGeoPoint point;
} GbCommuneTexts;

/**
 * GbCommuneDescribe:
 * @texts: (out caller-allocates): to be filled in
 */
typedef void (*GbCommuneDescribe) (guint           area,
                                   GbCommuneTexts *texts,
                                   gpointer        user_data);

/**
 * GbCommuneListTaken:
 * @taken: (element-type graphene_rect_t): where what else must not be hidden is added
 */
typedef void (*GbCommuneListTaken) (const GbGeoProjection *projection,
                                    GArray                *taken,
                                    gpointer               user_data);

static inline void
gb_commune_texts_clear (GbCommuneTexts *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->callout, g_free);
  g_clear_pointer (&self->spoken, g_free);
  g_clear_pointer (&self->detail, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbCommuneTexts, gb_commune_texts_clear)

G_END_DECLS
