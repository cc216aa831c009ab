// Stands in for the web socket link of @trpc/client (see next.config.ts); its names are those of that file.
const absent = (): never => {
  throw new Error("this build has no web sockets");
};

export { absent as i, absent as n, absent as r, absent as t };
