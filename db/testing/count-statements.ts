import pg from "pg";

let sent = 0;
pg.Client.prototype.query = new Proxy(pg.Client.prototype.query, {
  apply(query, client, given) {
    sent += 1;
    return Reflect.apply(query, client, given);
  },
});

/** @returns how many statements this process has sent in transactions since it counts; loading this file begins it. */
export const countStatements = (): number => sent;
