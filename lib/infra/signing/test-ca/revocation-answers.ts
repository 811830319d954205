import "server-only";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { bufferOf, derOf } from "../certificate";
import { extension, keyIdentifier, sha256WithRsa, signingKey, signStructure, timeOf } from "./issue-certificate";
import type { Authority } from "./issue-certificate";
import type { CertificateStatus } from "./status";

const nonceExtension = "1.3.6.1.5.5.7.48.1.2";
const oneDay = 24 * 60 * 60_000;
const oneHour = 60 * 60_000;
const ocspStatus = { successful: 0, malformedRequest: 1, unauthorized: 6 } as const;

/** The DER list of what `authority` revoked, good for a day from `now` (real time). */
export async function makeCrl(
  authority: Authority,
  revoked: readonly { serial: string; at: Date }[],
  now: Date,
): Promise<Uint8Array> {
  const certificate = pkijs.Certificate.fromBER(bufferOf(authority.certificate));
  const list = new pkijs.CertificateRevocationList();
  list.version = 1;
  list.issuer = certificate.subject;
  list.thisUpdate = timeOf(now);
  list.nextUpdate = timeOf(new Date(now.getTime() + oneDay));
  if (revoked.length > 0) {
    list.revokedCertificates = revoked.map(
      ({ serial, at }) =>
        new pkijs.RevokedCertificate({
          userCertificate: new asn1js.Integer({ valueHex: bufferOf(Buffer.from(serial, "hex")) }),
          revocationDate: timeOf(at),
        }),
    );
  }
  const authorityKey = new asn1js.OctetString({ valueHex: await keyIdentifier(certificate.subjectPublicKeyInfo) });
  list.crlExtensions = new pkijs.Extensions({
    extensions: [
      extension("2.5.29.35", new pkijs.AuthorityKeyIdentifier({ keyIdentifier: authorityKey }).toSchema()),
      extension("2.5.29.20", asn1js.Integer.fromBigInt(now.getTime())),
    ],
  });
  await signStructure(list, authority.privateKey);
  return derOf(list);
}

/**
 * Answers a DER OCSP request (RFC 6960) in the responder's name, echoing the nonce. `status` tells what became of a serial
 * number of `issuer`; null = never issued, answered "unknown". Garbage is answered "malformed request".
 */
export async function makeOcspAnswer(
  request: Uint8Array,
  issuer: Authority,
  responder: Authority,
  status: (serial: string) => Promise<CertificateStatus | null>,
  now: Date,
): Promise<Uint8Array> {
  const asked = parse(request);
  if (!asked) return refusal(ocspStatus.malformedRequest);
  const issuerCertificate = pkijs.Certificate.fromBER(bufferOf(issuer.certificate));
  const certificate = pkijs.Certificate.fromBER(bufferOf(responder.certificate));
  const answer = new pkijs.BasicOCSPResponse();
  answer.tbsResponseData.responderID = certificate.subject;
  answer.tbsResponseData.producedAt = now;
  answer.certs = [certificate];
  for (const { reqCert } of asked.tbsRequest.requestList) {
    if (!(await isAbout(reqCert, issuerCertificate))) return refusal(ocspStatus.unauthorized);
    const serial = Buffer.from(reqCert.serialNumber.valueBlock.valueHexView).toString("hex").toUpperCase();
    answer.tbsResponseData.responses.push(
      new pkijs.SingleResponse({
        certID: reqCert,
        certStatus: encode(await status(serial)),
        thisUpdate: now,
        nextUpdate: new Date(now.getTime() + oneHour),
      }),
    );
  }
  const nonce = asked.tbsRequest.requestExtensions?.find(({ extnID }) => extnID === nonceExtension);
  if (nonce) answer.tbsResponseData.responseExtensions = [nonce];
  await answer.sign(await signingKey(responder.privateKey), "SHA-256");
  answer.signatureAlgorithm = sha256WithRsa();
  const response = new pkijs.OCSPResponse({
    responseStatus: new asn1js.Enumerated({ value: ocspStatus.successful }),
    responseBytes: new pkijs.ResponseBytes({
      responseType: "1.3.6.1.5.5.7.48.1.1",
      response: new asn1js.OctetString({ valueHex: bufferOf(derOf(answer)) }),
    }),
  });
  return new Uint8Array(response.toSchema().toBER(false));
}

function parse(request: Uint8Array): pkijs.OCSPRequest | null {
  try {
    const parsed = pkijs.OCSPRequest.fromBER(bufferOf(request));
    return parsed.tbsRequest.requestList.length > 0 ? parsed : null;
  } catch {
    return null;
  }
}

function refusal(status: number): Uint8Array {
  const response = new pkijs.OCSPResponse({ responseStatus: new asn1js.Enumerated({ value: status }) });
  return new Uint8Array(response.toSchema().toBER(false));
}

async function isAbout(asked: pkijs.CertID, issuer: pkijs.Certificate): Promise<boolean> {
  const names: Readonly<Record<string, string>> = {
    "1.3.14.3.2.26": "SHA-1",
    "2.16.840.1.101.3.4.2.1": "SHA-256",
  };
  const hashAlgorithm = names[asked.hashAlgorithm.algorithmId];
  if (hashAlgorithm === undefined) return false;
  const own = await pkijs.CertID.create(issuer, { hashAlgorithm, issuerCertificate: issuer });
  return [[own.issuerNameHash, asked.issuerNameHash] as const, [own.issuerKeyHash, asked.issuerKeyHash] as const].every(
    ([ours, theirs]) => Buffer.from(ours.getValue()).equals(Buffer.from(theirs.getValue())),
  );
}

/** CertStatus ::= CHOICE { good [0] NULL, revoked [1] { revocationTime }, unknown [2] NULL } */
function encode(status: CertificateStatus | null): asn1js.BaseBlock {
  if (status?.status === "revoked") {
    const revokedAt = new asn1js.GeneralizedTime({ valueDate: status.at });
    return new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 1 }, value: [revokedAt] });
  }
  return new asn1js.Primitive({
    idBlock: { tagClass: 3, tagNumber: status === null ? 2 : 0 },
    lenBlock: { length: 1 },
  });
}
