import { describe, expect, it } from "vitest";
import { services } from "@/lib/services";

/** What the demo dataset must hold, row by row: the scenarios by which each is found in the console. */
const rows: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "id-card-renewal": {
    "expires in 20 days": ["expires-in-20-days"],
    "expires in exactly 30 days, and in 31": ["expires-in-30-days", "expires-in-31-days"],
    "expired exactly 10 days ago, and 11": ["expired-10-days-ago", "expired-11-days-ago"],
    "lost card": ["card-lost"],
    "card invalidated": ["card-invalidated"],
    "surname changed since issue": ["surname-changed"],
    "birth date corrected since issue": ["birth-date-corrected"],
    "no permanent registration": ["no-permanent-registration"],
    incapable: ["incapable", "limited-capacity"],
    deceased: ["deceased"],
    "no linked phone": ["no-linked-phone", "no-verified-phone"],
    "Digital ID does not recognise": ["not-recognised"],
    "photo of another person": ["photo-of-another"],
    "exempt, by the table of 2025": [
      "exempt-hero-soviet-union",
      "exempt-hero-socialist-labour",
      "exempt-three-orders-of-glory",
      "exempt-three-orders-of-labour-glory",
      "exempt-altyn-qyran",
      "exempt-otan",
      "exempt-halyq-qaharmany",
      "exempt-enbek-eri",
      "exempt-mother-heroine",
      "exempt-altyn-alqa",
      "exempt-kumis-alqa",
      "exempt-war-veteran",
      "exempt-equated-to-war-veteran",
      "exempt-combat-veteran",
      "exempt-home-front-worker",
      "exempt-disability",
      "exempt-parent-of-child-with-disability",
      "exempt-elderly-in-state-institution",
      "exempt-orphan-in-institution",
      "exempt-chernobyl",
    ],
    "pays 0.2 MRP": ["pays-duty-2025"],
    "free in 2026": ["free-in-2026"],
    "RP DRN refuses": ["rp-drn-refuses"],
    "ZAGS down for 2 minutes, and for 15": ["zags-down-2-minutes", "zags-down-15-minutes"],
    "birth place abroad, and under its historic name": ["born-abroad", "historic-birth-place"],
    "an officer annuls for the photo": ["officer-annuls-photo"],
  },
  "residence-registration": {
    "each degree of kinship in each direction and on each side": [
      "residence-kin-child",
      "residence-kin-adopted-child",
      "residence-kin-parent",
      "residence-kin-spouse",
      "residence-kin-full-sibling",
      "residence-kin-half-by-mother",
      "residence-kin-half-by-father",
      "residence-kin-grandparent-by-mother",
      "residence-kin-grandparent-by-father",
      "residence-kin-grandchild-by-mother",
      "residence-kin-grandchild-by-father",
      "residence-kin-in-law-child",
      "residence-kin-in-law-parent",
      "residence-kin-in-law-sibling",
      "residence-kin-in-law-grandparent",
      "residence-kin-owner",
    ],
    "student by NOBD, and by EPVO": ["residence-kin-student-college", "residence-kin-student-university"],
    "divorced spouse": ["residence-no-kin-divorced"],
    "former in-law": ["residence-no-kin-former-in-law"],
    "sibling who shares one parent, chosen as full": ["residence-no-kin-half-as-full"],
    "wrong side": ["residence-no-kin-wrong-side"],
    "missing parent in a record": ["residence-no-kin-missing-parent"],
    "student elsewhere, part-time, graduated": [
      "residence-no-kin-student-elsewhere",
      "residence-no-kin-student-part-time",
      "residence-no-kin-graduate",
    ],
    "chain through a dead relative": ["residence-kin-dead-link"],
  },
  "address-certificate": {
    self: ["certificate-self", "certificate-self-with-stay", "certificate-temporary-only"],
    child: ["certificate-child", "certificate-child-turns-16", "certificate-strangers-child"],
    "legal entity": ["certificate-entity", "certificate-entity-database-silent"],
    "wrong address, corrected and refused": [
      "certificate-wrong-address-corrected",
      "certificate-wrong-address-refused",
      "certificate-databases-differ",
      "certificate-gbd-fl-errs",
    ],
    "no registration, and residence not determined": [
      "certificate-no-registration",
      "certificate-residence-not-determined",
    ],
  },
  deregistration: {
    "one person, several, oneself, a temporary stay": [
      "removal-one-person",
      "removal-several-people",
      "removal-oneself",
      "removal-temporary-stay",
    ],
    "one co-owner refuses, is silent, is picked": [
      "removal-co-owner-declines",
      "removal-co-owner-silent",
      "removal-co-owner-picked",
    ],
    "minor with parent, left without residence, with a home elsewhere": [
      "removal-minor-with-parent",
      "removal-minor-without-residence",
      "removal-minor-with-home-elsewhere",
    ],
    "court ruling, departed": ["removal-court-ruling", "removal-left-the-country"],
    "owner a legal entity, a minor": ["removal-co-owner-legal-entity", "removal-co-owner-minor", "removal-minor-of-15"],
  },
};

describe.each(Object.entries(rows))("the demo dataset for %s", (id, wanted) => {
  const examples = services.filter((service) => service.id === id).flatMap((service) => service.examples);

  it.each(Object.entries(wanted))("holds: %s", (_, ids) => {
    const known = examples.map((example) => example.id);
    for (const one of ids) expect(known).toContain(one);
  });

  it("plays each row of the table of 2025 in 2025, and pays there", () => {
    for (const { id: name, day, expect: end } of examples.filter((one) => /^(exempt|pays)-/.test(one.id))) {
      expect(day.startsWith("2025-"), name).toBe(true);
      expect(end, name).toBe("granted");
    }
  });
});
