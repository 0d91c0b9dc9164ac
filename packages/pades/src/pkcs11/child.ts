import { PadesError } from '../failure.ts';
import type { Answer, Question } from './protocol.ts';
import { type OpenToken, openToken } from './token.ts';

/** The process that loads the module: what falls over in native code falls over here, alone. Forked by `module-process.ts`. */
let token: OpenToken | undefined;

function answer(question: Question): Answer {
  try {
    return { ok: true, value: [...valuesFor(question)] };
  } catch (error) {
    if (error instanceof PadesError) return { ok: false, code: error.code, message: error.message };
    return { ok: false, code: 'pkcs11-refused', message: error instanceof Error ? error.message : String(error) };
  }
}

function valuesFor(question: Question): readonly Uint8Array[] {
  if (question.ask === 'open') {
    token = openToken(question.address);
    return [];
  }
  if (token === undefined) throw new PadesError('pkcs11-session-lost', 'nothing is open');
  if (question.ask === 'certificates') return token.certificates();
  if (question.ask === 'sign') return [token.sign(question.key, question.algorithm, question.bytes)];
  token.find(question.key);
  return [];
}

process.on('message', (question: Question) => {
  process.send?.(answer(question));
});
process.on('disconnect', () => process.exit(0));
