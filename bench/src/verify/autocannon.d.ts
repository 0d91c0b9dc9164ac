/** As much of autocannon as the bench uses: it brings no types. */
declare module 'autocannon' {
  export interface Options {
    readonly url: string;
    readonly socketPath: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    /** Requests a second, all connections together; as many as possible unless told. */
    readonly overallRate?: number;
    /** Asked in turn by each connection. */
    readonly requests: readonly {
      readonly method: string;
      readonly path: string;
      readonly headers?: Record<string, string>;
    }[];
  }

  export interface Outcome {
    readonly errors: number;
    readonly timeouts: number;
    /** Seconds. */
    readonly duration: number;
  }

  export interface Instance extends PromiseLike<Outcome> {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void;
  }

  export default function autocannon(options: Options): Instance;
}
