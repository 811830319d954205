/** What the portal uses of ncalayer-js-client, which comes without types. */
declare module "ncalayer-js-client" {
  export class NCALayerClient {
    /** `allowKmdHttpApi`: whether KAZTOKEN's own program may be asked beside NCALayer. */
    constructor(url: string, allowKmdHttpApi?: boolean);
    /** A signature of a certain kind: detached, without a time stamp. */
    static readonly basicsCMSParamsDetachedNoTSP: object;
    /** A person's key for signing. */
    static readonly basicsSignerSignPerson: { readonly extKeyUsageOids: readonly string[] };
    /** An organisation's key for signing, whatever its holder's right. */
    static readonly basicsSignerSignOrg: { readonly extKeyUsageOids: readonly string[] };
    /** Any key for signing, a person's or an organisation's. */
    static readonly basicsSignerSignAny: { readonly extKeyUsageOids: readonly string[] };
    /** Any place where a key may be kept. */
    static readonly basicsStorageAll: null;
    wsConnection: WebSocket | null;
    /** Called with every answer as it came. */
    onResponseReady: ((answer: string) => void) | null;
    connect(): Promise<string>;
    basicsSignCMS(
      storages: readonly string[] | null,
      data: string,
      signingParams: object,
      signerParams: object,
      locale: string,
    ): Promise<string | readonly string[]>;
  }
}
