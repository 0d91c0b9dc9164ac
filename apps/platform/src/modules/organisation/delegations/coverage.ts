import type { OfficeId, StaffId } from '../../../kernel/index.ts';
import type { Absence } from '../absences/absences.ts';
import { type Calendar, daysLater, openingAt } from '../calendars/calendar.ts';
import type { KeptStatement } from '../decide.ts';
import type { ActNature, CredentialBody, DelegationBody } from '../statements/statement.ts';

/** Who may sign at an office, what and until when. */
export interface Signer {
  readonly staffId: StaffId;
  readonly natures: readonly ActNature[];
  readonly reference: string;
  /** When delegation or certificate ends, whichever is first. */
  readonly until: Date;
}

/** Days in a row, both included, on which an office is open and nobody can sign there. */
export interface Gap {
  readonly nature: ActNature;
  readonly firstOn: string;
  readonly lastOn: string;
}

/** What coverage is worked out from. */
export interface CoverageFacts {
  readonly delegations: readonly KeptStatement<DelegationBody>[];
  readonly credentials: readonly KeptStatement<CredentialBody>[];
  readonly absences: readonly Pick<Absence, 'staffId' | 'firstOn' | 'lastOn'>[];
}

/** The last instant that counts of a statement: its end, or when it was taken back. */
function endOf({ body, revokedAt }: KeptStatement<DelegationBody> | KeptStatement<CredentialBody>): Date {
  const end = new Date(body.validUntil);
  return revokedAt && revokedAt < end ? revokedAt : end;
}

/** Who may sign at an office at `now`. */
export function signersAt(facts: CoverageFacts, office: OfficeId, now: Date): readonly Signer[] {
  return facts.delegations
    .filter(kept => kept.body.offices.includes(office) && new Date(kept.body.validFrom) <= now && now < endOf(kept))
    .flatMap(kept => {
      const { subject: staffId, natures, reference } = kept.body;
      const keys = facts.credentials.filter(
        each => each.body.subject === staffId && new Date(each.body.validFrom) <= now && now < endOf(each),
      );
      const key = Math.max(...keys.map(each => endOf(each).getTime()));
      if (keys.length === 0) return [];
      return [{ staffId, natures, reference, until: new Date(Math.min(endOf(kept).getTime(), key)) }];
    });
}

/** Noon of a civil day: whoever may sign at noon may sign that day. */
function noonOf(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}

/**
 * The days, of the next `days` from `today` on, on which an office is open and nobody can sign a nature of act there: no delegation and key in
 * force, or everybody who has them away.
 */
export function gapsAt(
  facts: CoverageFacts,
  { office, calendar, nature }: { readonly office: OfficeId; readonly calendar: Calendar; readonly nature: ActNature },
  { today, days }: { readonly today: string; readonly days: number },
): readonly Gap[] {
  const gaps: { nature: ActNature; firstOn: string; lastOn: string }[] = [];
  let open: { nature: ActNature; firstOn: string; lastOn: string } | undefined;
  for (let ahead = 0; ahead < days; ahead += 1) {
    const date = daysLater(today, ahead);
    // A day on which the office is closed neither makes a gap nor ends one.
    if (openingAt(calendar, date).length === 0) continue;
    const away = new Set(
      facts.absences.filter(({ firstOn, lastOn }) => firstOn <= date && date <= lastOn).map(({ staffId }) => staffId),
    );
    const covered = signersAt(facts, office, noonOf(date)).some(
      ({ staffId, natures }) => natures.includes(nature) && !away.has(staffId),
    );
    if (covered) open = undefined;
    else if (open) open.lastOn = date;
    else gaps.push((open = { nature, firstOn: date, lastOn: date }));
  }
  return gaps;
}
