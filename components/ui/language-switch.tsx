"use client";

import { usePathname, useSearchParams } from "next/navigation";

type LanguageSwitchProps = {
  label: string;
  current: string;
  languages: readonly { code: string; name: string }[];
};

/** The same page in another language: the address is the same but for its first part. */
export function LanguageSwitch({ label, current, languages }: LanguageSwitchProps) {
  const [, first, ...rest] = usePathname().split("/");
  const query = useSearchParams().toString();
  const tail = languages.some((language) => language.code === first) ? rest : [];
  return (
    <nav className="ui-languages" aria-label={label}>
      {languages.map(({ code, name }) =>
        code === current ? (
          <span key={code} lang={code} aria-current="true">
            {name}
          </span>
        ) : (
          <a
            key={code}
            lang={code}
            hrefLang={code}
            href={["", code, ...tail].join("/") + (query === "" ? "" : `?${query}`)}
          >
            {name}
          </a>
        ),
      )}
    </nav>
  );
}
