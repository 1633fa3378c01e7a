import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { securityHeaders } from './headers.ts';

/**
 * An address that cannot be decoded, or holds what no text of ours holds, names nothing: it is asked for as a page that
 * does not exist. The framework would answer by itself, without our headers and with the address in it.
 */
export function readableUrl(url: string): string {
  const [path = ''] = url.split('?');
  return isReadable(path, url) ? url : `${path.startsWith('/api/') ? '/api' : ''}/no-such-address`;
}

function isReadable(path: string, url: string): boolean {
  try {
    return (
      path.startsWith('/') && !decodeURIComponent(path).includes('\0') && URL.canParse(url, 'http://here')
    );
  } catch {
    return false;
  }
}

const statusOf: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Bytes that are no request: there is nobody to show a page to. */
export function refuseBytes(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statusOf[error.code ?? ''] ?? 400;
  const headers = { ...securityHeaders, connection: 'close', 'content-length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`);
}
