import { Choices, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import { type Centimes, nameIn, ok, type PersonName, refuse, type Result } from '../../kernel/index.ts';
import type { MandateListed } from '../../modules/identity/index.ts';
import { roleOf } from './organisations/mandate-line.tsx';
import type { Speak } from './page.tsx';

/** A mandate under which the reader may act, and for whom. */
export interface UsableHere {
  readonly organisation: PersonName;
  readonly mandate: Pick<MandateListed, 'id' | 'role' | 'roleWords'>;
  readonly joint: MandateListed['joint'];
}

/** For whom somebody acts: `for` is `self` or the id of a mandate. */
export function CapacityChoices(props: {
  readonly t: Speak;
  readonly usable: readonly UsableHere[];
  readonly chosen: string;
  /** Where a heading asks the question already. */
  readonly legendHidden?: boolean;
  readonly error?: string | undefined;
}): ReactElement {
  const { t, usable, chosen, legendHidden = false, error } = props;
  const choices = [
    { value: 'self', label: t('legalise.capacity-self'), hint: t('legalise.capacity-self-line') },
    ...usable.map(({ organisation, mandate, joint }) => ({
      value: mandate.id as string,
      label: <bdi>{nameIn(t.language, organisation)}</bdi>,
      hint: [t('legalise.capacity-as', { role: roleOf(t, mandate) }), ...togetherOf(t, joint)].join(' · '),
    })),
  ];
  return (
    <Choices
      id="for"
      name="for"
      legend={t('legalise.capacity')}
      legendHidden={legendHidden}
      choices={choices}
      chosen={[chosen]}
      {...(error !== undefined && { error })}
    />
  );
}

function togetherOf(t: Speak, joint: UsableHere['joint']): readonly string[] {
  return joint ? [t('own-organisations.together', { group: joint.name, needed: joint.needed })] : [];
}

/** What the paper is worth, where a mandate is limited. */
export function Worth(props: {
  readonly t: Speak;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
}): ReactElement {
  const { t, value = '', error } = props;
  return (
    <TextInput
      id="worth"
      name="worth"
      label={t('legalise.worth')}
      hint={t('legalise.worth-line')}
      inputMode="decimal"
      dir="ltr"
      maxLength={20}
      defaultValue={value}
      {...(error !== undefined && { error })}
    />
  );
}

/** What was typed there: dirhams, with or without centimes; null for nothing. Refused: `distance.worth-malformed`. */
export function readWorth(typed: string): Result<Centimes | null> {
  const dirhams = Number(typed.replaceAll(/\s/g, '').replace(',', '.'));
  if (typed === '') return ok(null);
  return dirhams >= 0 && dirhams < 1e10 ? ok(Math.round(dirhams * 100)) : refuse('distance.worth-malformed');
}
