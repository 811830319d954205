import "server-only";
import type { QaCall } from "./qa-call";

interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  /** Parts after `/api/qa/`; one that begins with a colon takes any text and gives it that name. */
  readonly path: string;
  readonly load: () => Promise<QaCall>;
}

/** Every call of the QA API. Its code, and the mocks behind it, is loaded only when it is called. */
const routes: readonly Route[] = [
  { method: "POST", path: "dataset", load: async () => (await import("./load-dataset")).loadDatasetCall },
  { method: "GET", path: "scenarios", load: async () => (await import("./scenarios")).scenariosCall },
  { method: "POST", path: "scenarios", load: async () => (await import("./scenario-call")).openScenarioCall },
  { method: "POST", path: "people", load: async () => (await import("./copy-person")).peopleCall },
  { method: "POST", path: "sign-in", load: async () => (await import("./sign-in")).signInCall },
  { method: "POST", path: "clock", load: async () => (await import("./move-clock")).clockCall },
  { method: "POST", path: "run-due", load: async () => (await import("./run-due")).runDueCall },
  { method: "POST", path: "faults", load: async () => (await import("./faults")).setFaultCall },
  { method: "DELETE", path: "faults", load: async () => (await import("./faults")).clearFaultsCall },
  { method: "GET", path: "messages", load: async () => (await import("./messages")).messagesCall },
  { method: "GET", path: "keys/:file", load: async () => (await import("./test-keys")).keyCall },
  {
    method: "POST",
    path: "payments/:invoice",
    load: async () => (await import("./payment-outcome")).paymentCall,
  },
  { method: "POST", path: "phone", load: async () => (await import("./phone")).phoneCall },
  { method: "POST", path: "ncalayer", load: async () => (await import("./ncalayer")).ncaLayerCall },
  { method: "POST", path: "applications", load: async () => (await import("./walk-call")).walkCall },
  {
    method: "GET",
    path: "applications/:id",
    load: async () => (await import("./inspect-application")).inspectCall,
  },
];

export interface FoundCall {
  readonly load: () => Promise<QaCall>;
  /** The named parts of the path. */
  readonly params: Readonly<Record<string, string>>;
}

/** The call behind a method and a path; the methods that the path does take when it is not this one; or nothing. */
export function findCall(
  method: string,
  path: readonly string[],
): FoundCall | { readonly allowed: readonly string[] } | undefined {
  const fitting = routes.flatMap((route) => {
    const params = paramsOf(route.path.split("/"), path);
    return params ? [{ ...route, params }] : [];
  });
  const found = fitting.find((route) => route.method === method);
  if (found) return found;
  return fitting.length > 0 ? { allowed: fitting.map((route) => route.method) } : undefined;
}

function paramsOf(template: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  if (template.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const given = path[index] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = given;
    else if (part !== given) return undefined;
  }
  return params;
}
