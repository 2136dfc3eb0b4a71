import { expect, it } from "vitest";
import { COMMANDS } from "../../src/commands/table.js";
import { commandsPage } from "./commands-page.js";

it("docs/commands.md says of every command what the command itself says", async () => {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  await expect(commandsPage(commands)).toMatchFileSnapshot("../../docs/commands.md");
});
