import "server-only";

/** A label and its value, as they stand beside each other. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A part of a paper. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string; readonly strong?: boolean }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  /** The one number that a person comes for, large. */
  | { readonly kind: "number"; readonly label: string; readonly number: string };

/** What a paper says in one language. Every language begins a page of its own. */
export interface PaperSide {
  readonly language: "kk" | "ru";
  /** Who gives it: the portal's name and what it is. */
  readonly issuer: { readonly name: string; readonly about: string };
  readonly title: string;
  /** What it is about, under the title. */
  readonly subtitle: string;
  readonly blocks: readonly Block[];
  /** How whoever is shown the paper can check it; stands beside the QR code, which leads to `address` and is read out as `picture`. */
  readonly check: {
    readonly title: string;
    readonly lines: readonly string[];
    readonly address: string;
    readonly picture: string;
  };
  /** At the foot of every page. */
  readonly footer: (page: number, pages: number) => string;
}

/** A paper of the portal: the same in Kazakh and, after it, in Russian. */
export interface Paper {
  /** The file's title, which readers show and read out. */
  readonly title: string;
  /** In that order: the state language first. */
  readonly sides: readonly PaperSide[];
  /** When it is made and sealed; real time. */
  readonly madeAt: Date;
  /** Who seals it, one after another. */
  readonly seals: readonly [PaperSeal, ...PaperSeal[]];
}

/** A seal's field in the file, in plain letters; who seals, and why, as a reader of PDF shows it beside the signature. */
export interface PaperSeal {
  readonly field: string;
  readonly name: string;
  readonly reason: string;
}
