import { classes } from "@/components/ui/control";
import { Icon } from "@/components/ui/icon";

export type ProgressStep = {
  id: string;
  title: string;
  state: "done" | "now" | "ahead" | "stopped";
  /** The state in words, read after the title. */
  stateText: string;
  note?: string | undefined;
};

/** An application's stages as a line: across on a wide screen, down on a phone. */
export function ProgressSteps({ steps, label }: { steps: readonly ProgressStep[]; label: string }) {
  return (
    <ol className="ui-progress" aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.id}
          className={classes("ui-progress__step", `ui-progress__step--${step.state}`)}
          aria-current={step.state === "now" ? "step" : undefined}
        >
          <span className="ui-progress__mark">
            {step.state === "done" && <Icon name="check" size="1rem" />}
            {step.state === "stopped" && <Icon name="cross" size="1rem" />}
          </span>
          <span className="ui-progress__title">
            {step.title}
            <span className="ui-visually-hidden"> — {step.stateText}</span>
          </span>
          {step.note !== undefined && <span className="ui-progress__note">{step.note}</span>}
        </li>
      ))}
    </ol>
  );
}
