/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-life.h"

#include "gb-seed-names.h"

/**
 * gb_seed_dossier_new:
 * @submitted: UTC seconds
 *
 * Returns: (transfer full): a dossier to which nothing has happened yet
 */
GbSeedDossier *
gb_seed_dossier_new (GbSeedCommune   *commune,
                     GbSeedProcedure *procedure,
                     GbChannel        channel,
                     gint64           submitted,
                     GbRandom        *random)
{
  GbSeedDossier *self = g_new0 (GbSeedDossier, 1);

  self->commune = commune;
  self->procedure = procedure;
  self->channel = channel;
  self->submitted = submitted - submitted % 60;
  self->day = gb_time_day (submitted);
  self->key = gb_random_next (random);
  self->applicant = gb_seed_name (random);
  return self;
}

void
gb_seed_dossier_free (GbSeedDossier *self)
{
  g_free (self->applicant);
  g_free (self);
}

/* Events keep their order: one that would come too early follows a minute after the last. */
static GbSeedEvent *
add_event (GbSeedDossier *self,
           gint64         at,
           GbDossierState state,
           GbSeedActor    actor,
           const char    *text)
{
  GbSeedEvent *event;
  gint64 due = self->n_events > 0 ? self->events[self->n_events - 1].due : 0;

  g_assert (self->n_events < GB_SEED_MAX_EVENTS);
  at -= at % 60;
  if (self->n_events > 0)
    at = MAX (at, self->events[self->n_events - 1].at + 60);
  event = &self->events[self->n_events++];
  *event = (GbSeedEvent) { at, due, state, actor, text };
  return event;
}

/* Sent online, on the portal's word alone. */
void
gb_seed_dossier_register (GbSeedDossier *self)
{
  add_event (self, self->submitted, GB_DOSSIER_STATE_NEW, GB_SEED_BY_NOBODY,
             "Công dân nộp hồ sơ trực tuyến");
}

void
gb_seed_dossier_refuse (GbSeedDossier *self,
                        gint64         at)
{
  add_event (self, MAX (at, self->submitted), GB_DOSSIER_STATE_REFUSED, GB_SEED_BY_RECEPTION,
             "Hồ sơ không thuộc thẩm quyền, hướng dẫn công dân");
}

/**
 * gb_seed_dossier_accept:
 *
 * The clock starts.
 *
 * Returns: the due moment by the procedure's limit, also where the official one will be left out
 */
gint64
gb_seed_dossier_accept (GbSeedDossier *self,
                        gint64         at)
{
  /* What is done the same day is done by whoever takes it in. */
  GbSeedActor actor = self->procedure->limit.amount == 0 ? GB_SEED_BY_DESK : GB_SEED_BY_RECEPTION;
  GbSeedEvent *event = add_event (self, MAX (at, self->submitted), GB_DOSSIER_STATE_ACCEPTED, actor,
                                  "Tiếp nhận hồ sơ, hẹn ngày trả kết quả");

  event->due = gb_limit_due (&self->procedure->limit, self->commune->calendar, event->at);
  return event->due;
}

void
gb_seed_dossier_assign (GbSeedDossier *self,
                        gint64         at)
{
  add_event (self, at, GB_DOSSIER_STATE_PROCESSING, GB_SEED_BY_DESK, "Chuyên viên thụ lý");
}

/**
 * gb_seed_dossier_supplement:
 * @completed: when the papers were there, 0 = never
 *
 * The limit is counted again from the start once the papers are complete (decree 61/2018, article
 * 19(4)).
 *
 * Returns: the new due moment, or the one before while papers are missing
 */
gint64
gb_seed_dossier_supplement (GbSeedDossier *self,
                            gint64         at,
                            gint64         completed)
{
  GbSeedEvent *event = add_event (self, at, GB_DOSSIER_STATE_PAPERS_ASKED, GB_SEED_BY_DESK,
                                  "Yêu cầu bổ sung giấy tờ");

  if (completed != 0)
    {
      event = add_event (self, completed, GB_DOSSIER_STATE_PROCESSING, GB_SEED_BY_DESK,
                         "Đã nhận đủ giấy tờ bổ sung, tính lại thời hạn");
      event->due = gb_limit_due (&self->procedure->limit, self->commune->calendar, event->at);
    }
  return event->due;
}

/**
 * gb_seed_dossier_pause:
 * @state: %GB_DOSSIER_STATE_PAYMENT_ASKED or %GB_DOSSIER_STATE_STOPPED
 * @until: when it went on, 0 = never
 *
 * A pause moves the due moment by exactly its working time; one that begins after the due moment
 * changes nothing.
 *
 * Returns: the due moment afterwards
 */
gint64
gb_seed_dossier_pause (GbSeedDossier *self,
                       GbDossierState state,
                       gint64         at,
                       gint64         until)
{
  gboolean payment = state == GB_DOSSIER_STATE_PAYMENT_ASKED;
  GbSeedEvent *event = add_event (self, at, state, GB_SEED_BY_DESK,
                                  payment ? "Thông báo nghĩa vụ tài chính, chờ nộp"
                                          : "Tạm dừng xử lý, chờ xác minh");
  gint64 begun = event->at;

  if (until != 0)
    {
      event = add_event (self, until, GB_DOSSIER_STATE_PROCESSING, GB_SEED_BY_DESK,
                         payment ? "Đã nộp, tiếp tục xử lý" : "Tiếp tục xử lý");
      if (begun <= event->due)
        event->due = gb_work_calendar_add_worked (
            self->commune->calendar, event->due,
            gb_work_calendar_worked (self->commune->calendar, begun, event->at));
    }
  return event->due;
}

void
gb_seed_dossier_withdraw (GbSeedDossier *self,
                          gint64         at)
{
  add_event (self, at, GB_DOSSIER_STATE_WITHDRAWN, GB_SEED_BY_RECEPTION, "Công dân rút hồ sơ");
}

/**
 * gb_seed_dossier_finish:
 * @at: when the result is ready: the clock stops
 * @handed_over: when it was fetched, 0 = never
 */
void
gb_seed_dossier_finish (GbSeedDossier *self,
                        gint64         at,
                        gint64         handed_over)
{
  add_event (self, at, GB_DOSSIER_STATE_READY, GB_SEED_BY_DESK,
             "Đã có kết quả, chuyển Trung tâm trả công dân");
  if (handed_over != 0)
    add_event (self, handed_over, GB_DOSSIER_STATE_HANDED_OVER, GB_SEED_BY_NOBODY, "Đã trả kết quả");
}

/* As it stands after everything that was added. */
gint64
gb_seed_dossier_due (GbSeedDossier *self)
{
  return self->n_events > 0 ? self->events[self->n_events - 1].due : 0;
}

gint64
gb_seed_dossier_last (GbSeedDossier *self)
{
  return self->n_events > 0 ? self->events[self->n_events - 1].at : self->submitted;
}

/**
 * gb_seed_dossier_look:
 * @now: events after it are not told
 * @look: (out caller-allocates): the dossier at @now
 */
void
gb_seed_dossier_look (GbSeedDossier *self,
                      gint64         now,
                      GbSeedLook    *look)
{
  *look = (GbSeedLook) { .state = GB_DOSSIER_STATE_NEW };
  for (int i = 0; i < self->n_events && self->events[i].at <= now; i++)
    {
      const GbSeedEvent *event = &self->events[i];

      look->n_events = i + 1;
      if (event->state == GB_DOSSIER_STATE_ACCEPTED && look->accepted == 0)
        look->accepted = event->at;
      else if (event->state == GB_DOSSIER_STATE_REFUSED)
        look->refused = event->at;
      else if (event->state == GB_DOSSIER_STATE_READY)
        look->finished = event->at;
      else if (event->state == GB_DOSSIER_STATE_HANDED_OVER)
        look->handed_over = event->at;
      else if (event->state == GB_DOSSIER_STATE_PAPERS_ASKED)
        {
          look->asked = event->at;
          look->due_before = event->due;
        }
      else if (look->state == GB_DOSSIER_STATE_PAPERS_ASKED &&
               event->state == GB_DOSSIER_STATE_PROCESSING)
        look->completed = event->at;
      look->state = event->state;
      look->due = event->due;
    }
  if (self->no_due)
    look->due = look->due_before = 0;
}
