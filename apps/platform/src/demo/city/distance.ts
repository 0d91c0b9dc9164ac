import { civilDate, type CommuneId, getValue } from '../../kernel/index.ts';
import { decideRule, listDistanceRules, type OfficeRule } from '../../modules/legalisation/index.ts';
import { type CityDependencies, loader } from './dependencies.ts';
import { communeIdOf, officeIdOf } from './places/index.ts';

/** An invented decision: it says itself that it is none. */
const basis = {
  arabic: 'قرار تجريبي رقم 1/2026 لا أثر قانوني له، طبقا للقانون 43.20 والقانون التنظيمي 113.14 (المادة 100)',
  french:
    'Arrêté de démonstration n° 1/2026, sans valeur légale, au vu de la loi 43-20 et de la loi organique 113-14 (art. 100)',
};

interface Opened {
  readonly nature: string;
  readonly office: OfficeRule;
}

/** Casablanca opens most natures, each with a competent office of another kind; Mohammedia one, at one office. */
const opened: Readonly<Record<string, readonly Opened[]>> = {
  CAS: [
    { nature: 'declaration', office: { kind: 'chosen' } },
    { nature: 'accommodation', office: { kind: 'address' } },
    { nature: 'lease', office: { kind: 'chosen' } },
    { nature: 'undertaking', office: { kind: 'chosen' } },
    { nature: 'contract', office: { kind: 'chosen' } },
    { nature: 'school', office: { kind: 'fixed', officeId: officeIdOf('MAA03') } },
  ],
  MOH: [{ nature: 'declaration', office: { kind: 'address' } }],
};

/** Opens legalisation at a distance in the demo's communes, and says of one nature that it stays at the counter. Once. */
export async function loadDistance({ db, clock }: Pick<CityDependencies, 'db' | 'clock'>): Promise<void> {
  for (const [code, natures] of Object.entries(opened)) {
    const communeId: CommuneId = communeIdOf(code);
    await db.transaction({ communeId }, async tx => {
      if (getValue(await listDistanceRules(tx, loader, communeId)).length > 0) return;
      const now = clock();
      const since = { communeId, validFrom: civilDate(now), validUntil: null };
      for (const { nature, office } of natures)
        getValue(await decideRule(tx, loader, { ...since, nature, office, enabled: true, basis }, now));
      const counter = { nature: 'vehicle-sale', office: { kind: 'chosen' }, enabled: false, basis: null } as const;
      getValue(await decideRule(tx, loader, { ...since, ...counter }, now));
    });
  }
}
