// Who may import whom (docs/architecture): each folder lists what it may use; all else is an error with a remedy.
const ours = "^(src|adapters|commands|db|test|scripts)/";

/** `from` may import itself and `mayUse`, and nothing else of ours. */
const folder = (name, from, mayUse, remedy) => ({
  name: `${name}-imports`,
  severity: "error",
  comment: remedy,
  from: { path: from },
  to: { path: ours, pathNot: [from, ...mayUse] },
});

/** The packages matching `names` are known to the files matching `home` only. */
const only = (name, names, home, remedy) => ({
  name: `${name}-only-at-home`,
  severity: "error",
  comment: remedy,
  from: { pathNot: home },
  to: { path: `(^|node_modules/)(@types/)?(${names})(/|$)`, pathNot: ours },
});

const core = "^src/core/";
const domain = "^src/domain/";
const plan = "^src/plan/";
const reports = "^src/reports/";
const root = "^src/root\\.ts$";

module.exports = {
  forbidden: [
    folder(
      "core",
      core,
      [],
      "The core knows nobody. Declare an interface in src/core and let src/app pass in what implements it.",
    ),
    folder(
      "domain",
      domain,
      [core],
      "What a city keeps is types and pure rules. Take what comes from a plan, a store or a platform as an argument.",
    ),
    folder(
      "plan",
      plan,
      [core, domain, root],
      "The plan is pure functions over what a city keeps. Let the caller pass in what they need.",
    ),
    folder(
      "reports",
      reports,
      [core, domain, plan],
      "Reports turn plan and domain data into documents. Take the data as an argument.",
    ),
    folder(
      "clock",
      "^src/clock/",
      [core, domain, plan, reports],
      "The clock reaches the database and the platforms through interfaces it states itself. Let src/app pass them in.",
    ),
    folder(
      "deliveries",
      "^src/deliveries/",
      [core],
      "Sending messages knows no platform, no command and no SQL. Pass in a Messenger, a MessageKind or the DeliveryStore; src/app/messages.ts does.",
    ),
    folder(
      "commands",
      "^commands/",
      [core, domain, plan, reports],
      "A command reads and writes through `stores` and answers with a Reply. What it lacks belongs in a store's interface in src/domain.",
    ),
    folder(
      "db",
      "^db/",
      [core, domain, plan],
      "db implements the interfaces of src/core and src/domain. Move shared words there.",
    ),
    folder(
      "demo",
      "^src/demo/",
      [core, domain, plan, "^commands/", root],
      "The sample cities are loaded by the way in that people use. Take what else you need as an argument.",
    ),
    folder(
      "cli",
      "^src/cli/",
      [core, domain, "^src/app/app\\.ts$"],
      "An operator command uses what createApp in src/app/app.ts gives it. Add it to the app, not an import here.",
    ),
    folder("config", "^src/config/", [core, root], "Configuration is read before anything else exists."),
    folder(
      "main",
      "^src/main\\.ts$",
      [core, "^src/app/app\\.ts$", "^src/config/config\\.ts$", "^src/cli/"],
      "main.ts starts the process and nothing else. Wire things up in src/app.",
    ),
    folder("root", root, [], "It says where the project lies, and needs nothing for it."),
    {
      name: "src-has-rooms",
      severity: "error",
      comment:
        "Each file of src lies in a room with a rule of its own. Add the folder here, or move the file into one that is.",
      from: {
        path: "^src/",
        pathNot: "^src/(main\\.ts$|root\\.ts$|(app|cli|clock|config|core|deliveries|demo|domain|plan|reports)/)",
      },
      to: {},
    },
    {
      name: "adapters-imports",
      severity: "error",
      comment:
        "An adapter knows the core and its own platform, never another adapter. Move what two of them share to src/core.",
      from: { path: "^adapters/([^/]+)/" },
      to: { path: ours, pathNot: ["^adapters/$1/", core, domain] },
    },
    {
      name: "app-only-from-outside",
      severity: "error",
      comment:
        "src/app puts everything together, so only what runs it may import it: main, the operator's commands, tests, scripts.",
      from: { path: ours, pathNot: "^(src/main\\.ts|src/app/|src/cli/|test/|scripts/)" },
      to: { path: "^src/app/" },
    },
    {
      name: "server-only-from-app",
      severity: "error",
      comment: "Only src/app/app.ts starts the server. Ask the app for it.",
      from: { path: ours, pathNot: "^(src/app/(app|readiness)\\.ts|test/)" },
      to: { path: "^src/app/server\\.ts$" },
    },
    {
      name: "nothing-imports-test",
      severity: "error",
      comment:
        "Tests may use everything, and nothing may use tests. Move what is needed into the folder that needs it.",
      from: { pathNot: "^test/|^vitest\\.config\\.ts$" },
      to: { path: "^test/" },
    },
    {
      name: "nothing-imports-scripts",
      severity: "error",
      comment: "Scripts are run, not imported. Move what is needed into src.",
      from: { path: "^(src|adapters|commands|db)/" },
      to: { path: "^scripts/" },
    },
    {
      name: "core-packages",
      severity: "error",
      comment:
        "The core uses zod and small pure libraries, and nothing of Node's own. Put the rest behind an interface.",
      from: { path: core },
      to: {
        pathNot: [
          "^(src|adapters|commands|db|test|scripts)/",
          "(^|node_modules/)(zod|temporal-polyfill|chrono-node|fuse\\.js|csv-parse|csv-stringify|fflate|hucre)(/|$)",
        ],
      },
    },
    only(
      "slack",
      "@slack",
      "^(adapters/slack|test)/",
      "Slack's types stop at adapters/slack. Translate them into core types there.",
    ),
    only(
      "teams",
      "botbuilder[^/]*|botframework[^/]*|@microsoft/teams[^/]*",
      "^(adapters/teams|test)/",
      "Teams' types stop at adapters/teams. Translate them into core types there.",
    ),
    only(
      "database",
      "drizzle-(orm|zod)|postgres|@electric-sql",
      "^(db|test)/",
      "SQL lives in db. Add a method to the store there, and to its interface in src/core.",
    ),
    only(
      "cron",
      "node-cron",
      "^src/clock/jobs/scheduler\\.ts$",
      "Only src/clock/jobs/scheduler.ts knows node-cron. Add your job to its list.",
    ),
    {
      name: "no-cycles",
      severity: "error",
      comment: "Two files that need each other are one file, or hide a third: move what both need into it.",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "This import leads nowhere. Check the path, or add the package to package.json.",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "declared",
      severity: "error",
      comment:
        "This package is not in package.json, or only a development dependency: a bundle must not depend on luck.",
      from: { path: "^(src|adapters|commands|db)/" },
      to: {
        dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev", "npm-optional"],
        dependencyTypesNot: ["type-only"],
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|release|\\.data|coverage|docs)/|^adapters/web/[^/]+/assets/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
