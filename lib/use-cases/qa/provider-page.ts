import "server-only";
import {
  callBack,
  invoiceOfPage,
  payAtProvider,
  type ProviderInvoice,
} from "@/lib/state-databases/payments/mock-provider";

/** What a payer does at the played provider's page. */
type PayerDeed = "pay" | "refuse" | "close" | "lost" | "twice";

/** The invoice of the played provider's page at this secret address; null when there is none. */
export async function viewProviderInvoice(page: string): Promise<ProviderInvoice | null> {
  return invoiceOfPage(page);
}

/**
 * Does what a payer does, and calls the portal back as the provider would. Out: where the browser goes then, a path of the portal's;
 * "here" where it stays at the provider's; null when there is no such invoice.
 */
export async function actAtProvider(page: string, deed: PayerDeed): Promise<{ goTo: string } | "here" | null> {
  const invoice = await invoiceOfPage(page);
  if (!invoice) return null;
  const { number, returnTo } = invoice;
  switch (deed) {
    case "refuse":
      return "here";
    case "close":
      return { goTo: returnTo };
    case "lost":
      await payAtProvider(number);
      return "here";
    case "pay":
      if ((await payAtProvider(number)) === "paid") await callBack(number);
      return { goTo: returnTo };
    case "twice":
      if ((await payAtProvider(number)) === "paid") await Promise.all([callBack(number), callBack(number)]);
      return { goTo: returnTo };
  }
}
