import { getTranslations } from "next-intl/server";
import type { Standing } from "@/components/process/place";
import { ProgressSteps, type ProgressStep } from "@/components/ui/progress-steps";
import { currentStage, isSigned, stagesOf } from "@/lib/process/position";
import type { Stage } from "@/lib/process/stages";
import type { State } from "@/lib/process/state";

/** The great stages of an application as a line: from the signature to the handover. */
export async function ApplicationProgress({ application }: { application: Standing }) {
  const { service, state, today } = application;
  const t = await getTranslations("cabinet.progress");
  const ui = await getTranslations("ui.progress");
  const of = await getTranslations(`services.${service.id}.stages`);
  const stages = stagesOf(service, state, today);
  const shown = milestones(stages, state);
  const current = currentStage(service, state, today);
  const ended = state.outcome && state.outcome.kind !== "granted" ? state.outcome : null;
  const first = shown.find((stage) => state.stages[stage.id]?.status !== "done");
  const stop = ended && (shown.find(({ id }) => id === ended.stage) ?? first);

  const stateOf = (stage: Stage): ProgressStep["state"] => {
    if (stage.id === stop?.id) return "stopped";
    if (state.stages[stage.id]?.status === "done" && isSigned(service, state)) return "done";
    return stage.id === current?.id ? "now" : "ahead";
  };
  return (
    <ProgressSteps
      label={t("label")}
      steps={untilStop(shown, stop).map((stage) => {
        const at = stateOf(stage);
        return { id: stage.id, title: of(stage.id), state: at, stateText: ui(at) };
      })}
    />
  );
}

/** Where an application has stopped, nothing lies ahead. */
function untilStop(stages: readonly Stage[], stop: Stage | null | undefined): readonly Stage[] {
  return stop ? stages.slice(0, stages.indexOf(stop) + 1) : stages;
}

/** The stages that a person would name: the first request, tasks, what is made, a payment where one is due, the handover. */
function milestones(stages: readonly Stage[], state: State): readonly Stage[] {
  const firstOrder = stages.find((stage) => stage.kind === "order");
  return stages.filter((stage) => {
    switch (stage.kind) {
      case "consent": {
        const at = state.stages[stage.id];
        // Over at once, and given by nobody: there was nobody to ask.
        return at?.status !== "done" || at.by !== undefined;
      }
      case "signature":
      case "task":
      case "handover":
        return true;
      case "order":
        return stage === firstOrder || stage.produces === true;
      case "payment": {
        const at = state.stages[stage.id];
        return at?.status === "open";
      }
      case "check":
      case "place":
      case "step":
        return false;
    }
  });
}
