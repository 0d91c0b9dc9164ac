import { ok, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { WitnessNamed } from '../../enrolment/index.ts';
import type { LegalisationDeps } from '../ports.ts';
import { keepWord, type WitnessWord } from '../recognition/agreeing.ts';
import type { Recognition } from '../recognition/model.ts';
import { type Hearing, hearBefore } from '../recognition/recognise.ts';

/** How somebody who cannot sign or read was heard at another office, all at once: the two witnesses, each with their word. */
export interface Heard extends Omit<Extract<Recognition, { mode: 'witnesses' }>, 'mode' | 'witnesses'> {
  readonly witnesses: readonly { readonly named: WitnessNamed; readonly word: WitnessWord }[];
}

/** Notes how a signatory was heard, and the word of both witnesses. Refused: those of `hearBefore` and `keepWord`. */
export async function hear(
  deps: LegalisationDeps,
  tx: Tx,
  hearing: Hearing,
  { witnesses, ...told }: Heard,
): Promise<Result<undefined>> {
  const noted = await hearBefore(deps, tx, hearing, { ...told, witnesses: witnesses.map(({ named }) => named) });
  if (!noted.ok) return noted;
  const { key, personId, now } = hearing;
  for (const [index, { word }] of witnesses.entries()) {
    const kept = await keepWord(deps, tx, { ...key, personId, position: index === 0 ? 1 : 2 }, word, now);
    if (!kept.ok) return kept;
  }
  return ok(undefined);
}
