import "server-only";
import { env } from "@/lib/infra/env";

const signingPages =
  /^\/[a-z]{2}\/(apply\/[^/]+\/sign|staff\/tasks\/[^/]+\/confirm|sign-up|sign-in\/(forgotten\/)?eds|cabinet\/consents\/[^/]+\/(give|decline)|cabinet\/profile\/(key|phone\/sign)|services\/[^/]+\/start)\/?$/;

/** Whether people sign on this page: these alone may call NCALayer, the program on the person's own computer. */
export function isSigningPage(pathname: string): boolean {
  return signingPages.test(pathname);
}

/** What the policy of a page that signs lets it connect to: NCALayer, and KAZTOKEN's program that may stand in for it. */
export function signingConnections(): string {
  return `${env.ncaLayerUrl} https://127.0.0.1:24680`;
}
