/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a page of the map. */
#pragma once

#include "gb-map-pen.h"
#include "gb-map-sheet.h"

G_BEGIN_DECLS

struct _GbMapSheet
{
  GbMapView *view;   /* (owned) */
  GbMapStyle style;
  guint *classes;    /* (owned): of each area */
  GbMapName *names;  /* (owned): of each area, with its texts */
  guint *order;      /* (owned): the communes by the Vietnamese alphabet */
  guint *numbers;    /* (owned): of each commune, its place in that order, from 1 */
  GbGeoBounds bounds; /* what is to be seen */
  GbGeoBounds extent; /* all there is */
  guint chosen;      /* an area, or GB_GEO_NO_AREA */
  gboolean whole;    /* whether all of it is to be seen */
  gboolean table;
  gint64 as_of;
  gint64 now;
};

/**
 * GbMapPlan:
 * @projection: in half points, so that lines are as thin as paper shows them
 * @labels: (owned) (element-type GbMapLabel): the names that have room
 * @numbers: (owned) (element-type GbMapLabel): of those that have none
 * @n_seen: how many communes are within the frame
 *
 * What stands where in the map's frame.
 */
typedef struct
{
  GbChartArea frame;
  GbGeoProjection projection;
  GArray *labels;
  GArray *numbers;
  guint n_seen;
} GbMapPlan;

void   gb_map_plan_init         (GbMapPlan         *self,
                                 const GbMapSheet  *sheet,
                                 GbMapPen          *pen,
                                 const GbChartArea *frame);
void   gb_map_plan_clear        (GbMapPlan         *self);
void   gb_map_plan_draw         (const GbMapPlan   *self,
                                 const GbMapSheet  *sheet,
                                 GbMapPen          *pen);

void   gb_map_overview_draw     (const GbMapSheet  *sheet,
                                 const GbMapPlan   *plan,
                                 GbMapPen          *pen,
                                 const GbChartArea *area);

void   gb_map_panel_draw        (const GbMapSheet  *sheet,
                                 const GbMapPlan   *plan,
                                 GbMapPen          *pen,
                                 const GbChartArea *area);

guint  gb_map_table_count_pages (const GbMapSheet  *sheet,
                                 const GbChartArea *area);
void   gb_map_table_draw        (const GbMapSheet  *sheet,
                                 GbMapPen          *pen,
                                 guint              page,
                                 const GbChartArea *area);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbMapPlan, gb_map_plan_clear)

G_END_DECLS
