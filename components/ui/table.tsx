import type { ReactNode } from "react";
import { classes } from "@/components/ui/control";

export type TableColumn = { key: string; title: string; numeric?: boolean | undefined };
export type TableRow = { id: string; cells: Readonly<Record<string, ReactNode>> };

type TableProps = {
  caption: string;
  captionHidden?: boolean | undefined;
  columns: readonly TableColumn[];
  rows: readonly TableRow[];
};

/** Rows and columns; on a phone every row becomes a block and each cell repeats its column's title. */
export function Table({ caption, captionHidden, columns, rows }: TableProps) {
  return (
    <table className="ui-table">
      <caption className={classes("ui-table__caption", captionHidden && "ui-visually-hidden")}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={classes(column.numeric && "ui-table__number") || undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column) => (
              <td
                key={column.key}
                data-title={column.title}
                className={classes(column.numeric && "ui-table__number") || undefined}
              >
                {row.cells[column.key]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
