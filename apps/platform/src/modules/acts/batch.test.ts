import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { Desk, progress } from '../../../test/desk.ts';
import { getValue } from '../../kernel/index.ts';

const database = await testDatabase();
const desk = new Desk(database);

describe('a batch', () => {
  test('of which one request is refused names it, takes no number, and is signed without it', async () => {
    const { acts, requests } = desk.make();
    const asked = Array.from({ length: 5 }, () => requests.open());
    const wrong = asked[2] ?? expect.fail();
    requests.refused.add(wrong.requestId);
    const before = (await desk.series()).last;
    expect(await acts.prepare(desk.actor, asked)).toEqual({
      ok: false,
      refusal: {
        code: 'acts.some-refused',
        params: { count: 1, of: 5 },
        errors: [{ field: wrong.requestId, code: 'requests.not-queued', params: {} }],
      },
    });
    expect((await desk.series()).last).toBe(before);
    const prepared = getValue(
      await acts.prepare(
        desk.actor,
        asked.filter(each => each !== wrong),
      ),
    );
    expect(progress(getValue(await desk.confirm(acts, prepared)))).toEqual(
      Array.from({ length: 4 }, () => ({ kind: 'made' })),
    );
  });

  test('of which one request changed before the passkey answered names it, and the others keep their numbers', async () => {
    const { acts, requests } = desk.make();
    const asked = Array.from({ length: 3 }, () => requests.open());
    const first = getValue(await acts.prepare(desk.actor, asked));
    const changed = asked[1] ?? expect.fail();
    requests.versions.set(changed.requestId, 2);
    expect(await desk.confirm(acts, first)).toMatchObject({
      refusal: { code: 'acts.some-refused', errors: [{ field: changed.requestId, code: 'requests.changed' }] },
    });
    const again = getValue(
      await acts.prepare(
        desk.actor,
        asked.filter(each => each !== changed),
      ),
    );
    const numberOf = (id: string) => first.acts.find(act => act.requestId === id)?.number;
    for (const act of again.acts) expect(act.number).toBe(numberOf(act.requestId));
    expect(progress(getValue(await desk.confirm(acts, again)))).toEqual([{ kind: 'made' }, { kind: 'made' }]);
  });

  test('of which one cannot be kept makes the others, and that one when there is room', async () => {
    const whole = desk.make();
    const prepared = getValue(
      await whole.acts.prepare(
        desk.actor,
        Array.from({ length: 4 }, () => whole.requests.open()),
      ),
    );
    let kept = 0;
    const full = {
      ...whole.blobs,
      put: (...asked: Parameters<typeof whole.blobs.put>) =>
        ++kept === 2 ? Promise.reject(new Error('ENOSPC')) : whole.blobs.put(...asked),
    };
    const held = desk.make({ blobs: full });
    const kinds = progress(getValue(await desk.confirm(held.acts, prepared))).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['made', 'made', 'made', 'sealing']);
    await whole.acts.recover();
    const after = progress(getValue(await whole.acts.getPreparation(desk.actor, prepared.id)));
    expect(after).toEqual(Array.from({ length: 4 }, () => ({ kind: 'made' })));
  });
});
