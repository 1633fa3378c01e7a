import { dateComponent, firstFaultyPart } from '../../../platform/forms/fields/date-parts.ts';
import { sentFrom } from '../../../platform/forms/inputs.ts';
import type { Asked, Typed } from '../../../platform/http/route.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { formatMoment } from '../../../platform/text/format.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { DateInputOptions } from '../../../platform/views/components.generated.ts';
import type { Work } from '../../../platform/work.ts';
import { type Candidate, dayField, mostHours } from './roster.ts';
import type { Duty } from '../model.ts';
import type { DutyView } from './pages/duty.page.ts';

type Showing = Pick<Work, 'language' | 'today' | 'now'> & { readonly pack: Pick<Pack, 'timeZone'> };
type Here = Pick<Asked<string>, 'words' | 'tokens' | 'may'>;

interface Roster {
  readonly team: string;
  readonly duties: readonly Duty[];
  readonly candidates: readonly Candidate[];
}
interface Again {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

/** Who is on duty and will be; for those who keep the roster, what changes it. */
export function dutyView(showing: Showing, here: Here, roster: Roster, again?: Again): DutyView {
  const { words, tokens } = here;
  const sets = here.may('duty:set');
  const moment = (at: Duty['from']) => formatMoment(at, showing.pack.timeZone, showing.language);
  return {
    title: words('duty.title'),
    team: words('duty.team', { team: roster.team }),
    intro: words('duty.intro'),
    errors: (again?.errors ?? []).map(error => ({ text: faultInWords(error, words), href: targetOf(error) })),
    listHeading: words('duty.list'),
    ifNone: words('duty.none'),
    duties: roster.duties.map(duty => ({
      name: duty.name,
      when: words(duty.from.epochMilliseconds <= showing.now.epochMilliseconds ? 'duty.now' : 'duty.later', {
        from: moment(duty.from),
        until: moment(duty.until),
      }),
      end: sets
        ? {
            action: `/duty/${duty.dutyId}/end`,
            text: words('duty.end'),
            of: words('duty.end.of', { name: duty.name, from: moment(duty.from) }),
          }
        : undefined,
    })),
    tokens,
    form: sets ? formOf(showing, here, roster.candidates, again) : undefined,
  };
}

function formOf(
  showing: Showing,
  { words }: Here,
  candidates: readonly Candidate[],
  again?: Again,
): DutyView['form'] {
  const { year, month, day } = showing.today;
  const sent = sentFrom(
    again?.typed ?? { 'day.day': String(day), 'day.month': String(month), 'day.year': String(year) },
  );
  const faultOf = (field: string) => again?.errors.find(error => error.field === field);
  const shown = (field: string) => {
    const fault = faultOf(field);
    return fault && { text: faultInWords(fault, words), visuallyHiddenText: words('form.error-prefix') };
  };
  const input = (name: 'at' | 'hours', classes: string) => ({
    id: name,
    name,
    label: { text: words(`duty.${name}`), classes: 'govuk-label--s' },
    hint: { text: words(`duty.${name}.hint`, { most: mostHours }) },
    classes,
    errorMessage: shown(name),
    value: sent.one(name),
    autocomplete: 'off',
    spellcheck: false,
  });
  return {
    heading: words('duty.add'),
    person: {
      id: 'person',
      name: 'person',
      label: { text: words('duty.person'), classes: 'govuk-label--s' },
      errorMessage: shown('person'),
      items: [
        { value: '', text: words('form.choose-from-list') },
        ...candidates.map(({ personId, name, role }) => ({
          value: personId,
          text: `${name}, ${words(`role.${role}`)}`,
          selected: sent.one('person') === personId,
        })),
      ],
    },
    day: dayInput(showing, words, sent, faultOf('day')),
    at: input('at', 'govuk-input--width-5'),
    hours: input('hours', 'govuk-input--width-3'),
    button: { text: words('duty.add.button'), preventDoubleClick: true },
  };
}

function dayInput(
  { pack, today, language }: Showing,
  words: Here['words'],
  sent: ReturnType<typeof sentFrom>,
  fault: FieldError | undefined,
): DateInputOptions {
  const whole = pack as Pack;
  const label = words('duty.day');
  const { options } = dateComponent(dayField, {
    given: { pack: whole, today },
    wording: { words, pack: whole, language, label, hint: undefined, option: code => code },
    sent,
    label,
    fault: fault && { message: fault.message, text: faultInWords(fault, words) },
    isHeading: false,
    isGiven: false,
    reveals: new Map(),
  });
  return options as DateInputOptions; // what `dateComponent` is for
}

const targetOf = ({ field, message }: FieldError): string =>
  field === 'day' ? `#day-${firstFaultyPart(message)}` : `#${field}`;

const faultInWords = ({ field, message, values }: FieldError, words: Here['words']): string =>
  field === 'day'
    ? words(`field-${message}`, { label: words('duty.day'), year: '1900' })
    : words(message, values);
