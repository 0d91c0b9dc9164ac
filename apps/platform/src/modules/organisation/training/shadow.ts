import { type Grant, type Jurisdiction, type LocalizedText, trainingId } from '../../../kernel/index.ts';
import type { Arrondissement, Commune, Office } from '../model.ts';
import type { RolePlan } from '../roles/role.ts';
import type { CommuneSetUp, StaffAtWork } from '../service.ts';

/** The shadow of a commune: its arrondissements and offices under ids and codes of training, where no act has any effect. */
export function shadowOf(
  commune: Commune,
  arrondissements: readonly Arrondissement[],
  offices: readonly Office[],
): CommuneSetUp {
  const communeId = trainingId(commune.id);
  return {
    commune: { id: communeId, code: `T-${commune.code}`, name: inTraining(commune.name), mark: 'training' },
    prefectures: [],
    arrondissements: arrondissements.map(each => ({
      ...each,
      communeId,
      id: trainingId(each.id),
      prefectureId: null,
    })),
    offices: offices.map(each => ({
      ...each,
      communeId,
      id: trainingId(each.id),
      arrondissementId: each.arrondissementId && trainingId(each.arrondissementId),
      code: `T-${each.code}`,
    })),
  };
}

function inTraining({ ar, fr, zgh, en }: LocalizedText): LocalizedText {
  return { ar: `${ar} (تدريب)`, fr: `${fr} (formation)`, zgh: `${zgh} (ⴰⵙⵎⵓⵜⵜⴳ)`, en: `${en} (training)` };
}

/** Somebody at work in the shadow: wherever they are posted, they may do what people train for. */
export function atWorkInTraining(
  { communeId, staffId, grants }: StaffAtWork,
  { training }: Pick<RolePlan, 'training'>,
): StaffAtWork {
  const places = new Map(grants.map(({ jurisdiction }) => [placeKey(jurisdiction), shadowPlace(jurisdiction)]));
  return {
    communeId: trainingId(communeId),
    staffId: trainingId(staffId),
    grants: [...places.values()].flatMap(jurisdiction =>
      training.map((permission): Grant => ({ permission, jurisdiction })),
    ),
  };
}

function placeKey(jurisdiction: Jurisdiction): string {
  return Object.values(jurisdiction).join('/');
}

function shadowPlace(jurisdiction: Jurisdiction): Jurisdiction {
  switch (jurisdiction.level) {
    case 'commune':
      return jurisdiction;
    case 'arrondissement':
      return { ...jurisdiction, arrondissementId: trainingId(jurisdiction.arrondissementId) };
    case 'office':
      return { ...jurisdiction, officeId: trainingId(jurisdiction.officeId) };
  }
}
