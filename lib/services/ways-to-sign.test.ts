import { describe, expect, it } from "vitest";
import { takesCodes } from "@/lib/process/signing-sides";
import { services } from "@/lib/services";

/** The regulation of the ID card says EDS [S4 §3.12]; those of registration at a dwelling, and of its end, let a code stand in for it [S0-A3 §5], and so it is for the certificate [ours]. */
const signedByCode = ["residence-registration", "temporary-registration", "deregistration", "address-certificate"];

describe("each service", () => {
  it.each(services)("$id takes one-time codes only if its regulation does", (service) => {
    const stages = service.stages.filter(({ kind }) => kind === "signature" || kind === "consent");
    expect(stages).not.toEqual([]);
    for (const { id } of stages) expect(takesCodes(service, id), id).toBe(signedByCode.includes(service.id));
  });
});
