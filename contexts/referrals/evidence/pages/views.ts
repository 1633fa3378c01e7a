import { unremembered } from '../../../../platform/forms/asked.ts';
import { inTextarea } from '../../../../platform/forms/fields/words.ts';
import { sentFrom } from '../../../../platform/forms/inputs.ts';
import { extensions } from '../../../../platform/files/kinds.ts';
import type { FormTokens } from '../../../../platform/http/route.ts';
import type { FieldError } from '../../../../platform/pure/result.ts';
import { Temporal } from '../../../../platform/pure/time.ts';
import { formatMoment } from '../../../../platform/text/format.ts';
import type { Language } from '../../../../platform/text/language.ts';
import type { Words } from '../../../../platform/views/page.ts';
import { longestDescription, longestReference } from '../forms.ts';
import { handlings } from '../model.ts';
import type { Listed } from '../queries.ts';
import type { FileView } from './file.page.ts';
import type { ListView } from './list.page.ts';

/** In whose words, where and for which form a page speaks. */
export interface Here {
  readonly words: Words;
  readonly language: Language;
  readonly timeZone: string;
  readonly tokens: FormTokens;
}

export interface ToList {
  readonly reference: string;
  readonly listed: readonly Listed[];
  readonly mayAdd: boolean;
  readonly back: string;
  readonly typed?: object | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  /** What those are called that were added just now, though others were not. */
  readonly added?: readonly string[] | undefined;
}

const at = (reference: string, rest = ''): string => `/referrals/${reference}/evidence${rest}`;

export function listView({ reference, listed, mayAdd, back, ...sent }: ToList, here: Here): ListView {
  const { words } = here;
  const errors = sent.errors ?? [];
  return {
    title: words('evidence.title'),
    back: { href: back, text: words('evidence.back') },
    added:
      sent.added && sent.added.length > 0
        ? {
            heading: words('evidence.added-now', { count: sent.added.length }),
            names: sent.added.map(name => name || words('evidence.unnamed')),
          }
        : undefined,
    errors: errors.map(error => ({
      text: inWords(error, words),
      href: `#${error.field.split('.')[0]}`,
    })),
    reference,
    intro: ['purpose', 'many', 'location'].map(name => words(`evidence.intro.${name}`)),
    heading: words('evidence.added', { count: listed.length }),
    empty: words('evidence.none'),
    files: listed.map(({ fileId, about, file }) => ({
      href: at(reference, `/${fileId}`),
      text: about.description.split(/\r?\n/)[0] || about.name || words('evidence.unnamed'),
      // Beside what was said of them: of many that were added at once that is the same.
      name: about.description.trim() === '' ? undefined : about.name || undefined,
      state: [kindAndSize(file, words), stateOf(file, words)].join(' '),
    })),
    adding: mayAdd ? addingView(reference, sent.typed, errors, here) : undefined,
  };
}

function addingView(
  reference: string,
  typed: object | undefined,
  errors: readonly FieldError[],
  { words, tokens }: Here,
): ListView['adding'] {
  const sent = sentFrom(typed);
  const errorAt = (name: string) => {
    const error = errors.find(({ field }) => field === name || field.startsWith(`${name}.`));
    return error && { text: inWords(error, words), visuallyHiddenText: words('form.error-prefix') };
  };
  const input = (name: 'exhibit' | 'source') => ({
    name,
    id: name,
    label: { text: words(`evidence.${name}`), classes: 'govuk-label--s' },
    hint: { text: words(`evidence.${name}.hint`) },
    value: sent.one(name),
    errorMessage: errorAt(name),
    attributes: { maxlength: String(longestReference) },
    ...unremembered,
  });
  return {
    heading: words('evidence.add'),
    action: at(reference),
    tokens,
    files: {
      name: 'files',
      id: 'files',
      multiple: true,
      label: { text: words('evidence.files'), classes: 'govuk-label--s' },
      hint: { text: words('evidence.files.hint') },
      errorMessage: errorAt('files'),
      attributes: { accept: extensions.map(each => `.${each}`).join(',') },
    },
    description: {
      name: 'description',
      id: 'description',
      label: { text: words('evidence.description'), classes: 'govuk-label--s' },
      hint: { text: words('evidence.description.hint') },
      value: inTextarea(sent.one('description')),
      rows: 3,
      errorMessage: errorAt('description'),
      attributes: { maxlength: String(longestDescription) },
      ...unremembered,
    },
    exhibit: input('exhibit'),
    source: input('source'),
    handling: {
      name: 'handling',
      idPrefix: 'handling',
      fieldset: { legend: { text: words('evidence.handling'), classes: 'govuk-fieldset__legend--s' } },
      errorMessage: errorAt('handling'),
      items: handlings.map(value => ({
        value,
        text: words(`evidence.handling.${value}`),
        checked: (sent.one('handling') || 'ordinary') === value,
      })),
    },
    send: words('evidence.send'),
  };
}

export interface ToShow {
  readonly reference: string;
  readonly evidence: Listed;
  readonly isDraft: boolean;
  readonly mayOpen: boolean;
  readonly mayWithdraw: boolean;
}

export function fileView(
  { reference, evidence, isDraft, mayOpen, mayWithdraw }: ToShow,
  here: Here,
): FileView {
  const { words, tokens } = here;
  const { about, added, file } = evidence;
  const own = (rest = ''): string => at(reference, `/${evidence.fileId}${rest}`);
  const row = (name: string, text: string) => ({
    key: { text: words(`evidence.${name}`) },
    value: { text: text || words('evidence.not-said') },
  });
  const by = added.by as { readonly name?: string; readonly organisation?: string };
  const isFree = file.scan === 'clean' || file.scan === 'not-scanned';
  const warningFallback = words('evidence.warning');
  return {
    title: words('evidence.file.title'),
    back: { href: at(reference), text: words('evidence.back') },
    reference,
    facts: {
      rows: [
        row('description', about.description),
        row('name', about.name),
        row('exhibit', about.exhibit),
        row('source', about.source),
        row('handling', words(`evidence.handling.${about.handling}`)),
        row('kind', kindAndSize(file, words)),
        row(
          'added-by',
          words('evidence.added-by.text', {
            name: by.name ?? '',
            organisation: by.organisation ?? '',
            at: formatMoment(Temporal.Instant.from(added.at), here.timeZone, here.language),
          }),
        ),
        row('scan', words(`evidence.scan.${file.scan}`)),
        { key: { text: words('evidence.sha256') }, value: { text: file.sha256, classes: 'nrm-code' } },
      ],
    },
    state: words(`evidence.copy.${isFree ? file.copy : file.scan}`),
    copy:
      isFree && file.copy === 'made' ? { href: own('/copy'), text: words('evidence.open-copy') } : undefined,
    original:
      mayOpen && isFree
        ? {
            heading: words('evidence.original'),
            warning: words('evidence.original.warning'),
            warningFallback,
            action: own('/original'),
            tokens,
            send: words('evidence.open-original'),
          }
        : undefined,
    withdraw: mayWithdraw
      ? {
          heading: words(isDraft ? 'evidence.remove' : 'evidence.withdraw'),
          warning: words(isDraft ? 'evidence.remove.warning' : 'evidence.withdraw.warning'),
          warningFallback,
          action: own('/withdraw'),
          tokens,
          send: words(isDraft ? 'evidence.remove.send' : 'evidence.withdraw.send'),
        }
      : undefined,
  };
}

function inWords(error: FieldError, words: Words): string {
  const name = error.values?.['name'];
  const why = plainly(error, words);
  return name === undefined ? why : words('evidence.not-added', { name, why });
}

const plainly = ({ message, values }: FieldError, words: Words): string =>
  words(message.startsWith('error.') ? `field-${message}` : message, {
    max: longestDescription,
    label: words('evidence.description'),
    ...values,
  });

const kindAndSize = ({ kind, size }: Listed['file'], words: Words): string =>
  words('evidence.kind-and-size', {
    kind: kind.toUpperCase(),
    size:
      size < 100_000
        ? words('evidence.kilobytes', { size: Math.max(1, Math.round(size / 1_000)) })
        : words('evidence.megabytes', { size: Math.round(size / 100_000) / 10 }),
  });

const stateOf = ({ scan }: Listed['file'], words: Words): string => words(`evidence.scan.${scan}`);
