import type { Iin } from "@/lib/kernel/iin";
import type { Marriage, Parentage } from "@/lib/state-databases/civil-status/port";

/** The way from the applicant to the owner, a person at a time; each is what `as` says to the one before. */
export interface Link {
  readonly iin: Iin;
  readonly as: "mother" | "father" | "child" | "spouse";
  readonly record: Parentage | Marriage;
}

/** A step up: to a parent whom the record names. Undefined where it names no such person. */
export function up(record: Parentage | undefined, parent: Iin): Link | undefined {
  if (record === undefined) return undefined;
  if (record.mother === parent) return { iin: parent, as: "mother", record };
  return record.father === parent ? { iin: parent, as: "father", record } : undefined;
}

/** A step down: to the child that the record is about. */
export function down(record: Parentage): Link {
  return { iin: record.child, as: "child", record };
}

/** A step aside: into a marriage. */
export function across(marriage: Marriage, spouse: Iin): Link {
  return { iin: spouse, as: "spouse", record: marriage };
}

/** The chain as officers and the audit read it: `900101300007 → mother 621024402263 [birth 1990-01-20 № 1] → …`, the owner last. */
export function chainInText(applicant: Iin, chain: readonly Link[]): string {
  return [applicant, ...chain.map(({ as, iin, record }) => `${as} ${iin} [${recordInText(record)}]`)].join(" → ");
}

function recordInText(record: Parentage | Marriage): string {
  const kind = "type" in record ? record.type : "marriage";
  return [kind, record.date, ...(record.number === undefined ? [] : [`№ ${record.number}`])].join(" ");
}
