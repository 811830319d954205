import { getTranslations } from "next-intl/server";
import { ApplicationCard } from "@/components/process/application-card";
import { outlookOf } from "@/components/process/standing-of";
import type { ActsForEntity } from "@/lib/process/applicant";
import type { Cabinet } from "@/lib/use-cases/view-cabinet";

type EntityApplicationsProps = { cabinet: Pick<Cabinet, "applications">; acting: ActsForEntity };

/** What is applied for in an entity's name, as far as it is open to whoever looks: what waits for its people first. */
export async function EntityApplications({ cabinet: { applications }, acting }: EntityApplicationsProps) {
  const t = await getTranslations("organisation.applications");
  const cabinet = await getTranslations("cabinet.groups");
  const running = applications.filter(({ state }) => state.outcome === null);
  const isTheirs = (application: (typeof applications)[number]) => outlookOf(application).party === "applicant";
  const groups = [
    { id: "yours", of: running.filter(isTheirs) },
    { id: "running", of: running.filter((application) => !isTheirs(application)) },
    { id: "finished", of: applications.filter(({ state }) => state.outcome !== null) },
  ] as const;
  return (
    <section className="mt-11" aria-labelledby="applications">
      <h2 id="applications">{t("title")}</h2>
      {/* An employee is not told what their colleagues apply for. */}
      {applications.length === 0 && acting.right !== "employee" && <p>{t("none")}</p>}
      {acting.right === "employee" && <p className="ui-hint">{t("whose")}</p>}
      {groups.map(
        (group) =>
          group.of.length > 0 && (
            <section key={group.id} aria-labelledby={group.id} className={`ui-group ui-group--${group.id}`}>
              <h3 id={group.id}>{cabinet(group.id)}</h3>
              <ul>
                {group.of.map((application) => (
                  <ApplicationCard
                    key={application.id}
                    application={application}
                    level={4}
                    note={application.applicant === acting.iin ? t("byYou") : t("by", { iin: application.applicant })}
                  />
                ))}
              </ul>
            </section>
          ),
      )}
    </section>
  );
}
