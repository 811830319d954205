import type { ComponentProps } from "react";
import { classes } from "@/components/ui/control";
import { Icon } from "@/components/ui/icon";

export type ButtonVariant = "primary" | "secondary" | "warning" | "quiet";

type ButtonProps = Omit<ComponentProps<"button">, "className"> & {
  variant?: ButtonVariant | undefined;
  /** The one button that begins a service: larger, with an arrow. */
  isStart?: boolean | undefined;
};

/** Submits its form unless `type` says otherwise. */
export function Button({ variant = "primary", isStart, type = "submit", children, ...native }: ButtonProps) {
  return (
    <button
      {...native}
      type={type}
      className={classes("ui-button", `ui-button--${variant}`, isStart && "ui-button--start")}
    >
      {children}
      {isStart && <Icon name="arrow" />}
    </button>
  );
}
