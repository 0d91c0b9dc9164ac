import { asId, ok, type PersonId, type Result } from '../../../kernel/index.ts';
import type { SpecimenId } from '../../../modules/enrolment/index.ts';
import type { AwaitedId, SpecimenRuleId } from '../../../modules/legalisation/index.ts';
import { routes, type SpecimenRulesAnswer } from '../contract/index.ts';
import { asSha256 } from '../../../platform/blobs/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';
import { viewAwaitedPart } from '../views/awaited-view.ts';
import { answerChanged } from './overview.ts';
import { at } from './requests.ts';
import { printWaitingSlip } from './waiting-slip.ts';

/** How signatures are recognised. */
export function mountRecognition(api: Api, deps: ApiDeps): void {
  const { legalisation } = deps;
  serve(api, routes.recognise, async call => {
    const { recognition: told } = call.body;
    const recognition =
      told.mode === 'specimen' ? { ...told, specimens: told.specimens.map(id => asId<SpecimenId>(id)) } : told;
    const command = { ...at(call), personId: asId<PersonId>(call.params.personId), recognition };
    return answerChanged(deps, call, await legalisation.recognise(call.actor, command));
  });
  serve(api, routes.witnessAgrees, async call => {
    const { position, pad, strokes, signedWith, sentence, language } = call.body;
    const said = { position, drawn: { pad, strokes }, signedWith, sentence, language };
    const command = { ...at(call), personId: asId<PersonId>(call.params.personId), ...said };
    return answerChanged(deps, call, await legalisation.agreeAsWitness(call.actor, command));
  });
  serve(api, routes.witnessPicture, ({ actor, params, query }) =>
    legalisation.readWitnessPicture(actor, {
      requestId: asId(params.requestId),
      personId: asId(params.personId),
      position: query.position,
    }),
  );
  serve(api, routes.listSpecimenRules, async ({ actor }) =>
    ok({ rules: [...(await legalisation.listSpecimenRules(actor))] }),
  );
  serve(api, routes.setSpecimenRule, async ({ actor, body }) => answerRules(legalisation.setSpecimenRule(actor, body)));
  serve(api, routes.endSpecimenRule, async ({ actor, params }) =>
    answerRules(legalisation.endSpecimenRule(actor, asId<SpecimenRuleId>(params.ruleId))),
  );
}

async function answerRules(
  changed: ReturnType<ApiDeps['legalisation']['setSpecimenRule']>,
): Promise<Result<SpecimenRulesAnswer>> {
  const rules = await changed;
  return rules.ok ? ok({ rules: [...rules.value] }) : rules;
}

/** Signatories who come later, maybe to another office. */
export function mountAwaited(api: Api, deps: ApiDeps): void {
  const { legalisation } = deps;
  serve(api, routes.awaitSignatory, async call => {
    const { name, document } = call.body;
    const command = { ...at(call), awaited: { name, document } };
    return answerChanged(deps, call, await legalisation.awaitSomebody(call.actor, command));
  });
  serve(api, routes.stopAwaiting, async call => {
    const command = { ...at(call), awaitedId: asId<AwaitedId>(call.params.awaitedId) };
    return answerChanged(deps, call, await legalisation.stopAwaiting(call.actor, command));
  });
  serve(api, routes.printWaitingSlip, call => printWaitingSlip(deps, call));
  serve(api, routes.openAwaited, async ({ actor, body }) => {
    const part = await legalisation.readPart(actor, { code: body.code, officeId: asId(body.officeId) });
    return part.ok ? ok(viewAwaitedPart(part.value)) : part;
  });
  serve(api, routes.awaitedPage, ({ actor, body: { code, officeId, page, width } }) =>
    legalisation.readPartPage(actor, { code, officeId: asId(officeId), page, width }),
  );
  serve(api, routes.attestAwaited, async ({ actor, key, body }) => {
    const { code, officeId, paper, personId, identityDocumentId, drawn, heard, sentence, language } = body;
    const attested = await legalisation.attest(actor, {
      key,
      code,
      officeId: asId(officeId),
      paper: asSha256(paper),
      personId: asId(personId),
      identityDocumentId: asId(identityDocumentId),
      drawn,
      heard: heard && {
        ...heard,
        witnesses: heard.witnesses.map(({ named, word: { pad, strokes, ...word } }) => ({
          named,
          word: { ...word, drawn: { pad, strokes } },
        })),
      },
      sentence,
      language,
    });
    return attested.ok ? ok({ reference: attested.value.reference }) : attested;
  });
}
