import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Problem, wrong, type FieldError } from './problem.js';

/** The shapes of the DTOs, for bodies and queries alike; every wrong field is named at once. */
export const validation = (): ValidationPipe =>
  new ObjectsOnly({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: problemOfFields,
  });

/** A body is an object: a list, a text, a number, null and nothing at all are none. */
class ObjectsOnly extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (metadata.type === 'body' && !isObject) {
      throw wrong('', 'body-not-an-object', 'Send one JSON object, with the fields of the entry.');
    }
    return super.transform(value, metadata);
  }
}

function problemOfFields(wrong: readonly ValidationError[]): Problem {
  const errors = fieldErrorsOf(wrong);
  const [first] = errors;
  return new Problem(
    400,
    'wrong-fields',
    errors.length === 1 && first !== undefined
      ? first.message
      : `${String(errors.length)} fields are not right.`,
    { errors },
  );
}

/** What is wrong with which field: one sentence each, the one that its rules were declared with first. */
export const fieldErrorsOf = (wrong: readonly ValidationError[]): readonly FieldError[] =>
  wrong.flatMap((each) => errorsOf(each, ''));

function errorsOf(
  { property, constraints, children }: ValidationError,
  under: string,
): FieldError[] {
  const pointer = `${under}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const [first] = Object.entries(constraints ?? {}).reverse();
  const own = first === undefined ? [] : [errorOf(pointer, property, first)];
  return [...own, ...(children ?? []).flatMap((child) => errorsOf(child, pointer))];
}

/** Codes are what class-validator calls its rules, in the spelling of our own codes. */
const errorOf = (
  pointer: string,
  property: string,
  [rule, message]: readonly [string, string],
): FieldError =>
  rule === 'whitelistValidation'
    ? {
        pointer,
        code: 'unknown-field',
        message: `Nothing is known of a field named "${property}".`,
      }
    : { pointer, code: kebab(rule), message };

const kebab = (rule: string): string =>
  rule.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
