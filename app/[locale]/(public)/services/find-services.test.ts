import { describe, expect, it } from "vitest";
import { findServices } from "./find-services";

const services = [
  {
    id: "card",
    words: ["Жеке куәлікті қолданылу мерзімінің өтуіне байланысты ресімдеу", "удостоверение личности", "identity card"],
  },
  { id: "address", words: ["Мекенжай анықтамасы", "Адресная справка", "address certificate"] },
];

describe("findServices", () => {
  it.each(["куәлік", "КУӘЛІГІМ", "куалик", "удостоверения", "identity", "мерзімі өтті куәлік"])(
    "%s finds the card",
    (query) => {
      expect(findServices(services, query)).toEqual(["card"]);
    },
  );

  it.each(["анықтама", "справку", "certificate of my address"])("%s finds the certificate", (query) => {
    expect(findServices(services, query)).toEqual(["address"]);
  });

  it("gives all for an empty query and none for a foreign one", () => {
    expect(findServices(services, "  ")).toEqual(["card", "address"]);
    expect(findServices(services, "балық аулау")).toEqual([]);
    expect(findServices(services, "ад")).toEqual([]);
  });

  it("ignores what is no word, and does not choke on long queries", () => {
    expect(findServices(services, "%_'\"<script>")).toEqual([]);
    expect(findServices(services, "а".repeat(100_000))).toEqual([]);
  });

  it("puts the better match first", () => {
    expect(findServices(services, "address certificate identity")).toEqual(["address"]);
    expect(findServices(services, "identity address certificate")[0]).toBe("address");
  });
});
