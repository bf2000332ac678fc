/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-place-file.h"

#include <math.h>

#include "gb-geo-writer.h"
#include "gb-issue.h"
#include "gb-map-repository.h"
#include "gb-save-file.h"
#include "gb-team-repository.h"

/* What happens somewhere, as points that a map program reads: GeoJSON, RFC 7946. What nobody told the place of is in
 * it without a geometry, so that the file has as many features as the list has rows. */

typedef struct _Job Job;

struct _Job
{
  GPtrArray *rows;
  GPtrArray *communes; /* (nullable) */
  gboolean (*add) (GbGeoWriter    *writer,
                   const Job      *job,
                   gconstpointer   row,
                   GCancellable   *cancellable,
                   GError        **error);
};

static void
add_time (GbGeoWriter *writer,
          const char  *name,
          gint64       instant)
{
  g_autofree char *text = instant != 0 ? gb_time_format (instant) : NULL;

  gb_geo_writer_text (writer, name, text);
}

static gboolean
add_issue (GbGeoWriter    *writer,
           const Job      *job,
           gconstpointer   row,
           GCancellable   *cancellable,
           GError        **error)
{
  const GbIssue *issue = row;

  gb_geo_writer_begin_feature (writer, issue->id);
  gb_geo_writer_text (writer, "kind", gb_issue_kind_name (issue->kind));
  gb_geo_writer_text (writer, "state", gb_issue_state_nick (issue->state));
  gb_geo_writer_text (writer, "field", issue->field);
  gb_geo_writer_text (writer, "title", issue->title);
  gb_geo_writer_text (writer, "commune", issue->commune);
  gb_geo_writer_text (writer, "commune_name", issue->commune_name);
  gb_geo_writer_text (writer, "department", issue->department_name);
  add_time (writer, "raised", issue->raised);
  add_time (writer, "due", issue->due);
  add_time (writer, "answered", issue->answered);
  gb_geo_writer_integer (writer, "waited_days", issue->waited);
  gb_geo_writer_integer (writer, "urged", issue->urged);
  return gb_geo_writer_end_point (writer, issue->placed ? issue->lon : NAN, issue->lat, cancellable, error);
}

static const char *
visit_state (const GbVisit *visit)
{
  static const char *const names[] = {
    [GB_VISIT_PLANNED] = "planned",
    [GB_VISIT_ASKED] = "asked",
    [GB_VISIT_DONE] = "done",
  };

  return names[visit->state];
}

/* A visit is to a commune: it is at the commune's centre. */
static const GbMapCommune *
find_commune (GPtrArray  *communes,
              const char *code)
{
  for (guint i = 0; code != NULL && i < communes->len; i++)
    {
      const GbMapCommune *commune = communes->pdata[i];

      if (g_str_equal (commune->code, code))
        return commune;
    }
  return NULL;
}

static gboolean
add_visit (GbGeoWriter    *writer,
           const Job      *job,
           gconstpointer   row,
           GCancellable   *cancellable,
           GError        **error)
{
  const GbVisit *visit = row;
  const GbMapCommune *commune = find_commune (job->communes, visit->commune);
  g_autofree char *day = visit->day != GB_DAY_NONE ? gb_day_format (visit->day) : NULL;

  gb_geo_writer_begin_feature (writer, visit->id);
  gb_geo_writer_text (writer, "team", visit->team_name);
  gb_geo_writer_text (writer, "state", visit_state (visit));
  gb_geo_writer_text (writer, "day", day);
  gb_geo_writer_text (writer, "topic", visit->topic);
  gb_geo_writer_text (writer, "commune", visit->commune);
  gb_geo_writer_text (writer, "commune_name", visit->commune_name);
  gb_geo_writer_text (writer, "result", visit->result);
  gb_geo_writer_text (writer, "proposals", visit->proposals);
  return gb_geo_writer_end_point (writer, commune != NULL ? commune->lon : NAN, commune != NULL ? commune->lat : NAN,
                                  cancellable, error);
}

static gboolean
write_points (GOutputStream *stream,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const Job *job = data;
  g_autoptr (GbGeoWriter) writer = gb_geo_writer_new (stream);

  gb_geo_writer_open (writer, NULL);
  for (guint i = 0; i < job->rows->len; i++)
    if (!job->add (writer, job, job->rows->pdata[i], cancellable, error))
      return FALSE;
  return gb_geo_writer_close (writer, cancellable, error);
}

/**
 * gb_place_file_save_issues:
 * @issues: (element-type GbIssue): what is saved, in its order; who raised it is not
 * @file: where to; what is there already stays until the new one is whole
 * @error: as of gb_save_file()
 *
 * Saves issues as points where they happened. Blocks; may be called on any thread.
 *
 * Returns: whether it is saved
 */
gboolean
gb_place_file_save_issues (GPtrArray     *issues,
                           GFile         *file,
                           GCancellable  *cancellable,
                           GError       **error)
{
  Job job = { issues, NULL, add_issue };

  return gb_save_file (file, write_points, &job, cancellable, error);
}

/**
 * gb_place_file_save_visits:
 * @visits: (element-type GbVisit): what is saved, in its order
 * @communes: (element-type GbMapCommune): where communes are, as of gb_map_repository_communes()
 * @file: where to; what is there already stays until the new one is whole
 * @error: as of gb_save_file()
 *
 * Saves visits of teams as points in the middle of the communes they go to. Blocks; may be called on any thread.
 *
 * Returns: whether it is saved
 */
gboolean
gb_place_file_save_visits (GPtrArray     *visits,
                           GPtrArray     *communes,
                           GFile         *file,
                           GCancellable  *cancellable,
                           GError       **error)
{
  Job job = { visits, communes, add_visit };

  return gb_save_file (file, write_points, &job, cancellable, error);
}
