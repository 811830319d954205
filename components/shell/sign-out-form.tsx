import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { signOut } from "./sign-out-action";

/** The button that signs out, for the header of pages of whoever is signed in. */
export async function SignOutForm() {
  const t = await getTranslations("sign-in");
  return (
    <form action={signOut}>
      <Button variant="quiet">{t("signOut")}</Button>
    </form>
  );
}
