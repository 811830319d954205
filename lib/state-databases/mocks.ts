import "server-only";
import type { AdapterSource } from "./ask";
import { mockedCall } from "./mocked-call";
import { own } from "./own";

/** The mocks of every state database, and the portal's own examiner, which meets the console's faults like the others. This file is itself loaded only when one is asked with MOCKS=on. */
export const mocks: AdapterSource = {
  around: mockedCall,
  adapters: {
    ...own.adapters,
    "access-control": async () => (await import("./access-control/mock")).accessControl,
    individuals: async () => (await import("./individuals/mock")).individuals,
    "mobile-citizens": async () => (await import("./mobile-citizens/mock")).mobileCitizens,
    "digital-id": async () => (await import("./digital-id/mock")).digitalId,
    "civil-status": async () => (await import("./civil-status/mock")).civilStatus,
    "kinship-mart": async () => (await import("./kinship-mart/mock")).kinshipMart,
    schools: async () => (await import("./schools/mock")).schools,
    universities: async () => (await import("./universities/mock")).universities,
    documents: async () => (await import("./documents/mock")).documents,
    "social-status": async () => (await import("./social-status/mock")).socialStatuses,
    "real-estate": async () => (await import("./real-estate/mock")).realEstate,
    "address-register": async () => (await import("./address-register/mock")).addressRegister,
    "legal-entities": async () => (await import("./legal-entities/mock")).legalEntities,
    "social-protection": async () => (await import("./social-protection/mock")).socialProtection,
    payments: async () => (await import("./payments/mock")).payments,
    messages: async () => (await import("./messages/mock")).messages,
  },
};
