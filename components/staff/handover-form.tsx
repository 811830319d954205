"use client";

import { useServerForm, type FormAction } from "@/components/shell/use-server-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkboxes";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/text-input";

export interface HandoverFormTexts {
  readonly errorSummary: string;
  readonly errorPrefix: string;
  readonly coupon: string;
  readonly couponHint: string;
  readonly person: string;
  readonly submit: string;
  readonly messages: Readonly<Record<string, string>>;
}

interface HandoverFormProps {
  readonly action: FormAction;
  readonly task: string;
  readonly texts: HandoverFormTexts;
}

/** The handing over of a result against its coupon number. Works without JavaScript. */
export function HandoverForm({ action, task, texts }: HandoverFormProps) {
  const { submit, values, summary, errorOf } = useServerForm(action, texts.messages);
  return (
    <form action={submit} noValidate>
      <ErrorSummary title={texts.errorSummary} titlePrefix={texts.errorPrefix} errors={summary} />
      <input type="hidden" name="task" value={task} />
      <TextInput
        id="coupon"
        name="coupon"
        label={texts.coupon}
        hint={texts.couponHint}
        error={errorOf("coupon")}
        defaultValue={values["coupon"]}
        autoComplete="off"
      />
      <Checkbox
        id="person"
        name="person"
        value="on"
        label={texts.person}
        error={errorOf("person")}
        defaultChecked={values["person"] === "on"}
      />
      <Button>{texts.submit}</Button>
    </form>
  );
}
