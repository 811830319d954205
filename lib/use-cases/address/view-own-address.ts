import "server-only";
import { addressLines } from "@/lib/kernel/address";
import type { Iin } from "@/lib/kernel/iin";
import { addDays, daysBetween, isBefore, localDateOf, type LocalDate } from "@/lib/kernel/local-date";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { services } from "@/lib/services";
import { askRegistrations, type NotTold } from "./ask-registrations";
import { isFollowed, isStay } from "./stays";

/** What the address in the cabinet is asked for: a purpose of its own before KDP and in the access log. */
export const addressPurpose = "own-address";

interface OwnPlace {
  readonly address: { readonly kk: string; readonly ru: string };
  readonly from: LocalDate;
}

/** A temporary registration of the reader's own. */
export interface OwnStay extends OwnPlace {
  readonly to: LocalDate;
  /** Calendar days until its last one: 0 on that day. */
  readonly daysLeft: number;
  readonly hasBegun: boolean;
  /** Its end is near, and nothing comes after it. */
  readonly isEnding: boolean;
  readonly reminder: { readonly id: string; readonly day: LocalDate } | null;
  /** The portal can still remind of its end: on this day. */
  readonly remindOn: LocalDate | null;
}

export interface OwnAddress {
  readonly kind: "found";
  /** Null where there is none. */
  readonly permanent: OwnPlace | null;
  readonly stays: readonly OwnStay[];
  /** GBD FL says that nobody knows where the person lives [S0-A3 §4]. */
  readonly isUndetermined: boolean;
  /** The service that registers a stay. */
  readonly stayService: string | null;
}

/** A person's own address, asked of GBD FL because they asked to see it. */
export async function viewOwnAddress(iin: Iin): Promise<OwnAddress | NotTold> {
  const now = await clockOf(iin);
  const today = localDateOf(now);
  const told = await askRegistrations(iin, { reader: { kind: "citizen", iin }, purpose: addressPurpose, now });
  if (told.kind !== "found") return told;
  const [person, reminders] = await Promise.all([
    told.gbdFl.person({ iin }),
    db.reminder.findMany({ where: { iin, kind: "stay" } }),
  ]);
  if (person.kind === "denied") return { kind: "denied" };
  if (person.kind === "unavailable" || person.kind === "invalid-answer")
    return { kind: "silent", database: "individuals" };
  const all = told.registrations;
  const permanent = all.find(({ kind, from }) => kind === "permanent" && !isBefore(today, from));
  const expiring = services.find(({ expiry }) => expiry?.kind === "stay");
  const daysBefore = expiring?.expiry?.daysBefore ?? 0;
  return {
    kind: "found",
    permanent: permanent ? { address: addressLines(permanent.address), from: permanent.from } : null,
    stays: all
      .filter(isStay)
      .toSorted((one, other) => daysBetween(other.from, one.from))
      .map((stay) => {
        const { rka, from, to, address } = stay;
        const daysLeft = daysBetween(today, to);
        const followed = isFollowed(stay, all);
        const reminder = reminders.find(({ subject, expiresOn }) => subject === rka && expiresOn === to);
        return {
          ...{ from, to, daysLeft },
          address: addressLines(address),
          hasBegun: !isBefore(today, from),
          isEnding: daysLeft <= daysBefore && !followed,
          reminder: reminder?.sentAt === null ? { id: reminder.id, day: localDateOf(reminder.dueAt) } : null,
          remindOn:
            expiring && reminder === undefined && daysLeft > daysBefore && !followed ? addDays(to, -daysBefore) : null,
        };
      }),
    isUndetermined: person.kind === "found" && person.value.residenceStatus === "not-determined",
    stayService: expiring?.id ?? null,
  };
}
