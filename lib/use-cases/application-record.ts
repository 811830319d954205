import "server-only";
import { isBin, type Bin } from "@/lib/kernel/bin";
import { isIin, type Iin } from "@/lib/kernel/iin";
import { db, type Tx } from "@/lib/infra/db/client";
import { isOpenTo, type Applicant } from "@/lib/process/applicant";
import type { Service } from "@/lib/process/define-service";
import type { State } from "@/lib/process/state";
import { serviceOf } from "@/lib/services";

/** An application as the portal holds it. */
export interface ApplicationRecord {
  readonly id: string;
  /** Whose hands began it, and on whose clock it lives. */
  readonly applicant: Iin;
  /** Of the legal entity that it is made for; null where the applicant asks for themselves. */
  readonly bin: Bin | null;
  readonly service: Service;
  readonly state: State;
}

interface Row {
  readonly id: string;
  readonly state: unknown;
}

/** The application of this id, without a lock; null when there is none. */
export async function findApplication(id: string): Promise<ApplicationRecord | null> {
  if (!isUuid(id)) return null;
  const row = await db.application.findUnique({ where: { id }, select: { id: true, state: true } });
  return row ? recordOf(row) : null;
}

/** The one door to an application for whoever applies: null where it is not open to them, exactly as where there is none of this id. */
export async function findOwn(id: string, applicant: Applicant): Promise<ApplicationRecord | null> {
  const application = await findApplication(id);
  return application && isOpenTo(application.state, applicant) ? application : null;
}

/** The application of this id, locked until the transaction ends; null when there is none. */
export async function lockApplication(tx: Tx, id: string): Promise<ApplicationRecord | null> {
  if (!isUuid(id)) return null;
  const [row] = await tx.$queryRaw<Row[]>`SELECT id, state FROM portal.application WHERE id = ${id}::uuid FOR UPDATE`;
  return row ? recordOf(row) : null;
}

/** A row's state is this program's own writing, checked against the events by `npm run audit:verify`. */
export function recordOf(row: Row): ApplicationRecord {
  const state = row.state as State;
  if (!isIin(state.applicant)) throw new Error("An application without an applicant");
  if (state.bin !== undefined && !isBin(state.bin)) throw new Error("An application for no legal entity");
  return { id: row.id, applicant: state.applicant, bin: state.bin ?? null, service: serviceOf(state), state };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside can name a row at all. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
