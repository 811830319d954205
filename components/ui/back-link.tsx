import { Icon } from "@/components/ui/icon";

/** To the page before; stands above the main content. */
export function BackLink({ href, text }: { href: string; text: string }) {
  return (
    <a className="ui-back" href={href}>
      <Icon name="back" />
      {text}
    </a>
  );
}
