import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import { pathOf, placeOf } from "@/components/process/place";
import { ownApplication } from "../../own-application";

type ApplicationPageProps = { params: Promise<{ id: string }> };

/** Wherever the application stands. */
export default async function ApplicationPage({ params }: ApplicationPageProps): Promise<never> {
  const { id } = await params;
  const application = await ownApplication(id);
  return redirect(`/${await getLocale()}${pathOf(placeOf(application), id)}`);
}
