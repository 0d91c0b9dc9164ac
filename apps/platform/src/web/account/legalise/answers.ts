import { z } from 'zod';
import { asId, type CommuneId, isId, type MandateId } from '../../../kernel/index.ts';
import type { AccountContext } from '../page.tsx';

/** What somebody has answered before anything is kept: it travels in the addresses of the next questions, ids and words of ours only. */
export interface Answers {
  readonly mandateId: MandateId | undefined;
  /** Version of "do you need this?" that was shown. */
  readonly need: string | undefined;
  readonly communeId: CommuneId | undefined;
  readonly nature: string | undefined;
  /** Whether the warning of that nature was read. */
  readonly warned: boolean;
}

const word = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/)
  .optional()
  .catch(undefined);
const sent = z.object({ for: word, need: word, commune: word, nature: word, warned: word });

/** The answers in an address, or in the hidden fields of a form; what is malformed was not answered. */
export function readAnswers(values: Readonly<Record<string, unknown>>): Answers {
  const { for: mandate, need, commune, nature, warned } = sent.parse(values);
  return {
    mandateId: isId(mandate) && mandate !== undefined ? asId(mandate) : undefined,
    need,
    communeId: isId(commune) && commune !== undefined ? asId(commune) : undefined,
    nature,
    warned: warned === 'yes',
  };
}

/** The same as the fields of an address. */
export function fieldsOf({ mandateId, need, communeId, nature, warned }: Answers): Readonly<Record<string, string>> {
  return {
    ...(mandateId !== undefined && { for: mandateId }),
    ...(need !== undefined && { need }),
    ...(communeId !== undefined && { commune: communeId }),
    ...(nature !== undefined && { nature }),
    ...(warned && { warned: 'yes' }),
  };
}

/** The address of a question before anything is kept. */
export function pathOf(question: string, answers: Answers): string {
  const query = new URLSearchParams(fieldsOf(answers)).toString();
  return `/account/legalise/new/${question}${query === '' ? '' : `?${query}`}`;
}

const text = z.record(z.string(), z.unknown());
/** Letters of a field that a form may send; the strokes of a signature alone are longer. */
const longest = 2000;

/** The text fields of a form; what it overdoes is as if it were empty. */
export async function readForm(c: AccountContext): Promise<Readonly<Record<string, string>>> {
  const body = text.parse(await c.req.parseBody());
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' && (name === 'drawing' || value.length <= longest) ? [[name, value.trim()]] : [],
    ),
  );
}

/** The key of a form's intention; a form without one is a new intention. */
export function keyOf({ key }: Readonly<Record<string, string>>): string {
  return z.uuid().safeParse(key).success && key !== undefined ? key : crypto.randomUUID();
}
