import { Icon } from "@/components/ui/icon";
import { ReturnPath } from "@/components/ui/return-path";

export type AppearanceGroup = {
  /** The field's name: `appearance` or `vision`. */
  name: string;
  legend: string;
  current: string;
  options: readonly { value: string; text: string }[];
};

type AppearanceMenuProps = { title: string; action: string; groups: readonly AppearanceGroup[] };

/** Colours and type size: each choice is a button of one plain form, so that it works without JavaScript. */
export function AppearanceMenu({ title, action, groups }: AppearanceMenuProps) {
  return (
    <details className="ui-appearance">
      <summary>
        <Icon name="eye" />
        {title}
      </summary>
      <form className="ui-appearance__form" method="post" action={action}>
        <ReturnPath name="return" />
        {groups.map((group) => (
          <fieldset key={group.name}>
            <legend>{group.legend}</legend>
            <div className="ui-appearance__options">
              {group.options.map((option) => (
                <button
                  key={option.value}
                  type="submit"
                  name={group.name}
                  value={option.value}
                  aria-pressed={option.value === group.current}
                >
                  <Icon name="check" size="1.1em" />
                  {option.text}
                </button>
              ))}
            </div>
          </fieldset>
        ))}
      </form>
    </details>
  );
}
