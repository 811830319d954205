import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PortalPage } from "@/components/shell/portal-page";
import { SignOutForm } from "@/components/shell/sign-out-form";
import { NotificationBanner } from "@/components/ui/notification-banner";
import { isStaff, viewer } from "@/lib/main/session";
import { isTrial } from "@/lib/use-cases/portal-mode";
import { BenchPanel } from "./bench-panel";
import { ClockPanel } from "./clock-panel";
import { chosenPerson } from "./console-cookie";
import { DatasetPanel } from "./dataset-panel";
import { doorOfConsole } from "./door";
import { FaultPanel } from "./fault-panel";
import { InspectorPanel } from "./inspector-panel";
import { PaymentPanel } from "./payment-panel";
import { PeoplePanel } from "./people-panel";
import { PhonePanel } from "./phone-panel";
import { ScenarioPanel } from "./scenario-panel";
import { ShutDoor } from "./shut-door";
import { SigningPanel } from "./signing-panel";
import { WorkPanel } from "./work-panel";
import "./console.css";
import "./console-people.css";
import "./console-panels.css";

export async function generateMetadata(): Promise<Metadata> {
  if (!isTrial()) notFound();
  const t = await getTranslations("qa");
  const portal = await getTranslations("common.portal");
  return { title: `${t("title")} — ${portal("name")}`, robots: { index: false } };
}

const parts = [
  "people",
  "scenarios",
  "faults",
  "work",
  "payments",
  "inspector",
  "dataset",
  "bench",
  "clock",
  "signing",
  "phone",
] as const;
const good = ["signed", "copied", "ran", "worked", "played", "loaded"] as const;
const bad = ["obstacle", "noAccount", "noOfficer"] as const;

type ConsolePageProps = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

/** The QA console: everything that the portal plays, in the hands of whoever tests it. */
export default async function ConsolePage({ searchParams }: ConsolePageProps) {
  const door = await doorOfConsole();
  if (door === "absent") notFound();
  if (door === "shut") return <ShutDoor />;
  const { told, about, q, application, service } = await searchParams;
  const { personOnBench } = await import("@/lib/use-cases/qa/view-console");
  const [locale, t, common, someone, bench] = await Promise.all([
    getLocale(),
    getTranslations("qa"),
    getTranslations("common.account"),
    viewer(),
    chosenPerson().then(personOnBench),
  ]);
  const success = good.find((key) => key === told);
  const problem = bad.find((key) => key === told);
  const outcome = success ?? problem;
  const home = someone && isStaff(someone) ? "/staff" : "/cabinet";

  return (
    <PortalPage
      fullWidth
      account={
        someone
          ? { kind: "signed-in", href: `/${locale}${home}`, text: common("cabinet"), signOut: <SignOutForm /> }
          : undefined
      }
    >
      <div className="qa-band">
        <div className="qa-wide">
          <h1>{t("title")}</h1>
          <p>{t("lead")}</p>
          <nav aria-label={t("jump")}>
            <ul>
              {parts.map((part) => (
                <li key={part}>
                  <a href={`#${part}`}>{t(`${part}.title`)}</a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
      <div className="qa-wide">
        {outcome !== undefined && (
          <NotificationBanner
            title={t(problem === undefined ? "told.title" : "told.problem")}
            kind={problem === undefined ? "success" : "warning"}
          >
            <p>{t(`told.${outcome}`, { about: typeof about === "string" ? about.slice(0, 300) : "" })}</p>
          </NotificationBanner>
        )}
        <div className="qa-desk">
          <div className="qa-desk__main">
            <PeoplePanel search={typeof q === "string" ? q.slice(0, 60) : ""} chosen={bench?.iin} />
            <ScenarioPanel asked={typeof service === "string" ? service : ""} />
            <FaultPanel bench={bench} />
            <WorkPanel applicant={bench?.iin ?? null} />
            <PaymentPanel applicant={bench?.iin ?? null} />
            <InspectorPanel number={typeof application === "string" ? application.slice(0, 60) : ""} />
            <DatasetPanel />
          </div>
          <aside className="qa-desk__side" aria-label={t("bench.title")}>
            <BenchPanel bench={bench} />
            <ClockPanel bench={bench} />
            <SigningPanel bench={bench} />
            <PhonePanel bench={bench} />
          </aside>
        </div>
        <p className="qa-api">{t("api")}</p>
      </div>
    </PortalPage>
  );
}
