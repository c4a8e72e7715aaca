// Reads Markwhen's text on stdin and writes its own view's page with the text in it: the view
// takes a text from the address after `#mw=`, in base64.
import fs from 'node:fs';
const text = fs.readFileSync(0).toString('base64');
const page = fs.readFileSync(
  new URL('node_modules/@markwhen/timeline/dist/index.html', import.meta.url), 'utf8');
const boot = `<script>history.replaceState(null,'','#mw=${text}')</script>`;
process.stdout.write(page.replace('<script', () => `${boot}<script`));
