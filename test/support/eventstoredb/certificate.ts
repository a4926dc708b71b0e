import { generateKeyPairSync, sign } from 'node:crypto';

export type Certificate = Readonly<{ certificate: string; key: string }>;

/** A certificate for the loopback address that vouches for itself; clients are given it to trust. */
export function selfSignedCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const toBeSigned = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    ECDSA_WITH_SHA256,
    NAME,
    sequence(tagged(0x17, text('200101000000Z')), tagged(0x17, text('491231235959Z'))),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(IS_AUTHORITY, LOOPBACK)),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const signed = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(signature));
  return {
    certificate: pem('CERTIFICATE', signed),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Tag, length, value: all there is to the encoding of certificates. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const length =
    value.length < 0x80
      ? [value.length]
      : value.length < 0x100
        ? [0x81, value.length]
        : [0x82, value.length >>> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);
const integer = (value: number): Buffer => tagged(0x02, Buffer.from([value]));
const identifier = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
const octets = (value: Buffer): Buffer => tagged(0x04, value);
const bits = (value: Buffer): Buffer => tagged(0x03, Buffer.from([0]), value);
const text = (value: string): Buffer => Buffer.from(value, 'latin1');

const TRUE = tagged(0x01, Buffer.from([0xff]));
const ECDSA_WITH_SHA256 = sequence(identifier('2a8648ce3d040302'));
const NAME = sequence(
  tagged(0x31, sequence(identifier('550403'), tagged(0x0c, text('EventStoreDB of the tests')))),
);
const IS_AUTHORITY = sequence(identifier('551d13'), TRUE, octets(sequence(TRUE)));
const LOOPBACK = sequence(
  identifier('551d11'),
  octets(sequence(tagged(0x82, text('localhost')), tagged(0x87, Buffer.from([127, 0, 0, 1])))),
);

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
