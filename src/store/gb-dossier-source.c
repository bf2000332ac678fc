/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-source.h"

#include "gb-predicate.h"

/* The words of the partial indexes. */
#define OPEN     "d.state NOT IN (3,7,9,10)"
#define FINISHED "d.state IN (3,7,9,10)"

#define BY(index) "dossier d INDEXED BY dossier_" index

/**
 * gb_dossier_half_has:
 *
 * Returns: whether any dossier of the set can be in this half
 */
gboolean
gb_dossier_half_has (GbDossierHalf   self,
                     GbDossierFilter filter)
{
  return self == GB_DOSSIER_HALF_OPEN ? filter != GB_DOSSIER_FILTER_FINISHED
                                      : !gb_predicate (filter)->open;
}

/* What else the query asks for, whatever it may learn to ask for. */
static gboolean
asks_nothing (GbDossierQuery query)
{
  const GbDossierQuery none = { 0 };

  query.filter = none.filter;
  query.sort = none.sort;
  query.descending = none.descending;
  return gb_dossier_query_equal (&query, &none);
}

/**
 * gb_dossier_source_plain:
 *
 * Returns: whether the query asks for its set and nothing else
 */
gboolean
gb_dossier_source_plain (const GbDossierQuery *query)
{
  return asks_nothing (*query);
}

/* Whether the table of counts tells apart what the query asks for. */
static gboolean
is_counted (const GbDossierQuery *query)
{
  GbDossierQuery rest = *query;

  rest.commune = rest.field = rest.officer = rest.channel = NULL;
  rest.state = 0;
  return asks_nothing (rest);
}

/* By what leaves the fewest rows: SQLite knows no better, it would have to count first. */
static const char *
finished_from (const GbDossierSelect *select)
{
  const GbDossierQuery *query = select->query;

  if (query->set != NULL)
    return "dossier d";
  if (query->officer != NULL && *query->officer != '\0')
    return BY ("finished_officer");
  if (select->terms != NULL)
    return "dossier d NOT INDEXED"; /* but by number */
  if (query->procedure != NULL)
    return BY ("finished_procedure");
  if (query->commune != NULL)
    return BY ("finished_commune");
  if (query->due_from > 0 || query->due_to > 0)
    return BY ("finished_due");
  if (query->received_from > 0 || query->received_to > 0)
    return BY ("received");
  if (query->state != 0)
    return BY ("finished_state");
  if (query->field != NULL)
    return BY ("finished_field");
  return "dossier d NOT INDEXED";
}

/**
 * gb_dossier_source_rows:
 * @half: which half
 * @indexed: whether the finished half has its indexes, see gb_dossier_index_has_finished()
 * @sources: (out caller-allocates) (array): room for GB_MAX_DOSSIER_SOURCES
 *
 * Where the rows of the query are to be looked for.
 *
 * Returns: how many sources there are
 */
guint
gb_dossier_source_rows (const GbDossierSelect *select,
                        GbDossierHalf          half,
                        gboolean               indexed,
                        GbDossierSource       *sources)
{
  const GbDossierSource open = { GB_DOSSIER_OPEN, OPEN, FALSE, "count(*)" };
  const GbDossierSource elsewhere = { BY ("finished_elsewhere"),
                                      FINISHED " AND d.received_by<>d.commune "
                                               "AND d.received_by=:commune", FALSE, "count(*)" };
  GbDossierSource finished = { "dossier d", FINISHED, FALSE, "count(*)" };

  if (half == GB_DOSSIER_HALF_OPEN)
    {
      sources[0] = open;
      return 1;
    }
  if (indexed)
    finished.from = finished_from (select);
  sources[0] = finished;
  if (g_strcmp0 (finished.from, BY ("finished_commune")) != 0)
    return 1;
  /* no index serves "owned or received": one source for each */
  sources[0].condition = FINISHED " AND d.commune=:commune";
  sources[1] = elsewhere;
  return 2;
}

/**
 * gb_dossier_source_counts:
 *
 * As gb_dossier_source_rows(), for who counts rows and does not look at them.
 */
guint
gb_dossier_source_counts (const GbDossierSelect *select,
                          GbDossierHalf          half,
                          gboolean               indexed,
                          GbDossierSource       *sources)
{
  const GbDossierSource counted = { "finished_count d", FINISHED, TRUE, "total(d.n)" };

  if (half == GB_DOSSIER_HALF_OPEN || !indexed || !is_counted (select->query))
    return gb_dossier_source_rows (select, half, indexed, sources);
  sources[0] = counted;
  return 1;
}
