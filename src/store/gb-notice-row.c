/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-notice-row.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick;
  const char *label;
} kinds[GB_N_NOTICE_KINDS] = {
  [GB_NOTICE_NOTICE] = { "notice", N_("Notice") },
  [GB_NOTICE_CLASS] = { "class", N_("Training class") },
  [GB_NOTICE_CONFERENCE] = { "conference", N_("Conference") },
};

G_DEFINE_BOXED_TYPE (GbNoticeRow, gb_notice_row, gb_notice_row_ref, gb_notice_row_unref)

void
gb_notice_officer_free (GbNoticeOfficer *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->title);
  g_free (self);
}

/**
 * gb_notice_row_new:
 *
 * Returns: (transfer full): a notice to which nobody goes
 */
GbNoticeRow *
gb_notice_row_new (void)
{
  GbNoticeRow *self = g_atomic_rc_box_new0 (GbNoticeRow);

  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_notice_officer_free);
  return self;
}

GbNoticeRow *
gb_notice_row_ref (GbNoticeRow *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
row_clear (gpointer data)
{
  GbNoticeRow *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->text);
  g_free (self->place);
  g_free (self->link);
  g_free (self->commune);
  g_ptr_array_unref (self->people);
}

void
gb_notice_row_unref (GbNoticeRow *self)
{
  g_atomic_rc_box_release_full (self, row_clear);
}

/**
 * gb_notice_row_compare:
 * @a: a pointer to a #GbNoticeRow, as an array holds it
 * @b: another
 *
 * Returns: the order of a list: what is next first, then notices, the newest first, then what is
 *   over, the latest first
 */
int
gb_notice_row_compare (gconstpointer a,
                       gconstpointer b)
{
  const GbNoticeRow *one = *(GbNoticeRow *const *) a, *other = *(GbNoticeRow *const *) b;
  gint64 at = one->starts != 0 ? one->starts : one->published;
  gint64 other_at = other->starts != 0 ? other->starts : other->published;

  if (one->stage != other->stage)
    return (int) one->stage - (int) other->stage;
  if (at != other_at)
    return (at < other_at) == (one->stage == GB_NOTICE_STAGE_UPCOMING) ? -1 : 1;
  return g_strcmp0 (one->id, other->id);
}

const char *
gb_notice_kind_nick (GbNoticeKind kind)
{
  g_return_val_if_fail (kind < GB_N_NOTICE_KINDS, NULL);

  return kinds[kind].nick;
}

const char *
gb_notice_kind_label (GbNoticeKind kind)
{
  g_return_val_if_fail (kind < GB_N_NOTICE_KINDS, NULL);

  return _(kinds[kind].label);
}

gboolean
gb_notice_kind_parse (const char   *nick,
                      GbNoticeKind *kind)
{
  for (int i = 0; i < GB_N_NOTICE_KINDS; i++)
    if (g_strcmp0 (nick, kinds[i].nick) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
