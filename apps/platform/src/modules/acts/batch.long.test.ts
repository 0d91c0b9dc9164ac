import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { Desk, progress } from '../../../test/desk.ts';
import { getValue } from '../../kernel/index.ts';

const desk = new Desk(await testDatabase());

test('two hundred acts are sealed by one gesture, each with its own number; one more is too many', {
  timeout: 900_000,
}, async () => {
  const { acts, requests } = desk.make();
  const asked = Array.from({ length: 200 }, () => requests.open());
  expect(await acts.prepare(desk.actor, [...asked, requests.open()])).toMatchObject({
    refusal: { code: 'acts.wrong-count' },
  });
  const prepared = getValue(await acts.prepare(desk.actor, asked));
  const confirmed = getValue(await desk.confirm(acts, prepared));
  await acts.recover();
  const after = getValue(await acts.getPreparation(desk.actor, confirmed.id));
  expect(new Set(progress(after).map(({ kind }) => kind))).toEqual(new Set(['made']));
  expect(new Set(after.acts.map(({ number }) => number)).size).toBe(200);
});
