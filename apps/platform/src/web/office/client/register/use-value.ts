import { useState } from 'react';
import type { ProposeCorrectionBody, RegisterEntryAnswer } from '../../../api/contract/index.ts';

interface Values {
  readonly arabic: string;
  readonly latin: string;
  readonly type: string;
  readonly number: string;
  readonly address: string;
  readonly exemplars: string;
  readonly subject: string;
  readonly mode: string;
}

/** What is typed for each field of an entry, beginning with what stands there. */
export interface TypedValue {
  readonly values: Values;
  readonly set: (name: keyof Values) => (event: { readonly currentTarget: { readonly value: string } }) => void;
  /** The value of a field as it is sent; undefined while it is not complete. */
  readonly valueOf: (field: ProposeCorrectionBody['field']) => ProposeCorrectionBody['value'] | undefined;
}

/** Keeps what is typed into the fields of a correction. */
export function useValue({ entry, applicants, subjects }: RegisterEntryAnswer, applicantId: string | null): TypedValue {
  const applicant = applicants.find(({ id }) => id === applicantId);
  const stands: Values = {
    arabic: applicant?.name?.arabic ?? '',
    latin: applicant?.name?.latin ?? '',
    type: applicant?.document?.type ?? 'cnie',
    number: applicant?.document?.number ?? '',
    address: applicant?.address ?? '',
    exemplars: String(entry.exemplars ?? 1),
    subject: subjects.find(({ words }) => words.fr === entry.subject?.fr)?.code ?? subjects[0]?.code ?? '',
    mode: entry.mode ?? 'presence',
  };
  const [typed, setTyped] = useState<Partial<Values>>({});
  const values = { ...stands, ...typed };
  return {
    values,
    set: name => event => setTyped({ ...typed, [name]: event.currentTarget.value }),
    valueOf: field => {
      const said = { ...values, address: values.address.trim(), number: values.number.trim() };
      switch (field) {
        case 'name': {
          const name = { arabic: said.arabic.trim(), latin: said.latin.trim() };
          return name.arabic !== '' && name.latin !== '' ? name : undefined;
        }
        case 'document':
          return said.number === '' ? undefined : { type: said.type, number: said.number };
        case 'address':
          return said.address === '' ? undefined : said.address;
        case 'exemplars': {
          const exemplars = Number(said.exemplars);
          return Number.isInteger(exemplars) && exemplars > 0 ? exemplars : undefined;
        }
        case 'subject':
          return subjects.find(({ code }) => code === said.subject);
        case 'mode':
          return said.mode;
      }
    },
  };
}
