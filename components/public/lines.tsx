/** A message whose lines are the items of a list. */
export function Lines({ text, ordered }: { text: string; ordered?: boolean | undefined }) {
  const items = text.split("\n").map((line) => <li key={line}>{line}</li>);
  return ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}
