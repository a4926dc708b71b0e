/** The database went away or is coming up again: codes of Node's sockets and of PostgreSQL. */
export function isLostDatabase(thrown: unknown): boolean {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0\d|08\w{3}|53300)$/.test(code) ||
    (thrown instanceof Error && /connection terminated|timeout exceeded when/i.test(thrown.message))
  );
}
