import { getTranslations } from "next-intl/server";
import { Tag } from "@/components/ui/tag";
import type { Bench } from "@/lib/use-cases/qa/view-console";
import { faultAction } from "./actions";
import { Panel, SmallButton, SmallSelect, Whose } from "./panel";

/** A switch per state database. */
export async function FaultPanel({ bench }: { bench: Bench | null }) {
  const { askedDatabases, faultKinds, faultsFor } = await import("@/lib/use-cases/qa/faults");
  const t = await getTranslations("qa.faults");
  const databases = await getTranslations("process.databases");
  const faults = await faultsFor(bench?.iin ?? null);
  const kinds = [
    { value: "", label: t("kinds.none") },
    ...faultKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
  ];

  return (
    <Panel id="faults" title={t("title")} hint={t("hint")}>
      <ul className="qa-faults">
        {askedDatabases.map((database) => {
          const here = faults.filter((fault) => fault.database === database);
          const first = here.find(({ isPersonal }) => isPersonal) ?? here[0];
          return (
            <li key={database} data-broken={here.length > 0 || undefined}>
              <form action={faultAction} className="qa-switch">
                <input type="hidden" name="database" value={database} />
                <input type="hidden" name="kind" value={here.length > 0 ? "" : "error"} />
                <input type="hidden" name="ms" value="" />
                <input type="hidden" name="times" value="" />
                <input
                  type="hidden"
                  name="whose"
                  value={bench && first?.isPersonal !== false ? "person" : "everyone"}
                />
                <button type="submit" role="switch" aria-checked={here.length === 0} aria-label={databases(database)} />
              </form>
              <details open={here.length > 0}>
                <summary>
                  <span className="qa-faults__name">{databases(database)}</span>
                  {here.length === 0 && <Tag tone="success" text={t("working")} />}
                  {here.map(({ kind, times, isPersonal }) => (
                    <Tag
                      key={`${kind}-${String(isPersonal)}`}
                      tone="error"
                      text={[
                        t(`kinds.${kind}`),
                        ...(isPersonal ? [t("forPerson")] : []),
                        ...(times === null ? [] : [t("left", { times })]),
                      ].join(", ")}
                    />
                  ))}
                </summary>
                <form action={faultAction} className="qa-line">
                  <input type="hidden" name="database" value={database} />
                  <SmallSelect
                    id={`${database}-kind`}
                    name="kind"
                    label={t("kind")}
                    labelShown
                    defaultValue={first?.kind ?? ""}
                    options={kinds}
                  />
                  {(["ms", "times"] as const).map((name) => (
                    <div key={name} className="qa-control qa-control--short">
                      <label htmlFor={`${database}-${name}`}>{t(name)}</label>
                      <input
                        id={`${database}-${name}`}
                        name={name}
                        inputMode="numeric"
                        pattern="[0-9]*"
                        defaultValue={first?.[name] ?? ""}
                        className="ui-input"
                      />
                    </div>
                  ))}
                  {bench ? (
                    <Whose
                      id={`${database}-whose`}
                      label={t("whose")}
                      chosen={first?.isPersonal === false ? "everyone" : "person"}
                      options={(["person", "everyone"] as const).map((value) => ({ value, label: t(value) }))}
                    />
                  ) : (
                    <input type="hidden" name="whose" value="everyone" />
                  )}
                  <SmallButton about={databases(database)}>{t("apply")}</SmallButton>
                </form>
              </details>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
