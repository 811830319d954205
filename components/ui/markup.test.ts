import { createElement, type ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CheckList, type CheckState } from "./check-list";
import { Checkbox, Checkboxes } from "./checkboxes";
import { DateInput } from "./date-input";
import { ErrorSummary } from "./error-summary";
import { FileUpload } from "./file-upload";
import { PasswordInput } from "./password-input";
import { Radios } from "./radios";
import { Select } from "./select";
import { SummaryList } from "./summary-list";
import { TaskList } from "./task-list";
import { TextInput } from "./text-input";
import { Textarea } from "./textarea";

function html<P extends object>(component: ComponentType<P>, props: P): string {
  return renderToStaticMarkup(createElement(component, props));
}

/** Every id that an `aria-describedby`, `aria-labelledby` or `for` names, and every id that stands in the markup. */
function references(markup: string) {
  const named = [...markup.matchAll(/(?:aria-describedby|aria-labelledby|for)="([^"]+)"/g)];
  const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  return { named: named.flatMap((match) => (match[1] ?? "").split(" ")), ids };
}

const field = { id: "f", name: "answer", label: "Label & more", hint: "A hint", error: "What to mend" };
const options = [
  { value: "a", label: "First", hint: "About the first" },
  { value: "b", label: "Second" },
];
const partLabels = { day: "Day", month: "Month", year: "Year" };
const passwordTexts = { show: "Show", hide: "Hide", shown: "Visible", hidden: "Hidden" };

const controls: readonly [string, string][] = [
  ["TextInput", html(TextInput, field)],
  ["Textarea", html(Textarea, field)],
  ["Select", html(Select, { ...field, options })],
  ["Radios", html(Radios, { ...field, options })],
  ["Checkboxes", html(Checkboxes, { ...field, options })],
  ["DateInput", html(DateInput, { ...field, partLabels })],
  ["FileUpload", html(FileUpload, { ...field, texts: { choose: "Choose", none: "None" } })],
  ["PasswordInput", html(PasswordInput, { ...field, autoComplete: "current-password", texts: passwordTexts })],
];

describe.each(controls)("%s", (_name, markup) => {
  it("names only ids that are there, each once", () => {
    const { named, ids } = references(markup);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is described by its hint and its error", () => {
    expect(markup).toContain('aria-describedby="f-hint f-error"');
    expect(markup).toContain("A hint");
    expect(markup).toContain("What to mend");
  });

  it("gives the error summary something to land on", () => {
    expect(markup).toMatch(/<(input|select|textarea)[^>]* id="f"/);
  });

  it("writes text as text", () => {
    expect(markup).toContain("Label &amp; more");
  });
});

describe("a control without hint and error", () => {
  it("is described by nothing and is not marked invalid", () => {
    const markup = html(TextInput, { id: "f", name: "answer", label: "Label" });
    expect(markup).not.toMatch(/aria-(describedby|invalid)/);
  });
});

describe("answers that come back", () => {
  it("are chosen again", () => {
    expect(html(Radios, { ...field, options, defaultValue: "b" })).toMatch(
      /checked=""[^>]*value="b"|value="b"[^>]*checked=""/,
    );
    expect(html(Select, { ...field, options, defaultValue: "b" })).toContain('<option value="b" selected="">');
    expect(html(Checkboxes, { ...field, options, defaultValues: ["a", "b"] }).match(/checked=""/g)).toHaveLength(2);
    expect(html(Checkbox, { ...field, defaultChecked: true })).toContain('checked=""');
    expect(html(DateInput, { ...field, partLabels, defaultValue: { day: "31" } })).toContain('value="31"');
    expect(html(TextInput, { ...field, defaultValue: "x" })).toContain('value="x"');
  });

  it("never hold a password", () => {
    expect(html(PasswordInput, { ...field, autoComplete: "new-password", texts: passwordTexts })).not.toContain(
      "value=",
    );
  });
});

describe("DateInput", () => {
  it("marks only the parts that are wrong", () => {
    const markup = html(DateInput, { ...field, partLabels, errorParts: ["month"] });
    expect(markup.match(/aria-invalid="true"/g)).toHaveLength(1);
    expect(markup).toMatch(/id="f-month"[^>]*aria-invalid="true"/);
  });
});

describe("ErrorSummary", () => {
  it("links each error to its field, and is absent without errors", () => {
    const texts = { title: "There is a problem", titlePrefix: "Error:" };
    const markup = html(ErrorSummary, { ...texts, errors: [{ fieldId: "f", text: "Mend it" }, { text: "Try later" }] });
    expect(markup).toContain('<a href="#f">Mend it</a>');
    expect(markup).toContain("<p>Try later</p>");
    expect(markup).toContain('tabindex="-1"');
    expect(markup).toContain('role="alert"');
    expect(html(ErrorSummary, { ...texts, errors: [] })).toBe("");
  });
});

describe("states", () => {
  it.each<CheckState>(["passed", "refused", "unavailable", "waiting"])(
    "a check that is %s says so in words",
    (state) => {
      const markup = html(CheckList, {
        label: "Checks",
        items: [{ id: "c", state, title: "Rule", stateText: `It ${state}` }],
      });
      expect(markup).toContain(`It ${state}`);
    },
  );

  it("a task is a link only when it can be started, and its state describes the link", () => {
    const items = [
      { id: "one", title: "One", href: "/one", status: "To do" },
      { id: "two", title: "Two", status: "Not yet" },
    ];
    const markup = html(TaskList, { items });
    expect(markup).toContain('<a href="/one" aria-describedby="one-status">One</a>');
    expect(markup).toContain("<span>Two</span>");
    expect(references(markup).named.every((id) => references(markup).ids.includes(id))).toBe(true);
  });
});

describe("SummaryList", () => {
  it("names what each Change link changes", () => {
    const rows = [{ key: "Region", value: "Astana", action: { href: "/r", text: "Change", about: "region" } }];
    expect(html(SummaryList, { rows })).toContain('Change<span class="ui-visually-hidden"> — region</span>');
  });
});
