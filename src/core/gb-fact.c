/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-fact.h"

static const char *const names[GB_N_FACTS] = {
  [GB_FACT_DIGITISED] = "digitised",     [GB_FACT_REUSED] = "reused",
  [GB_FACT_FROM_STORE] = "from_store",   [GB_FACT_RESULT_FILE] = "result_file",
  [GB_FACT_IDENTITY] = "identity",       [GB_FACT_POPULATION] = "population",
  [GB_FACT_PAID_ONLINE] = "paid_online", [GB_FACT_FEE_ZERO] = "fee_zero",
  [GB_FACT_COMPLAINT] = "complaint",
};

/**
 * gb_fact_name:
 *
 * Returns: what the feed and the tables call it
 */
const char *
gb_fact_name (GbFact self)
{
  g_return_val_if_fail (self < GB_N_FACTS, NULL);

  return names[self];
}
