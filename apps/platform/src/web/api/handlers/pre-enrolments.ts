import { asId, ok, refuse, type Result } from '../../../kernel/index.ts';
import { type PreEnrolmentFile, sampleToSvg } from '../../../modules/enrolment/index.ts';
import { type PreEnrolmentView, routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';

/** What people declared at home, opened at the counter with the code that they bring. */
export function mountPreEnrolments(api: Api, { preEnrolments }: ApiDeps): void {
  serve(api, routes.findPreEnrolment, async ({ actor, body }) => {
    const found = await preEnrolments.findByCode(actor, body.code);
    return found.ok ? view(await preEnrolments.get(actor, found.value)) : found;
  });
  serve(api, routes.openPreEnrolment, async ({ actor, params }) =>
    view(await preEnrolments.get(actor, asId(params.preEnrolmentId))),
  );
  serve(api, routes.preEnrolmentSignature, async ({ actor, params }) => {
    const file = await preEnrolments.get(actor, asId(params.preEnrolmentId));
    if (!file.ok) return file;
    const { signature } = file.value;
    return signature ? ok(sampleToSvg(signature)) : refuse('enrolment.signature-missing');
  });
}

function view(file: Result<PreEnrolmentFile>): Result<PreEnrolmentView> {
  if (!file.ok) return file;
  const { signature, consent, sentAt, expiresAt, ...declared } = file.value;
  return ok({
    ...declared,
    signature: signature !== null,
    consent: { noticeVersion: consent.noticeVersion, at: consent.at.toISOString() },
    sentAt: sentAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  });
}
