import { Icon } from "@/components/ui/icon";

/** The word before the message ("Error:") comes from the style sheet, by the page's language. */
export function ErrorMessage({ id, text }: { id: string; text: string }) {
  return (
    <p id={id} className="ui-error-message">
      <Icon name="alert" />
      <span>{text}</span>
    </p>
  );
}
