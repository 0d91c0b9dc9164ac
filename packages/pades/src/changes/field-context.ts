import { PdfString } from '../pdf/model.ts';
import { decodeTextString } from '../pdf/text-string.ts';
import { dictionaryAt, type Spot } from './revision.ts';

/** What a field inherits from those above it (ISO 32000-2 §12.7.4.1). */
export interface FieldContext {
  /** Full name of the field above, empty at the top. */
  readonly name: string;
  /** Its number; undefined at the top. */
  readonly object: number | undefined;
  readonly type: string | undefined;
  /** Whether the field above was a push button before the update (§12.7.5.2.1). */
  readonly isPushButton: boolean;
  /** Whether the update changed the value of the field above. */
  readonly valueChanged: boolean;
  /** Whether that value is a document timestamp, which nobody answers for. */
  readonly isStamped: boolean;
  readonly depth: number;
}

/** Full name of a field: its own after that of the field above (ISO 32000-2 §12.7.4.2); a widget has none of its own. */
export function fullName(field: Spot, above: string): string {
  const own = dictionaryAt(field)?.get('T');
  if (!(own instanceof PdfString)) return above;
  const text = decodeTextString(own.octets);
  return above === '' ? text : `${above}.${text}`;
}
