/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbCommuneMatchLevel:
 * @GB_COMMUNE_MATCH_WHOLE: the whole name is in the sentence
 * @GB_COMMUNE_MATCH_BEGINNING: the first letters or words of the name are
 * @GB_COMMUNE_MATCH_WITHIN: later words of the name are
 */
typedef enum
{
  GB_COMMUNE_MATCH_WHOLE,
  GB_COMMUNE_MATCH_BEGINNING,
  GB_COMMUNE_MATCH_WITHIN,
} GbCommuneMatchLevel;

/**
 * GbCommuneMatch:
 * @level: how much of the name is in the sentence
 * @start: the first word of it there
 * @n_words: how many words of it there are
 * @n_unexplained: words of the sentence that say nothing about the place
 * @typed: whether a type stands before it, such as "xã"
 * @type_fits: whether that is its type; %TRUE where there is none
 * @accents_fit: whether the accents are its own, or none were typed
 * @around: whether a place that holds it is named, too
 */
typedef struct
{
  GbCommuneMatchLevel level;
  guint start;
  guint n_words;
  guint n_unexplained;
  gboolean typed;
  gboolean type_fits;
  gboolean accents_fit;
  gboolean around;
} GbCommuneMatch;

typedef struct _GbCommuneSentence GbCommuneSentence;

GbCommuneSentence *gb_commune_sentence_new         (const char              *text);
void               gb_commune_sentence_free        (GbCommuneSentence       *self);
gboolean           gb_commune_sentence_is_empty    (const GbCommuneSentence *self);
gboolean           gb_commune_sentence_asks_old    (const GbCommuneSentence *self);
gboolean           gb_commune_sentence_is_word     (const GbCommuneSentence *self,
                                                    const char              *word);
const char        *gb_commune_sentence_get_type    (const GbCommuneSentence *self);
void               gb_commune_sentence_learn       (GbCommuneSentence       *self,
                                                    const char              *plain);
gboolean           gb_commune_sentence_match       (const GbCommuneSentence *self,
                                                    const char              *name,
                                                    const char              *plain,
                                                    const char              *type,
                                                    const char *const       *around,
                                                    GbCommuneMatch          *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbCommuneSentence, gb_commune_sentence_free)

G_END_DECLS
