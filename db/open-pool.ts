import { createHash } from "node:crypto";
import pg from "pg";

export type Row = pg.QueryResultRow;
/** Single statements as tagged templates; the caller says what the columns are. */
export type Statements = {
  <R extends readonly Row[] = Row[]>(text: TemplateStringsArray, ...values: readonly unknown[]): Promise<R>;
  /** a text that somebody else has made */
  run(text: string, values?: readonly unknown[]): Promise<{ rows: Row[]; rowCount: number }>;
};

/** A pool whose connections may be lost at any moment: only what such a connection was doing fails. */
export function openPool(connectionString: string, max: number, more: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 10_000, ...more });
  // A connection that ends while nobody asks it anything is no fault here: idle, the pool has dropped it; taken, every
  // further statement on it is refused and the pool drops it when it comes back.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** `isPrepared`: parsed once a connection, for few statements that come again and again; not behind a pooler. */
export function statementsOn(client: pg.Pool | pg.ClientBase, isPrepared = false): Statements {
  const tagged = async <R extends readonly Row[]>(strings: TemplateStringsArray, ...values: unknown[]) => {
    const { text, name } = textOf(strings);
    const { rows } = await client.query<Row>(isPrepared ? { name, text, values } : { text, values });
    // the columns of a statement are not known to the compiler
    return rows as readonly Row[] as R;
  };
  return Object.assign(tagged, {
    run: async (text: string, values: readonly unknown[] = []) => {
      const { rows, rowCount } = await client.query<Row>(text, [...values]);
      return { rows, rowCount: rowCount ?? 0 };
    },
  });
}

const texts = new WeakMap<TemplateStringsArray, { text: string; name: string }>();

function textOf(strings: TemplateStringsArray): { text: string; name: string } {
  const known = texts.get(strings);
  if (known) return known;
  const text = strings.reduce((before, part, index) => `${before}$${index}${part}`);
  const made = { text, name: createHash("sha1").update(text).digest("hex") };
  texts.set(strings, made);
  return made;
}
