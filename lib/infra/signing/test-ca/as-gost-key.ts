import "server-only";
import * as pkijs from "pkijs";
import { bufferOf } from "../certificate";

const signedData = "1.2.840.113549.1.7.2";
const gost2015 = "1.2.398.3.10.1.1.2.3.2";

/** A signature as a GOST key would make it: all of it right but for the mathematics, which is NCANode's to do. */
export function asGostKey(cms: Uint8Array): Uint8Array {
  const content = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(bufferOf(cms)).content });
  for (const signer of content.signerInfos) {
    signer.signatureAlgorithm = new pkijs.AlgorithmIdentifier({ algorithmId: gost2015 });
  }
  const outer = new pkijs.ContentInfo({ contentType: signedData, content: content.toSchema(true) });
  return new Uint8Array(outer.toSchema().toBER(false));
}
