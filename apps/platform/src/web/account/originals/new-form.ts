import { z } from 'zod';
import type { Particulars } from '../../../modules/certification/index.ts';

const text = (most: number) => z.string().trim().max(most).catch('');

/** What the form of a scan at home carries beside its files. */
export const newForm = z.object({
  key: z.uuid().catch(''),
  commune: text(40),
  kind: text(40),
  issuer: text(200),
  number: text(80),
  'issued-day': text(2),
  'issued-month': text(2),
  'issued-year': text(4),
  'expires-day': text(2),
  'expires-month': text(2),
  'expires-year': text(4),
});
export type NewForm = z.infer<typeof newForm>;

/** Files as a browser sends them: none chosen is one empty file without a name. */
export const sentFiles = z
  .union([z.instanceof(File), z.array(z.instanceof(File)), z.string()])
  .transform(value => [value].flat().filter(each => each instanceof File))
  .transform(files => files.filter(({ name, size }) => name !== '' || size > 0))
  .catch([]);

/** A civil date typed in three fields; null where nothing was typed, undefined where it is none. */
function dateIn(form: NewForm, name: 'issued' | 'expires'): string | null | undefined {
  const [year, month, day] = [form[`${name}-year`], form[`${name}-month`], form[`${name}-day`]];
  if (year === '' && month === '' && day === '') return null;
  const read = z.iso.date().safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return read.success ? read.data : undefined;
}

/** What somebody typed of an original, with the ids of what is wrong. */
export function readParticulars(form: NewForm): {
  readonly particulars: Particulars;
  readonly wrong: readonly string[];
} {
  const [issuedOn, expiresOn] = [dateIn(form, 'issued'), dateIn(form, 'expires')];
  const wrong = [
    ...(form.kind === '' ? ['kind'] : []),
    ...(form.issuer === '' ? ['issuer'] : []),
    ...(issuedOn === undefined ? ['issued'] : []),
    ...(expiresOn === undefined ? ['expires'] : []),
  ];
  const issuer = form.issuer === '' ? null : { arabic: form.issuer, latin: form.issuer };
  const ownNumber = form.number === '' ? null : form.number;
  return { particulars: { issuer, ownNumber, issuedOn: issuedOn ?? null, expiresOn: expiresOn ?? null }, wrong };
}
