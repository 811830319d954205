import { cookies } from "next/headers";
import { isTrial } from "@/lib/use-cases/portal-mode";

/**
 * Where a request stands before the console: there is none ("absent"), it is for holders of the QA token ("shut"), or it may be used.
 * Its code is loaded only where there is a console.
 */
export async function doorOfConsole(): Promise<"absent" | "shut" | "open"> {
  if (!isTrial()) return "absent";
  const { mayUseConsole, ticketCookie } = await import("@/lib/use-cases/qa/console-door");
  return mayUseConsole((await cookies()).get(ticketCookie)?.value) ? "open" : "shut";
}
