import type { Refusal } from '../kernel/index.ts';

/** Whoever can say a refusal, and knows whether a text is there. */
interface Sayer {
  has(key: string): boolean;
  refusal(refusal: Refusal): string;
}

/** Why a mandate in a list does not stand, in a few words: what a refusal says besides about the act has no place there. */
export function sayFault(t: Sayer, { code, params }: Refusal): string {
  const short = code.replace('mandates.', 'mandates.said-');
  return t.refusal({ code: t.has(short) ? short : code, params });
}
