// The first look of the page of `make page`, opened from the disk.
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { withPage } from "./page.mjs";

const project = fileURLToPath(new URL("../../", import.meta.url));
export const address = pathToFileURL(process.env.PAGE ?? join(project, "build/page/vrosim.html")).href;
export const FIGURES = 5;

export const lookAt = (browser, width, work) => withPage(browser, address, width, work);

export const drawn = (page) =>
    page.waitForFunction((count) => document.querySelectorAll(".picture svg").length === count, FIGURES);

// Answers have the number of their question; the first is 1.
export const answered = (page, number, children = 0) =>
    page.waitForFunction(([number, children]) =>
        Number(document.body.dataset.number) >= number && Number(document.body.dataset.children) >= children,
    [number, children]);

// When all is told of so many questions, nothing changes any more.
export async function atRest(page, number) {
    await answered(page, number, 1000000);
    await page.waitForFunction(() => !document.body.hasAttribute("aria-busy"));
}
