import { defineConfig } from "vitest/config";

const shared = { testTimeout: 30_000, env: { NO_COLOR: "1", TZ: "UTC" } };

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/e2e/**"] } },
      { test: { ...shared, name: "e2e", include: ["test/e2e/**/*.test.ts"], globalSetup: ["test/build.ts"] } },
    ],
  },
});
