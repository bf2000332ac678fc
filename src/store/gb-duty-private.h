/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who does which field in which commune on :today, and the gaps: fields that somebody does and nobody would take over
 * (decree 61/2018/ND-CP, art. 12(8): each field needs at least one stand-in). Two tables of a WITH clause; :commune
 * NULL is every commune. */
#define GB_DUTY_WITH                                                                               \
  "duty(commune,field,role) AS (SELECT o.commune,f.value->>'field',f.value->>'role' "              \
  "FROM officer o,json_each(o.fields) f WHERE o.fields IS NOT NULL "                               \
  "AND (:commune IS NULL OR o.commune=:commune) AND coalesce(o.to_day,:today)>=:today),"           \
  "gap(commune,field) AS (SELECT commune,field FROM duty WHERE role='main' "                       \
  "EXCEPT SELECT commune,field FROM duty WHERE role='stand-in')"
