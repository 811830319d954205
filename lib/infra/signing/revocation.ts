import "server-only";
import { randomBytes } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { signatureHash } from "./algorithms";
import { bufferOf, derOf, isIssuedBy, isValidAt, readCertificate, signatureHolds } from "./certificate";
import type { ReadCertificate } from "./certificate";

const basicResponse = "1.3.6.1.5.5.7.48.1.1";
const nonceExtension = "1.3.6.1.5.5.7.48.1.2";
const ocspSigning = "1.3.6.1.5.5.7.3.9";
const authorityKeyIdentifier = "2.5.29.35";
const crlNumber = "2.5.29.20";
const successful = 0;

/** How far the two clocks may differ, in ms. */
const clockSkew = 5 * 60_000;
/** How old an OCSP answer without nextUpdate may be, in ms (RFC 6960 §4.2.2.1 leaves it to us). */
const oldestOcspAnswer = 60 * 60_000;

/** Where the authority's word on revocation comes from. Implementations never throw: no answer is "unavailable". */
export interface RevocationSource {
  /** The DER answer to a DER OCSP request (RFC 6960). */
  readonly ocsp: (request: Uint8Array) => Promise<Uint8Array | "unavailable">;
  /** The DER list of what the authority (a DER certificate) has revoked. */
  readonly crl: (issuer: Uint8Array) => Promise<Uint8Array | "unavailable">;
}

/** What proves that nothing in the chain was revoked; stored with the signature. */
export type RevocationEvidence = {
  /** Real time of the check, never a person's clock. */
  checkedAt: Date;
  /** The OCSP answer about the signer's certificate, or null when a list spoke for it. */
  ocsp: Uint8Array | null;
  crls: readonly Uint8Array[];
  /** What NCANode answered, where it verified the whole signature: JSON. */
  ncanode?: string;
};

export type RevocationFailure = "revoked" | "revocation-unknown" | "revocation-unavailable";
type Status = "good" | RevocationFailure;

/**
 * Whether anything between `signer` and the root was revoked: the signer by OCSP, else by list; authorities by list.
 * `chain` is nearest first, root last. Fails closed: an answer that is stale, unsigned or about something else is no answer.
 * A certificate revoked on any day is refused. `realNow` is real time.
 */
export async function checkRevocation(
  signer: ReadCertificate,
  chain: readonly ReadCertificate[],
  source: RevocationSource,
  realNow: Date,
): Promise<RevocationEvidence | RevocationFailure> {
  return walk(signer, chain, source, realNow, "asked-now");
}

/** The same by the evidence kept with a stored signature, without a network; freshness counts at the time of that check. */
export async function checkEvidence(
  signer: ReadCertificate,
  chain: readonly ReadCertificate[],
  evidence: RevocationEvidence,
): Promise<RevocationEvidence | RevocationFailure> {
  return walk(signer, chain, replay(evidence), evidence.checkedAt, "asked-earlier");
}

async function walk(
  signer: ReadCertificate,
  chain: readonly ReadCertificate[],
  source: RevocationSource,
  realNow: Date,
  /** An answer given earlier carries the nonce of that question. */
  asked: "asked-now" | "asked-earlier",
): Promise<RevocationEvidence | RevocationFailure> {
  const crls: Uint8Array[] = [];
  let ocsp: Uint8Array | null = null;

  async function byList(certificate: ReadCertificate, issuer: ReadCertificate): Promise<Status> {
    const answer = await source.crl(issuer.der);
    if (answer === "unavailable") return "revocation-unavailable";
    const status = readCrl(answer, certificate, issuer, realNow);
    if (status === "good") crls.push(answer);
    return status;
  }

  async function byResponder(issuer: ReadCertificate): Promise<Status> {
    const { request, nonce } = await makeOcspRequest(signer, issuer);
    const answer = await source.ocsp(request);
    if (answer === "unavailable") return "revocation-unavailable";
    const status = await readOcsp(answer, signer, issuer, asked === "asked-now" ? nonce : null, realNow);
    if (status === "good") ocsp = answer;
    return status;
  }

  const below = [signer, ...chain];
  for (const [index, issuer] of chain.entries()) {
    const certificate = below[index];
    if (!certificate || certificate.der === issuer.der) continue;
    let status: Status = index === 0 ? await byResponder(issuer) : "revocation-unavailable";
    if (status === "revocation-unavailable") status = await byList(certificate, issuer);
    if (status !== "good") return status;
  }
  return { checkedAt: realNow, ocsp, crls };
}

function replay(evidence: RevocationEvidence): RevocationSource {
  return {
    ocsp: () => Promise.resolve(evidence.ocsp ?? "unavailable"),
    crl: (issuer) => {
      const authority = readCertificate(issuer);
      const list = evidence.crls.find((crl) => authority !== null && isListOf(crl, authority));
      return Promise.resolve(list ?? "unavailable");
    },
  };
}

/** Whether the DER list is signed by the authority. */
export function isListOf(crl: Uint8Array, authority: ReadCertificate): boolean {
  const list = parseCrl(crl);
  return list !== null && isSignedBy(list, authority);
}

async function makeOcspRequest(
  certificate: ReadCertificate,
  issuer: ReadCertificate,
): Promise<{ request: Uint8Array; nonce: Uint8Array }> {
  const nonce = new Uint8Array(randomBytes(16));
  const request = new pkijs.OCSPRequest();
  // SHA-1 only names the issuer here (RFC 6960 §4.3 makes it the one every responder knows); nothing rests on it.
  const reqCert = await pkijs.CertID.create(certificate.parsed, {
    hashAlgorithm: "SHA-1",
    issuerCertificate: issuer.parsed,
  });
  request.tbsRequest.requestList = [new pkijs.Request({ reqCert })];
  request.tbsRequest.requestExtensions = [
    new pkijs.Extension({
      extnID: nonceExtension,
      extnValue: new asn1js.OctetString({ valueHex: bufferOf(nonce) }).toBER(false),
    }),
  ];
  return { request: new Uint8Array(request.toSchema(true).toBER(false)), nonce };
}

async function readOcsp(
  answer: Uint8Array,
  certificate: ReadCertificate,
  issuer: ReadCertificate,
  nonce: Uint8Array | null,
  realNow: Date,
): Promise<Status> {
  const basic = parseOcsp(answer);
  if (!basic || !isFromResponderOf(basic, issuer, realNow) || !(nonce === null || nonceAgrees(basic, nonce)))
    return "revocation-unavailable";
  for (const single of basic.tbsResponseData.responses) {
    const hashAlgorithm = hashNames[single.certID.hashAlgorithm.algorithmId];
    if (hashAlgorithm === undefined) continue;
    const asked = await pkijs.CertID.create(certificate.parsed, { hashAlgorithm, issuerCertificate: issuer.parsed });
    if (!single.certID.isEqual(asked)) continue;
    const until = single.nextUpdate ?? new Date(single.thisUpdate.getTime() + oldestOcspAnswer);
    return isFresh(single.thisUpdate, until, realNow) ? statusOf(single) : "revocation-unavailable";
  }
  return "revocation-unknown";
}

const hashNames: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "SHA-1",
  "2.16.840.1.101.3.4.2.1": "SHA-256",
};

function parseOcsp(answer: Uint8Array): pkijs.BasicOCSPResponse | null {
  try {
    const response = pkijs.OCSPResponse.fromBER(bufferOf(answer));
    if (response.responseStatus.valueBlock.valueDec !== successful) return null;
    if (response.responseBytes?.responseType !== basicResponse) return null;
    return pkijs.BasicOCSPResponse.fromBER(response.responseBytes.response.getValue());
  } catch {
    return null;
  }
}

/** CertStatus ::= CHOICE { good [0], revoked [1], unknown [2] } */
function statusOf(single: pkijs.SingleResponse): Status {
  const status: unknown = single.certStatus;
  if (!(status instanceof asn1js.BaseBlock) || status.idBlock.tagClass !== 3) return "revocation-unknown";
  if (status.idBlock.tagNumber === 0) return "good";
  return status.idBlock.tagNumber === 1 ? "revoked" : "revocation-unknown";
}

/** RFC 6960 §4.2.2.2: signed by the issuer itself, or by a responder the issuer certified for it. */
function isFromResponderOf(basic: pkijs.BasicOCSPResponse, issuer: ReadCertificate, realNow: Date): boolean {
  const delegates = (basic.certs ?? [])
    .map((certificate) => readCertificate(derOf(certificate)))
    .filter((certificate) => certificate !== null)
    .filter(
      (certificate) =>
        certificate.extendedKeyUsage.includes(ocspSigning) &&
        isValidAt(certificate, realNow) &&
        isIssuedBy(certificate, issuer),
    );
  const signature = new Uint8Array(basic.signature.valueBlock.valueHexView);
  const hash = signatureHash(basic.signatureAlgorithm.algorithmId);
  return [issuer, ...delegates].some((responder) =>
    signatureHolds(basic.tbsResponseData.tbsView, signature, hash, responder),
  );
}

/** A responder may leave the nonce out (RFC 6960 §4.4.1), freshness then speaks; another nonce is another's answer. */
function nonceAgrees(basic: pkijs.BasicOCSPResponse, nonce: Uint8Array): boolean {
  const extension = basic.tbsResponseData.responseExtensions?.find(({ extnID }) => extnID === nonceExtension);
  if (!extension) return true;
  const inner = asn1js.fromBER(bufferOf(extension.extnValue.valueBlock.valueHexView)).result;
  return inner instanceof asn1js.OctetString && Buffer.from(inner.getValue()).equals(nonce);
}

function parseCrl(crl: Uint8Array): pkijs.CertificateRevocationList | null {
  try {
    return pkijs.CertificateRevocationList.fromBER(bufferOf(crl));
  } catch {
    return null;
  }
}

function isSignedBy(list: pkijs.CertificateRevocationList, authority: ReadCertificate): boolean {
  return (
    list.issuer.isEqual(authority.parsed.subject) &&
    authority.keyUsage.has("cRLSign") &&
    signatureHolds(
      list.tbsView,
      new Uint8Array(list.signatureValue.valueBlock.valueHexView),
      signatureHash(list.signatureAlgorithm.algorithmId),
      authority,
    )
  );
}

function readCrl(crl: Uint8Array, certificate: ReadCertificate, issuer: ReadCertificate, realNow: Date): Status {
  const list = parseCrl(crl);
  if (!list || !isSignedBy(list, issuer)) return "revocation-unavailable";
  // A critical extension makes the list partial or indirect (RFC 5280 §5.2): it does not speak for all certificates.
  const extensions = list.crlExtensions?.extensions ?? [];
  if (
    extensions.some(({ extnID, critical }) => critical && extnID !== crlNumber && extnID !== authorityKeyIdentifier)
  ) {
    return "revocation-unavailable";
  }
  if (!list.nextUpdate || !isFresh(list.thisUpdate.value, list.nextUpdate.value, realNow))
    return "revocation-unavailable";
  const revoked = (list.revokedCertificates ?? []).some(({ userCertificate }) =>
    userCertificate.isEqual(certificate.parsed.serialNumber),
  );
  return revoked ? "revoked" : "good";
}

function isFresh(from: Date, until: Date, realNow: Date): boolean {
  return from.getTime() - clockSkew <= realNow.getTime() && realNow.getTime() <= until.getTime() + clockSkew;
}
