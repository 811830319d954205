import "server-only";
import { randomUUID } from "node:crypto";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { audit } from "@/lib/infra/audit";
import { recordAccess } from "@/lib/infra/access-log";
import { now as clockOf } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import type { Prisma, ResidentReport } from "@/lib/infra/db/generated/client";
import { sendJob } from "@/lib/infra/jobs";
import { isUuid } from "../application-record";
import { portalReader } from "../gather-facts";
import { askKinship, type Kinship } from "../kinship";
import type { Officer } from "../task-access";
import { answerIn, reportContentSchema, type Report, type ReportContent, type ReportOutcome } from "./report-stranger";

/** What an officer reads of people in a report: a purpose of its own in the access log. */
const purpose = "stranger-report";

/** Who looks into how a registration came about: the migration service, in the region and in its towns. */
const kinds = ["umd-officer", "town-unit"];

const perPage = 20;
const mostPages = 1_000;

/** A report in a list: nobody is named. */
export interface ListedReport extends Report {
  readonly id: string;
  /** Null where it is not known. */
  readonly region: string | null;
}

/** A report in full. */
export interface OfficersReport extends ListedReport {
  readonly kind: "open";
  readonly owner: Iin;
  readonly person: Iin;
  readonly rka: string;
  /** Null where the portal did not keep it. */
  readonly content: ReportContent | null;
}

/** A report that the officer must not look into, since whom it is about is or may be a close relative of theirs: nothing of it is told. */
export interface ShutReport {
  readonly kind: Exclude<Kinship, "none">;
  readonly number: string;
}

/** Whether an officer has to do with reports at all. */
export function seesReports({ roles }: Pick<Officer, "roles">): boolean {
  return regionsOf(roles).length > 0;
}

/** The reports of an officer's regions, those that nobody has dealt with first, the oldest of them on top; pages count from 1. */
export async function viewReports(
  officer: Officer,
  page: number,
): Promise<{ readonly reports: readonly ListedReport[]; readonly waiting: number; readonly pages: number }> {
  const where = ofOfficer(officer);
  const [rows, total, waiting] = await Promise.all([
    db.residentReport.findMany({
      where,
      orderBy: [{ dealtAt: { sort: "desc", nulls: "first" } }, { at: "asc" }],
      skip: (Math.min(page, mostPages) - 1) * perPage,
      take: perPage,
    }),
    db.residentReport.count({ where }),
    countWaitingReports(officer),
  ]);
  return { reports: rows.map(listed), waiting, pages: Math.max(1, Math.ceil(total / perPage)) };
}

/** How many reports of an officer's region nobody has dealt with. */
export function countWaitingReports(officer: Officer): Promise<number> {
  return db.residentReport.count({ where: { ...ofOfficer(officer), dealtAt: null } });
}

/**
 * A report for an officer of its region; null for any other, as for one that does not exist. ZAGS is asked first whether whoever has reported
 * or whom they have reported is a close relative of the officer; whose data they read is written down.
 */
export async function viewReport(id: string, officer: Officer): Promise<OfficersReport | ShutReport | null> {
  const row = isUuid(id) ? await db.residentReport.findFirst({ where: { AND: [ofOfficer(officer), { id }] } }) : null;
  if (!row) return null;
  const kinship = await kinshipTo(row, officer);
  if (kinship !== "none") return { kind: kinship, number: row.number };
  const [owner, person] = [iinSchema.parse(row.owner), iinSchema.parse(row.person)];
  for (const subject of [owner, person]) {
    await recordAccess({
      readerKind: "officer",
      reader: officer.iin,
      readerRole: roleFor(officer, row.region),
      subject,
      database: "portal",
      operation: "report",
      purpose,
      applicationId: null,
      answer: "found",
    });
  }
  const content = row.content === null ? null : reportContentSchema.parse(row.content);
  return { kind: "open", ...listed(row), owner, person, rka: row.rka, content };
}

/**
 * Marks a report as dealt with, with what came of it, once: the owner is told. All is written together with the audit. Out: "closed" where
 * somebody has dealt with it before, "not-found" where it is none of the officer's; what they are to the people whom it is about, where they
 * are or may be a close relative.
 */
export async function dealWithReport(
  id: string,
  officer: Officer,
  { outcome, comment }: { readonly outcome: ReportOutcome; readonly comment: string },
): Promise<"dealt-with" | "closed" | "not-found" | Exclude<Kinship, "none">> {
  const row = isUuid(id) ? await db.residentReport.findFirst({ where: { AND: [ofOfficer(officer), { id }] } }) : null;
  if (!row) return "not-found";
  const kinship = await kinshipTo(row, officer);
  if (kinship !== "none") return kinship;
  const [at, told] = [await clockOf(officer.iin), await clockOf(iinSchema.parse(row.owner))];
  return inTransaction(async (tx) => {
    const { count } = await tx.residentReport.updateMany({
      where: { id, dealtAt: null },
      data: { dealtAt: at, dealtBy: officer.iin, outcome, comment },
    });
    if (count === 0) return "closed";
    const { number, owner } = row;
    const actor = { kind: "officer", iin: officer.iin };
    await audit(tx, { actor, action: "deal-with-report", applicationId: null, details: { report: number, outcome } });
    const notice = randomUUID();
    const params = { number, service: "residence-registration", page: "/cabinet/dwellings" };
    await tx.notice.create({ data: { id: notice, iin: owner, kind: "report-dealt-with", params, at: told } });
    await sendJob(tx, "effect", { kind: "notify", notice }, `notice/${notice}`);
    return "dealt-with";
  });
}

/** What an officer is to whoever has reported and to whom they have reported. */
async function kinshipTo(row: Pick<ResidentReport, "owner" | "person">, officer: Officer): Promise<Kinship> {
  const people = [iinSchema.parse(row.owner), iinSchema.parse(row.person)] as const;
  const now = await clockOf(people[0]);
  return askKinship({ reader: portalReader, purpose, now }, people, officer.iin);
}

/** The reports that an officer may see: of their regions, and neither by themselves nor about themselves. */
function ofOfficer({ iin, roles }: Officer): Prisma.ResidentReportWhereInput {
  const regions = regionsOf(roles);
  if (regions.length === 0) return { id: { in: [] } };
  return { owner: { not: iin }, person: { not: iin }, OR: [{ region: { in: regions } }, { region: null }] };
}

function regionsOf(roles: readonly string[]): string[] {
  return roles.flatMap((role) => {
    const [kind = "", region] = role.split(":");
    return region !== undefined && kinds.includes(kind) ? [region] : [];
  });
}

/** In which of their roles an officer reads a report. */
function roleFor({ roles }: Officer, region: string | null): string | null {
  const able = roles.filter((role) => regionsOf([role]).length > 0);
  return able.find((role) => role.endsWith(`:${region ?? ""}`)) ?? able[0] ?? null;
}

function listed({ id, number, at, region, ...dealt }: ResidentReport): ListedReport {
  return { id, number, at, region, answer: answerIn(dealt) };
}
