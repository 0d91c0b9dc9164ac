/** What the library keeps of one artifact: a session, a code, a pushed request. */
type Payload = Record<string, unknown> & { readonly uid?: string; readonly grantId?: string; consumed?: number };

/** One place for every kind, emptied as things expire: a demonstration's provider forgets everything when it stops. */
const kept = new Map<string, { readonly payload: Payload; readonly until: number }>();

function read(key: string): Payload | undefined {
  const found = kept.get(key);
  if (found && found.until > Date.now()) return found.payload;
  kept.delete(key);
  return undefined;
}

/** SIMULATED: where the library keeps its artifacts, as it wants to be given one: a class made once for each kind. */
export class MemoryAdapter {
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  async upsert(id: string, payload: Payload, seconds: number): Promise<void> {
    for (const [key, { until }] of kept) if (until <= Date.now()) kept.delete(key);
    kept.set(this.#key(id), { payload, until: Date.now() + seconds * 1000 });
  }

  async find(id: string): Promise<Payload | undefined> {
    return read(this.#key(id));
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    const found = [...kept].find(([key, { payload }]) => key.startsWith(this.#key('')) && payload.uid === uid);
    return found && read(found[0]);
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const payload = read(this.#key(id));
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    kept.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
  }

  #key(id: string): string {
    return `${this.#kind}:${id}`;
  }
}
