import { z } from 'zod';

const refusedParams = z.record(z.string(), z.union([z.string(), z.number()]));

/** One refusal in a list: where (a field of the form, or a file's name), the code, and the sentence to show. */
export const refusalView = z
  .object({ field: z.string(), code: z.string(), params: refusedParams, detail: z.string() })
  .meta({ id: 'FieldRefusal' });
export type RefusalView = z.infer<typeof refusalView>;

/**
 * Every answer that is not a success (RFC 9457, `application/problem+json`). `title` and `detail` are sentences in the caller's
 * language: show them as they are. `code` and `params` are for programs. `errors` holds everything that is wrong at once.
 */
export const problemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    params: refusedParams,
    errors: z.array(refusalView),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.infer<typeof problemBody>;

/** Something that is said without refusing: a verdict on a page, what a rebuilt PDF lost. */
export const noticeView = z
  .object({ code: z.string(), params: refusedParams, detail: z.string() })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof noticeView>;
