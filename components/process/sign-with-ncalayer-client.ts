import { NCALayerClient } from "ncalayer-js-client";
import { err, ok, type Result } from "@/lib/kernel/result";

/** Every way in which signing through NCALayer stops before the portal gets a signature; words under `signing.ncalayer.failures`. */
export type NcaLayerFailure =
  | { readonly kind: "not-running" | "cancelled" | "closed" | "timeout" | "could-not-load" }
  /** NCALayer's own error; `code` is what it said. */
  | { readonly kind: "error"; readonly code: string };

/** Whose keys NCALayer offers: people's own, those of organisations, or, where the key itself says who it is, both. */
export type OfferedKeys = "person" | "organisation" | "any";

const signers = {
  person: NCALayerClient.basicsSignerSignPerson,
  organisation: NCALayerClient.basicsSignerSignOrg,
  any: NCALayerClient.basicsSignerSignAny,
} as const satisfies Record<OfferedKeys, object>;

export type NcaLayerRequest = {
  /** Where NCALayer listens. */
  url: string;
  /** Certificates (DER, base64) of an authority other than the NCA whose keys are offered too; none for the NCA's own. */
  chain: readonly string[];
  keys: OfferedKeys;
  /** The exact bytes to sign, base64. */
  documentBase64: string;
  /** The language of NCALayer's windows. */
  locale: string;
};

/** How long NCALayer may take to answer the call, in ms: it runs on the same computer. */
const connectLimit = 10_000;
/** How long a person may take to choose a key and type its password, in ms. */
const signLimit = 5 * 60_000;

/**
 * Has NCALayer sign: a detached CMS, base64 without armour. Whose key it was, and whether it may sign, is the server's to tell.
 * Never throws.
 */
export async function signWithNcaLayer(request: NcaLayerRequest): Promise<Result<string, NcaLayerFailure>> {
  // KAZTOKEN's program has an HTTP door of its own, which the portal's policy lets pages knock at.
  const client = new NCALayerClient(request.url);
  let answer = "";
  client.onResponseReady = (text) => {
    answer = text;
  };
  try {
    const connected = await within(connectLimit, client.connect());
    if (!connected.ok) return err({ kind: "not-running" });
    answer = "";
    const signer = {
      ...signers[request.keys],
      ...(request.chain.length === 0 ? {} : { chain: request.chain }),
    };
    const signed = await within(
      signLimit,
      client.basicsSignCMS(
        NCALayerClient.basicsStorageAll,
        request.documentBase64,
        NCALayerClient.basicsCMSParamsDetachedNoTSP,
        signer,
        request.locale,
      ),
    );
    if (!signed.ok) return err(signed.error === "timeout" ? { kind: "timeout" } : failureIn(answer));
    const cms: unknown = Array.isArray(signed.value) ? signed.value[0] : signed.value;
    return typeof cms === "string" && cms !== "" ? ok(withoutArmour(cms)) : err({ kind: "error", code: "—" });
  } catch {
    return err({ kind: "not-running" });
  } finally {
    client.wsConnection?.close();
  }
}

/** A promise that must be kept in so many ms. */
async function within<T>(limit: number, promise: Promise<T>): Promise<Result<T, "timeout" | "refused">> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Result<T, "timeout" | "refused">>((resolve) => {
    timer = setTimeout(() => {
      resolve(err("timeout"));
    }, limit);
  });
  const kept = promise.then(
    (value): Result<T, "timeout" | "refused"> => ok(value),
    (): Result<T, "timeout" | "refused"> => err("refused"),
  );
  try {
    return await Promise.race([kept, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What NCALayer's last words mean; none at all: it hung up. */
export function failureIn(answer: string): NcaLayerFailure {
  if (answer === "") return { kind: "closed" };
  let said: unknown;
  try {
    said = JSON.parse(answer);
  } catch {
    return { kind: "error", code: "—" };
  }
  if (typeof said !== "object" || said === null) return { kind: "error", code: "—" };
  if ("status" in said && said.status === true) return { kind: "cancelled" };
  const code = "code" in said ? said.code : undefined;
  return {
    kind: "error",
    code: typeof code === "string" || typeof code === "number" ? String(code).slice(0, 60) : "—",
  };
}

/** The base64 alone, whatever NCALayer wraps around it. */
function withoutArmour(cms: string): string {
  return cms.replace(/-----[A-Z0-9 ]+-----/g, "").replace(/\s+/g, "");
}
