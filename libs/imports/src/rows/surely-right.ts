import {
  getMetadataStorage,
  ValidationTypes,
  type MetadataStorage,
  type ValidationArguments,
} from 'class-validator';

/**
 * Whether class-validator would find nothing wrong with an entry, by the very rules that its class
 * gives it. They are looked up once for all rows, and no report is made. What is not surely right is
 * left to class-validator to judge, and to put into words.
 */
export function isSurelyRight(entry: object): boolean {
  return rulesOf(entry.constructor)?.every((rule) => keeps(entry, rule)) ?? false;
}

type Class = object['constructor'];
type Test = (value: unknown, entry: object) => boolean;

/** What is asked of one property. */
type Rule = Readonly<{
  property: string;
  /** Where one of them says no, nothing else is asked. */
  conditions: readonly ((entry: object, value: unknown) => boolean)[];
  tests: readonly Test[];
  isNested: boolean;
}>;

function keeps(entry: object, { property, conditions, tests, isNested }: Rule): boolean {
  const value = (entry as Readonly<Record<string, unknown>>)[property];
  if (!conditions.every((holds) => holds(entry, value))) return true;
  if (!tests.every((test) => test(value, entry))) return false;
  if (!isNested || value === undefined) return true;
  const inner: readonly unknown[] = Array.isArray(value) ? value : [value];
  return inner.every((each) => typeof each === 'object' && each !== null && isSurelyRight(each));
}

const rules = new Map<Class, readonly Rule[] | undefined>();

/** Undefined of a class that has no rules, or one of a kind not known here. */
function rulesOf(type: Class): readonly Rule[] | undefined {
  if (!rules.has(type)) rules.set(type, readRules(type));
  return rules.get(type);
}

function readRules(type: Class): readonly Rule[] | undefined {
  const storage = getMetadataStorage();
  const all = storage.getTargetValidationMetadatas(type, '', false, false);
  if (all.length === 0 || !all.every(isKnown)) return undefined;
  return Object.entries(storage.groupByPropertyName(all)).map(([property, own]) => ({
    property,
    conditions: own
      .filter((each) => each.type === ValidationTypes.CONDITIONAL_VALIDATION)
      .map(({ constraints }) => (constraints as Rule['conditions'])[0] ?? never),
    tests: own
      .filter((each) => each.type === ValidationTypes.CUSTOM_VALIDATION)
      .flatMap((each) => testsOf(storage, each)),
    isNested: own.some((each) => each.type === ValidationTypes.NESTED_VALIDATION),
  }));
}

type Metadata = ReturnType<MetadataStorage['getTargetValidationMetadatas']>[number];

const never = (): boolean => false;

const isKnown = ({ type, validateIf }: Metadata): boolean =>
  validateIf === undefined && KINDS.has(type);

const KINDS: ReadonlySet<string> = new Set([
  ValidationTypes.CONDITIONAL_VALIDATION,
  ValidationTypes.CUSTOM_VALIDATION,
  ValidationTypes.NESTED_VALIDATION,
]);

function testsOf(
  storage: MetadataStorage,
  { constraintCls, each, propertyName: property, constraints }: Metadata,
): readonly Test[] {
  return storage.getTargetValidatorConstraints(constraintCls).map(({ instance }): Test => {
    // A promise is no yes.
    const passes = (value: unknown, of: ValidationArguments) =>
      instance.validate(value, of) === true;
    return (value, object) => {
      const targetName = object.constructor.name;
      const of = { targetName, property, object, value, constraints };
      return each && Array.isArray(value)
        ? value.every((item: unknown) => passes(item, of))
        : passes(value, of);
    };
  });
}
