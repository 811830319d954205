import { getLocale, getTranslations } from "next-intl/server";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import type { Bench } from "@/lib/use-cases/qa/view-console";
import { chooseAction, copyAction, signInAction } from "./actions";
import { Panel, Portrait, SmallButton } from "./panel";

const keyKinds = ["valid", "expired", "revoked", "wrong-chain", "auth-only"] as const;

/** The person in hand: who they are to the databases, their applications and keys. */
export async function BenchPanel({ bench }: { bench: Bench | null }) {
  const locale = await getLocale();
  const t = await getTranslations("qa.bench");
  const phases = await getTranslations("process.phases");
  if (!bench) {
    return (
      <Panel id="bench" title={t("title")}>
        <p>{t("none")}</p>
      </Panel>
    );
  }
  const { iin, portrait, roles, phone, now, hasOwnClock, documents, applications } = bench;
  const { headedBy } = await import("@/lib/use-cases/qa/test-keys");
  const organisations = await headedBy(iin);
  const name = bench.name === "" ? t("unknown") : bench.name;

  return (
    <Panel id="bench" title={t("title")}>
      <div className="qa-bench">
        <Portrait locale={locale} picture={portrait} large />
        <div>
          <h3>{name}</h3>
          <code>{iin}</code>
          <p>
            {roles.map((role) => (
              <code key={role} className="qa-role">
                {role}
              </code>
            ))}
          </p>
        </div>
      </div>
      <div className="qa-line">
        <form action={signInAction}>
          <input type="hidden" name="iin" value={iin} />
          <input type="hidden" name="to" value={roles.includes("citizen") ? "cabinet" : "staff"} />
          <SmallButton primary>{t("signIn")}</SmallButton>
        </form>
        {organisations.map((entity) => (
          <form key={entity.bin} action={signInAction}>
            <input type="hidden" name="iin" value={iin} />
            <input type="hidden" name="bin" value={entity.bin} />
            <input type="hidden" name="to" value="organisation" />
            <SmallButton>{t("signInFor", { name: entity.name })}</SmallButton>
          </form>
        ))}
        <form action={copyAction}>
          <input type="hidden" name="iin" value={iin} />
          <SmallButton>{t("copy")}</SmallButton>
        </form>
        <form action={chooseAction}>
          <input type="hidden" name="iin" value="" />
          <SmallButton>{t("release")}</SmallButton>
        </form>
      </div>
      <dl className="qa-facts qa-facts--stacked">
        <dt>{t("clock")}</dt>
        <dd>
          {formatDateTime(locale, now)}
          {hasOwnClock && <span className="qa-note">{t("ownClock")}</span>}
        </dd>
        <dt>{t("phone")}</dt>
        <dd>{phone ?? t("noPhone")}</dd>
        <dt>{t("card")}</dt>
        <dd>
          {documents.length === 0 && t("noCard")}
          {documents.map(({ number, expiresOn, status }) => (
            <span key={number} className="qa-row">
              {t("cardLine", { number, date: formatDate(locale, expiresOn) })}
              <span className="qa-note">{t.has(`statuses.${status}`) ? t(`statuses.${status}`) : status}</span>
            </span>
          ))}
        </dd>
        <dt>{t("applications")}</dt>
        <dd>
          {applications.length === 0 && t("noApplications")}
          {applications.map(({ id, number, phase }) => (
            <span key={id} className="qa-row">
              <a href={`/${locale}/qa?application=${number}#inspector`}>{number}</a>
              <span className="qa-note">{phases(phase)}</span>
            </span>
          ))}
        </dd>
        <dt>{t("keys")}</dt>
        <dd>
          {keyKinds.map((kind) => (
            <a key={kind} className="qa-key" href={`/${locale}/qa/keys?kind=${kind}`} download>
              {t(`keyKinds.${kind}`)}
            </a>
          ))}
          {organisations.map((one) => (
            <a key={one.bin} className="qa-key" href={`/${locale}/qa/keys?bin=${one.bin}`} download>
              {one.name}
            </a>
          ))}
          <span className="qa-note">{t("keysHint")}</span>
        </dd>
      </dl>
    </Panel>
  );
}
