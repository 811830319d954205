import type { Answer } from "@/lib/kernel/answer";
import type { DatabaseName } from "@/lib/state-databases/ports";
import type { Evidence, Subject } from "./facts";

/** As much of an application as choices rest on. */
interface Standing {
  readonly evidence: Readonly<Record<string, Evidence>>;
}

/** Options that a state database offers now. */
export interface OptionsQuery {
  readonly database: DatabaseName;
  readonly ask: (port: never, subject: Subject) => Promise<Answer<Option[]>>;
}

export type Option = {
  readonly value: string;
  readonly kk: string;
  readonly ru: string;
  /** What is said beside it: keys of `steps.<step>.<field>.notes` among the service's messages, with the values that they name. */
  readonly notes?: readonly { readonly key: string; readonly values: Evidence }[];
};

/** What an upload must be to be looked at; what it must show is for the service's checks to say. */
export interface ImageRules {
  readonly formats: readonly ("jpeg" | "png")[];
  readonly maxBytes: number;
  /** It is a portrait of this form: the page shows it in its frame before it is sent, and lets it be cut to it. */
  readonly portrait?: PortraitFrame;
}

/** The form of a portrait. */
export interface PortraitFrame {
  /** The proportion of its sides, and how far off they may be, in percent. */
  readonly shape: { readonly width: number; readonly height: number };
  readonly tolerancePercent: number;
  /** The fewest pixels that can be printed. */
  readonly minWidth: number;
  readonly minHeight: number;
  /** From the chin to the top of the hair, in percent of the height. */
  readonly leastHead: number;
  readonly mostHead: number;
}

export type Field =
  | {
      readonly kind: "radios" | "select";
      readonly name: string;
      readonly options: readonly string[];
      readonly labels?: "regions";
    }
  /** One of those that checks have left behind. */
  | {
      readonly kind: "radios" | "select";
      readonly name: string;
      readonly choices: (situation: Standing) => readonly Option[];
    }
  | { readonly kind: "radios" | "select"; readonly name: string; readonly optionsFrom: OptionsQuery }
  | {
      readonly kind: "text" | "tel" | "email";
      readonly name: string;
      readonly optional?: boolean;
      readonly autocomplete?: string;
    }
  /** A day, as YYYY-MM-DD. */
  | { readonly kind: "date"; readonly name: string }
  /** Any of several, or none: from what checks have left behind. */
  | {
      readonly kind: "checkboxes";
      readonly name: string;
      readonly choices: (situation: Standing) => readonly Option[];
    }
  /** Any of several that a state database offers now; `notes` lists the keys that its options may carry. */
  | {
      readonly kind: "checkboxes";
      readonly name: string;
      readonly optionsFrom: OptionsQuery;
      readonly notes?: readonly string[];
    }
  | { readonly kind: "confirm"; readonly name: string }
  | { readonly kind: "image"; readonly name: string; readonly rules: ImageRules };
