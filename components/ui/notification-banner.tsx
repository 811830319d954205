import type { ReactNode } from "react";
import { classes } from "@/components/ui/control";

type NotificationBannerProps = {
  /** Names the region: "Important", "Done". */
  title: string;
  kind?: "info" | "success" | "warning" | undefined;
  id?: string | undefined;
  children: ReactNode;
};

/** Something that this page is not about but that matters now. A success is announced at once. */
export function NotificationBanner({ title, kind = "info", id = "banner", children }: NotificationBannerProps) {
  return (
    <div
      className={classes("ui-banner", `ui-banner--${kind}`)}
      role={kind === "success" ? "alert" : "region"}
      aria-labelledby={`${id}-title`}
    >
      <h2 id={`${id}-title`} className="ui-banner__title">
        {title}
      </h2>
      <div className="ui-banner__content">{children}</div>
    </div>
  );
}
