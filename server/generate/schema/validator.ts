import type Ajv from 'ajv';
import type { Json } from '../../core';
import { hashJson } from '../../lib';
import type { ReadPattern } from '../pattern/read';
import { formatDefinitions } from './formats';

/** What the validator says of a value. */
export interface Judgement {
  /** Does it keep its schema? Undefined where the validator cannot read the schema. */
  readonly keeps: boolean | undefined;
  /** Where and how it does not. */
  readonly complaint?: string;
}

/** Judges the values of one schema. */
export type CompiledCheck = (value: Json) => Judgement;

/** Makes judges. */
export interface SchemaValidator {
  judge(schema: Json, size: number): CompiledCheck;
}

/** Judges kept; beyond that all are forgotten. */
const MOST_KEPT = 200;
/** Larger documents take the validator's compiler longer than a client would wait; our own check must do. */
const LARGEST = 250;

const UNREADABLE: CompiledCheck = () => ({ keeps: undefined });

/** Makes a prover that keeps its compiled validators by schema. */
export function createProver(patterns: ReadPattern): SchemaValidator {
  const kept = new Map<number, { readonly schema: string; readonly judge: CompiledCheck }>();
  return {
    judge(schema, size) {
      if (size > LARGEST) return UNREADABLE;
      const text = JSON.stringify(schema);
      const key = hashJson(schema, 0);
      const known = kept.get(key);
      if (known?.schema === text) return known.judge;
      if (kept.size >= MOST_KEPT) kept.clear();
      const judge = compiled(schema, patterns);
      kept.set(key, { schema: text, judge });
      return judge;
    },
  };
}

function compiled(schema: Json, patterns: ReadPattern): CompiledCheck {
  try {
    const validate = validatorFor(schema, patterns).compile(withoutDialect(schema) as object | boolean);
    return (value) => {
      try {
        if (validate(value) === true) return { keeps: true };
        const [first] = validate.errors ?? [];
        return { keeps: false, complaint: `${first?.instancePath || 'it'} ${first?.message ?? 'does not keep it'}` };
      } catch {
        return { keeps: undefined };
      }
    };
  } catch {
    // A reference that leads nowhere, a pattern that is none, a dialect of another age: for our own check to judge.
    return UNREADABLE;
  }
}

/** Lists in `items` and `dependencies` are of the dialects before 2019. */
const OLDER = /"items":\[|"additionalItems":|"\$schema":"http:/u;

/** Each validator is its own, so that nothing of a schema is kept but with its proof. */
function validatorFor(schema: Json, patterns: ReadPattern): Ajv {
  // Loaded at first need: most emulators in a test never see a schema, and start is quick without.
  const { Ajv: Older, Ajv2020 } = require('./ajv') as typeof import('./ajv');
  const Dialect = OLDER.test(JSON.stringify(schema)) ? Older : Ajv2020;
  const engine = (source: string) => {
    const pattern = patterns(source);
    if (pattern === undefined) throw new Error(`${source} is no regular expression`);
    // The validator tells patterns apart by this text.
    return { test: (text: string) => pattern.test(text), toString: () => source };
  };
  const validator = new Dialect({
    strict: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    // Else a member called `constructor` would always be there.
    ownProperties: true,
    logger: false,
    code: { regExp: Object.assign(engine, { code: 'pattern' }) },
  });
  for (const [name, format] of Object.entries(formatDefinitions())) validator.addFormat(name, format);
  return validator;
}

/** The dialect is chosen here; a name that the validator does not know would stop it. */
const withoutDialect = (schema: Json): Json =>
  JSON.parse(JSON.stringify(schema), (key, value: Json) => (key === '$schema' ? undefined : value)) as Json;
