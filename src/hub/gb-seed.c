/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed.h"

#include "gb-hub-error.h"
#include "gb-hub-import.h"
#include "gb-seed-facts.h"
#include "gb-seed-indicators.h"
#include "gb-seed-interlude.h"
#include "gb-seed-issues.h"
#include "gb-seed-json.h"
#include "gb-seed-letters.h"
#include "gb-seed-load.h"
#include "gb-seed-messages.h"
#include "gb-seed-people.h"
#include "gb-seed-province.h"
#include "gb-seed-scorecard.h"
#include "gb-seed-visits.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Dossiers in one message. */
#define BATCH 500
/* Every so manieth is sent twice: as it came in, and later as it stands. */
#define TOLD_EARLY 20

typedef struct
{
  GbHub *hub;
  const GbSeedOptions *options;
  GbImportReport *report;
  GbSeedWorld *world;
  GbSeedPlan plan;
  GString *work; /* (owned): records that follow the messages */
  guint n_messages;
} Run;

/* Everything goes in by the hub's own doors, and the same bytes into the folder when there is one. */
static gboolean
deliver (Run         *self,
         const char  *name,
         GString     *text,
         gboolean     message,
         GError     **error)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  if (self->options->write_dir != NULL)
    {
      g_autofree char *path = g_build_filename (self->options->write_dir, name, NULL);

      if (!g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
        return FALSE;
    }
  if (message)
    return gb_hub_import_exchange (self->hub, name, bytes, self->report, error);
  return gb_hub_import_records (self->hub, name, bytes, self->report, error);
}

static gboolean
deliver_message (Run         *self,
                 const char  *service,
                 GString     *text,
                 GError     **error)
{
  g_autofree char *name = g_strdup_printf ("exchange-%04u-%s.json", ++self->n_messages, service);

  return deliver (self, name, text, TRUE, error);
}

static gboolean
send_batch (Run         *self,
            GbSeedStyle *style,
            GPtrArray   *batch,
            GError     **error)
{
  g_autoptr (GPtrArray) again = g_ptr_array_new ();
  gint64 now = self->plan.now;

  for (guint i = 0; i < batch->len; i++)
    {
      GbSeedDossier *dossier = batch->pdata[i];

      dossier->told_early = dossier->n_events > 1 && dossier->key % TOLD_EARLY == 0;
      if (dossier->told_early)
        g_ptr_array_add (again, dossier);
    }
  if (!deliver_message (self, "DongBoHoSoMC", gb_seed_message_dossiers (style, batch, now, FALSE),
                        error) ||
      !deliver_message (self, "CapNhatTienDoHoSoMC", gb_seed_message_steps (style, batch, now),
                        error))
    return FALSE;
  return again->len == 0 ||
         deliver_message (self, "DongBoHoSoMC", gb_seed_message_dossiers (style, again, now, TRUE),
                          error);
}

/* What of a dossier no message carries: where it was received, what happened to its
 * clock without a state, its letter, its urging slips. */
static void
add_work (Run           *self,
          GbSeedStyle   *style,
          GbSeedDossier *dossier)
{
  g_autofree char *code = gb_seed_style_code (style, dossier);

  if (dossier->received_by != NULL)
    {
      gb_seed_put_open (self->work, "dossier", code);
      gb_seed_json_string (self->work, "received_by", dossier->received_by->code);
      gb_seed_put_close (self->work);
    }
  gb_seed_complaint_line (dossier, code, self->plan.now, self->work);
  gb_seed_interlude_lines (dossier, code, self->work);
  gb_seed_letters (&self->plan, dossier, code, self->work);
}

static gboolean
send_commune (Run         *self,
              guint        index,
              GError     **error)
{
  g_autoptr (GPtrArray) dossiers = gb_seed_load (self->world, &self->plan, index);
  GbSeedStyle style;

  gb_seed_style_init (&style, self->world, self->world->communes->pdata[index]);
  for (guint i = 0; i < dossiers->len; i++)
    gb_seed_interlude_draw (&self->plan, dossiers->pdata[i]);
  for (guint i = 0; i < dossiers->len; i += BATCH)
    {
      g_autoptr (GPtrArray) batch = g_ptr_array_new ();

      for (guint j = i; j < dossiers->len && j < i + BATCH; j++)
        g_ptr_array_add (batch, dossiers->pdata[j]);
      if (!send_batch (self, &style, batch, error))
        return FALSE;
    }
  for (guint i = 0; i < dossiers->len; i++)
    add_work (self, &style, dossiers->pdata[i]);
  return TRUE;
}

static GString *
base_records (Run *self)
{
  GString *lines = g_string_sized_new (1 << 20);

  gb_seed_world_records (self->world, lines);
  gb_seed_people_agencies (self->world, lines);
  gb_seed_people_officers (self->world, lines);
  gb_seed_people_secondments (self->world, lines);
  gb_seed_province_channels (self->world, lines);
  gb_seed_province_teams (self->world, lines);
  gb_seed_issue_rules (lines);
  gb_seed_indicators (self->world, lines);
  gb_seed_scorecard (lines);
  return lines;
}

static gboolean
run (Run     *self,
     GError **error)
{
  /* The name that the hub bears in its discovery says what the data are. */
  g_autofree char *place = g_strdup_printf ("%s %s", self->world->province_type, self->world->province);
  g_autofree char *name = g_strdup_printf ("Dữ liệu minh họa – %s", place);

  if (!gb_hub_set_province (self->hub, self->world->province_code, name, error)
      || !gb_hub_set_place (self->hub, place, TRUE, error)
      || !deliver (self, "records-1-base.ndjson", base_records (self), FALSE, error))
    return FALSE;
  for (guint i = 0; i < self->world->communes->len; i++)
    if (!send_commune (self, i, error))
      return FALSE;
  gb_seed_indicators_trend (self->world, &self->plan, self->work);
  gb_seed_scorecard_values (self->world, &self->plan, self->work);
  gb_seed_issues (self->world, &self->plan, self->work);
  gb_seed_province_work (self->world, &self->plan, self->work);
  return deliver (self, "records-2-work.ndjson", g_steal_pointer (&self->work), FALSE, error)
         && gb_hub_refresh_indicators (self->hub, error);
}

static gboolean
check_options (const GbSeedOptions *options,
               gint64               now,
               GError             **error)
{
  if (options->from > options->to || now < gb_day_at (options->from, 0))
    {
      g_set_error (error, GB_HUB_ERROR, GB_HUB_ERROR_USAGE,
                   _ ("The seed's period ends before it begins"));
      return FALSE;
    }
  if (options->dossiers > G_MAXINT / 1000)
    {
      g_set_error (error, GB_HUB_ERROR, GB_HUB_ERROR_USAGE, _("Too many dossiers for one seed"));
      return FALSE;
    }
  if (options->write_dir != NULL && g_mkdir_with_parents (options->write_dir, 0700) != 0)
    {
      g_set_error (error, GB_HUB_ERROR, GB_HUB_ERROR_INPUT, _("The folder %s cannot be made: %s"),
                   options->write_dir, g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

/**
 * gb_seed_instant:
 *
 * Returns: UTC seconds, the instant that the data show: `at`, else the agreed scene's, else the end of
 *   the last day
 */
gint64
gb_seed_instant (const GbSeedOptions *options)
{
  gint64 end = gb_day_at (options->to + 1, -1);
  gint64 now = options->at != 0 ? options->at : gb_seed_scene_instant (options->seed, options->to);

  return now != 0 ? MIN (now, end) : end;
}

/**
 * gb_seed_run:
 * @report: what was taken and refused
 *
 * Fills the hub with a made-up province: the same bytes for the same options on any machine. All of
 * it goes in as messages of dossier systems (domain/exchange.md) and feed lines, as real data do. What
 * the hub computes itself bears the time of its clock: give it one that stands at gb_seed_instant().
 *
 * Returns: whether everything was handed to the hub; records it refused are in @report
 */
gboolean
gb_seed_run (GbHub               *hub,
             const GbSeedOptions *options,
             GbImportReport      *report,
             GError             **error)
{
  Run self = { .hub = hub, .options = options, .report = report };
  gint64 now = gb_seed_instant (options);
  gboolean done;

  if (!check_options (options, now, error))
    return FALSE;
  self.world = gb_seed_world_new (options->province_dir, options->seed, error);
  if (self.world == NULL)
    return FALSE;
  gb_seed_plan_init (&self.plan, self.world, (int) options->dossiers, options->from, options->to, now);
  self.work = g_string_sized_new (1 << 20);
  done = run (&self, error);
  if (self.work != NULL)
    g_string_free (self.work, TRUE);
  gb_seed_plan_clear (&self.plan);
  gb_seed_world_free (self.world);
  return done;
}
