import { getTranslations } from "next-intl/server";
import { NotificationBanner } from "@/components/ui/notification-banner";

/** What is down now, above everything else; nothing at all while all is well. */
export async function OutageBanner({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null;
  const t = await getTranslations("ui");
  return (
    <NotificationBanner title={t("important")} kind="warning" id="outage">
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </NotificationBanner>
  );
}
