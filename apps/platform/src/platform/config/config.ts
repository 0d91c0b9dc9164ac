import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type AssuranceLevel, assuranceLevels } from '../../kernel/index.ts';
import { type CopiesConfig, copiesSettings, readCopies } from './copies.ts';
import { type NationalConfig, nationalSettings, readNational } from './national.ts';
import { days, flag, levels, networks, origins } from './values.ts';

/**
 * Every setting of the platform, with its default for one machine. docs/operate.md lists them; new code must run with
 * an old environment, so a new variable always has a default.
 */
const schema = z.object({
  /** `demo` loads the demo city and runs labelled simulators; `production` starts empty and refuses both. */
  SHUBBAK_MODE: z.enum(['demo', 'production']).default('demo'),
  /** Port of the public address. */
  PORT: z.coerce.number().int().min(1).max(65535).default(8080),
  /** Interface that PORT listens on. */
  HOST: z.string().default('127.0.0.1'),
  /** Networks (CIDR, comma-separated) of the proxies in front, whose X-Forwarded-For tells the client's address; none by default. */
  TRUSTED_PROXIES: networks.default([]),
  /** Folder of everything that must survive: database, documents, keys, journal. */
  DATA_DIR: z.string().default('.data'),
  /** Address printed on papers and in e-mails, without a trailing slash. */
  PUBLIC_URL: z.url().optional(),
  /** A login of another PostgreSQL ≥ 18 that may create roles and schemas; without it the embedded one is used. */
  DATABASE_URL: z.string().optional(),
  /** Folder of secrets (one file each, mode 0600). */
  SECRETS_DIR: z.string().optional(),
  /** Mail server, as `smtp://user:password@host:port`; the demo runs its own mailbox. */
  SMTP_URL: z.string().optional(),
  /** Sender of every e-mail. */
  MAIL_FROM: z.string().default('Shubbak <no-reply@shubbak.invalid>'),
  /** Centre of text messages, as `ssmpp://system-id:password@host:port` (SMPP 3.4); without it no code goes to a phone. The demo runs its own. */
  SMPP_URL: z.url({ protocol: /^s?smpp$/ }).optional(),
  /** Sender of every text message: up to eleven letters, digits and spaces with one letter at least, or a number. */
  SMS_SENDER: z
    .string()
    .regex(/^(?:(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}|\+?\d{3,15})$/)
    .default('Shubbak'),
  /** RFC 3161 authorities, with spaces between, asked in this order; the demo runs its own. */
  TSA_URL: z
    .string()
    .transform(text => text.trim().split(/\s+/))
    .pipe(z.array(z.url()))
    .optional(),
  /** PEM file with the certificates that timestamps must chain to; the demo writes its own. */
  TSA_TRUST: z.string().optional(),
  /**
   * Origins (`http://ocsp.example`, comma-separated) that may be asked whether officers' and timestamps' certificates were revoked;
   * the demo asks its own. Addresses in certificates that lead anywhere else are not followed.
   */
  REVOCATION_ORIGINS: origins.default([]),
  /** PEM file with the certificates that officers' certificates must chain to; the demo's officers hang from its own authority. */
  OFFICER_TRUST: z.string().optional(),
  /** Folder of certificates (PEM or DER) that signatures of PDFs which arrive signed may chain to, besides our own officers’. */
  SIGNER_TRUST: z.string().optional(),
  /**
   * Folder with the certificates of the communes' seals (DER), `COMMUNE-ID.copies.der` and `COMMUNE-ID.register.der`, whose keys are where the
   * officers' are; the demo makes its own.
   */
  SEAL_CERTIFICATES: z.string().optional(),
  /** Folder of the second copy of registers, a mount of a machine outside the operator; the demo keeps one beside its data. */
  SECOND_COPY_DIR: z.string().optional(),
  /** File with the ceremony key that administrators' statements are rooted in (base64 of its SPKI); the demo writes its own. */
  CEREMONY_KEY: z.string().optional(),
  /** The vendor's PKCS#11 module that holds officers' keys; production signs with nothing else. */
  PKCS11_MODULE: z.string().optional(),
  /** Label of the token in it, where it shows several. */
  PKCS11_TOKEN: z.string().optional(),
  /** File whose first line is the token's PIN (mode 0600, readable by the sealer's user alone). */
  PKCS11_PIN_FILE: z.string().optional(),
  /** Folder where `npm run install-pkcs11` compiled the library. */
  PKCS11_LIBRARY: z.string().default(fileURLToPath(new URL('../../../../../.pkcs11', import.meta.url))),
  /**
   * Origin of the bridge to fingerprint and card readers, the same on every clerk's machine, such as http://127.0.0.1:48480 (docs/devices.md);
   * without it stations have no devices. The demo simulates one.
   */
  STATION_BRIDGE: z
    .url({ protocol: /^http$/, hostname: /^(?:127\.0\.0\.1|localhost)$/ })
    .transform(url => new URL(url).origin)
    .optional(),
  /** Seconds that a preparation stays open for the officer's confirmation. */
  PREPARATION_SECONDS: z.coerce.number().int().min(30).max(3600).default(600),
  /** Minutes that a queued request stays in the hands of the member of staff who took it, unless they go on working. */
  REQUEST_LEASE_MINUTES: z.coerce.number().int().min(1).max(480).default(15),
  /** Days that requests wait before they lapse, as `draft=30,counter=90,collecting=30,payable=7,returned=30`. */
  REQUEST_DAYS: days.default({}),
  /** Number of the data-protection authority's authorisation (law 09-08, articles 12 and 21) to keep fingerprint templates; without it none is taken. */
  BIOMETRICS_AUTHORISATION: z.string().trim().min(3).max(60).optional(),
  /** Which level opens which service of the account, where it is not the usual one (`modules/identity/levels.ts`). */
  SERVICE_LEVELS: levels.default({}),
  /** How surely a passkey that may be copied to the owner’s other devices makes known who they are. */
  SYNCED_PASSKEY_LEVEL: z.enum(assuranceLevels).default('substantial'),
  /** Days that a pre-enrolment waits for its person before it is erased. */
  PRE_ENROLMENT_DAYS: z.coerce.number().int().min(8).max(365).default(90),
  /** Number of the data-protection authority's receipt (law 09-08), which the notice of pre-enrolment names; "pending" without it. */
  DATA_PROTECTION_RECEIPT: z.string().max(80).optional(),
  /** Days that two files of one person wait to become one, in which the holder of either may object; 3, and none in the demo. */
  MERGE_WAITING_DAYS: z.coerce.number().int().min(0).max(60).optional(),
  /** Days for which an invitation to sign holds. */
  INVITATION_DAYS: z.coerce.number().int().min(1).max(180).default(30),
  /** Days after which who was invited to sign, and has not answered, is reminded. */
  REMINDER_DAYS: z.coerce.number().int().min(1).max(60).default(5),
  ...nationalSettings(levels),
  ...copiesSettings,
  /** Days for each right of law 09-08 (`modules/identity/rights/delays.ts`), as `access=5,opposition=8`. */
  RIGHTS_DELAYS: days.default({}),
  /** Hours in which a person may think better of an erasure that was granted. */
  ERASURE_GRACE_HOURS: z.coerce.number().int().min(0).max(720).default(72),
  /** Days that each kind of personal data is kept (`modules/identity/retention/kinds.ts`), as `sessions=30`. */
  RETENTION_DAYS: days.default({}),
  /** Whether the national provider, at level high, may change names, addresses and document numbers. */
  KEY_DATA_BY_PROVIDER: flag.default(false),
  /** Least severe log line written: trace, debug, info, warn, error. */
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Loopback port where Prometheus reads every process; none by default. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  /** No banner: for programs that start the platform themselves. */
  SHUBBAK_QUIET: flag.default(false),
});

/** What production must be told, because nothing is simulated there. */
const neededInProduction = {
  PUBLIC_URL: 'the address that people type, which every act prints.',
  SMTP_URL: 'a mail server: the simulated mailbox is refused in production.',
  TSA_URL: 'an RFC 3161 authority: the simulated one is refused in production.',
  TSA_TRUST: 'a PEM file with the certificates that timestamps must chain to.',
  OFFICER_TRUST: 'a PEM file with the certificates that officers’ certificates must chain to.',
  CEREMONY_KEY: 'a file with the ceremony key (base64 of its SPKI).',
} as const satisfies Partial<Record<keyof z.infer<typeof schema>, string>>;

export interface Config {
  readonly mode: 'demo' | 'production';
  readonly port: number;
  readonly host: string;
  /** Proxies whose word on the client's address is believed. */
  readonly trustedProxies: readonly string[];
  readonly dataDir: string;
  readonly secretsDir: string;
  readonly publicUrl: string;
  readonly databaseUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly smppUrl: string | undefined;
  readonly smsSender: string;
  readonly tsaUrls: readonly string[];
  readonly tsaTrust: string | undefined;
  readonly revocationOrigins: readonly string[];
  readonly officerTrust: string | undefined;
  readonly signerTrust: string | undefined;
  readonly sealCertificates: string | undefined;
  readonly secondCopyDir: string | undefined;
  readonly ceremonyKey: string | undefined;
  /** The hardware module that holds officers' keys; undefined where none is configured. */
  readonly pkcs11:
    | {
        readonly module: string;
        readonly token: string | undefined;
        readonly pinFile: string;
        readonly library: string;
      }
    | undefined;
  readonly stationBridge: string | undefined;
  readonly preparationSeconds: number;
  readonly requestLeaseMinutes: number;
  readonly requestDays: Readonly<Record<string, number>>;
  /** Authorisation to keep fingerprint templates; undefined: none are taken. The demo has one that says what it is. */
  readonly biometricsAuthorisation: string | undefined;
  readonly serviceLevels: Readonly<Record<string, AssuranceLevel>>;
  readonly syncedPasskeyLevel: AssuranceLevel;
  readonly preEnrolmentDays: number;
  readonly dataProtectionReceipt: string | undefined;
  readonly mergeWaitingDays: number;
  readonly invitationDays: number;
  readonly reminderDays: number;
  /** The national identity provider; undefined where none is configured. */
  readonly national: NationalConfig | undefined;
  /** Copies that holders of Originals are issued. */
  readonly copies: CopiesConfig;
  readonly rightsDelays: Readonly<Record<string, number>>;
  readonly erasureGraceHours: number;
  readonly retentionDays: Readonly<Record<string, number>>;
  readonly keyDataByProvider: boolean;
  readonly logLevel: string;
  readonly metricsPort: number | undefined;
  readonly quiet: boolean;
}

/** Reads the configuration from environment variables. Throws an Error that names each wrong variable and what it takes. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is not usable:\n${lines.join('\n')}`);
  }
  const values = parsed.data;
  if (values.SHUBBAK_MODE === 'production') refuseWithout(values);
  const dataDir = resolve(values.DATA_DIR);
  const publicUrl = (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/$/, '');
  return {
    mode: values.SHUBBAK_MODE,
    port: values.PORT,
    host: values.HOST,
    trustedProxies: values.TRUSTED_PROXIES,
    dataDir,
    secretsDir: resolve(values.SECRETS_DIR ?? `${dataDir}/secrets`),
    publicUrl,
    databaseUrl: values.DATABASE_URL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    smppUrl: values.SMPP_URL,
    smsSender: values.SMS_SENDER,
    tsaUrls: values.TSA_URL ?? [],
    tsaTrust: values.TSA_TRUST,
    revocationOrigins: values.REVOCATION_ORIGINS,
    officerTrust: values.OFFICER_TRUST,
    signerTrust: values.SIGNER_TRUST,
    sealCertificates: values.SEAL_CERTIFICATES,
    secondCopyDir: values.SECOND_COPY_DIR ?? (values.SHUBBAK_MODE === 'demo' ? `${dataDir}/second-copy` : undefined),
    ceremonyKey: values.CEREMONY_KEY,
    pkcs11: hardwareModule(values),
    stationBridge: values.STATION_BRIDGE,
    preparationSeconds: values.PREPARATION_SECONDS,
    requestLeaseMinutes: values.REQUEST_LEASE_MINUTES,
    requestDays: values.REQUEST_DAYS,
    biometricsAuthorisation:
      values.BIOMETRICS_AUTHORISATION ?? (values.SHUBBAK_MODE === 'demo' ? 'DEMO 000/2026' : undefined),
    serviceLevels: values.SERVICE_LEVELS,
    syncedPasskeyLevel: values.SYNCED_PASSKEY_LEVEL,
    preEnrolmentDays: values.PRE_ENROLMENT_DAYS,
    dataProtectionReceipt: values.DATA_PROTECTION_RECEIPT,
    invitationDays: values.INVITATION_DAYS,
    reminderDays: values.REMINDER_DAYS,
    mergeWaitingDays: values.MERGE_WAITING_DAYS ?? (values.SHUBBAK_MODE === 'demo' ? 0 : 3),
    national: readNational(values, publicUrl),
    copies: readCopies(values),
    rightsDelays: values.RIGHTS_DELAYS,
    erasureGraceHours: values.ERASURE_GRACE_HOURS,
    retentionDays: values.RETENTION_DAYS,
    keyDataByProvider: values.KEY_DATA_BY_PROVIDER,
    logLevel: values.LOG_LEVEL,
    metricsPort: values.METRICS_PORT,
    quiet: values.SHUBBAK_QUIET,
  };
}

function hardwareModule(values: z.infer<typeof schema>): Config['pkcs11'] {
  const { PKCS11_MODULE: module, PKCS11_PIN_FILE: pinFile, PKCS11_TOKEN: token, PKCS11_LIBRARY: library } = values;
  if (module === undefined) return undefined;
  if (pinFile === undefined)
    throw new Error('PKCS11_PIN_FILE must name a file with the PIN of the token in PKCS11_MODULE.');
  return { module, token, pinFile: resolve(pinFile), library: resolve(library) };
}

function refuseWithout(values: z.infer<typeof schema>): void {
  const lines = Object.entries(neededInProduction)
    .filter(([name]) => values[name as keyof typeof neededInProduction] === undefined)
    .map(([name, what]) => `  ${name}: ${what}`);
  // Passkeys and session cookies are safe over https alone; browsers make an exception for the machine itself.
  const address = new URL(values.PUBLIC_URL ?? 'https://missing.invalid');
  if (address.protocol !== 'https:' && address.hostname !== 'localhost')
    lines.push('  PUBLIC_URL: must begin with https://');
  if (lines.length > 0) throw new Error(`Production needs (docs/operate.md):\n${lines.join('\n')}`);
}
