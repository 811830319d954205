type PageTitleProps = {
  /** What this page is, the same words as its heading. */
  title: string;
  /** The service or area, if any. */
  area?: string | undefined;
  portal: string;
  /** "Қате:" while the page shows errors. */
  errorPrefix?: string | undefined;
};

/** The document's title, for pages whose title changes with a form's errors; React moves it into the head. */
export function PageTitle({ title, area, portal, errorPrefix }: PageTitleProps) {
  const words = [title, area, portal].filter((part) => part !== undefined).join(" — ");
  return <title>{errorPrefix === undefined ? words : `${errorPrefix} ${words}`}</title>;
}
