import "server-only";
import type { AdapterSource } from "./ask";
import { mockedCall } from "./mocked-call";

/** The mocks of every state database. This file is itself loaded only when one is asked with MOCKS=on. */
export const mocks: AdapterSource = {
  around: mockedCall,
  adapters: {
    "access-control": async () => (await import("./access-control/mock")).accessControl,
    individuals: async () => (await import("./individuals/mock")).individuals,
    "mobile-citizens": async () => (await import("./mobile-citizens/mock")).mobileCitizens,
    "digital-id": async () => (await import("./digital-id/mock")).digitalId,
    "civil-status": async () => (await import("./civil-status/mock")).civilStatus,
    documents: async () => (await import("./documents/mock")).documents,
    "social-status": async () => (await import("./social-status/mock")).socialStatuses,
    messages: async () => (await import("./messages/mock")).messages,
  },
};
