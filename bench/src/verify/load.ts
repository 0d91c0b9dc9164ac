import { request } from 'node:http';
import autocannon from 'autocannon';
import { processorTime } from '../processor-time.ts';
import type { Server } from './servers.ts';

/** One question to a server. */
export interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

/** What is asked of a server, and how it must answer. */
export interface Load {
  readonly server: Server;
  readonly questions: readonly Question[];
  readonly status: number;
  readonly seconds: number;
  /** Questions a second; as many as are answered unless told. */
  readonly rate?: number;
}

/** How a server bore it. */
export interface Answers {
  /** Answers a second. */
  readonly rate: number;
  /** Answers a second of the processor's time that the server used. */
  readonly perCoreSecond: number;
  /** Of each answer, in milliseconds. */
  readonly latencies: readonly number[];
}

/** Few enough that a second core can ask them, enough that the server never waits for a question. */
const connections = 10;
/** As a browser asks: compression is part of the work. */
const headers = { 'accept-encoding': 'gzip', 'accept-language': 'fr' };

/** Asks for some seconds. Throws when an answer is missing or is not what it must be. */
export async function putLoad({ server, questions, status, seconds, rate }: Load): Promise<Answers> {
  const latencies: number[] = [];
  const strange = new Set<number>();
  const before = processorTime(server.pid);
  const asking = autocannon({
    url: 'http://localhost',
    socketPath: server.socketPath,
    connections: rate === undefined ? connections : 1,
    duration: seconds,
    ...(rate === undefined ? {} : { overallRate: rate }),
    requests: questions.map(question => ({ ...question, headers })),
  });
  asking.on('response', (_client, answered, _bytes, milliseconds) => {
    latencies.push(milliseconds);
    if (answered !== status) strange.add(answered);
  });
  const { errors, timeouts, duration } = await asking;
  if (errors + timeouts > 0 || strange.size > 0 || latencies.length === 0)
    throw new Error(`${errors} errors, ${timeouts} timeouts, unexpected answers: ${[...strange].join(' ') || 'none'}`);
  const used = (processorTime(server.pid) - before) / 1000;
  return { rate: latencies.length / duration, perCoreSecond: latencies.length / used, latencies };
}

/** Octets of the body that answers a question, as it crosses the network. Throws when the status is another. */
export function measureAnswer({ server, status }: Load, { method, path }: Question): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath: server.socketPath, method, path, headers }, response => {
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === status) resolve(length);
        else reject(new Error(`${method} was answered ${response.statusCode} instead of ${status}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
