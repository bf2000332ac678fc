/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbFact:
 * @GB_FACT_DIGITISED: a file is among the submitted parts
 * @GB_FACT_REUSED: a part was used again or digitised for that
 * @GB_FACT_FROM_STORE: a part came from the citizen's store of the national portal
 * @GB_FACT_RESULT_FILE: the result has a file
 * @GB_FACT_IDENTITY: the applicant's account was confirmed by VNeID
 * @GB_FACT_POPULATION: the national population database was asked
 * @GB_FACT_PAID_ONLINE: paid on the national portal or by the province's payment gate
 * @GB_FACT_FEE_ZERO: there are fees, and each of them is 0
 * @GB_FACT_COMPLAINT: the citizen complained or rated it bad; what no message carries
 *
 * What the scorecard of decision 766/QĐ-TTg asks of a dossier beside its course; whether, never what:
 * files and their addresses stay in the hub.
 */
typedef enum
{
  GB_FACT_DIGITISED,
  GB_FACT_REUSED,
  GB_FACT_FROM_STORE,
  GB_FACT_RESULT_FILE,
  GB_FACT_IDENTITY,
  GB_FACT_POPULATION,
  GB_FACT_PAID_ONLINE,
  GB_FACT_FEE_ZERO,
  GB_FACT_COMPLAINT,
} GbFact;

#define GB_N_FACTS (GB_FACT_COMPLAINT + 1)

/**
 * GbFactAnswer:
 * @GB_FACT_UNTOLD: nobody told
 *
 * Whether a fact holds.
 */
typedef enum
{
  GB_FACT_UNTOLD,
  GB_FACT_NO,
  GB_FACT_YES,
} GbFactAnswer;

const char *gb_fact_name (GbFact self);

G_END_DECLS
