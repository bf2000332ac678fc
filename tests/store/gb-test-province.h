/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbTestDossier:
 * @code: (owned): the feed's id
 * @officer: (nullable): %NULL = nobody
 * @submitted: UTC seconds, 0 = none; so are the other three
 *
 * A dossier as it was last put.
 */
typedef struct
{
  char *code;
  const char *procedure;
  const char *field;
  const char *channel;
  const char *applicant;
  const char *summary;
  const char *commune;
  const char *received_by;
  const char *officer;
  int state;
  gint64 submitted;
  gint64 received;
  gint64 due;
  gint64 finished;
} GbTestDossier;

/**
 * GbTestProvince:
 * @dossiers: (element-type GbTestDossier): in the order in which they came
 * @extended: (element-type utf8): the codes of those that have a letter, from the province or signed
 *   here
 *
 * What a cache should hold: the test's own memory of everything it put and took away.
 */
typedef struct
{
  GRand *rand;
  GPtrArray *dossiers;
  GHashTable *extended;
  guint serial;
  guint n_letters;
} GbTestProvince;

void           gb_test_province_init           (GbTestProvince *self,
                                                guint32         seed);
void           gb_test_province_clear          (GbTestProvince *self);
void           gb_test_province_append_base    (GString        *text);
void           gb_test_province_append_page    (GbTestProvince *self,
                                                GString        *text,
                                                guint           n_lines);
GbTestDossier *gb_test_province_pick           (GbTestProvince *self);

/* The codes that the invented dossiers have, NULL at the end; and a moment of theirs. */
extern const char *const gb_test_communes[];
extern const char *const gb_test_fields[];
extern const char *const gb_test_procedures[];
extern const char *const gb_test_officers[];
extern const char *const gb_test_channels[];
gint64         gb_test_province_draw_moment    (GRand          *rand);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbTestProvince, gb_test_province_clear)

G_END_DECLS
