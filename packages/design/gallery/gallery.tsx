import type { ReactElement } from 'react';
import {
  Answer,
  Avatar,
  Button,
  Card,
  Checkbox,
  Choices,
  Code,
  Door,
  ErrorSummary,
  Facts,
  Hash,
  Icon,
  IconButton,
  LinkButton,
  Notice,
  Num,
  Progress,
  Segments,
  Select,
  Sheet,
  Stages,
  states,
  Steps,
  Tag,
  TextArea,
  TextInput,
} from '../src/index.ts';
import { iconNames } from '../src/icons/paths.ts';
import { type Specimen, type SpecimenLanguage, specimens } from './specimens.ts';

/** Every component once, in one language: to be looked at, and to be read by axe. */
export function Gallery({ language }: { readonly language: SpecimenLanguage }): ReactElement {
  const words: Specimen = specimens[language];
  return (
    <div className="stack stack-sections">
      <div className="stack stack-tight">
        <h1>{words.heading}</h1>
        <p className="lead">{words.text}</p>
        <p>
          <Num>BE•••214</Num> · <Code>7K3M-9QXD-2HVA-R5TC</Code>
        </p>
        <Hash value="9f2c41ab77d05e3cb8104f6e2ad9c35be0637a914c5bd82f16a3f07d8be24c50" />
      </div>
      <Actions words={words} />
      <States words={words} />
      <Form words={words} />
      <Surfaces words={words} />
      <ul className="row">
        {iconNames.map(name => (
          <li key={name}>
            <Icon name={name} label={name} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Actions({ words }: { readonly words: Specimen }): ReactElement {
  return (
    <div className="row">
      <Button variant="primary" shortcut="Ctrl ↵">
        {words.primary}
      </Button>
      <Button shortcut="N">{words.secondary}</Button>
      <LinkButton variant="quiet" href="#main" icon="chevron-start">
        {words.quiet}
      </LinkButton>
      <Button variant="danger">{words.danger}</Button>
      <Button disabled>{words.secondary}</Button>
      <Button variant="primary" big icon="key">
        {words.primary}
      </Button>
      <IconButton icon="rotate" label={words.quiet} />
      <Avatar initials="NO" />
    </div>
  );
}

function States({ words }: { readonly words: Specimen }): ReactElement {
  return (
    <div className="stack">
      <p className="row">
        {states.map(state => (
          <Tag key={state} state={state}>
            {words.states[state]}
          </Tag>
        ))}
      </p>
      <div className="grid">
        <Notice state="attention" title={words.notice}>
          <p>{words.text}</p>
        </Notice>
        <Notice state="info">
          <p>{words.text}</p>
        </Notice>
        <Answer state="ok" solid title={words.answer}>
          <p>{words.text}</p>
        </Answer>
      </div>
      <Steps
        label={words.heading}
        steps={words.steps.map((label, index) => ({ label, state: index < 2 ? 'done' : index === 2 ? 'now' : 'next' }))}
      />
      <Progress value={3} max={5} label={words.heading} />
      <Stages states={['done', 'done', 'now', 'next']} />
    </div>
  );
}

function Form({ words }: { readonly words: Specimen }): ReactElement {
  const choices = words.choices.map((label, index) => ({ value: `c${index}`, label }));
  return (
    <form className="columns">
      <div className="stack stack-loose">
        <ErrorSummary title={words.summary} errors={[{ field: 'card', message: words.error }]} />
        <TextInput
          id="card"
          name="card"
          code
          label={words.label}
          hint={words.hint}
          error={words.error}
          defaultValue="BE12"
        />
        <TextInput id="name" name="name" label={words.label} optional={words.optional} />
        <TextArea id="note" name="note" label={words.label} />
        <Select
          id="office"
          name="office"
          label={words.legend}
          options={choices.map(({ value, label }) => ({ value, label }))}
        />
      </div>
      <div className="stack stack-loose">
        <Choices
          id="language"
          name="language"
          legend={words.legend}
          choices={choices}
          chosen={['c1']}
          hint={words.hint}
        />
        <Segments id="stamp" name="stamp" legend={words.legend} choices={choices} chosen={['c0']} />
        <Checkbox name="agree" label={words.text} />
      </div>
    </form>
  );
}

function Surfaces({ words }: { readonly words: Specimen }): ReactElement {
  const items = words.facts.map(([label, value]) => ({ label, value: <bdi>{value}</bdi> }));
  return (
    <div className="grid">
      <Card>
        <h2>{words.answer}</h2>
        <Facts items={items} />
      </Card>
      <Card look="lift">
        <Facts items={items} layout="pairs" />
      </Card>
      <Card look="sunken">
        <Facts items={items} layout="compare" />
      </Card>
      <Door href="#main" icon="qr" title={words.door}>
        {words.text}
      </Door>
      <div className="document">
        <Sheet sealed />
        <Tag state="ok">{words.states.ok}</Tag>
      </div>
      <div className="document">
        <Sheet draft={words.draft} />
        <Tag state="idle">{words.states.idle}</Tag>
      </div>
    </div>
  );
}
