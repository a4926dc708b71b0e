import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { SESSION_COOKIE } from './api/who/sessions.js';

/** The description of the API, made from its controllers, and a page to browse it. */
export function describeApi(app: INestApplication): void {
  SwaggerModule.setup('api', app, () => documentOf(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Benefits realisation tracker: API',
  });
}

function documentOf(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Benefits realisation tracker')
    .setDescription(
      'Records what NHS trusts promised, delivered and measured with their electronic patient records; answers at which stage each trust is and how large its optimisation gap is, as of a day, as known at another. Nothing is ever changed or deleted: corrections and retractions are recorded beside what they mend.',
    )
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .addCookieAuth(SESSION_COOKIE)
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('cookie')
    .addSecurityRequirements({});
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (controller, method) =>
      `${controller.replace(/Controller$/, '')}.${method}`,
  });
  return withProblems(document);
}

/** Every operation may answer with a problem; written once for all. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const operations = Object.values(document.paths).flatMap((item) => [item.get, item.post]);
  for (const operation of operations) {
    if (operation === undefined) continue;
    operation.responses['default'] = { $ref: '#/components/responses/Problem' };
  }
  return {
    ...document,
    components: {
      ...document.components,
      responses: {
        Problem: {
          description: 'Why there is no answer (RFC 9457)',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
      schemas: { ...document.components?.schemas, Problem: problemSchema },
    },
  };
}

const text = { type: 'string' } as const;

const pointer = {
  ...text,
  description:
    'Into the body (RFC 6901), like /entry/to; of a file its row and column, like /3/numerator; ?name for a parameter, {name} for a part of the address, the name of a header, empty for the whole',
};
const value = {
  type: ['string', 'null'],
  description:
    'Of a row of a file: what stands there, cut short, and hidden where it seems personal',
};

const problemSchema = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
  properties: {
    type: { ...text, description: 'urn:problem-type: and the code; a name, not an address' },
    title: text,
    status: { type: 'integer' as const, minimum: 400, maximum: 599 },
    code: { ...text, description: 'For machines; it does not change' },
    detail: { ...text, description: 'A sentence a person can act on' },
    instance: { ...text, description: 'Names the request, as X-Request-Id does' },
    errors: {
      type: 'array' as const,
      description: 'Always with 400 and 422, which what was sent is to blame for; never else',
      items: {
        type: 'object' as const,
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer,
          code: text,
          message: text,
          value,
          others: {
            type: 'array' as const,
            description: 'Further cells of the row that the rule is about',
            items: {
              type: 'object' as const,
              required: ['pointer', 'value'],
              properties: { pointer, value },
            },
          },
        },
      },
    },
  },
};
