import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AssuranceLevel } from '../../kernel/index.ts';

/** What an operator says of the national identity provider; nothing of it is offered where none of it is said. */
export interface NationalConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** How we are known to the provider: by the private key in a file (PEM), or by the secret in one. */
  readonly proof: { readonly key: string } | { readonly secret: string };
  readonly redirectUri: string;
  readonly scope: string;
  /** The provider's words for how surely it knows somebody, with our level of each. */
  readonly levels: Readonly<Record<string, AssuranceLevel>>;
  /** Names of the provider's claims, by ours; those absent have the usual name. */
  readonly claims: Readonly<Partial<Record<ClaimName, string>>>;
  readonly signedWith: string;
}

const claimNames = ['documentNumber', 'documentExpiresOn', 'nameArabic', 'nameLatin', 'birthDate'] as const;
type ClaimName = (typeof claimNames)[number];

const claims = z.string().transform((text, context) => {
  const pairs = text.split(/\s+/).map(pair => /^([A-Za-z]+)=(\S+)$/.exec(pair));
  const named = pairs.flatMap(match => {
    const ours = claimNames.find(name => name === match?.[1]);
    return ours && match?.[2] ? [[ours, match[2]] as const] : [];
  });
  if (named.length === pairs.length) return Object.fromEntries(named);
  context.addIssue(`pairs such as birthDate=birthdate, with spaces between; the names are ${claimNames.join(', ')}`);
  return z.NEVER;
});

/** The settings, to be taken into the schema of all; `levels` reads names and levels. */
export function nationalSettings(levels: z.ZodType<Readonly<Record<string, AssuranceLevel>>, string>) {
  return {
    /** Address by which the provider names itself (OpenID Connect Discovery 1.0). */
    NATIONAL_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
    NATIONAL_CLIENT_ID: z.string().optional(),
    /** File with the private key by which we show who we are (private_key_jwt, RFC 7523): PEM, EC on P-256 or RSA. */
    NATIONAL_CLIENT_KEY_FILE: z.string().optional(),
    /** Or a file with the secret. */
    NATIONAL_CLIENT_SECRET_FILE: z.string().optional(),
    /** The provider's words for its levels (acr), with ours. */
    NATIONAL_LEVELS: levels.optional(),
    /** Where browsers come back, exactly as registered at the provider. */
    NATIONAL_REDIRECT: z.url().optional(),
    NATIONAL_SCOPE: z.string().default('openid'),
    NATIONAL_CLAIMS: claims.default({}),
    /** The one algorithm of ID tokens' signatures. */
    NATIONAL_SIGNED_WITH: z.enum(['RS256', 'PS256', 'ES256', 'Ed25519']).default('RS256'),
  };
}

type Values = z.infer<z.ZodObject<ReturnType<typeof nationalSettings>>>;

/** Reads them together. Throws an Error that says what is missing, as soon as anything of it is there. */
export function readNational(values: Values, publicUrl: string): NationalConfig | undefined {
  const { NATIONAL_ISSUER: issuer, NATIONAL_CLIENT_ID: clientId, NATIONAL_LEVELS: levels } = values;
  const { NATIONAL_CLIENT_KEY_FILE: keyFile, NATIONAL_CLIENT_SECRET_FILE: secretFile } = values;
  if ([issuer, clientId, levels, keyFile, secretFile].every(value => value === undefined)) return undefined;
  const missing = [
    issuer === undefined && 'NATIONAL_ISSUER: the address of the provider.',
    clientId === undefined && 'NATIONAL_CLIENT_ID: how the provider calls us.',
    levels === undefined && 'NATIONAL_LEVELS: the provider’s levels, with ours.',
    (keyFile === undefined) === (secretFile === undefined) &&
      'NATIONAL_CLIENT_KEY_FILE or NATIONAL_CLIENT_SECRET_FILE: one of them.',
  ].filter(line => line !== false);
  if (missing.length > 0 || issuer === undefined || clientId === undefined || levels === undefined)
    throw new Error(`The national identity provider needs (docs/operate.md):\n  ${missing.join('\n  ')}`);
  const read = (path: string): string => readFileSync(path, 'utf8').trim();
  return {
    issuer,
    clientId,
    levels,
    proof: keyFile === undefined ? { secret: read(secretFile ?? '') } : { key: read(keyFile) },
    redirectUri: values.NATIONAL_REDIRECT ?? `${publicUrl}/national/callback`,
    scope: values.NATIONAL_SCOPE,
    claims: values.NATIONAL_CLAIMS,
    signedWith: values.NATIONAL_SIGNED_WITH,
  };
}
