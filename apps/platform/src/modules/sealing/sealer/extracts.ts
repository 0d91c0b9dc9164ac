import { ok } from '../../../kernel/index.ts';
import { canonicalJson } from '../../organisation/index.ts';
import { addTime, findConflict, refused, release, sha256, signingWith, signOnce, worldOf } from './numbered.ts';
import type { ExtractRequest, SignAnswer } from './protocol.ts';
import type { SealerParts } from './sealer.ts';
import type { oneAtATime } from './turns.ts';

/**
 * Puts the register's seal on the extract of one day of an office. A day has one extract for ever: another file is refused
 * (`sealing.number-taken`), and the same one gets the same CMS.
 */
export async function sealExtract(
  parts: SealerParts,
  inTurn: ReturnType<typeof oneAtATime>,
  request: ExtractRequest,
): Promise<SignAnswer> {
  const { commune, office, day, digest } = request;
  const number = `extract/${office}/${day}`;
  return inTurn(number, async () => {
    const known = parts.numbers.find(number);
    const asked = sha256(canonicalJson({ commune, office, day, digest }));
    const wanted = { number, act: number, digest, manifest: asked, assertion: asked };
    const conflict = findConflict(parts, known, wanted);
    if (conflict) return conflict;
    if (known?.kind === 'sealed') return release(parts, known);
    const key = await worldOf(parts, commune)?.seals.find(commune, 'register');
    if (!key) return refused({ code: 'sealing.key-missing', params: {} });
    const signing = signingWith(key);
    const entry = await signOnce(parts, known, wanted, signing);
    const always = {
      judge: async () => ok(undefined),
      burns: 'not-prepared',
      code: 'sealing.extract-outside',
    } as const;
    return addTime(parts, entry, signing, always);
  });
}
