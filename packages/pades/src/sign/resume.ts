import { PadesError } from '../failure.ts';
import { isUnfilled } from './blank.ts';
import {
  type BlankPlace,
  type ByteRange,
  PreparedFile,
  type PreparedSignature,
  type PreparedState,
} from './prepared.ts';

/**
 * Takes up a preparation again from its stored bytes and state, in any process. Bytes or offsets that are not those
 * of the preparation throw `prepared-bytes-changed` or `prepared-state-invalid`. `fill` writes into `bytes` themselves.
 */
export function resumeSignature(bytes: Uint8Array, state: PreparedState): PreparedSignature {
  const byteRange = byteRangeOf(state, bytes.length);
  const blanks = blanksOf(state, byteRange);
  const prepared = new PreparedFile([bytes], { byteRange, blanks, demands: demandsOf(state) });
  if (!blanks.every(({ offset, length }) => bytes.subarray(offset, offset + length).every(isUnfilled))) {
    throw new PadesError('prepared-bytes-changed', 'a blank is not blank');
  }
  if (!hasBlankContents(bytes, prepared)) throw new PadesError('prepared-bytes-changed', 'Contents is not blank');
  if (prepared.state().sha256 !== state.sha256) {
    throw new PadesError('prepared-bytes-changed', 'the bytes are not those that were prepared');
  }
  return prepared;
}

/** The byte range of a state that has been JSON somewhere, so that its type is a hope. */
function byteRangeOf(state: PreparedState, total: number): ByteRange {
  const given: readonly unknown[] = Array.isArray(state?.byteRange) ? state.byteRange : [];
  const numbers = given.map(value => (Number.isSafeInteger(value) ? Number(value) : -1));
  const [start = -1, length = -1, resume = -1, rest = -1] = numbers;
  const covers = start === 0 && length >= 0 && rest >= 0 && resume + rest === total && resume - length >= 4;
  if (state?.version !== 1 || numbers.length !== 4 || !covers) {
    throw new PadesError('prepared-state-invalid', 'the state does not belong to these bytes');
  }
  return [0, length, resume, rest];
}

/** What the CMS must observe, in a form that can be asked. */
function demandsOf({ demands }: PreparedState): NonNullable<PreparedState['demands']> {
  const digests: unknown = demands?.digests ?? [];
  if (!Array.isArray(digests)) throw new PadesError('prepared-state-invalid', 'the state demands what is no digest');
  return demands ?? {};
}

/** The blanks of a state, each inside the signed bytes. */
function blanksOf(state: PreparedState, [, length, resume, rest]: ByteRange): readonly BlankPlace[] {
  const given: readonly (BlankPlace | null)[] = Array.isArray(state.blanks) ? state.blanks : [];
  return given.map(blank => {
    const { offset = -1, length: octets = -1 } = blank ?? {};
    const end = offset + octets;
    const isWhole = Number.isSafeInteger(offset) && Number.isSafeInteger(octets) && offset >= 0 && octets > 0;
    if (blank === null || !isWhole || !(end <= length || (offset >= resume && end <= resume + rest))) {
      throw new PadesError('prepared-state-invalid', 'a blank does not lie in these bytes');
    }
    return blank;
  });
}

/** Whether zeros between angle brackets fill the gap of the byte range. */
function hasBlankContents(bytes: Uint8Array, { byteRange, contents: { offset, length } }: PreparedFile): boolean {
  const [, open, resume] = byteRange;
  const digits = bytes.subarray(offset, offset + length);
  const enclosed = bytes[open] === 0x3c && bytes[resume - 1] === 0x3e;
  return enclosed && length % 2 === 0 && digits.every(digit => digit === 0x30);
}
