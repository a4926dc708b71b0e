import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { DiscoveryService } from '@nestjs/core';

export type Route = Readonly<{
  method: string;
  path: string;
  /** The method of the controller, which carries what was declared about the route. */
  handler: object;
  controller: string;
}>;

/** All routes of the application, as its controllers declare them. */
export class Routes {
  readonly all: readonly Route[];

  constructor(discovery: DiscoveryService) {
    this.all = discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = Object.getPrototypeOf(instance) as object;
      return Object.getOwnPropertyNames(prototype)
        .filter((name) => name !== 'constructor')
        .flatMap((name) => routesOf(metatype, (prototype as Record<string, unknown>)[name]));
    });
  }

  /** The methods that the address answers to; none where there is no such address. */
  allowedOn(path: string): string[] {
    const methods = this.all
      .filter((route) => matches(route.path, path))
      .map(({ method }) => method);
    return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : method)))];
  }

  /** The route of an address that can be asked for, as it was declared; undefined where there is none. */
  namedOn(path: string): string | undefined {
    const named = this.all.filter((route) => route.method === 'GET' && matches(route.path, path));
    // A name goes before what may be any.
    const [first] = named.toSorted((one, other) => places(one) - places(other));
    return first?.path;
  }
}

const places = ({ path }: Route): number => path.split('/:').length;

function routesOf(controller: object & { name?: string }, handler: unknown): Route[] {
  if (typeof handler !== 'function') return [];
  const paths = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
  if (paths === undefined) return [];
  const prefixes = Reflect.getMetadata(PATH_METADATA, controller) as string | string[];
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod;
  return [prefixes].flat().flatMap((prefix) =>
    [paths].flat().map((path) => ({
      method: RequestMethod[method],
      path: `/${prefix}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
      handler,
      controller: controller.name ?? '',
    })),
  );
}

const matches = (route: string, path: string): boolean => {
  const [parts, given] = [route.split('/'), path.replace(/(.)\/$/, '$1').split('/')];
  return (
    parts.length === given.length &&
    parts.every((part, index) => part.startsWith(':') || part === given[index])
  );
};
