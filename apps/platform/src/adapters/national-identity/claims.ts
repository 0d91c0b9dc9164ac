import { z } from 'zod';
import type { AssuranceLevel } from '../../kernel/index.ts';
import type { NationalAssertion } from '../../modules/identity/index.ts';

/** Names of the provider's claims. Its specification is not public: configuration says them where they are others. */
export interface ClaimNames {
  readonly documentNumber: string;
  readonly documentExpiresOn: string;
  readonly nameArabic: string;
  readonly nameLatin: string;
  readonly birthDate: string;
}

/** OpenID Connect Core §5.1 and §5.2 where they have a word for it. */
export const usualClaimNames: ClaimNames = {
  documentNumber: 'document_number',
  documentExpiresOn: 'document_expiry',
  nameArabic: 'name#ar',
  nameLatin: 'name#fr',
  birthDate: 'birthdate',
};

const said = z.string().min(1).max(300);

/**
 * What the claims of a checked ID token say of a person; undefined when something is missing, or when the provider's word for how
 * surely it knows them (acr, OpenID Connect Core §2) is none that the configuration gives a level.
 */
export function readClaims(
  claims: Readonly<Record<string, unknown>>,
  { names, levels }: { readonly names: ClaimNames; readonly levels: Readonly<Record<string, AssuranceLevel>> },
): Omit<NationalAssertion, 'issuer'> | undefined {
  const texts = z.record(z.string(), said);
  const wanted = { ...names, subject: 'sub', acr: 'acr' };
  const read = texts.safeParse(
    Object.fromEntries(Object.entries(wanted).map(([ours, theirs]) => [ours, claims[theirs]])),
  );
  if (!read.success) return undefined;
  const text = (name: keyof typeof wanted): string => read.data[name] ?? '';
  const level = Object.hasOwn(levels, text('acr')) ? levels[text('acr')] : undefined;
  if (level === undefined) return undefined;
  return {
    subject: text('subject'),
    level,
    documentNumber: text('documentNumber'),
    documentExpiresOn: text('documentExpiresOn'),
    name: { arabic: text('nameArabic'), latin: text('nameLatin') },
    birthDate: text('birthDate'),
  };
}
