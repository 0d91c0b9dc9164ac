import {
  type Centimes,
  civilTime,
  formatAmount,
  type Language,
  type LocalizedText,
  type PersonName,
} from '../../../kernel/index.ts';
import { dateFields, markWords, officeIn, plain, wordsFor } from './compose.ts';
import type { NoEffectMark, PaperOffice } from './face.ts';
import type { PrintJob } from './press.ts';
import { wordsOf } from './wording.ts';

/** How a fee was received; `none` when nothing was due. */
export type PaymentMeans = 'cash' | 'card' | 'none';

/** One line of a receipt; `amount` is that of the whole line, zero allowed. */
export interface ReceiptLine {
  readonly label: LocalizedText;
  readonly quantity: number;
  readonly amount: Centimes;
}

/** What a counter slip shows: the receipt above, and below a cut line the account, whose code opens it once. */
export interface SlipFace {
  readonly wording: string;
  readonly office: PaperOffice;
  readonly instant: Date;
  /** The language beside Arabic. */
  readonly second: Exclude<Language, 'ar'>;
  readonly receipt: {
    readonly number: string;
    readonly lines: readonly ReceiptLine[];
    readonly payment: PaymentMeans;
    readonly cashier: PersonName | null;
  };
  /** Null for a person whose account is already open: the slip ends with the receipt. */
  readonly account: {
    readonly name: PersonName;
    readonly number: string;
    /** The single-use code, as it is to be read ("KD7M-2XQ9"). */
    readonly activationCode: string;
    readonly validUntil: Date;
    /** Where the account is opened; the QR code carries it, and never the code. */
    readonly activationUrl: string;
  } | null;
  readonly helpline: string | null;
  readonly mark: NoEffectMark | null;
}

/** Typst job of a counter slip. Throws when the activation code stands in the address: a photograph of the QR would open the account. */
export function composeSlip(slip: SlipFace): PrintJob {
  const words = wordsOf(slip.wording);
  const languages = ['ar', slip.second] as const;
  const { account } = slip;
  if (account?.activationUrl.includes(account.activationCode))
    throw new Error('the activation code must not be in the address');
  return {
    qr: account?.activationUrl ?? null,
    files: {},
    tagged: false,
    measureOnly: false,
    data: {
      paper: 'slip',
      title: [words.fr.receipt, slip.receipt.number].join(' '),
      author: plain(slip.office.commune.fr),
      date: dateFields(slip.instant),
      words: wordsFor(words, languages),
      second: slip.second,
      mark: slip.mark && markWords(words, slip.mark),
      office: Object.fromEntries(languages.map(language => [language, officeIn(slip.office, language)])),
      receipt: receiptIn(slip),
      account: account && accountIn(account),
      helpline: slip.helpline,
    },
  };
}

function receiptIn({ receipt, instant }: SlipFace) {
  const total = receipt.lines.reduce((sum, line) => sum + line.amount, 0);
  return {
    number: plain(receipt.number),
    at: minute(instant),
    lines: receipt.lines.map(({ label, quantity, amount }) => ({ label, quantity, amount: money(amount) })),
    total: money(total),
    payment: receipt.payment,
    cashier: receipt.cashier && nameIn(receipt.cashier),
  };
}

function accountIn(account: NonNullable<SlipFace['account']>) {
  return {
    name: nameIn(account.name),
    number: account.number,
    activation: account.activationCode,
    until: minute(account.validUntil),
  };
}

function nameIn({ arabic, latin }: PersonName) {
  return { arabic: plain(arabic), latin: plain(latin) };
}

// Typst prints "free" where there is no amount.
function money(amount: Centimes): string | null {
  return amount === 0 ? null : formatAmount(amount);
}

function minute(instant: Date): string {
  const { date, time } = civilTime(instant);
  return `${date}  ${time}`;
}
