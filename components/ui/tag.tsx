import { classes } from "@/components/ui/control";

export type TagTone = "neutral" | "info" | "success" | "warning" | "error" | "gold";

/** A state in one or two words. The tone supports the words and never stands for them. */
export function Tag({ tone = "neutral", text }: { tone?: TagTone | undefined; text: string }) {
  return <strong className={classes("ui-tag", `ui-tag--${tone}`)}>{text}</strong>;
}
