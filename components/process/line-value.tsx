import type { Line } from "@/lib/use-cases/words";

/** What a line of an application says: words, or the picture. */
export function LineValue({ line }: { line: Line }) {
  if (line.picture === null) return <span className="whitespace-pre-line">{line.text}</span>;
  return (
    <span className="ui-picture">
      <img src={`/api/attachments/${line.picture}`} alt={line.label} />
    </span>
  );
}
