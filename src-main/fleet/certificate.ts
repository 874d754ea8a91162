import { isIP } from 'node:net';
import { generate } from 'selfsigned';

const YEARS = 5;

/**
 * Creates a certificate for a server, and its private key, as PEM. Clients get the certificate with their credentials,
 * and trust it alone, so no authority is needed.
 */
export async function createCertificate(
  hosts: readonly string[],
): Promise<{ key: string; certificate: string }> {
  const [name = 'localhost'] = hosts;
  const notAfterDate = new Date();
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS);
  const { private: key, cert: certificate } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: hosts.map((host) => (isIP(host) > 0 ? { type: 7, ip: host } : { type: 2, value: host })),
      },
    ],
  });
  return { key, certificate };
}
