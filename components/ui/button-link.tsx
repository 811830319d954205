import type { ComponentProps } from "react";
import type { ButtonVariant } from "@/components/ui/button";
import { classes } from "@/components/ui/control";
import { Icon } from "@/components/ui/icon";

type ButtonLinkProps = Omit<ComponentProps<"a">, "className"> & {
  href: string;
  variant?: ButtonVariant | undefined;
  /** The one link that begins a service: larger, with an arrow. */
  isStart?: boolean | undefined;
};

/** A link that looks like a button, for going somewhere; what changes something is a `Button` in a form. */
export function ButtonLink({ variant = "primary", isStart, children, ...native }: ButtonLinkProps) {
  return (
    <a {...native} className={classes("ui-button", `ui-button--${variant}`, isStart && "ui-button--start")}>
      {children}
      {isStart && <Icon name="arrow" />}
    </a>
  );
}
