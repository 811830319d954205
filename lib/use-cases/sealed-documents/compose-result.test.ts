import { describe, expect, it } from "vitest";
import { drawPaper } from "@/lib/infra/documents/draw-paper";
import { poppler, textOf } from "@/lib/infra/documents/pdf-for-tests";
import type { Service } from "@/lib/process/define-service";
import type { Printed, ResultingPaper } from "@/lib/process/resulting-paper";
import { nothing } from "@/lib/process/state";
import { services } from "@/lib/services";
import { wordsOf } from "../words";
import { composePaper } from "./compose-paper";

const at = "2026-03-02T05:00:00.000Z";
const [declared] = services.filter(({ paper }) => paper !== undefined);
const [firstFact = "", secondFact = ""] = Object.keys(declared?.paper?.facts ?? {});
const serviceId = declared?.id ?? "";

/** The paper of a service that says this. */
async function drawn(name: Printed, address: Printed, more: Partial<ResultingPaper> = {}): Promise<Buffer> {
  const facts = { [firstFact]: () => address, [secondFact]: () => ({ kk: "2020-05-09", ru: "2020-05-09" }) };
  const paper: ResultingPaper = { seals: ["interior", "justice"], validDays: 10, facts, ...more };
  if (!declared) throw new Error("no service ends with a paper");
  const service: Service = { ...declared, paper };
  const state = { ...nothing, number: "2026-0000123", applicant: "900101400013" };
  const due = { kind: "result", seq: 1, at, state, coupon: "" } as const;
  const holder = { kind: "person", number: "900101400013", name } as const;
  const content = { service, due, holder, refund: 0, code: "1234567812345678", portal: "https://portal.example" };
  return drawPaper(composePaper({ ...content, madeAt: new Date(at) }));
}

function same(text: string): Printed {
  return { kk: text, ru: text };
}

/** Whether the parts stand in a text one after another, wherever its lines are broken. */
function expectInOrder(text: string, parts: readonly string[]): void {
  const plain = text.replaceAll(/\s+/g, "");
  let place = 0;
  for (const part of parts) {
    const found = plain.indexOf(part.replaceAll(/\s+/g, ""), place);
    expect(found, part).toBeGreaterThanOrEqual(place);
    place = found + 1;
  }
}

const addresses = {
  kk: "Солтүстік Қазақстан облысы, Ғабит Мүсірепов атындағы аудан, Ақмырза Сағынайұлы көшесі, 128/4-үй, 1024-пәтер",
  ru: "Северо-Казахстанская область, район имени Габита Мусрепова, улица Акмырзы Сагынайулы, дом 128/4, квартира 1024",
};

describe("the text of a paper that a service ends with", () => {
  it("is whole in both languages, and is read in the order in which it stands", async () => {
    const file = await drawn(same("ҚАСЫМОВА ӘЛИЯ"), addresses);
    const sides = (["kk", "ru"] as const).flatMap((language) => {
      const own = wordsOf(language, `services.${serviceId}.paper`);
      const words = wordsOf(language, "sealed-documents");
      return [
        ...[own("title"), words("paper.documentNumber"), "1234 5678 1234 5678", own("text")],
        ...[words("paper.holder"), "ҚАСЫМОВА ӘЛИЯ", words("paper.iin"), "0013"],
        ...[own(`facts.${firstFact}`), addresses[language], own(`facts.${secondFact}`)],
        language === "kk" ? "2020 ж. 9 мамыр" : "9 мая 2020 г.",
        ...[words("paper.issuedAt"), words("paper.validUntil")],
        language === "kk" ? "2026 ж. 12 наурыз, осы күнді қоса" : "по 12 марта 2026 г. включительно",
        ...[words("paper.sealedBy"), words("paper.seals.interior"), words("paper.seals.justice")],
        ...["2026-0000123", words("paper.help"), words("check.title"), words("check.seals")],
      ];
    });
    expectInOrder(textOf(file), sides);
    // What is read aloud follows the structure, not the place on the sheet.
    expectInOrder(poppler("pdfinfo", file, ["-struct-text"]).replaceAll('"', ""), sides);
    expect(poppler("pdfinfo", file)).toMatch(/^Pages: +2$/m);
  });

  it.each([
    ["300 letters", "Ұ".repeat(300), "Ұ".repeat(300)],
    ["marks of direction", "АЛ\u202EИЯ\u2066\u200F", "АЛ[U+202E]ИЯ[U+2066][U+200F]"],
    ["operators of PDF", ") Tj ET Q endstream endobj << /V 1 0 R >>", ") Tj ET Q endstream endobj << /V 1 0 R >>"],
    ["fields of a form", "/T (justice) /ByteRange [0 1 2 3]", "/T (justice) /ByteRange [0 1 2 3]"],
  ])("has a name of %s as it stands, in the facts as well", async (_, name, printed) => {
    const text = textOf(await drawn(same(name), same(name)));
    const plain = text.replaceAll(/\s+/g, "");
    expect(plain.split(printed.replaceAll(/\s+/g, ""))).toHaveLength(5);
    expect(text).toContain("1234 5678 1234 5678");
  });

  it("goes on over as many pages as it needs, and how to check it never stands alone there", async () => {
    for (const people of [8, 10, 12, 14, 16, 18, 20, 40]) {
      const list = Array.from({ length: people }, (_, index) => `ӘБДІҒАППАРҰЛЫ ҒАБДУЛХАКІМ ${String(index)}`).join(
        "; ",
      );
      const file = await drawn(same("ҚАСЫМОВА ӘЛИЯ"), same(list));
      const help = wordsOf("kk", "sealed-documents.paper")("help").replaceAll(/\s+/g, "");
      const check = wordsOf("kk", "sealed-documents.check")("title").replaceAll(/\s+/g, "");
      const pages = textOf(file).split("\f");
      const page = pages.find((text) => text.replaceAll(/\s+/g, "").includes(check)) ?? "";
      expect(page.replaceAll(/\s+/g, ""), String(people)).toContain(help);
      expect(textOf(file).replaceAll(/\s+/g, "")).toContain(String(people - 1));
    }
  });
});
