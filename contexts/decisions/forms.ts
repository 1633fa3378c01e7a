import { z } from 'zod';
import { complain } from '../../platform/forms/fields/kind.ts';
import { textSchema } from '../../platform/forms/fields/words.ts';
import { type Inputs, type Sent, sentFrom } from '../../platform/forms/inputs.ts';
import { findings, type Finding, outcomes, type Reasoned, type Working } from './model.ts';

/** As long as any statement may be. */
export const longestReasons = 15_000;

const body = z.record(z.string(), z.unknown());

/**
 * The form of a decision: `<head>.<element>` is a finding, `<head>.reasons` and `reasons` are texts, `outcome` is chosen.
 * It judges texts alone; whether the decision is whole is judged by `whole.ts`, which knows the definition.
 */
export const decisionForm = body.transform((typed, context): Working => {
  const sent = sentFrom(typed);
  const names = Object.keys(typed);
  const reasons = new Map(
    names
      .filter(name => name === 'reasons' || name.endsWith('.reasons'))
      .map(name => {
        const read = readReasons(sent, name);
        if (!read.ok) complain(context, read.message, { max: longestReasons }, [name]);
        return [name, read.ok ? read.text : ''] as const;
      }),
  );
  const isHead = (name: string) => name !== 'reasons';
  return {
    outcome: outcomes.find(outcome => outcome === sent.one('outcome')),
    findings: new Map(
      names.flatMap((name): (readonly [string, Finding])[] => {
        const finding = findings.find(each => each === sent.one(name));
        return finding && name.includes('.') ? [[name, finding]] : [];
      }),
    ),
    headReasons: new Map(
      [...reasons]
        .filter(([name]) => isHead(name))
        .map(([name, text]) => [name.slice(0, -'.reasons'.length), text]),
    ),
    reasons: reasons.get('reasons') ?? '',
  };
});

const reasonsText = textSchema({ max: longestReasons });

/** An empty text is not wrong yet: whether reasons are missing depends on what else was sent. */
function readReasons(sent: Sent, name: string) {
  const text = sent.one(name);
  if (text.trim() === '') return { ok: true, text: '' } as const;
  const parsed = reasonsText.safeParse(text);
  if (parsed.success) return { ok: true, text: parsed.data } as const;
  return { ok: false, message: parsed.error.issues[0]?.message ?? 'error.not-text' } as const;
}

/** What a draft keeps: every text and choice as it was typed, without characters that cannot be stored. */
export const draftForm = body.transform((typed): Inputs => {
  const sent = sentFrom(typed);
  const names = Object.keys(typed).filter(name => /^([a-z0-9-]+\.)?[a-z0-9-]+$/.test(name));
  return Object.fromEntries(
    names.map(name => [
      name,
      sent
        .one(name)
        .replaceAll('\0', '')
        .toWellFormed()
        .slice(0, 2 * longestReasons),
    ]),
  );
});

/** A decision as the inputs of its form would hold it. */
export const inputsOf = ({ outcome, heads, reasons }: Reasoned): Inputs => {
  const ofHeads = heads.flatMap(({ head, elements, reasons: why }): (readonly [string, string])[] => [
    [`${head}.reasons`, why],
    ...Object.entries(elements).map(([element, finding]) => [`${head}.${element}`, finding] as const),
  ]);
  return { outcome, reasons, ...Object.fromEntries(ofHeads) };
};

/** What the second reader concludes; whether reasons are needed depends on it. */
export const readingForm = body.transform((typed, context) => {
  const sent = sentFrom(typed);
  const reading = sent.one('reading');
  if (reading !== 'agree' && reading !== 'return')
    complain(context, 'decisions.error.reading', {}, ['reading']);
  const reasons = readReasons(sent, 'reasons');
  if (!reasons.ok) complain(context, reasons.message, { max: longestReasons }, ['reasons']);
  return { agrees: reading === 'agree', reasons: reasons.ok ? reasons.text : '' };
});

export const allocateForm = z.object({ to: z.uuid({ error: 'decisions.error.colleague' }) });

/** `after` continues a search. Neither is ever wrong here: what was typed is judged where its terms are read. */
export const searchForm = z.object({ q: z.string().catch(''), after: z.string().catch('') });
