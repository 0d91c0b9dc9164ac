import type { RecordMandateBody } from '../../../api/contract/index.ts';

/** The form of a mandate, as typed. */
export interface MandateForm {
  readonly role: RecordMandateBody['role'];
  readonly roleArabic: string;
  readonly roleLatin: string;
  readonly allNatures: boolean;
  readonly natures: readonly string[];
  /** Dirhams; empty without limit. */
  readonly most: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly mayRead: boolean;
  readonly mayRevoke: boolean;
  readonly delegable: boolean;
  readonly joint: boolean;
  readonly groupName: string;
  readonly groupNeeded: string;
  readonly evidence: RecordMandateBody['evidence']['kind'];
  readonly reference: string;
  readonly evidenceOn: string;
}

/** A mandate for everything, from today. */
export function emptyMandate(today: string): MandateForm {
  return {
    role: 'manager',
    roleArabic: '',
    roleLatin: '',
    allNatures: true,
    natures: [],
    most: '',
    startsOn: today,
    endsOn: '',
    mayRead: true,
    mayRevoke: false,
    delegable: false,
    joint: false,
    groupName: '',
    groupNeeded: '2',
    evidence: 'statutes',
    reference: '',
    evidenceOn: '',
  };
}

/** What the API is asked for. */
export function mandateBody(form: MandateForm, personId: string): RecordMandateBody {
  return {
    personId,
    role: form.role,
    ...(form.role === 'other' && { roleWords: { arabic: form.roleArabic, latin: form.roleLatin } }),
    natures: form.allNatures ? 'all' : [...form.natures],
    most: centimesOf(form.most),
    startsOn: form.startsOn,
    endsOn: form.endsOn === '' ? null : form.endsOn,
    mayRead: form.mayRead,
    mayRevoke: form.mayRevoke,
    delegable: form.delegable ? 1 : 0,
    group: form.joint ? { name: form.groupName, needed: Number(form.groupNeeded) } : null,
    evidence: {
      kind: form.evidence,
      reference: form.reference,
      on: form.evidenceOn === '' ? form.startsOn : form.evidenceOn,
    },
  };
}

/** Dirhams as they are typed, with a comma or a point, in centimes; null for an empty field. */
export function centimesOf(dirhams: string): number | null {
  const plain = dirhams.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (plain === '') return null;
  return Math.max(0, Math.round(Number(plain) * 100) || 0);
}
