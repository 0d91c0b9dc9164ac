import type { ReactElement, ReactNode } from 'react';

export interface Column<Row> {
  readonly label: string;
  readonly renderCell: (row: Row) => ReactNode;
}

/** Rows under headings; on a narrow screen each row stands as a block, with its headings beside the values. */
export function DataTable<Row>(props: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What to say when there is none. */
  readonly empty: string;
}): ReactElement {
  const { caption, columns, rows, keyOf, empty } = props;
  if (rows.length === 0) return <p className="muted">{empty}</p>;
  return (
    <table className="table table-stack">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={keyOf(row)}>
            {columns.map(({ label, renderCell }) => (
              <td key={label} data-label={label}>
                <div>{renderCell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
