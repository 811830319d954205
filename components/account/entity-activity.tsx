import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/shell/action-form";
import { formErrorTexts } from "@/components/shell/form-error-texts";
import { Button } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { formatDateTime } from "@/lib/i18n/format";
import type { ActionState } from "@/lib/main/action-state";
import { deviceOf } from "@/lib/use-cases/sign-in/device";
import type { EntityAccountView, viewEntityActivity } from "@/lib/use-cases/sign-in/entity-accounts";

type Action = (previous: ActionState, form: FormData) => Promise<ActionState>;

type EntityActivityProps = {
  activity: Awaited<ReturnType<typeof viewEntityActivity>>;
  /** This browser's own. */
  sessionId: string;
  endOthers: Action;
};

const methods = ["password", "password-and-code", "eds"] as const;
const outcomes = ["signed-in", "wrong-password", "wrong-code"] as const;

/** Where one is signed in for the entity, and who tried to sign in with one's IIN. */
export async function EntityActivity({ activity, sessionId, endOthers }: EntityActivityProps) {
  const locale = await getLocale();
  const p = await getTranslations("sign-in.profile");
  const t = await getTranslations("sign-in.organisationCabinet");
  const device = (userAgent: string | null) => deviceOf(userAgent) ?? p("unknownDevice");
  return (
    <>
      <section className="mt-11" aria-labelledby="sessions">
        <h2 id="sessions">{p("sessions")}</h2>
        <Table
          caption={p("sessions")}
          captionHidden
          columns={[
            { key: "device", title: p("device") },
            { key: "since", title: p("since") },
            { key: "seen", title: p("seen") },
          ]}
          rows={activity.sessions.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
            id,
            cells: {
              device: id === sessionId ? <Tag tone="info" text={p("thisOne")} /> : device(userAgent),
              since: formatDateTime(locale, createdAt),
              seen: formatDateTime(locale, lastSeenAt),
            },
          }))}
        />
        {activity.sessions.length > 1 && (
          <ActionForm action={endOthers} hidden={{}} texts={await formErrorTexts(p("sessions"))}>
            <Button variant="warning">{p("endOthers")}</Button>
          </ActionForm>
        )}
      </section>
      <section className="mt-11" aria-labelledby="history">
        <h2 id="history">{p("history")}</h2>
        <p>{t("historyText")}</p>
        <Table
          caption={p("history")}
          captionHidden
          columns={[
            { key: "when", title: p("when") },
            { key: "how", title: p("how") },
            { key: "device", title: p("device") },
            { key: "outcome", title: p("outcome") },
          ]}
          rows={activity.history.map((record) => {
            const method = methods.find((known) => known === record.method);
            const outcome = outcomes.find((known) => known === record.outcome);
            return {
              id: record.id,
              cells: {
                when: formatDateTime(locale, record.at),
                how: method === undefined ? record.method : p(`methods.${method}`),
                device: device(record.userAgent),
                outcome: (
                  <Tag
                    tone={outcome === "signed-in" ? "success" : "warning"}
                    text={outcome === undefined ? record.outcome : p(`outcomes.${outcome}`)}
                  />
                ),
              },
            };
          })}
        />
      </section>
    </>
  );
}

type EntityAccountsProps = { accounts: readonly EntityAccountView[]; end: Action };

/** For the head: who else signs in for the entity, and an end to it. */
export async function EntityAccounts({ accounts, end }: EntityAccountsProps) {
  const locale = await getLocale();
  const t = await getTranslations("sign-in.organisationCabinet");
  const texts = await formErrorTexts(t("accounts"), "sign-in.eds.failures");
  return (
    <section className="mt-11" aria-labelledby="accounts">
      <h2 id="accounts">{t("accounts")}</h2>
      {accounts.length === 0 ? (
        <p>{t("accountsNone")}</p>
      ) : (
        <>
          <p>{t("accountsText")}</p>
          <Table
            caption={t("accounts")}
            captionHidden
            columns={[
              { key: "person", title: t("person") },
              { key: "right", title: t("right") },
              { key: "since", title: t("since") },
              { key: "action", title: t("action") },
            ]}
            rows={accounts.map(({ iin, right, createdAt }) => ({
              id: iin,
              cells: {
                person: t("iin", { iin }),
                right: t(`rights.${right}`),
                since: formatDateTime(locale, createdAt),
                action: (
                  <ActionForm action={end} hidden={{ iin }} texts={texts}>
                    <Button variant="secondary">
                      {t("endAccount")}
                      <span className="ui-visually-hidden">
                        {" — "}
                        {t("endAbout", { iin })}
                      </span>
                    </Button>
                  </ActionForm>
                ),
              },
            }))}
          />
        </>
      )}
    </section>
  );
}
