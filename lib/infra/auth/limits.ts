import "server-only";
import type { RateRule } from "./rate-rule";

const minute = 60;

/** Five wrong passwords for one IIN close that step for 15 minutes; signing in by EDS stays open [S0-A3 §5]. */
export const passwordLock: RateRule = { points: 5, seconds: 15 * minute, lockSeconds: 15 * minute };

/** Five wrong codes of one account, however many were sent. */
export const codeLock: RateRule = { points: 5, seconds: 15 * minute, lockSeconds: 15 * minute };

/** Asking for a code to set a new password: so few that a stranger who asks leaves most of a day's messages to the owner. */
export const recoveryLimit: RateRule = { points: 3, seconds: 24 * 60 * minute };

/** Codes for eGov Mobile that one address may ask for: many people share an address. */
export const challengeLimit: RateRule = { points: 600, seconds: 15 * minute };

/** SMS to one number, whatever the account. */
export const smsLimits = {
  "sms-short": { points: 3, seconds: 10 * minute },
  "sms-day": { points: 10, seconds: 24 * 60 * minute },
} as const satisfies Record<string, RateRule>;

/**
 * Messages that anybody can order to a number, by linking it or by having forgotten a password: of those in ten minutes one is left to its
 * owner, and seven of a day's.
 */
export const strangerLimits = {
  "stranger-short": { points: 2, seconds: 10 * minute },
  "stranger-day": { points: 3, seconds: 24 * 60 * minute },
} as const satisfies Record<string, RateRule>;

/** Messages that do not sign a document, whoever orders them: two of a day's are left to what their owner signs in a session of their own. */
export const entryLimits = {
  "entry-day": { points: 8, seconds: 24 * 60 * minute },
} as const satisfies Record<string, RateRule>;

/** Wrong passwords from one address, whatever the IINs. */
export const addressLimit: RateRule = { points: 50, seconds: 15 * minute };

export const codeMs = 5 * minute * 1000;

/** How long a right password is good for: a code may be asked for anew meanwhile. */
export const pendingMs = 20 * minute * 1000;

/** How long a screen may be entered once the phone has signed: its person sits before it. */
export const signedScreenMs = 2 * minute * 1000;

/** How long a text waits for its signature. */
export const challengeMs = 15 * minute * 1000;

/** The pause before a code may be asked for again. */
export const resendMs = minute * 1000;
